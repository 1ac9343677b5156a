"""The laptop's environment and the kind cluster it wants."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.environments.conftest import Rendered
from tests.rendering import find


@pytest.fixture
def kind(fresh: Path) -> dict[str, Any]:
    return yaml.safe_load((fresh / "local.kind.yaml").read_text(encoding="utf-8"))


def test_the_ui_is_on_the_hosts_port_30007(kind: dict[str, Any], rendered: Rendered) -> None:
    """NodePort in the manifest, port mapping in kind."""
    (port,) = find(rendered["local"]["webserver.yaml"], "Service", "airflow-webserver")["spec"]["ports"]
    (control_plane,) = (node for node in kind["nodes"] if node["role"] == "control-plane")
    assert port["nodePort"] == 30007
    assert {mapping["hostPort"] for mapping in control_plane["extraPortMappings"]} == {80, 443, 30007}


def test_the_hosts_folders_are_on_each_of_three_workers(kind: dict[str, Any]) -> None:
    """Mounted on one only, tasks on the others would see nothing."""
    workers = [node for node in kind["nodes"] if node["role"] == "worker"]
    mounts = [{mount["hostPath"]: mount["containerPath"] for mount in worker["extraMounts"]} for worker in workers]
    assert mounts == [{"./dags": "/opt/airflow/dags", "./logs": "/opt/airflow/logs", "./scripts": "/opt/airflow/scripts"}] * 3


def test_volumes_are_the_mounted_folders(kind: dict[str, Any], rendered: Rendered) -> None:
    """Pods see claims: a hostPath volume is refused by Pod Security ``restricted``."""
    volumes = {d["metadata"]["name"]: d["spec"]["hostPath"]["path"] for d in rendered["local"]["00-cluster.yaml"] if d["kind"] == "PersistentVolume"}
    assert set(volumes) == {"airflow-airflow-dags", "airflow-airflow-logs", "airflow-airflow-shared-scripts"}
    mounted = {mount["containerPath"] for node in kind["nodes"] for mount in node.get("extraMounts", ())}
    assert set(volumes.values()) == mounted


def test_dags_come_without_git(rendered: Rendered) -> None:
    """What is saved on the host is what runs."""
    assert not [file for file, documents in rendered["local"].items() if "git-sync" in str(documents)]
