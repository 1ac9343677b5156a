"""A checkout in a scratch folder, for tests that break it, and commands that run in one."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BIN = ROOT / ".venv" / "bin"
FILES = ("Makefile", "cdk8s.yaml", "main.py", "pyproject.toml", "package.json", "package-lock.json", "tools", "requirements", "environments", ".ci")


def make_checkout(folder: Path) -> Path:
    """A copy of what make and cdk8s read, with the repository's own .venv and a fresh stamp of ``make setup``."""
    folder.mkdir()
    for name in FILES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder / name)
    (folder / ".venv").mkdir()
    for path in (ROOT / ".venv").iterdir():
        (folder / ".venv" / path.name).symlink_to(path)
    (folder / ".venv" / ".ready").unlink(missing_ok=True)
    (folder / ".venv" / ".ready").write_text(f"{folder.resolve()}\n")
    return folder


def run(*command: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """One command with little of the caller's environment: no activated .venv, no CI, no make above it."""
    kept: Mapping[str, str] = {
        key: value for key, value in os.environ.items() if key not in ("CI", "JSII_NODE", "MAKEFLAGS", "MAKELEVEL", "PYTHONPATH", "VIRTUAL_ENV")
    }
    path = os.pathsep.join(entry for entry in kept["PATH"].split(os.pathsep) if Path(entry) != BIN)
    return subprocess.run([str(part) for part in command], cwd=cwd, env={**kept, "PATH": path, **environment}, capture_output=True, text=True, check=False)


def contents(folder: Path) -> dict[str, bytes]:
    """Relative path -> bytes of every file."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
