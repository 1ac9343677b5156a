"""Development's platform on the next Airflow: the version is the only change."""

from cdk8s_airflow import AirflowProps, Environment

from . import dev


def props() -> AirflowProps:
    """Airflow 3: api-server, dag-processor, Execution API."""
    return dev.props(namespace="airflow-next", airflow_version="3.3.2")


ENVIRONMENT = Environment(props)
