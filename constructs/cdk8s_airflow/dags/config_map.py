"""A few DAG files in a ConfigMap."""

import hashlib
from collections.abc import Mapping
from typing import Any

from pydantic import Field, model_validator

from ..kubernetes.volumes import config_map_volume, mount
from .dag_source import VOLUME, DagSource

FOLDER = "/opt/airflow/dags"
LIMIT_BYTES = 1024 * 1024
"""Largest ConfigMap. Unit: bytes. Kubernetes' limit."""


class DagsFromConfigMap(DagSource):
    """DAG files written into the manifests; for a handful of platform DAGs.

    Each file is mounted by itself: a ConfigMap mounted as a folder holds links that Airflow takes for a recursive loop.
    """

    files: Mapping[str, str] = Field(min_length=1)
    """File name -> text. Together at most 1 MiB."""

    @model_validator(mode="after")
    def _fits(self) -> "DagsFromConfigMap":
        size = sum(len(text.encode()) for text in self.files.values())
        if size > LIMIT_BYTES:
            raise ValueError(f"files ({size} bytes) must be at most {LIMIT_BYTES} bytes together; deliver them by git-sync")
        for name in self.files:
            if "/" in name or not name.endswith(".py"):
                raise ValueError(f"files ({name}) must be named like module.py without folder; rename it")
        return self

    def dags_folder(self) -> str:
        return FOLDER

    def volumes(self, name: str) -> list[dict[str, Any]]:
        return [config_map_volume(VOLUME, f"{name}-dags")]

    def volume_mounts(self) -> list[dict[str, Any]]:
        return [mount(VOLUME, f"{FOLDER}/{file}", sub_path=file, read_only=True) for file in sorted(self.files)]

    def annotations(self) -> dict[str, str]:
        content = "\0".join(f"{name}\0{text}" for name, text in sorted(self.files.items()))
        return {"checksum/dags": hashlib.sha256(content.encode()).hexdigest()[:16]}
