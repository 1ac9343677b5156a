"""Development: one UI pod, a small database."""

from typing import Any

from cdk8s_airflow import (
    AirflowProps,
    DatabaseProps,
    Environment,
    PostgresqlProps,
    ResourceQuotaProps,
    VolumeClaimTemplateProps,
    WebserverProps,
)

from .base import base


def props(**changed: Any) -> AirflowProps:
    """The tutorial's values-dev.yaml."""
    values: dict[str, Any] = {
        "namespace": "airflow-dev",
        "webserver": WebserverProps(replicas=1),
        "database": DatabaseProps(postgresql=PostgresqlProps(storage=VolumeClaimTemplateProps(size="1Gi"))),
        "resource_quota": ResourceQuotaProps(requests_cpu="20", requests_memory="40Gi", limits_cpu="40", limits_memory="80Gi"),
    }
    return base(**{**values, **changed})


ENVIRONMENT = Environment(props)
