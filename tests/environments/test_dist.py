"""The committed dist/ is what the code makes, file for file."""

from pathlib import Path

import pytest

from environments import ENVIRONMENTS

DIST = Path(__file__).parents[2] / "dist"
CURE = "run make synth and commit dist/"


def tree(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_no_file_is_missing_or_stale(fresh: Path) -> None:
    """Stale YAML would live on in the cluster."""
    assert tree(DIST) == tree(fresh), CURE


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_every_file_is_as_written(environment: str, fresh: Path) -> None:
    """A hand-edited manifest would be lost at the next synth."""
    stale = [path.name for path in sorted((fresh / environment).iterdir()) if path.read_bytes() != (DIST / environment / path.name).read_bytes()]
    assert stale == [], CURE


def test_kinds_configuration_is_as_written(fresh: Path) -> None:
    """It stands beside the folders, where Argo CD does not look."""
    for path in fresh.glob("*.yaml"):
        assert path.read_bytes() == (DIST / path.name).read_bytes(), CURE
