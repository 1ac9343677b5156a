"""Two synths write the same bytes, whatever the process is like."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROCESSES = {
    "plain": ([], {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"}),
    "optimized": (["-O"], {"PYTHONHASHSEED": "4711", "LC_ALL": "C.UTF-8", "TZ": "Pacific/Chatham"}),
}
"""Interpreter options and environment: hash seed, locale, time zone."""


def synth(options: list[str], variables: dict[str, str], outdir: Path, cwd: Path) -> dict[str, bytes]:
    """Every file that ``python main.py`` writes from an empty folder elsewhere."""
    path = os.pathsep.join(str(ROOT / folder) for folder in ("constructs", "."))
    environment = {**os.environ, "PYTHONPATH": path, "CDK8S_OUTDIR": str(outdir), **variables}
    done = subprocess.run([sys.executable, *options, str(ROOT / "main.py"), "-q"], env=environment, cwd=cwd, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    return {str(file.relative_to(outdir)): file.read_bytes() for file in outdir.rglob("*") if file.is_file()}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    result = {}
    for name, (options, variables) in PROCESSES.items():
        folder = tmp_path_factory.mktemp(name)
        (folder / "cwd").mkdir()
        result[name] = synth(options, variables, folder / "dist", folder / "cwd")
    return result


def test_two_processes_write_the_same_bytes(written: dict[str, dict[str, bytes]]) -> None:
    """Under another hash seed, locale, time zone and working directory, and with assertions off."""
    assert len(written["plain"]) > 80
    assert written["plain"] == written["optimized"]


def test_they_are_what_is_committed(written: dict[str, dict[str, bytes]]) -> None:
    """``python main.py`` writes what ``cdk8s synth`` wrote."""
    committed = {str(file.relative_to(ROOT / "dist")): file.read_bytes() for file in (ROOT / "dist").rglob("*") if file.is_file()}
    assert sorted(name for name in committed.keys() | written["plain"].keys() if committed.get(name) != written["plain"].get(name)) == []


def test_files_know_nothing_of_the_machine(written: dict[str, dict[str, bytes]]) -> None:
    """No path of it, and line ends that are the same everywhere."""
    for name, content in written["plain"].items():
        text = content.decode("utf-8")
        assert "\r" not in text and text.endswith("\n"), name
        assert str(ROOT) not in text and str(Path.home()) + "/" not in text, name
