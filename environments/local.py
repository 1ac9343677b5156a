"""kind on a laptop: folders of the host instead of git-sync, UI on NodePort 30007, small requests."""

from cdk8s_airflow import (
    AirflowProps,
    DagsFromPersistentVolumeClaim,
    DatabaseProps,
    Environment,
    KindClusterProps,
    LimitRangeProps,
    NetworkPolicyProps,
    PeerProps,
    PersistentVolumeClaimProps,
    PostgresqlProps,
    ProbeTiming,
    ResourceQuotaProps,
    Resources,
    SchedulerProps,
    ServiceProps,
    TriggererProps,
    VolumeClaimTemplateProps,
    WebserverProps,
)

from .base import base

UI_NODE_PORT = 30007
EVERYBODY = PeerProps(cidrs=("0.0.0.0/0",))

KIND_CLUSTER = KindClusterProps(
    ports=(80, 443, UI_NODE_PORT),
    mounts={"./dags": "/opt/airflow/dags", "./logs": "/opt/airflow/logs", "./scripts": "/opt/airflow/scripts"},
)


def props() -> AirflowProps:
    """Fits a laptop with 4 cores and 8 GiB."""
    small = Resources(cpu_request="100m", memory_request="512Mi", cpu_limit="1", memory_limit="1Gi")
    patient = ProbeTiming(period_seconds=10, timeout_seconds=20, failure_threshold=90)
    return base(
        namespace="airflow",
        dags=DagsFromPersistentVolumeClaim(claim=PersistentVolumeClaimProps(size="1Gi", host_path="/opt/airflow/dags")),
        logs=PersistentVolumeClaimProps(size="10Gi", host_path="/opt/airflow/logs"),
        scripts=PersistentVolumeClaimProps(size="1Gi", host_path="/opt/airflow/scripts"),
        scheduler=SchedulerProps(resources=small, startup_probe=patient),
        webserver=WebserverProps(
            replicas=1,
            resources=Resources(cpu_request="100m", memory_request="1Gi", cpu_limit="1", memory_limit="2Gi"),
            service=ServiceProps(type="NodePort", node_port=UI_NODE_PORT),
            startup_probe=patient,
        ),
        triggerer=TriggererProps(resources=small, startup_probe=patient),
        database=DatabaseProps(
            postgresql=PostgresqlProps(
                resources=Resources(cpu_request="100m", memory_request="256Mi", cpu_limit="1", memory_limit="1Gi"),
                storage=VolumeClaimTemplateProps(size="1Gi"),
            )
        ),
        network_policy=NetworkPolicyProps(webserver_clients=(EVERYBODY,), task_egress=(EVERYBODY,)),
        resource_quota=ResourceQuotaProps(requests_cpu="16", requests_memory="32Gi", limits_cpu="32", limits_memory="64Gi"),
        limit_range=LimitRangeProps(),
    )


ENVIRONMENT = Environment(props, kind_cluster=KIND_CLUSTER)
