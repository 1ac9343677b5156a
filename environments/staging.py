"""Staging: production's shape at the tutorial's default size."""

from cdk8s_airflow import (
    AirflowProps,
    DatabaseProps,
    Environment,
    PgbouncerProps,
    PostgresqlProps,
    ResourceQuotaProps,
    SchedulerProps,
    WebserverProps,
)

from .base import base


def props() -> AirflowProps:
    """The tutorial's values.yaml with two schedulers and PgBouncer, so that production meets nothing new."""
    return base(
        namespace="airflow-staging",
        scheduler=SchedulerProps(replicas=2),
        webserver=WebserverProps(replicas=2),
        database=DatabaseProps(postgresql=PostgresqlProps(), pgbouncer=PgbouncerProps(replicas=1)),
        resource_quota=ResourceQuotaProps(requests_cpu="40", requests_memory="80Gi", limits_cpu="80", limits_memory="160Gi"),
    )


ENVIRONMENT = Environment(props)
