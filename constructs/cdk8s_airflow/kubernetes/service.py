"""Services: a stable name in front of a component's pods."""

from collections.abc import Mapping
from typing import Any, Literal

from constructs import Construct
from pydantic import Field, model_validator

from .manifest import Manifest
from .props import Props
from .quantities import LabelKey, NodePort


class ServiceProps(Props):
    """How a Service is reached. https://kubernetes.io/docs/concepts/services-networking/service/"""

    type: Literal["ClusterIP", "NodePort", "LoadBalancer"] = "ClusterIP"
    """Kubernetes name: spec.type. Default: ClusterIP, reachable inside the cluster only."""

    node_port: NodePort | None = None
    """Port on every node, 30000-32767, with type NodePort. Default: none, Kubernetes chooses one."""

    annotations: Mapping[LabelKey, str] = Field(default_factory=dict)
    """Annotations of the Service, for load balancer controllers. Default: none."""

    @model_validator(mode="after")
    def _node_port_needs_type(self) -> "ServiceProps":
        if self.node_port is not None and self.type == "ClusterIP":
            raise ValueError(f"node_port ({self.node_port}) must stand beside type NodePort or LoadBalancer, not ClusterIP; set type")
        return self


class Service(Manifest):
    """Creates: Service. ``headless`` gives every pod a DNS name of its own instead of one virtual address."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        name: str,
        labels: dict[str, str],
        selector: dict[str, str],
        port: int,
        port_name: str,
        props: ServiceProps | None = None,
        headless: bool = False,
        annotations: dict[str, str] | None = None,
    ) -> None:
        props = props or ServiceProps()
        target: dict[str, Any] = {
            "name": port_name,
            "port": port,
            "targetPort": port_name,
            "protocol": "TCP",
            "nodePort": props.node_port,
        }
        super().__init__(
            scope,
            id,
            api_version="v1",
            kind="Service",
            name=name,
            labels=labels,
            annotations={**props.annotations, **(annotations or {})},
            spec={
                "type": props.type,
                "clusterIP": "None" if headless else None,
                "publishNotReadyAddresses": True if headless else None,
                "selector": selector,
                "ports": [target],
            },
        )
