"""``cdk8s synth`` beside dist/, then a swap: a synth that fails leaves dist/ as it was.

``cdk8s synth`` empties its output folder before it runs the app, and after a failing app prints a Node stack trace.
Run by ``make synth``.
"""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DIST, FRESH, OLD = ROOT / "dist", ROOT / "build" / "dist", ROOT / "build" / "dist.old"


def main(arguments: list[str]) -> int:
    """0 when dist/ is fresh. ``--check`` compares instead of replacing."""
    FRESH.parent.mkdir(exist_ok=True)
    command = [str(ROOT / ".venv" / "bin" / "cdk8s"), "synth", "--check-upgrade=false", "--output", str(FRESH)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    for line in done.stderr.splitlines():
        if done.returncode == 0 or line.startswith("error: "):
            print(line, file=sys.stderr)
    if done.returncode:
        if "error: " not in done.stderr:  # not a finding but a defect: show everything
            print(done.stderr, file=sys.stderr)
        print("dist/ was left as it was", file=sys.stderr)
        return 1
    if "--check" in arguments:
        return compare()
    shutil.rmtree(OLD, ignore_errors=True)
    if DIST.exists():
        DIST.rename(OLD)
    FRESH.rename(DIST)
    shutil.rmtree(OLD, ignore_errors=True)
    return 0


def compare() -> int:
    """1 when the committed dist/ is not what the code makes."""
    fresh, committed = ({path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()} for root in (FRESH, DIST))
    stale = sorted(str(path) for path in fresh.keys() | committed.keys() if fresh.get(path) != committed.get(path))
    for path in stale:
        print(f"error: dist/{path} must equal a fresh synth; run make synth and commit it", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
