"""kind's cluster configuration: nodes, ports of the host, folders of the host on every worker."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from ..kubernetes.props import Props
from ..kubernetes.quantities import AbsolutePath, Port, ResourceName

HostFolder = Annotated[str, Field(min_length=1)]


class KindClusterProps(Props):
    """One cluster of kind. https://kind.sigs.k8s.io/docs/user/configuration/"""

    name: ResourceName = "airflow-cluster"
    """Name of the cluster. Default: airflow-cluster, the tutorial's."""

    workers: int = Field(default=3, ge=1)
    """Worker nodes beside the control plane. Unit: nodes. Default: 3, the tutorial's."""

    ports: tuple[Port, ...] = (80, 443)
    """Ports of the control plane that the host offers under the same number. Default: 80 and 443, for an ingress controller."""

    mounts: Mapping[HostFolder, AbsolutePath] = Field(default_factory=dict)
    """Folder of the host, relative to where ``kind`` is called -> path on **every** worker, so that no task misses its files. Default: none."""

    def to_config(self) -> dict[str, Any]:
        """The configuration as ``kind create cluster --config`` takes it."""
        patch = 'kind: InitConfiguration\nnodeRegistration:\n  kubeletExtraArgs:\n    node-labels: "ingress-ready=true"\n'
        control_plane = {
            "role": "control-plane",
            "kubeadmConfigPatches": [patch],
            "extraPortMappings": [{"containerPort": port, "hostPort": port, "protocol": "TCP"} for port in self.ports],
        }
        worker = {"role": "worker", "extraMounts": [{"hostPath": host, "containerPath": path} for host, path in self.mounts.items()]}
        return {
            "kind": "Cluster",
            "apiVersion": "kind.x-k8s.io/v1alpha4",
            "name": self.name,
            "nodes": [control_plane, *(worker for _ in range(self.workers))],
        }
