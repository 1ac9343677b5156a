"""Production: autoscaled UI, two schedulers, PgBouncer, the tutorial's tuning and quota."""

from typing import Any

from cdk8s_airflow import (
    PUBLIC_HTTPS,
    AirflowProps,
    ConfigProps,
    DagProcessorProps,
    DatabaseProps,
    Environment,
    HorizontalPodAutoscalerProps,
    NetworkPolicyProps,
    PeerProps,
    PgbouncerProps,
    PostgresqlProps,
    ResourceQuotaProps,
    Resources,
    SchedulerProps,
    TriggererProps,
    VolumeClaimTemplateProps,
    WebserverProps,
)

from .base import DAGS, base

TUNING = ConfigProps(
    parallelism=64,  # per scheduler: the tutorial's 128 in total
    max_active_tasks_per_dag=64,
    max_active_runs_per_dag=16,
    sql_alchemy_pool_size=20,
    sql_alchemy_max_overflow=40,
    sql_alchemy_pool_recycle=1800,
    sql_alchemy_pool_pre_ping=True,
)
QUOTA = ResourceQuotaProps(
    requests_cpu="100",
    requests_memory="200Gi",
    limits_cpu="200",
    limits_memory="400Gi",
    persistent_volume_claims=10,
    services_load_balancers=2,
)
INGRESS_CONTROLLER = PeerProps(namespace="ingress-nginx")
PGBOUNCER = PgbouncerProps(replicas=2, max_client_conn=2500, default_pool_size=50)


def props(**changed: Any) -> AirflowProps:
    """The tutorial's values-prod.yaml and its chapter 9; every value may be changed by keyword."""
    values: dict[str, Any] = {
        "namespace": "airflow-prod",
        "image_pull_policy": "Always",
        "config": TUNING,
        "dags": DAGS.changed(image_pull_policy="Always"),
        "scheduler": SchedulerProps(replicas=2),
        "webserver": WebserverProps(autoscaling=HorizontalPodAutoscalerProps(min_replicas=3, max_replicas=10, target_memory_utilization_percentage=80)),
        "dag_processor": DagProcessorProps(replicas=2),
        "triggerer": TriggererProps(replicas=2),
        "database": DatabaseProps(
            postgresql=PostgresqlProps(
                max_connections=200,
                storage=VolumeClaimTemplateProps(size="50Gi"),
                resources=Resources(cpu_request="1", memory_request="2Gi", cpu_limit="2", memory_limit="4Gi"),
            ),
            pgbouncer=PGBOUNCER,
        ),
        "network_policy": NetworkPolicyProps(webserver_clients=(INGRESS_CONTROLLER,), task_egress=(PUBLIC_HTTPS,)),
        "resource_quota": QUOTA,
    }
    return base(**{**values, **changed})


ENVIRONMENT = Environment(props)
