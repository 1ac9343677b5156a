"""``make synth``, ``cdk8s synth`` and ``python main.py``: the same bytes, and an old dist/ that outlives a failure."""

import sys
from pathlib import Path

import pytest

from tests.tools.checkout import BIN, contents, make_checkout, run


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with an old dist/: one file that is still made, one that is not."""
    folder = make_checkout(tmp_path / "checkout")
    for name in ("dev/scheduler.yaml", "gone/scheduler.yaml"):
        (folder / "dist" / name).parent.mkdir(parents=True)
        (folder / "dist" / name).write_text("old: true\n")
    return folder


def replace_cdk8s(checkout: Path, script: str) -> None:
    """A cdk8s of one's own: tools/synth.py is tested without the 2 seconds of the real one."""
    (checkout / ".venv" / "bin").unlink()
    (checkout / ".venv" / "bin").mkdir()
    command = checkout / ".venv" / "bin" / "cdk8s"
    command.write_text(f"#!/bin/sh\nout=build/dist; rm -rf $out\n{script}\n")
    command.chmod(0o755)


WRONG = """
from cdk8s_airflow import Environment, Resources

def props(**_):
    return Resources(memory_limit="512m")

ENVIRONMENT = Environment(props)
"""
"""An environments/dev.py, which next.py builds on."""

WRITE = "mkdir -p $out/dev; echo 'new: true' > $out/dev/scheduler.yaml; echo 'dev 1 object' >&2"


def synth(checkout: Path, *arguments: str) -> tuple[int, list[str]]:
    """Exit code and error output of tools/synth.py."""
    done = run(sys.executable, "tools/synth.py", *arguments, cwd=checkout)
    return done.returncode, done.stderr.splitlines()


def test_cdk8s_synth_and_main_py_write_the_same_bytes(checkout: Path, tmp_path: Path) -> None:
    """By either command, under any hash seed, locale and optimisation."""
    by_cli = run(BIN / "cdk8s", "synth", "--check-upgrade=false", cwd=checkout, PYTHONHASHSEED="1", LC_ALL="C")
    by_python = run(BIN / "python", "main.py", cwd=checkout, CDK8S_OUTDIR=str(tmp_path / "out"), PYTHONHASHSEED="2", LC_ALL="C.UTF-8")

    assert (by_cli.returncode, by_python.returncode) == (0, 0), by_cli.stderr + by_python.stderr
    assert contents(checkout / "dist") == contents(tmp_path / "out")
    assert "dev/scheduler.yaml" in contents(tmp_path / "out")
    assert "gone/scheduler.yaml" not in contents(checkout / "dist")


def test_no_banner_is_printed(checkout: Path) -> None:
    """Node is new enough; stderr holds one line per environment and a summary, stdout nothing."""
    done = run(BIN / "python", "main.py", "dev", "prod", cwd=checkout)

    assert done.stdout == ""
    assert [line.split()[0] for line in done.stderr.splitlines()] == ["dev", "prod", "2"]


def test_quiet_prints_nothing(checkout: Path) -> None:
    """``-q`` leaves findings only."""
    done = run(BIN / "python", "main.py", "-q", "dev", cwd=checkout)

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_finding_leaves_dist_untouched(checkout: Path) -> None:
    """Make synth prints the sentence, no traceback, and keeps every old file; with the real cdk8s."""
    (checkout / "environments" / "dev.py").write_text(WRONG)
    before = contents(checkout / "dist")

    done = run("make", "synth", cwd=checkout)

    assert done.returncode != 0
    assert "error: dev: Resources.memory_limit ('512m') must" in done.stderr
    assert "error: next: Resources.memory_limit ('512m') must" in done.stderr
    assert "Traceback" not in done.stderr
    assert "dist/ was left as it was" in done.stderr
    assert contents(checkout / "dist") == before


def test_success_replaces_dist_as_a_whole(checkout: Path) -> None:
    """What is no longer made is gone, and nothing is left in build/."""
    replace_cdk8s(checkout, WRITE)

    assert synth(checkout) == (0, ["dev 1 object"])
    assert contents(checkout / "dist") == {"dev/scheduler.yaml": b"new: true\n"}
    assert contents(checkout / "build") == {}


def test_a_defect_is_shown_in_full(checkout: Path) -> None:
    """A traceback is no finding: nothing of it is hidden."""
    replace_cdk8s(checkout, "echo Traceback >&2; echo 'KeyError: 1' >&2; exit 1")

    assert synth(checkout) == (1, ["Traceback", "KeyError: 1", "dist/ was left as it was"])


def test_only_the_finding_is_shown(checkout: Path) -> None:
    """The Node stack trace that follows a failing app is left out."""
    replace_cdk8s(checkout, "echo 'error: dev: x (1) must be 2' >&2; echo '    at node:internal' >&2; exit 1")

    assert synth(checkout) == (1, ["error: dev: x (1) must be 2", "dist/ was left as it was"])


def test_a_file_of_somebody_is_not_destroyed(checkout: Path) -> None:
    """dist/ with a file that no synth writes is kept."""
    replace_cdk8s(checkout, WRITE)
    (checkout / "dist" / "notes.txt").write_text("mine")

    code, lines = synth(checkout)

    assert (code, lines[1:]) == (1, ["error: dist/notes.txt must not be in dist/, which a synth replaces as a whole; move it elsewhere"])
    assert (checkout / "dist" / "notes.txt").read_text() == "mine"


def test_a_killed_swap_is_repaired(checkout: Path) -> None:
    """The old dist/ comes back when the former run ended between its two renames."""
    replace_cdk8s(checkout, "exit 1")
    (checkout / "build").mkdir()
    before = contents(checkout / "dist")
    (checkout / "dist").rename(checkout / "build" / "dist.old")

    assert synth(checkout)[0] == 1
    assert contents(checkout / "dist") == before


def test_check_names_every_file_that_differs(checkout: Path) -> None:
    """Changed and stale ones; dist/ itself is not touched."""
    replace_cdk8s(checkout, WRITE)
    before = contents(checkout / "dist")

    code, lines = synth(checkout, "--check")

    assert code == 1
    assert lines[1:] == [f"error: dist/{path} must equal a fresh synth; run make synth and commit it" for path in ("dev/scheduler.yaml", "gone/scheduler.yaml")]
    assert contents(checkout / "dist") == before
