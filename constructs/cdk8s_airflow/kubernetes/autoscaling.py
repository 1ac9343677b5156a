"""HorizontalPodAutoscaler v2 with its behaviour written out."""

from typing import Any

from constructs import Construct
from pydantic import Field, model_validator

from . import argo_cd
from .manifest import Manifest
from .props import Props
from .quantities import Percent


class HorizontalPodAutoscalerProps(Props):
    """Bounds and targets of a HorizontalPodAutoscaler.

    https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/
    """

    min_replicas: int = Field(default=2, ge=1)
    """Fewest pods. Unit: pods. Default: 2, one may be drained."""

    max_replicas: int = Field(default=10, ge=1)
    """Most pods. Unit: pods. Default: 10, the tutorial's."""

    target_cpu_utilization_percentage: Percent | None = 70
    """Mean CPU use in percent of the request. Default: 70. None: not a metric."""

    target_memory_utilization_percentage: Percent | None = None
    """Mean memory use in percent of the request. Default: none; Python does not give memory back, so it would pin the maximum."""

    scale_down_stabilization_window_seconds: int = Field(default=300, ge=0, le=3600)
    """How long the load must stay low before pods go. Unit: seconds. Default: 300, as Kubernetes."""

    @model_validator(mode="after")
    def _bounds(self) -> "HorizontalPodAutoscalerProps":
        if self.min_replicas > self.max_replicas:
            raise ValueError(f"min_replicas ({self.min_replicas}) must not exceed max_replicas ({self.max_replicas}); raise the maximum or lower the minimum")
        if self.target_cpu_utilization_percentage is None and self.target_memory_utilization_percentage is None:
            raise ValueError("target_cpu_utilization_percentage (None) must be set when no other metric is; give at least one target")
        return self


class HorizontalPodAutoscaler(Manifest):
    """Scales a Deployment. Creates: HorizontalPodAutoscaler. The Deployment must not carry ``replicas``: Git and HPA would fight."""

    def __init__(self, scope: Construct, id: str, *, props: HorizontalPodAutoscalerProps, target: str, labels: dict[str, str]) -> None:
        targets = (("cpu", props.target_cpu_utilization_percentage), ("memory", props.target_memory_utilization_percentage))
        super().__init__(
            scope,
            id,
            api_version="autoscaling/v2",
            kind="HorizontalPodAutoscaler",
            name=target,
            labels=labels,
            annotations=argo_cd.sync_wave(argo_cd.LAST),
            spec={
                "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": target},
                "minReplicas": props.min_replicas,
                "maxReplicas": props.max_replicas,
                "metrics": [_utilization(resource, percent) for resource, percent in targets if percent is not None],
                "behavior": _behavior(props.scale_down_stabilization_window_seconds),
            },
        )


def _utilization(resource: str, percent: int) -> dict[str, Any]:
    return {"type": "Resource", "resource": {"name": resource, "target": {"type": "Utilization", "averageUtilization": percent}}}


def _behavior(scale_down_window: int) -> dict[str, Any]:
    """Up at once, doubling at most every 15 s; down slowly, one pod a minute."""
    return {
        "scaleUp": {"stabilizationWindowSeconds": 0, "selectPolicy": "Max", "policies": [{"type": "Percent", "value": 100, "periodSeconds": 15}]},
        "scaleDown": {
            "stabilizationWindowSeconds": scale_down_window,
            "selectPolicy": "Max",
            "policies": [{"type": "Pods", "value": 1, "periodSeconds": 60}],
        },
    }
