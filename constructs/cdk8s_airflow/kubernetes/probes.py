"""When the kubelet asks, and how it asks."""

from typing import Any

from pydantic import Field

from .props import Props
from .quantities import Port, PositiveSeconds


class ProbeTiming(Props):
    """Timing of one probe. https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/"""

    period_seconds: PositiveSeconds = 10
    """Time between two questions. Unit: seconds. Default: 10, as Kubernetes."""

    timeout_seconds: PositiveSeconds = 10
    """Time to answer. Unit: seconds. Default: 10; Kubernetes' 1 s is too short for a throttled Python process."""

    failure_threshold: int = Field(default=3, ge=1)
    """Unanswered questions in a row until the probe fails. Default: 3, as Kubernetes."""

    def http_get(self, path: str, port: str) -> dict[str, Any]:
        """A probe that wants a 2xx or 3xx from a named container port; no ``host``, which ``restricted`` refuses."""
        return {"httpGet": {"path": path, "port": port}, **self._timing()}

    def exec(self, *command: str) -> dict[str, Any]:
        """A probe that wants exit code 0 from a command in the container."""
        return {"exec": {"command": list(command)}, **self._timing()}

    def tcp_socket(self, port: Port | str) -> dict[str, Any]:
        """A probe that wants an open port."""
        return {"tcpSocket": {"port": port}, **self._timing()}

    def _timing(self) -> dict[str, int]:
        return {"periodSeconds": self.period_seconds, "timeoutSeconds": self.timeout_seconds, "failureThreshold": self.failure_threshold}
