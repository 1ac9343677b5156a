"""The scheduler's Deployment and rights."""

from typing import Any, ClassVar

from constructs import Construct

from ..component.deployment import AirflowComponent
from ..component.platform import Platform
from ..executor.kubernetes_executor import POD_TEMPLATES
from ..kubernetes.probes import ProbeTiming
from ..kubernetes.rbac import RoleWithBinding
from ..kubernetes.volumes import config_map_volume, mount
from .props import SchedulerProps
from .rbac import POD_LAUNCHER

HEALTH_PORT = 8974


class Scheduler(AirflowComponent):
    """Creates: Deployment, ServiceAccount, Role, RoleBinding; PodDisruptionBudget when ``replicas`` > 1.

    ``pod_template_checksum``: changes when a profile's pod template changes, and rolls the schedulers.
    Override points: those of ``PodConstruct`` and ``DeploymentConstruct``, ``pod_launcher_rules()``.
    Handles: ``deployment``, ``service_account``, ``role``.
    """

    component: ClassVar[str] = "scheduler"
    calls_kubernetes_api: ClassVar[bool] = True
    args = ("airflow", "scheduler")
    job_type: ClassVar[str | None] = "SchedulerJob"
    ports: ClassVar[tuple[tuple[str, int], ...]] = (("health", HEALTH_PORT),)

    def __init__(self, scope: Construct, id: str, *, props: SchedulerProps, platform: Platform, pod_template_checksum: str) -> None:
        self.pod_template_checksum = pod_template_checksum
        super().__init__(scope, id, props=props, platform=platform)
        self.role = RoleWithBinding(
            self, "role", name=self.name, service_account=self.service_account.object_name, labels=self.labels, rules=self.pod_launcher_rules()
        )

    def pod_launcher_rules(self) -> list[tuple[list[str], list[str]]]:
        """Pairs of resources and verbs in the core API group."""
        return POD_LAUNCHER

    def grace(self) -> int:
        """The KubernetesExecutor of Airflow 3 takes 20 s to stop its watcher; running task pods are not affected."""
        chosen = self.props.termination_grace_period_seconds
        return self.platform.release.scheduler_termination_seconds if chosen is None else chosen

    def volumes(self) -> list[dict[str, Any]]:
        return [*super().volumes(), config_map_volume("pod-templates", f"{self.platform.name}-pod-template")]

    def volume_mounts(self) -> list[dict[str, Any]]:
        return [*super().volume_mounts(), mount("pod-templates", POD_TEMPLATES, read_only=True)]

    def pod_annotations(self) -> dict[str, str]:
        return {**super().pod_annotations(), "checksum/pod-template": self.pod_template_checksum}

    def probes(self) -> dict[str, Any]:
        """Ports and probes; without health server there is no port."""
        found = super().probes()
        return found if self.platform.release.scheduler_health_server else {**found, "ports": None}

    def startup_probe(self) -> dict[str, Any] | None:
        return self._health(self.props.startup_probe)

    def liveness_probe(self) -> dict[str, Any] | None:
        return self._health(self.props.liveness_probe)

    def readiness_probe(self) -> dict[str, Any] | None:
        return self._health(self.props.readiness_probe)

    def _health(self, timing: ProbeTiming) -> dict[str, Any]:
        if self.platform.release.scheduler_health_server:
            return timing.http_get("/health", "health")
        return timing.exec(*self.heartbeat())
