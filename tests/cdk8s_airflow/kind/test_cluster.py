"""kind's cluster configuration."""

from syrupy.assertion import SnapshotAssertion

from cdk8s_airflow import KindClusterProps
from tests.rendering import unset_fields

FULL = KindClusterProps(name="team", workers=2, ports=(8443, 30007), mounts={"./dags": "/opt/airflow/dags", "./logs": "/opt/airflow/logs"})


def test_minimal(golden: SnapshotAssertion) -> None:
    """The tutorial's three workers behind ports 80 and 443."""
    assert [KindClusterProps().to_config()] == golden


def test_full(golden: SnapshotAssertion) -> None:
    """Every field set."""
    assert unset_fields(FULL) == []
    assert [FULL.to_config()] == golden


def test_folders_are_on_every_worker() -> None:
    """A task sees its files wherever it lands."""
    workers = [node for node in FULL.to_config()["nodes"] if node["role"] == "worker"]
    assert len(workers) == 2
    for worker in workers:
        assert {mount["hostPath"]: mount["containerPath"] for mount in worker["extraMounts"]} == dict(FULL.mounts)


def test_ports_are_on_the_control_plane() -> None:
    """Under the same number, so that NodePort 30007 is localhost:30007."""
    (control_plane,) = (node for node in FULL.to_config()["nodes"] if node["role"] == "control-plane")
    assert [(port["containerPort"], port["hostPort"]) for port in control_plane["extraPortMappings"]] == [(8443, 8443), (30007, 30007)]
