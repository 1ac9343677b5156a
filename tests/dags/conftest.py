"""DAG files loaded without Airflow, and real Airflow installations for the tests marked `airflow`."""

from __future__ import annotations

import runpy
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.dags import stub_airflow
from tests.dags.airflow_installation import VERSIONS, AirflowInstallation
from tests.dags.dag_sources import DAGS, doc_examples
from tests.dags.postgresql import PostgreSQL


@pytest.fixture
def snippets(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """``platform_snippets`` importable, as in a DAG file, and forgotten afterwards."""
    monkeypatch.syspath_prepend(str(DAGS))
    stub_airflow.forget(("platform_snippets",))
    yield
    stub_airflow.forget(("platform_snippets",))


@pytest.fixture(params=sorted(stub_airflow.FAMILIES), ids=lambda family: f"airflow{family}")
def load_dag(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, snippets: None, kubernetes_client: None
) -> Callable[[Path], tuple[stub_airflow.DAG, dict[str, Any]]]:
    """Run a DAG file against the stand-in of each family: the DAG it writes, and its names."""
    for name in [name for name in sys.modules if name.split(".")[0] == "airflow"]:
        monkeypatch.delitem(sys.modules, name)
    for name, module in stub_airflow.modules(request.param).items():
        monkeypatch.setitem(sys.modules, name, module)

    def load(path: Path) -> tuple[stub_airflow.DAG, dict[str, Any]]:
        names = runpy.run_path(str(path))
        (dag,) = stub_airflow.DAG.written
        return dag, names

    return load


class Model:
    """A model of the Kubernetes client: keeps its fields."""

    def __init__(self, **fields: Any) -> None:
        vars(self).update(fields)


@pytest.fixture
def kubernetes_client(monkeypatch: pytest.MonkeyPatch) -> None:
    """The four models of the Kubernetes client that the snippets use."""
    models = ModuleType("kubernetes.client.models")
    for name in ("V1Pod", "V1PodSpec", "V1Container", "V1ResourceRequirements"):
        setattr(models, name, type(name, (Model,), {}))
    client = ModuleType("kubernetes.client")
    client.models = models  # type: ignore[attr-defined]
    for module in (ModuleType("kubernetes"), client, models):
        monkeypatch.setitem(sys.modules, module.__name__, module)


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgreSQL | None]:
    """A scratch PostgreSQL server; None where the machine has no server programs."""
    if PostgreSQL.programs() is None:
        yield None
        return
    server = PostgreSQL()
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="session", params=VERSIONS)
def airflow(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, postgresql: PostgreSQL | None) -> AirflowInstallation:
    """Real Airflow with a migrated scratch database, whose dags folder is ours plus the documentation's examples."""
    installation = AirflowInstallation(request.param, tmp_path_factory.mktemp(f"airflow-{request.param}"))
    shutil.copytree(DAGS, installation.dags, ignore=shutil.ignore_patterns("__pycache__"))
    for name, source in doc_examples().items():
        (installation.dags / name).write_text(source)
    installation.install()
    installation.create_database(postgresql)
    return installation
