"""Volumes and their mounts, in the shapes Airflow's pods need."""

from typing import Any


def empty_dir(name: str, *, size_limit: str, medium: str | None = None) -> dict[str, Any]:
    """A scratch volume; the pod is evicted when it outgrows ``size_limit``. ``medium="Memory"`` keeps it in RAM."""
    return {"name": name, "emptyDir": {"medium": medium, "sizeLimit": size_limit}}


def config_map_volume(name: str, config_map: str, *, mode: int | None = None) -> dict[str, Any]:
    """The keys of a ConfigMap as files. ``mode``: file mode, Kubernetes' default 0644 when None."""
    return {"name": name, "configMap": {"name": config_map, "defaultMode": mode}}


def claim_volume(name: str, claim: str, *, read_only: bool = False) -> dict[str, Any]:
    """An existing PersistentVolumeClaim."""
    return {"name": name, "persistentVolumeClaim": {"claimName": claim, "readOnly": read_only or None}}


def mount(name: str, path: str, *, sub_path: str | None = None, read_only: bool = False) -> dict[str, Any]:
    """Where a container sees a volume. A ``sub_path`` mount is never updated in a running pod."""
    return {"name": name, "mountPath": path, "subPath": sub_path, "readOnly": read_only or None}
