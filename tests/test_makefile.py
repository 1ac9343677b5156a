"""The Makefile: every target is told by ``make help``, and CI runs what the README says."""

import re
from pathlib import Path

from tests.tools.checkout import ROOT, make_checkout, run

TARGETS = set(re.findall(r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


def test_help_lists_every_target_on_one_line() -> None:
    """One line each, also when make is called without a target."""
    lines = run("make", cwd=ROOT).stdout.splitlines()

    assert sorted(line.split()[0] for line in lines) == sorted(TARGETS)
    assert all(len(line.split(maxsplit=1)) == 2 for line in lines)
    assert run("make", "help", cwd=ROOT).stdout.splitlines() == lines


def test_no_target_is_taken_for_a_file() -> None:
    """.PHONY names all of them: ``dist`` or ``test`` may exist as folders."""
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)

    assert phony is not None
    assert set(phony.group(1).split()) == TARGETS


def test_every_script_that_make_calls_exists() -> None:
    """No target without what it runs."""
    scripts = re.findall(r"tools/\w+\.py", (ROOT / "Makefile").read_text())

    assert [script for script in scripts if not (ROOT / script).is_file()] == []


def test_golden_is_refused_in_ci(tmp_path: Path) -> None:
    """A snapshot is looked at by a person before it is kept."""
    done = run("make", "golden", cwd=make_checkout(tmp_path / "checkout"), CI="true")

    assert done.returncode != 0
    assert done.stderr.startswith("error: snapshots must be written by a person")


def test_ci_runs_exactly_make_test(tmp_path: Path) -> None:
    """From any folder, without input."""
    recorder = tmp_path / "make"
    recorder.write_text('#!/bin/sh\necho "$PWD: make $*"\n')
    recorder.chmod(0o755)

    done = run(ROOT / ".ci" / "run", cwd=tmp_path, PATH=f"{tmp_path}:/usr/bin:/bin")

    assert done.stdout == f"{ROOT}: make test\n"
