"""All environments, synthesized once for the whole folder."""

from pathlib import Path

import pytest
import yaml

from cdk8s_airflow import synthesize
from environments import ENVIRONMENTS
from tests.rendering import Object

Rendered = dict[str, dict[str, list[Object]]]
"""Environment -> file name -> objects."""


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as ``python main.py`` writes it."""
    folder = tmp_path_factory.mktemp("fresh")
    synthesize(ENVIRONMENTS, outdir=str(folder), quiet=True)
    return folder


@pytest.fixture(scope="session")
def rendered(fresh: Path) -> Rendered:
    """What a cluster would read from it."""
    return {
        name: {path.name: list(yaml.load_all(path.read_text(encoding="utf-8"), yaml.CSafeLoader)) for path in sorted((fresh / name).iterdir())}
        for name in ENVIRONMENTS
    }
