"""``make setup``: what starts it, and the locks it installs from."""

import json
import os
import re
import tomllib
from pathlib import Path

import pytest

from tests.tools.checkout import ROOT, make_checkout, run

LOCK = (ROOT / "requirements" / "dev.lock").read_text()
PINS = re.findall(r"^([a-z0-9.-]+)==\S+(?: ; [^\\]+)? \\\n(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+", LOCK, re.MULTILINE)
INPUTS = ("requirements/dev.lock", "package.json", "package-lock.json", "pyproject.toml", "tools/setup.py")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout that is set up."""
    return make_checkout(tmp_path / "checkout")


def is_ready(checkout: Path) -> bool:
    """Make has nothing to do."""
    return run("make", "--question", "setup", cwd=checkout).returncode == 0


def test_a_second_set_up_does_nothing(checkout: Path) -> None:
    """The stamp is newer than the locks and names this folder."""
    assert is_ready(checkout)


@pytest.mark.parametrize("name", INPUTS)
def test_a_changed_input_starts_it(checkout: Path, name: str) -> None:
    """Each lock, the list of direct needs, and the script itself."""
    later = (checkout / ".venv" / ".ready").stat().st_mtime + 10
    os.utime(checkout / name, (later, later))

    assert not is_ready(checkout)


def test_a_moved_repository_starts_it(checkout: Path) -> None:
    """Scripts in .venv/bin and the editable install name the old place."""
    assert not is_ready(checkout.rename(checkout.with_name("moved")))


def test_a_python_that_is_gone_starts_it(checkout: Path) -> None:
    """An upgrade of the system's Python leaves links to nothing."""
    (checkout / ".venv" / "bin").unlink()
    (checkout / ".venv" / "bin").mkdir()
    (checkout / ".venv" / "bin" / "python").symlink_to(checkout / "gone")

    assert not is_ready(checkout)


def test_an_old_python_is_one_sentence(checkout: Path) -> None:
    """Named by hand; by itself make takes python3.14 to python3.11 when python3 is older."""
    (checkout / ".venv" / ".ready").unlink()
    old = checkout / "python3.9"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)

    done = run("make", "setup", f"PYTHON={old}", cwd=checkout)

    assert done.returncode != 0
    assert done.stderr.splitlines()[0] == f"error: Python ({old}) must be 3.11 or newer; install one, or name it: make PYTHON=/path/to/python3"


def test_every_python_package_is_pinned_by_hash() -> None:
    """Nothing in the lock escapes ``--require-hashes``, and it names no host."""
    assert len(PINS) == len(re.findall(r"^\S", re.sub(r"^#.*\n", "", LOCK, flags=re.MULTILINE), re.MULTILINE)) > 40
    assert "://" not in LOCK


def test_the_lock_holds_every_direct_need() -> None:
    """``make lock`` was run after the last change of pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = [project["project"]["dependencies"], *project["project"]["optional-dependencies"].values(), *project["dependency-groups"].values()]
    needs = {re.split(r"[^a-z0-9.-]", need.lower())[0].replace(".", "-") for group in groups for need in group}

    assert needs <= {name.replace(".", "-") for name in PINS}


def test_every_npm_package_is_pinned_by_hash() -> None:
    """And names no host: npm asks the registry it is set up with."""
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    own = [name for name, package in packages.items() if name and "inBundle" not in package]

    assert len(own) > 100
    assert [name for name in own if "integrity" not in packages[name]] == []
    assert [name for name, package in packages.items() if "resolved" in package] == []
