"""DAG files on a shared volume."""

from typing import Any

from pydantic import model_validator

from ..kubernetes.persistent_volume_claim import PersistentVolumeClaimProps
from ..kubernetes.quantities import AbsolutePath, SubdomainName
from ..kubernetes.volumes import claim_volume, mount
from .dag_source import VOLUME, DagSource


class DagsFromPersistentVolumeClaim(DagSource):
    """DAG files on a PersistentVolumeClaim that pods on several nodes read.

    Give ``claim`` to have it made, or ``existing_claim`` when something else makes and fills it.
    """

    claim: PersistentVolumeClaimProps | None = None
    """Claim ``<name>-dags`` to create. Default: none."""

    existing_claim: SubdomainName | None = None
    """metadata.name of a claim made elsewhere. Default: none."""

    path: AbsolutePath = "/opt/airflow/dags"
    """Where the volume is mounted, read-only. Default: /opt/airflow/dags."""

    @model_validator(mode="after")
    def _one_claim(self) -> "DagsFromPersistentVolumeClaim":
        if (self.claim is None) == (self.existing_claim is None):
            raise ValueError("claim and existing_claim must not both be set or unset; give exactly one")
        return self

    def dags_folder(self) -> str:
        return self.path

    def volumes(self, name: str) -> list[dict[str, Any]]:
        return [claim_volume(VOLUME, self.existing_claim or f"{name}-dags", read_only=False)]

    def volume_mounts(self) -> list[dict[str, Any]]:
        return [mount(VOLUME, self.path, read_only=True)]
