"""Generates imports/ from the CRD files that cdk8s.yaml lists, offline: ``make imports``; ``--check`` compares instead of replacing.

Each file holds one API group, because a second import of a group overwrites the first. ``cdk8s import`` compiles TypeScript by the
npm of .venv. imports/digests.json records what was made from what, so that the test suite sees a stale import without any Node.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
IMPORTS, FRESH = ROOT / "imports", ROOT / "build" / "imports"
DIGESTS = IMPORTS / "digests.json"
BIN = ROOT / ".venv" / "bin"
BY_HAND = {"crds", "digests.json", "README.md"}
"""Names below imports/ that ``cdk8s import`` does not write."""


def main(arguments: list[str]) -> int:
    """0 when imports/ is fresh."""
    start = time.monotonic()
    shutil.rmtree(FRESH, ignore_errors=True)
    for crds in crd_files():
        if not generate(crds):
            return 1
        print(f"imports: {crds.stem} ({time.monotonic() - start:.0f} s)", file=sys.stderr, flush=True)
    if "--check" in arguments:
        return compare()
    for path in IMPORTS.iterdir():
        if path.name not in BY_HAND:
            shutil.rmtree(path)
    shutil.copytree(FRESH, IMPORTS, dirs_exist_ok=True)
    DIGESTS.write_text(json.dumps(digests(IMPORTS), indent=2) + "\n", encoding="utf-8")
    return 0


def crd_files() -> list[Path]:
    """The files of ``imports:`` in cdk8s.yaml."""
    return [ROOT / name for name in yaml.safe_load((ROOT / "cdk8s.yaml").read_text(encoding="utf-8"))["imports"]]


def generate(crds: Path) -> bool:
    """Whether ``cdk8s import`` wrote a module for the API group of a file."""
    before = set(FRESH.rglob("py.typed"))
    command = [str(BIN / "cdk8s"), "import", str(crds), "--language", "python", "--output", str(FRESH), "--no-save", "--check-upgrade=false"]
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode == 0 and len(set(FRESH.rglob("py.typed")) - before) == 1:
        return True
    print(f"{done.stdout}{done.stderr}error: cdk8s import of {crds.name} must write one module; imports/ was left as it was", file=sys.stderr)
    return False


def compare() -> int:
    """1 when a committed file is not what the CRD files give."""
    made, committed = modules(FRESH), modules(IMPORTS)
    stale = sorted(name for name in made.keys() | committed.keys() if made.get(name) != committed.get(name))
    for name in stale:
        print(f"error: imports/{name} must equal a fresh import; run make imports and commit it", file=sys.stderr)
    return 1 if stale else 0


def digests(folder: Path) -> dict[str, dict[str, str]]:
    """What the modules of a folder are made of: the tool's version, the CRD files, and themselves, by SHA-256."""
    tools = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    return {"tools": tools, "crds": {path.name: sha256(path) for path in crd_files()}, "modules": modules(folder)}


def modules(folder: Path) -> dict[str, str]:
    """SHA-256 of each generated file, by its path below the folder."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and "__pycache__" not in path.parts)
    return {name.as_posix(): sha256(folder / name) for path in files if (name := path.relative_to(folder)).parts[0] not in BY_HAND}


def sha256(path: Path) -> str:
    """SHA-256 of a file in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
