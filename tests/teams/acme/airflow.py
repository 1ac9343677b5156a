"""Acme's Airflow: every pod on the node pool ``data``, a log shipper beside every long-running container."""

from typing import Any

from cdk8s_airflow import Airflow, Flow, PeerProps, Pod, Scheduler

from .scheduler import AcmeScheduler

NODE_POOL = "acme.example.com/pool"
TAINT = {"key": NODE_POOL, "operator": "Equal", "value": "data", "effect": "NoSchedule"}
LOG_SHIPPER: dict[str, Any] = {
    "name": "log-shipper",
    "image": "registry.acme.example.com/log-shipper:2.1.0",
    "args": ["--follow=/opt/airflow/logs"],
    "resources": {
        "requests": {"cpu": "10m", "memory": "32Mi", "ephemeral-storage": "16Mi"},
        "limits": {"cpu": "100m", "memory": "64Mi", "ephemeral-storage": "64Mi"},
    },
    "securityContext": {"allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True, "capabilities": {"drop": ["ALL"]}},
}
LOG_STORE = PeerProps(namespace="logging", pod_labels={"app": "log-store"}, ports=(4317,))
SHIPPING = ("scheduler", "webserver", "api-server", "dag-processor", "triggerer", "pgbouncer", "postgresql")


class AcmeAirflow(Airflow):
    """What each of Acme's environments has, whatever its props say."""

    def customize_pod(self, component: str, pod: Pod) -> Pod:
        """The node pool is mandatory: Jobs and task pods too."""
        spec = pod["spec"]
        spec["nodeSelector"] = {**(spec["nodeSelector"] or {}), NODE_POOL: "data"}
        spec["tolerations"] = [*(spec["tolerations"] or []), TAINT]
        if spec["restartPolicy"] == "Always":  # a Job with a sidecar would never end
            spec["containers"] = [*spec["containers"], LOG_SHIPPER]
        return pod

    def create_scheduler(self) -> Scheduler:
        """Acme's own."""
        return AcmeScheduler(self, "scheduler", props=self.props.scheduler, platform=self.platform, pod_template_checksum=self.task_pod.checksum)

    def extra_flows(self) -> tuple[Flow, ...]:
        """Logs leave the namespace; the report service reads the UI's API."""
        shipping = [Flow(component, LOG_STORE, LOG_STORE.ports, "log shipper") for component in SHIPPING if component in self.components()]
        return (*shipping, Flow("reports", "webserver", (8080,), "REST API"))
