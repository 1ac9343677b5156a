"""Acme's environments."""

from cdk8s_airflow import AirflowProps, DagsFromGitSync, DatabaseProps, Environment, PgbouncerProps, ResourceQuotaProps, SchedulerProps

from .chart import AcmeChart


def props() -> AirflowProps:
    """One Airflow 2.8.1 with quota and policies."""
    return AirflowProps(
        airflow_version="2.8.1",
        namespace="acme",
        owner="acme",
        dags=DagsFromGitSync(repo="https://git.acme.example.com/dags.git"),
        scheduler=SchedulerProps(replicas=2),
        database=DatabaseProps(pgbouncer=PgbouncerProps()),
        resource_quota=ResourceQuotaProps(requests_cpu="40", requests_memory="80Gi", limits_cpu="60", limits_memory="120Gi"),
    )


ENVIRONMENTS = {"acme": Environment(props, chart_class=AcmeChart)}
