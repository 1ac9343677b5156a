"""KubernetesExecutor: one pod per task, sized by a profile."""

from collections.abc import Mapping
from typing import ClassVar

from pydantic import Field, model_validator

from ..kubernetes.env_var import EnvVars
from ..kubernetes.props import Props
from ..kubernetes.quantities import LabelKey, ResourceName, Seconds
from ..kubernetes.resources import Resources
from ..release.release import Settings
from .executor import Executor

POD_TEMPLATES = "/opt/airflow/pod_templates"
"""Folder of the profiles' pod templates in the scheduler: ``<folder>/<profile>.yaml``."""

TASK_PROFILES: Mapping[str, Resources] = {
    "small": Resources(cpu_request="250m", memory_request="512Mi", cpu_limit="500m", memory_limit="1Gi"),
    "medium": Resources(cpu_request="1", memory_request="2Gi", cpu_limit="2", memory_limit="4Gi"),
    "large": Resources(cpu_request="4", memory_request="8Gi", cpu_limit="8", memory_limit="16Gi"),
}
"""The tutorial's three sizes of a task pod."""


class TaskPodProps(Props):
    """What all task pods share."""

    service_account_annotations: Mapping[LabelKey, str] = Field(default_factory=dict)
    """Annotations of the task pods' ServiceAccount, for workload identity. Default: none."""

    termination_grace_period_seconds: Seconds = 30
    """Time a deleted task has to clean up. Unit: seconds. Default: 30, as Kubernetes."""

    env: EnvVars = ()
    """Environment variables of every task. Default: none."""


class KubernetesExecutor(Executor):
    """Each task runs in a pod of its own, made from a pod template.

    A task names its size: ``executor_config={"pod_template_file": "/opt/airflow/pod_templates/large.yaml"}``
    (dags/platform_snippets has ``profile("large")``).
    https://airflow.apache.org/docs/apache-airflow-providers-cncf-kubernetes/stable/kubernetes_executor.html
    """

    airflow_name: ClassVar[str] = "KubernetesExecutor"

    profiles: Mapping[ResourceName, Resources] = Field(default_factory=lambda: dict(TASK_PROFILES), min_length=1)
    """Profile -> resources of the task container. Default: small, medium, large as in the tutorial."""

    default_profile: str = "small"
    """Profile of a task that names none. Default: small."""

    task_pod: TaskPodProps = Field(default_factory=TaskPodProps)
    """What all task pods share."""

    worker_pods_creation_batch_size: int = Field(default=16, ge=1)
    """Pods made per scheduler loop. Default: 16; Airflow's own 1 makes bursts slow."""

    task_publish_max_retries: int = Field(default=10_000, ge=0)
    """Times a pod is asked for again when the quota is full, Airflow 2.11 and later. Default: 10000, some ten minutes: one loop of
    the scheduler asks ``worker_pods_creation_batch_size`` times. Airflow's own 0 fails the task at once."""

    delete_worker_pods: bool = True
    """Delete pods of finished tasks. Default: True."""

    @model_validator(mode="after")
    def _default_exists(self) -> "KubernetesExecutor":
        if self.default_profile not in self.profiles:
            raise ValueError(f"default_profile ({self.default_profile}) must be one of profiles; known: {', '.join(self.profiles)}")
        return self

    def settings(self, *, version: str, name: str, namespace: str) -> Settings:
        options: dict[str, str | int | bool] = {
            "namespace": namespace,
            "pod_template_file": f"{POD_TEMPLATES}/{self.default_profile}.yaml",
            "worker_pods_creation_batch_size": self.worker_pods_creation_batch_size,
            "delete_worker_pods": self.delete_worker_pods,
        }
        major, minor = (int(part) for part in version.split(".")[:2])
        if (major, minor) >= (2, 11):
            options["task_publish_max_retries"] = self.task_publish_max_retries
        return {"core": {"executor": self.airflow_name}, "kubernetes_executor": options}
