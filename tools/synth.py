"""``cdk8s synth`` beside dist/, then a swap: a synth that fails leaves dist/ as it was.

``cdk8s synth`` empties its output folder before it runs the app, and after a failing app prints a Node stack trace.
Run by ``make synth``, and by ``make check`` with ``--check``, which compares instead of replacing.
"""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DIST, FRESH, OLD = ROOT / "dist", ROOT / "build" / "dist", ROOT / "build" / "dist.old"


def main(arguments: list[str]) -> int:
    """0 when dist/ is fresh."""
    if not synthesize():
        print("dist/ was left as it was", file=sys.stderr)
        return 1
    findings = stale() if "--check" in arguments else foreign()
    for finding in findings:
        print(f"error: {finding}", file=sys.stderr)
    if findings:
        return 1
    if "--check" not in arguments:
        swap()
    return 0


def synthesize() -> bool:
    """Writes FRESH, passes the app's progress and findings on, and tells whether it succeeded."""
    if OLD.exists() and not DIST.exists():  # a former swap was killed half-way
        OLD.rename(DIST)
    FRESH.parent.mkdir(exist_ok=True)
    command = [str(ROOT / ".venv" / "bin" / "cdk8s"), "synth", "--check-upgrade=false", "--output", str(FRESH)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    lines = done.stderr.splitlines()
    findings = [line for line in lines if line.startswith("error: ")]
    for line in findings if done.returncode and findings else lines:  # without a finding it is a defect: show everything
        print(line, file=sys.stderr)
    return done.returncode == 0


def stale() -> list[str]:
    """What in dist/ is not what the code makes."""
    fresh, committed = ({path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()} for root in (FRESH, DIST))
    paths = sorted(str(path) for path in fresh.keys() | committed.keys() if fresh.get(path) != committed.get(path))
    return [f"dist/{path} must equal a fresh synth; run make synth and commit it" for path in paths]


def foreign() -> list[str]:
    """What in dist/ the swap would destroy although no synth wrote it."""
    paths = sorted(str(path.relative_to(DIST)) for path in DIST.rglob("*") if path.is_file() and path.suffix != ".yaml")
    return [f"dist/{path} must not be in dist/, which a synth replaces as a whole; move it elsewhere" for path in paths]


def swap() -> None:
    """FRESH becomes dist/ by renaming."""
    shutil.rmtree(OLD, ignore_errors=True)
    if DIST.exists():
        DIST.rename(OLD)
    FRESH.rename(DIST)
    shutil.rmtree(OLD, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
