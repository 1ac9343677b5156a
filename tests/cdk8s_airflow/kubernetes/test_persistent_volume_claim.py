"""Claims that nothing deletes by accident."""

from collections.abc import Callable
from typing import Any

from cdk8s_airflow import Chart, PersistentVolumeClaimProps, VolumeClaimTemplateProps
from cdk8s_airflow.kubernetes.persistent_volume_claim import PersistentVolumeClaim
from tests.sentences import refused

Only = Callable[[str], dict[str, Any]]
KEPT = {"argocd.argoproj.io/sync-options": "Prune=false,Delete=false"}


def claim(chart: Chart, **values: Any) -> None:
    PersistentVolumeClaim(chart, "c", name="airflow-logs", namespace="ns", component="logs", props=PersistentVolumeClaimProps(**values))


def test_minimal(chart: Chart, only: Only) -> None:
    """Shared, on the cluster's default class, kept by Argo CD."""
    claim(chart, size="1Gi")
    rendered = only("PersistentVolumeClaim")
    assert rendered["metadata"]["annotations"] == KEPT
    assert rendered["metadata"]["labels"] == {"app.kubernetes.io/component": "logs"}
    assert rendered["spec"] == {"accessModes": ["ReadWriteMany"], "volumeMode": "Filesystem", "resources": {"requests": {"storage": "1Gi"}}}


def test_full(chart: Chart, only: Only) -> None:
    """A class and modes of one's own."""
    claim(chart, size="1024Mi", storage_class_name="fast", access_modes=["ReadWriteOnce", "ReadOnlyMany"])
    spec = only("PersistentVolumeClaim")["spec"]
    assert (spec["storageClassName"], spec["accessModes"]) == ("fast", ["ReadWriteOnce", "ReadOnlyMany"])
    assert spec["resources"] == {"requests": {"storage": "1Gi"}}


def test_a_folder_of_the_host_becomes_a_volume(chart: Chart, only: Only) -> None:
    """The two name each other; an empty class keeps provisioners away."""
    claim(chart, size="1Gi", host_path="/data")
    volume, rendered = only("PersistentVolume"), only("PersistentVolumeClaim")
    assert volume["metadata"]["name"] == rendered["spec"]["volumeName"] == "ns-airflow-logs"
    assert "namespace" not in volume["metadata"]
    assert volume["metadata"]["annotations"] == KEPT
    assert volume["spec"]["claimRef"].items() >= {"namespace": "ns", "name": "airflow-logs"}.items()
    assert volume["spec"]["hostPath"] == {"path": "/data", "type": "DirectoryOrCreate"}
    assert volume["spec"]["persistentVolumeReclaimPolicy"] == "Retain"
    assert volume["spec"]["accessModes"] == rendered["spec"]["accessModes"]
    assert rendered["spec"]["storageClassName"] == ""


def test_wrong_values() -> None:
    """Size, modes and folder, all at once."""
    values: dict[str, Any] = {"size": "10G", "access_modes": ["RWX"], "host_path": "data", "storage_class_name": "Fast"}
    modes = "'ReadWriteOnce', 'ReadWriteMany', 'ReadOnlyMany' or 'ReadWriteOncePod'"
    assert refused(lambda: PersistentVolumeClaimProps(**values)) == (
        "PersistentVolumeClaimProps.size ('10G') must be bytes with a binary unit (Ki, Mi, Gi, Ti); write 10Mi or 10Gi",
        "PersistentVolumeClaimProps.storage_class_name ('Fast') must be lower-case letters, digits and '-',"
        " starting and ending with a letter or digit; rename it",
        f"PersistentVolumeClaimProps.access_modes[0] ('RWX') must be one of {modes}; choose one of them",
        "PersistentVolumeClaimProps.host_path ('data') must be an absolute path without ':'; start it with '/'",
    )
    assert refused(lambda: VolumeClaimTemplateProps(size="1Gi", access_modes=())) == (
        "VolumeClaimTemplateProps.access_modes (()) must not be empty; add an entry",
    )
