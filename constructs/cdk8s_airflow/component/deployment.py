"""A component that runs all the time: Deployment, budget, probes."""

from typing import Any, ClassVar

from constructs import Construct

from ..kubernetes.manifest import Manifest
from ..kubernetes.pod_disruption_budget import PodDisruptionBudget
from ..kubernetes.scheduling import prefer_apart, spread
from .airflow_pod import CONFIG_CHECKSUM, AirflowPod
from .platform import Platform
from .pod import PodConstruct
from .props import ComponentProps


class DeploymentConstruct(PodConstruct):
    """Creates: Deployment ``<name>-<component>``, ServiceAccount; PodDisruptionBudget when more than one pod runs.

    Override points beside those of ``PodConstruct``: ``startup_probe()``, ``liveness_probe()``, ``readiness_probe()``,
    ``has_autoscaler()``. Handle: ``deployment``.
    """

    termination_grace_period_seconds: ClassVar[int] = 60
    ports: ClassVar[tuple[tuple[str, int], ...]] = ()
    """Names and numbers of the main container's ports."""

    def __init__(self, scope: Construct, id: str, *, props: ComponentProps, platform: Platform) -> None:
        super().__init__(scope, id, props=props, platform=platform)
        self.props = props
        scaled = self.has_autoscaler()
        self.deployment = Manifest(
            self,
            "deployment",
            api_version="apps/v1",
            kind="Deployment",
            name=self.name,
            labels=self.labels,
            spec={
                "replicas": None if scaled else props.replicas,
                "revisionHistoryLimit": 3,
                "selector": {"matchLabels": self.selector},
                "strategy": {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": 1, "maxUnavailable": 0}},
                "template": self.pod_template(),
            },
        )
        if scaled or props.replicas > 1:
            PodDisruptionBudget(self, "pod-disruption-budget", name=self.name, labels=self.labels, selector=self.selector)

    def has_autoscaler(self) -> bool:
        """True: an autoscaler owns the number of pods, the Deployment states none."""
        return False

    def grace(self) -> int:
        """TerminationGracePeriodSeconds. Unit: seconds."""
        chosen = self.props.termination_grace_period_seconds
        return self.termination_grace_period_seconds if chosen is None else chosen

    def startup_probe(self) -> dict[str, Any] | None:
        """Probe until the container has started."""
        return None

    def liveness_probe(self) -> dict[str, Any] | None:
        """Probe that restarts the container."""
        return None

    def readiness_probe(self) -> dict[str, Any] | None:
        """Probe that takes the pod out of Services and holds up a rollout."""
        return None

    def probes(self) -> dict[str, Any]:
        """The probes and ports of the main container."""
        ports = [{"name": name, "containerPort": port, "protocol": "TCP"} for name, port in self.ports]
        return {
            "ports": ports or None,
            "startupProbe": self.startup_probe(),
            "livenessProbe": self.liveness_probe(),
            "readinessProbe": self.readiness_probe(),
        }

    def pod_spec(self) -> dict[str, Any]:
        """Spread over zones and nodes, with the priority of its tier."""
        return {
            **super().pod_spec(),
            "terminationGracePeriodSeconds": self.grace(),
            "priorityClassName": self.platform.priority_class_name(self.props.priority),
            "affinity": prefer_apart(self.selector),
            "topologySpreadConstraints": spread(self.selector),
        }


class AirflowComponent(DeploymentConstruct, AirflowPod):
    """An Airflow component: waits for the migrated schema, restarts when its configuration changes."""

    job_type: ClassVar[str | None] = None
    """Class whose heartbeat in table ``job`` the exec probes look for; None: the component has probes of its own."""

    def init_containers(self) -> list[dict[str, Any]]:
        """DAG files, then a wait for the schema: it protects restarts outside of a sync."""
        return [*super().init_containers(), self.wait_for_migrations()]

    def sidecars(self) -> list[dict[str, Any]]:
        """git-sync beside a DAG reader."""
        return self.platform.dags.sidecars() if self.reads_dags() else []

    def pod_annotations(self) -> dict[str, str]:
        """Checksum of the settings that this component reads."""
        return {CONFIG_CHECKSUM: self.platform.cfg.checksum(self.component), **super().pod_annotations()}

    def container(self) -> dict[str, Any]:
        """Airflow's container with ports and probes."""
        return {**super().container(), **self.probes()}

    def heartbeat(self) -> tuple[str, ...]:
        """Command of the exec probes."""
        return ("python", "/opt/airflow/platform/job_heartbeat.py", str(self.job_type))

    def startup_probe(self) -> dict[str, Any] | None:
        return self.props.startup_probe.exec(*self.heartbeat()) if self.job_type else None

    def liveness_probe(self) -> dict[str, Any] | None:
        return self.props.liveness_probe.exec(*self.heartbeat()) if self.job_type else None

    def readiness_probe(self) -> dict[str, Any] | None:
        return self.props.readiness_probe.exec(*self.heartbeat()) if self.job_type else None
