"""What all environments share: the tutorial's platform on Airflow 2.8.1."""

from typing import Any

from cdk8s_airflow import (
    PUBLIC_HTTPS,
    AirflowProps,
    ConfigProps,
    DagsFromGitSync,
    NetworkPolicyProps,
    PersistentVolumeClaimProps,
)

AIRFLOW_VERSION = "2.8.1"
DAGS = DagsFromGitSync(repo="https://github.com/yourorg/airflow-dags.git", ref="main", period_seconds=60)


def base(**changed: Any) -> AirflowProps:
    """The shared values with what an environment changes. ``namespace`` must be among the changes."""
    shared: dict[str, Any] = {
        "airflow_version": AIRFLOW_VERSION,
        "owner": "data-platform",
        "config": ConfigProps(),
        "dags": DAGS,
        "logs": PersistentVolumeClaimProps(size="10Gi"),
        "network_policy": NetworkPolicyProps(task_egress=(PUBLIC_HTTPS,)),
    }
    return AirflowProps(**{**shared, **changed})
