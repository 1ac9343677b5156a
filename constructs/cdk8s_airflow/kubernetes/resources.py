"""CPU, memory and ephemeral storage of a container."""

from typing import Any

from pydantic import model_validator

from .props import Props
from .quantities import Cpu, Memory, kibibytes, millicpu


class Resources(Props):
    """Requests and limits of one container; all are always written, so quotas never refuse a pod.

    https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
    """

    cpu_request: Cpu
    """CPU reserved on the node. Unit: cores or millicores."""

    memory_request: Memory
    """Memory reserved on the node. Unit: bytes with binary suffix."""

    cpu_limit: Cpu
    """CPU beyond which the container is throttled. Unit: cores or millicores."""

    memory_limit: Memory
    """Memory beyond which the container is OOM-killed. Unit: bytes with binary suffix."""

    ephemeral_storage_request: Memory = "64Mi"
    """Disk for logs, emptyDir and writable layers reserved on the node. Default: 64Mi, an idle Airflow pod writes under 20Mi."""

    ephemeral_storage_limit: Memory = "1Gi"
    """Disk use beyond which the pod is evicted. Default: 1Gi, a day of verbose component logs."""

    @model_validator(mode="after")
    def _requests_within_limits(self) -> "Resources":
        pairs = (("cpu", millicpu), ("memory", kibibytes), ("ephemeral_storage", kibibytes))
        for name, amount in pairs:
            request, limit = getattr(self, f"{name}_request"), getattr(self, f"{name}_limit")
            if amount(request) > amount(limit):
                raise ValueError(f"{name}_request ({request}) must not exceed {name}_limit ({limit}); raise the limit or lower the request")
        return self

    def to_container(self) -> dict[str, Any]:
        """``resources`` of a container."""
        return {
            "requests": {"cpu": self.cpu_request, "memory": self.memory_request, "ephemeral-storage": self.ephemeral_storage_request},
            "limits": {"cpu": self.cpu_limit, "memory": self.memory_limit, "ephemeral-storage": self.ephemeral_storage_limit},
        }
