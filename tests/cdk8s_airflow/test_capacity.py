"""The sum of everything at its peak."""

from typing import Any

import pytest

from cdk8s_airflow import ConfigProps, DagsFromGitSync, HorizontalPodAutoscalerProps, SchedulerProps, TriggererProps, WebserverProps
from cdk8s_airflow.capacity import Demand, demands, of_pod
from tests.rendering import airflow_props, render


def wanted(**values: Any) -> dict[str, Demand]:
    """Workload -> demand."""
    props = airflow_props(**values)
    return {demand.name: demand for demand in demands(props, render(props))}


def pod(cpu: str) -> dict[str, Any]:
    amounts = {"cpu": cpu, "memory": "1Gi"}
    return {"resources": {"requests": amounts, "limits": amounts}}


@pytest.mark.parametrize(
    ("containers", "init_containers", "millicores"),
    [(["500m"], [], 500), (["500m", "100m"], [], 600), (["500m", "100m"], ["2"], 2000), (["1"], ["500m", "500m"], 1000)],
)
def test_a_pod_counts_as_quota_counts_it(containers: list[str], init_containers: list[str], millicores: int) -> None:
    """Containers together, or the largest init container."""
    spec = {"containers": [pod(cpu) for cpu in containers], "initContainers": [pod(cpu) for cpu in init_containers]}
    assert of_pod(spec)[0] == millicores


def test_a_rollout_needs_one_pod_more() -> None:
    """Of each Deployment; a stopped one needs none."""
    peak = wanted(scheduler=SchedulerProps(replicas=2), triggerer=TriggererProps(replicas=0))
    assert (peak["airflow-scheduler"].pods, peak["airflow-triggerer"].pods, peak["airflow-postgresql"].pods) == (3, 0, 1)


def test_an_autoscaled_component_counts_with_its_maximum() -> None:
    """Whatever ``replicas`` says."""
    peak = wanted(webserver=WebserverProps(replicas=1, autoscaling=HorizontalPodAutoscalerProps(max_replicas=7)))
    assert peak["airflow-webserver"].pods == 8


def test_tasks_count_by_parallelism_of_all_schedulers() -> None:
    """[core] parallelism is per scheduler."""
    peak = wanted(config=ConfigProps(parallelism=10), scheduler=SchedulerProps(replicas=2))
    assert peak["tasks of profile small"].pods == 20
    assert peak["tasks of profile small"].amounts[0] == 250


def test_sidecars_count() -> None:
    """git-sync beside the scheduler."""
    source = DagsFromGitSync(repo="https://example.com/dags.git")
    assert wanted(dags=source)["airflow-scheduler"].amounts[0] - wanted()["airflow-scheduler"].amounts[0] == 50


def test_jobs_count_once_each() -> None:
    """Migration, first user and clean-up may run together."""
    assert {name: wanted()[f"airflow-{name}"].pods for name in ("migrate", "create-user", "db-clean")} == {"migrate": 1, "create-user": 1, "db-clean": 1}
