"""Production spread over the zones of one cluster: six UI pods, a larger database."""

from cdk8s_airflow import (
    AirflowProps,
    DatabaseProps,
    Environment,
    PostgresqlProps,
    Resources,
    VolumeClaimTemplateProps,
    WebserverProps,
)

from . import prod


def props() -> AirflowProps:
    """The tutorial's values-prod-multi-region.yaml. Its "two per region" spreads over zones; regions are separate clusters."""
    return prod.props(
        namespace="airflow-prod-multi-region",
        webserver=WebserverProps(replicas=6),
        database=DatabaseProps(
            postgresql=PostgresqlProps(
                max_connections=200,
                storage=VolumeClaimTemplateProps(size="100Gi"),
                resources=Resources(cpu_request="2", memory_request="4Gi", cpu_limit="4", memory_limit="8Gi"),
            ),
            pgbouncer=prod.PGBOUNCER,
        ),
    )


ENVIRONMENT = Environment(props)
