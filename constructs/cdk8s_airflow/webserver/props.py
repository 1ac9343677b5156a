"""Every knob of the UI."""

from pydantic import Field

from ..component.props import ComponentProps
from ..kubernetes.autoscaling import HorizontalPodAutoscalerProps
from ..kubernetes.probes import ProbeTiming
from ..kubernetes.resources import Resources
from ..kubernetes.service import ServiceProps


class WebserverProps(ComponentProps):
    """Webserver of Airflow 2 and api-server of Airflow 3: one set of values, so that the version is one changed value."""

    replicas: int = Field(default=2, ge=0)
    """Pods, ignored under ``autoscaling``. Unit: pods. Default: 2, the tutorial's; one may go."""

    resources: Resources = Resources(cpu_request="500m", memory_request="1Gi", cpu_limit="1", memory_limit="2Gi")
    """Of the container. Default: 500m/1Gi to 1/2Gi, the tutorial's; four gunicorn workers take 400 MB idle."""

    service: ServiceProps = ServiceProps()
    """How the UI is reached. Default: ClusterIP on port 8080."""

    autoscaling: HorizontalPodAutoscalerProps | None = None
    """HorizontalPodAutoscaler. Default: none, a fixed number of pods."""

    liveness_probe: ProbeTiming = ProbeTiming(period_seconds=30, timeout_seconds=10, failure_threshold=5)
    """When a running pod is restarted. Default: 30 s x 5."""

    readiness_probe: ProbeTiming = ProbeTiming(period_seconds=10, timeout_seconds=5, failure_threshold=3)
    """When a pod gets requests. Default: 10 s x 3; the answer takes 35 ms."""

    pre_stop_sleep_seconds: int = Field(default=5, ge=0)
    """Time between leaving the Service and SIGTERM, so that no request meets a closed port. Unit: seconds. Default: 5."""
