"""PersistentVolumeClaims that nothing deletes by accident, and host folders on a local cluster."""

from typing import Any, Literal

from constructs import Construct
from pydantic import Field

from . import argo_cd
from .labels import COMPONENT
from .manifest import Manifest
from .props import Props
from .quantities import AbsolutePath, Memory, SubdomainName

AccessMode = Literal["ReadWriteOnce", "ReadWriteMany", "ReadOnlyMany", "ReadWriteOncePod"]


class VolumeClaimTemplateProps(Props):
    """Storage of each pod of a StatefulSet. https://kubernetes.io/docs/concepts/storage/persistent-volumes/"""

    size: Memory
    """Storage asked for; can grow where the class allows it, never shrink. Unit: bytes with binary suffix."""

    storage_class_name: SubdomainName | None = None
    """StorageClass; immutable. Default: the cluster's default class."""

    access_modes: tuple[AccessMode, ...] = Field(default=("ReadWriteOnce",), min_length=1)
    """Access modes; immutable. Default: ReadWriteOnce, one node at a time."""


class PersistentVolumeClaimProps(VolumeClaimTemplateProps):
    """A claim that several pods share."""

    access_modes: tuple[AccessMode, ...] = Field(default=("ReadWriteMany",), min_length=1)
    """Access modes; immutable. Default: ReadWriteMany, pods on several nodes share the volume. The class must offer it."""

    host_path: AbsolutePath | None = None
    """A folder that is mounted on every node (kind's extraMounts): a PersistentVolume is made for it. Default: none. Local clusters only."""


class PersistentVolumeClaim(Construct):
    """Creates: PersistentVolumeClaim; with ``host_path`` also the PersistentVolume it binds to.

    Pods see a claim, not a hostPath volume, because the Pod Security Standard ``restricted`` refuses the latter.
    """

    def __init__(self, scope: Construct, id: str, *, name: str, namespace: str, component: str, props: PersistentVolumeClaimProps) -> None:
        super().__init__(scope, id)
        labels = {COMPONENT: component}
        volume_name = f"{namespace}-{name}" if props.host_path else None
        spec: dict[str, Any] = {
            "accessModes": list(props.access_modes),
            "storageClassName": "" if props.host_path else props.storage_class_name,
            "volumeName": volume_name,
            "volumeMode": "Filesystem",
            "resources": {"requests": {"storage": props.size}},
        }
        if volume_name is not None:
            Manifest(
                self,
                "persistent-volume",
                api_version="v1",
                kind="PersistentVolume",
                name=volume_name,
                labels=labels,
                annotations=argo_cd.KEEP,
                spec={
                    "capacity": {"storage": props.size},
                    "accessModes": list(props.access_modes),
                    "persistentVolumeReclaimPolicy": "Retain",
                    "volumeMode": "Filesystem",
                    "claimRef": {"apiVersion": "v1", "kind": "PersistentVolumeClaim", "namespace": namespace, "name": name},
                    "hostPath": {"path": props.host_path, "type": "DirectoryOrCreate"},
                },
            )
        self.manifest = Manifest(
            self,
            "persistent-volume-claim",
            api_version="v1",
            kind="PersistentVolumeClaim",
            name=name,
            labels=labels,
            annotations=argo_cd.KEEP,
            spec=spec,
        )
