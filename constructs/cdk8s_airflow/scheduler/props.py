"""Every knob of the scheduler."""

from ..component.props import ComponentProps
from ..kubernetes.probes import ProbeTiming
from ..kubernetes.resources import Resources


class SchedulerProps(ComponentProps):
    """Scheduler: active-active, any number of replicas share the work by row locks."""

    resources: Resources = Resources(cpu_request="500m", memory_request="1Gi", cpu_limit="1", memory_limit="2Gi")
    """Of the scheduler container. Default: 500m/1Gi to 1/2Gi, the tutorial's; idle use is 20m and 250 MB."""

    liveness_probe: ProbeTiming = ProbeTiming(period_seconds=30, timeout_seconds=10, failure_threshold=5)
    """When a running scheduler is restarted. Default: 30 s x 5."""
