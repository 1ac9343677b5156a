"""The task pod's templates, one per profile, and its identity."""

import hashlib
from typing import Any, ClassVar

from constructs import Construct

from ..component.airflow_pod import AirflowPod
from ..component.platform import Platform
from ..component.props import PodProps
from ..executor.kubernetes_executor import KubernetesExecutor
from ..kubernetes import argo_cd
from ..kubernetes.manifest import Manifest
from ..kubernetes.plain import plain
from ..kubernetes.resources import Resources
from ..kubernetes.yaml import dump


class TaskPod(AirflowPod):
    """Creates: ConfigMap ``<name>-pod-template`` with ``<profile>.yaml`` per profile, ServiceAccount ``<name>-task``.

    The scheduler mounts the folder; Airflow sets name, labels, arguments and annotations of each pod. The container is
    called ``base``, as pod_override and the log reader expect. No token is mounted and no right is given: a DAG that starts
    pods itself needs a ServiceAccount of its own.
    Override points: those of ``PodConstruct``. Handles: ``config_map``, ``checksum``.
    """

    component: ClassVar[str] = "task"
    restart_policy: ClassVar[str] = "Never"

    def __init__(self, scope: Construct, id: str, *, executor: KubernetesExecutor, platform: Platform) -> None:
        self.executor = executor
        self.profile = executor.default_profile
        task_pod = executor.task_pod
        props = PodProps(resources=executor.profiles[self.profile], env=task_pod.env, service_account_annotations=dict(task_pod.service_account_annotations))
        super().__init__(scope, id, props=props, platform=platform)
        data = {f"{profile}.yaml": self.template_file(profile) for profile in executor.profiles}
        self.checksum = hashlib.sha256("".join(data.values()).encode()).hexdigest()[:16]
        self.config_map = Manifest(
            self,
            "pod-template",
            api_version="v1",
            kind="ConfigMap",
            name=f"{platform.name}-pod-template",
            labels=self.labels,
            annotations=argo_cd.sync_wave(argo_cd.CONFIGURATION),
            data=data,
        )

    def resources(self, profile: str) -> Resources:
        """Resources of the task container under a profile."""
        return self.executor.profiles[profile]

    def template_file(self, profile: str) -> str:
        """The pod template of one profile as YAML."""
        self.profile = profile
        pod = self.pod_template()
        metadata = {"name": self.name, "namespace": self.platform.namespace, **pod["metadata"]}
        return dump([plain({"apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": pod["spec"]})])

    def pod_labels(self) -> dict[str, str]:
        """The profile is a label, so that use can be counted by it."""
        return {**super().pod_labels(), "airflow.apache.org/profile": self.profile}

    def container(self) -> dict[str, Any]:
        return {**self.airflow_container("base", []), "resources": self.resources(self.profile).to_container()}

    def pod_spec(self) -> dict[str, Any]:
        return {
            **super().pod_spec(),
            "terminationGracePeriodSeconds": self.executor.task_pod.termination_grace_period_seconds,
            "priorityClassName": self.platform.priority_class_name("task"),
        }
