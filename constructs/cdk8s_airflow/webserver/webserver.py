"""The UI's Deployment, Service, autoscaler and rights, in both families."""

from typing import Any, ClassVar

from constructs import Construct

from ..component.deployment import AirflowComponent
from ..component.platform import Platform
from ..kubernetes.autoscaling import HorizontalPodAutoscaler
from ..kubernetes.rbac import RoleWithBinding
from ..kubernetes.service import Service
from .props import WebserverProps
from .rbac import POD_LOG_READER

HTTP_PORT = 8080


class Webserver(AirflowComponent):
    """The webserver of Airflow 2.

    Creates: Deployment, ServiceAccount, Service, Role, RoleBinding; HorizontalPodAutoscaler when ``autoscaling`` is set;
    PodDisruptionBudget when more than one pod runs.
    Override points: those of ``PodConstruct`` and ``DeploymentConstruct``. Handles: ``deployment``, ``service``, ``role``.
    """

    component: ClassVar[str] = "webserver"
    calls_kubernetes_api: ClassVar[bool] = True
    ports: ClassVar[tuple[tuple[str, int], ...]] = (("http", HTTP_PORT),)

    def __init__(self, scope: Construct, id: str, *, props: WebserverProps, platform: Platform) -> None:
        self.webserver_props = props
        self.args = platform.release.user_interface_args
        super().__init__(scope, id, props=props, platform=platform)
        self.service = Service(
            self, "service", name=self.name, labels=self.labels, selector=self.selector, port=HTTP_PORT, port_name="http", props=props.service
        )
        self.role = RoleWithBinding(self, "role", name=self.name, service_account=self.service_account.object_name, labels=self.labels, rules=POD_LOG_READER)
        if props.autoscaling is not None:
            HorizontalPodAutoscaler(self, "autoscaling", props=props.autoscaling, target=self.name, labels=self.labels)

    def has_autoscaler(self) -> bool:
        return self.webserver_props.autoscaling is not None

    def container(self) -> dict[str, Any]:
        """The UI's container; it lets go of its Service before it stops."""
        sleep = self.webserver_props.pre_stop_sleep_seconds
        lifecycle = {"preStop": {"exec": {"command": ["sleep", str(sleep)]}}} if sleep else None
        return {**super().container(), "lifecycle": lifecycle}

    def startup_probe(self) -> dict[str, Any] | None:
        return self.props.startup_probe.http_get(self.platform.release.startup_path, "http")

    def liveness_probe(self) -> dict[str, Any] | None:
        return self.props.liveness_probe.http_get(self.platform.release.liveness_path, "http")

    def readiness_probe(self) -> dict[str, Any] | None:
        return self.props.readiness_probe.http_get(self.platform.release.readiness_path, "http")


class ApiServer(Webserver):
    """The api-server of Airflow 3: UI, REST API and the Execution API that tasks talk to. Creates what ``Webserver`` creates."""

    component: ClassVar[str] = "api-server"
