"""A pod of the platform: identity, security, scheduling; its containers come from a subclass."""

from typing import Any, ClassVar

from constructs import Construct

from ..errors import ConfigurationError
from ..kubernetes.rbac import ServiceAccount
from ..kubernetes.security import pod_security_context
from .platform import Platform, Pod
from .props import PodProps


class PodConstruct(Construct):
    """Base of everything that runs in pods. Creates: ServiceAccount ``<name>-<component>``.

    Override points: ``env()``, ``volumes()``, ``volume_mounts()``, ``init_containers()``, ``sidecars()``, ``container()``,
    ``pod_labels()``, ``pod_annotations()``, ``pod_spec()``; each returns what the platform would use, for a subclass to extend.
    Order of precedence: override point, then ``Airflow.customize_pod``, then ``Manifest.body``, then ``add_json_patch``.
    """

    component: ClassVar[str]
    """Value of app.kubernetes.io/component, and the second half of object names."""
    uid: ClassVar[int] = 50000
    gid: ClassVar[int] = 50000
    calls_kubernetes_api: ClassVar[bool] = False
    """True: the pod mounts its ServiceAccount's token."""
    restart_policy: ClassVar[str] = "Always"

    def __init__(self, scope: Construct, id: str, *, props: PodProps, platform: Platform) -> None:
        super().__init__(scope, id)
        self.pod_props = props
        self.platform = platform
        self.name = platform.object_name(self.component)
        self.labels = platform.labels(self.component)
        self.selector = platform.selector(self.component)
        self.service_account = ServiceAccount(
            self,
            "service-account",
            name=self.name,
            labels=self.labels,
            image_pull_secrets=platform.image_pull_secrets,
            annotations=dict(props.service_account_annotations),
        )

    def env(self) -> dict[str, str | dict[str, Any]]:
        """Environment of the main container: a value, or the content of ``valueFrom``."""
        return {}

    def volumes(self) -> list[dict[str, Any]]:
        """Volumes of the pod."""
        return []

    def volume_mounts(self) -> list[dict[str, Any]]:
        """Mounts of the main container."""
        return []

    def init_containers(self) -> list[dict[str, Any]]:
        """Containers that must end before the main container starts."""
        return []

    def container(self) -> dict[str, Any]:
        """The main container."""
        raise NotImplementedError

    def sidecars(self) -> list[dict[str, Any]]:
        """Containers beside the main one."""
        return []

    def pod_labels(self) -> dict[str, str]:
        """Labels of the pods; the selector's may not change."""
        return {**self.platform.pod_labels(self.component), **self.pod_props.pod_labels}

    def pod_annotations(self) -> dict[str, str]:
        """Annotations of the pods."""
        return dict(self.pod_props.pod_annotations)

    def pod_spec(self) -> dict[str, Any]:
        """``spec`` of the pod."""
        tolerations = [toleration.to_pod() for toleration in (*self.platform.tolerations, *self.pod_props.tolerations)]
        return {
            "serviceAccountName": self.service_account.object_name,
            "automountServiceAccountToken": self.calls_kubernetes_api,
            "enableServiceLinks": False,
            "restartPolicy": self.restart_policy,
            "securityContext": pod_security_context(uid=self.uid, gid=self.gid),
            "nodeSelector": {**self.platform.node_selector, **self.pod_props.node_selector} or None,
            "tolerations": tolerations or None,
            "initContainers": self.init_containers() or None,
            "containers": [self.container(), *self.sidecars()],
            "volumes": self.volumes() or None,
        }

    def pod_template(self) -> Pod:
        """The pod with all overrides, as a workload or a pod template file takes it."""
        metadata = {"labels": self.pod_labels(), "annotations": self.pod_annotations() or None}
        return self.platform.customize_pod(self.component, {"metadata": metadata, "spec": self.pod_spec()})

    def env_list(self) -> list[dict[str, Any]]:
        """``env`` of a container: the platform's variables and those of the props.

        Raises:
            ConfigurationError: a variable of the props is one that the platform sets.
        """
        own = self.env()
        taken = sorted(variable.name for variable in self.pod_props.env if variable.name in own)
        if taken:
            where = f"[{self.node.path}] {type(self.pod_props).__name__}.env"
            raise ConfigurationError([f"{where} ({', '.join(taken)}) must not repeat what the platform sets; override env() in a subclass instead"])
        merged = {**own, **{variable.name: variable.source() for variable in self.pod_props.env}}
        return [{"name": name, **({"value": value} if isinstance(value, str) else {"valueFrom": value})} for name, value in merged.items()]
