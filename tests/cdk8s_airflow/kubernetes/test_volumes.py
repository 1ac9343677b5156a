"""Shapes of volumes and mounts; what is None is not written."""

from cdk8s_airflow.kubernetes.plain import plain
from cdk8s_airflow.kubernetes.volumes import claim_volume, config_map_volume, empty_dir, mount


def test_volumes() -> None:
    """A bounded scratch folder, a ConfigMap, a claim."""
    assert plain(empty_dir("tmp", size_limit="1Gi")) == {"name": "tmp", "emptyDir": {"sizeLimit": "1Gi"}}
    assert plain(empty_dir("shm", size_limit="1Gi", medium="Memory")) == {"name": "shm", "emptyDir": {"medium": "Memory", "sizeLimit": "1Gi"}}
    assert plain(config_map_volume("config", "airflow-config")) == {"name": "config", "configMap": {"name": "airflow-config"}}
    assert plain(config_map_volume("init", "scripts", mode=0o555)) == {"name": "init", "configMap": {"name": "scripts", "defaultMode": 0o555}}
    assert plain(claim_volume("logs", "airflow-logs")) == {"name": "logs", "persistentVolumeClaim": {"claimName": "airflow-logs"}}
    assert plain(claim_volume("logs", "c", read_only=True)) == {"name": "logs", "persistentVolumeClaim": {"claimName": "c", "readOnly": True}}


def test_mounts() -> None:
    """A folder, or one file of it."""
    assert plain(mount("tmp", "/tmp")) == {"name": "tmp", "mountPath": "/tmp"}
    assert plain(mount("config", "/a.cfg", sub_path="a.cfg", read_only=True)) == {
        "name": "config",
        "mountPath": "/a.cfg",
        "subPath": "a.cfg",
        "readOnly": True,
    }
