"""The platform under test: environments/local.py on a small cluster, with DAGs by git-sync and every optional part on."""

from typing import Any

from cdk8s_airflow import (
    AirflowProps,
    ConfigProps,
    DagsFromGitSync,
    DatabaseProps,
    Environment,
    HorizontalPodAutoscalerProps,
    NetworkPolicyProps,
    PeerProps,
    PersistentVolumeClaimProps,
    PgbouncerProps,
    Resources,
)
from environments import local

from .git_server import NAMESPACE as GIT_NAMESPACE
from .git_server import PORT as GIT_PORT

NAMESPACE = "airflow-e2e"
"""Not ``local``'s: it is deleted before and after."""
NAME = "e2e"
"""Folder of the manifests: ``build/e2e/<version>/dist/e2e``."""
GIT_SYNC_SECONDS = 10
SETTINGS: dict[int, dict[str, dict[str, int]]] = {
    2: {"scheduler": {"dag_dir_list_interval": 20, "orphaned_tasks_check_interval": 60}},
    3: {"scheduler": {"orphaned_tasks_check_interval": 60}, "dag_processor": {"refresh_interval": 20}},
}
"""Airflow's major version -> how soon a new DAG file and a finished pod of a dead scheduler are noticed. Airflow's own defaults
are 300 s, longer than a check wants to wait."""
NODE_PORT = local.UI_NODE_PORT
HPA = HorizontalPodAutoscalerProps(min_replicas=1, max_replicas=2, scale_down_stabilization_window_seconds=30)


def props(airflow_version: str, *, git_url: str, kubernetes_api: PeerProps, **changed: Any) -> AirflowProps:
    """``local``'s values, with what a node of two cores and the checks ask for. ``changed`` wins, for one check's purpose."""
    laptop = local.props()
    sidecar = Resources(cpu_request="10m", memory_request="32Mi", cpu_limit="200m", memory_limit="128Mi")
    scheduler = laptop.scheduler.resources.changed(cpu_limit="2")
    user_interface = laptop.webserver.resources.changed(cpu_limit="2")
    pgbouncer = PgbouncerProps(resources=Resources(cpu_request="10m", memory_request="32Mi", cpu_limit="500m", memory_limit="128Mi"), default_pool_size=60)
    git = PeerProps(namespace=GIT_NAMESPACE, ports=(GIT_PORT,))
    values: dict[str, Any] = {
        "airflow_version": airflow_version,
        "namespace": NAMESPACE,
        "dags": DagsFromGitSync(repo=git_url, period_seconds=GIT_SYNC_SECONDS, resources=sidecar),
        "logs": PersistentVolumeClaimProps(size="1Gi"),
        "scripts": None,
        "config": config(airflow_version),
        "scheduler": laptop.scheduler.changed(resources=scheduler),
        "webserver": laptop.webserver.changed(resources=user_interface, autoscaling=HPA),
        "database": DatabaseProps(postgresql=laptop.database.postgresql, pgbouncer=pgbouncer),
        "network_policy": NetworkPolicyProps(kubernetes_api=kubernetes_api, git=git, webserver_clients=(local.EVERYBODY,)),
    }
    return laptop.changed(**{**values, **changed})


def config(airflow_version: str, **changed: Any) -> ConfigProps:
    """Few tasks at once, new DAG files soon."""
    return ConfigProps(**{"parallelism": 8, "settings": SETTINGS[int(airflow_version[0])], **changed})


def environment(airflow_version: str, *, git_url: str, kubernetes_api: PeerProps, **changed: Any) -> Environment:
    """What ``synthesize`` takes."""
    return Environment(lambda: props(airflow_version, git_url=git_url, kubernetes_api=kubernetes_api, **changed))
