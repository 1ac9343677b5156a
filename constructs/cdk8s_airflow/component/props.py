"""Knobs that every component has."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field, field_validator

from ..kubernetes.env_var import EnvVars
from ..kubernetes.labels import IDENTITY
from ..kubernetes.probes import ProbeTiming
from ..kubernetes.props import Props
from ..kubernetes.quantities import LabelKey, LabelValue, PositiveSeconds, Seconds
from ..kubernetes.resources import Resources
from ..kubernetes.scheduling import Toleration


class PodProps(Props):
    """Knobs of a pod that runs one of the platform's programs."""

    resources: Resources
    """Of the main container."""

    env: EnvVars = ()
    """Environment variables of the main container. Default: none. Names that the platform sets itself are refused."""

    pod_labels: Mapping[LabelKey, LabelValue] = Field(default_factory=dict)
    """Labels of the pods beside the platform's. Default: none."""

    pod_annotations: Mapping[LabelKey, str] = Field(default_factory=dict)
    """Annotations of the pods. Default: none."""

    node_selector: Mapping[LabelKey, LabelValue] = Field(default_factory=dict)
    """Labels that a node must have, added to the platform's. Default: none."""

    tolerations: tuple[Toleration, ...] = ()
    """Taints that the pods live with, added to the platform's. Default: none."""

    service_account_annotations: Mapping[LabelKey, str] = Field(default_factory=dict)
    """Annotations of the ServiceAccount, for workload identity. Default: none."""

    @field_validator("pod_labels")
    @classmethod
    def _leave_identity_alone(cls, value: Mapping[str, str]) -> Mapping[str, str]:
        if taken := sorted(IDENTITY & set(value)):
            raise ValueError(f"must not repeat {', '.join(taken)}, selectors and dashboards rely on the platform's; rename it")
        return value


class JobProps(PodProps):
    """Knobs of a pod that runs once."""

    resources: Resources = Resources(cpu_request="100m", memory_request="512Mi", cpu_limit="1", memory_limit="1Gi")
    """Of the container. Default: 100m/512Mi to 1/1Gi: one Airflow command takes 5 CPU seconds and 250 MB."""

    backoff_limit: int = Field(default=6, ge=0)
    """Attempts after the first. Default: 6, as Kubernetes; enough for a database that is still starting."""

    active_deadline_seconds: PositiveSeconds = 1800
    """Time after which the Job has failed. Unit: seconds. Default: 1800, a migration of a large database."""

    ttl_seconds_after_finished: Seconds = 86400
    """Age at which a finished Job is deleted. Unit: seconds. Default: 86400, a day to read its log."""


class ComponentProps(PodProps):
    """Knobs of a component that runs all the time."""

    replicas: int = Field(default=1, ge=0)
    """Pods. Unit: pods. Default: 1."""

    termination_grace_period_seconds: Seconds | None = None
    """Time from SIGTERM to SIGKILL. Unit: seconds. Default: none, the component's own measured value."""

    priority: Literal["database", "core", "task"] = "core"
    """PriorityClass tier. Default: core; the database stands above, tasks below."""

    startup_probe: ProbeTiming = ProbeTiming(period_seconds=5, timeout_seconds=20, failure_threshold=60)
    """Time to start. Default: 5 s x 60; starts took 2 to 18 s unthrottled, minutes under a small CPU limit."""

    liveness_probe: ProbeTiming = ProbeTiming(period_seconds=60, timeout_seconds=20, failure_threshold=5)
    """When a running container is restarted. Default: 60 s x 5, longer than a slow database."""

    readiness_probe: ProbeTiming = ProbeTiming(period_seconds=15, timeout_seconds=20, failure_threshold=3)
    """When a pod counts as available. Default: 15 s x 3."""
