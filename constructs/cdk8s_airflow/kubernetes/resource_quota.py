"""What a namespace may use in total (ResourceQuota) and each of its containers (LimitRange)."""

from typing import Any

from constructs import Construct
from pydantic import Field, model_validator

from . import argo_cd
from .manifest import Manifest
from .props import Props
from .quantities import Cpu, Memory, kibibytes, millicpu


class ResourceQuotaProps(Props):
    """Totals of the namespace. https://kubernetes.io/docs/concepts/policy/resource-quotas/"""

    requests_cpu: Cpu
    """Sum of CPU requests. Unit: cores. Kubernetes name: requests.cpu."""

    requests_memory: Memory
    """Sum of memory requests. Kubernetes name: requests.memory."""

    limits_cpu: Cpu
    """Sum of CPU limits. Unit: cores. Kubernetes name: limits.cpu."""

    limits_memory: Memory
    """Sum of memory limits. Kubernetes name: limits.memory."""

    persistent_volume_claims: int = Field(default=10, ge=0)
    """PersistentVolumeClaims. Default: 10, the tutorial's. Kubernetes name: persistentvolumeclaims."""

    services_load_balancers: int = Field(default=2, ge=0)
    """Services of type LoadBalancer. Default: 2, the tutorial's. Kubernetes name: services.loadbalancers."""

    def to_hard(self) -> dict[str, str]:
        """``spec.hard``."""
        return {
            "requests.cpu": self.requests_cpu,
            "requests.memory": self.requests_memory,
            "limits.cpu": self.limits_cpu,
            "limits.memory": self.limits_memory,
            "persistentvolumeclaims": str(self.persistent_volume_claims),
            "services.loadbalancers": str(self.services_load_balancers),
        }


class LimitRangeProps(Props):
    """Bounds and defaults of one container. https://kubernetes.io/docs/concepts/policy/limit-range/"""

    default_request_cpu: Cpu = "100m"
    """CPU request of a container that states none (a pod_override, a debug pod). Default: 100m, enough to start Python."""

    default_request_memory: Memory = "256Mi"
    """Memory request of a container that states none. Default: 256Mi, one Airflow process."""

    default_limit_cpu: Cpu = "500m"
    """CPU limit of a container that states none. Default: 500m, the small profile's."""

    default_limit_memory: Memory = "1Gi"
    """Memory limit of a container that states none. Default: 1Gi, the small profile's."""

    max_cpu: Cpu = "8"
    """Largest CPU limit of one container. Default: 8 cores, the large profile's."""

    max_memory: Memory = "16Gi"
    """Largest memory limit of one container. Default: 16Gi, the large profile's."""

    @model_validator(mode="after")
    def _ordered(self) -> "LimitRangeProps":
        for name, amount in (("cpu", millicpu), ("memory", kibibytes)):
            request, limit, most = (getattr(self, f"{kind}_{name}") for kind in ("default_request", "default_limit", "max"))
            if not amount(request) <= amount(limit) <= amount(most):
                raise ValueError(
                    f"default_request_{name} ({request}) must not exceed default_limit_{name} ({limit}), nor that max_{name} ({most}); put them in order"
                )
        return self


class ResourceQuota(Construct):
    """Creates: ResourceQuota, and LimitRange when given."""

    def __init__(
        self, scope: Construct, id: str, *, name: str, labels: dict[str, str], quota: ResourceQuotaProps | None, limits: LimitRangeProps | None
    ) -> None:
        super().__init__(scope, id)
        common: dict[str, Any] = {
            "api_version": "v1",
            "name": name,
            "labels": labels,
            "annotations": argo_cd.sync_wave(argo_cd.CONFIGURATION),
        }
        if quota is not None:
            Manifest(self, "resource-quota", kind="ResourceQuota", spec={"hard": quota.to_hard()}, **common)
        if limits is not None:
            container = {
                "type": "Container",
                "default": {"cpu": limits.default_limit_cpu, "memory": limits.default_limit_memory},
                "defaultRequest": {"cpu": limits.default_request_cpu, "memory": limits.default_request_memory},
                "max": {"cpu": limits.max_cpu, "memory": limits.max_memory},
            }
            Manifest(self, "limit-range", kind="LimitRange", spec={"limits": [container]}, **common)
