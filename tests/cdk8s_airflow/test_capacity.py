"""The sum of everything at its peak."""

from typing import Any

import pytest

from cdk8s_airflow import (
    AirflowChart,
    ConfigProps,
    DagsFromGitSync,
    HorizontalPodAutoscalerProps,
    Manifest,
    ResourceQuotaProps,
    SchedulerProps,
    TriggererProps,
    WebserverProps,
)
from cdk8s_airflow.capacity import Demand, demands, findings, of_pod
from tests.rendering import airflow_props, render

LARGE_QUOTA = ResourceQuotaProps(requests_cpu="100", requests_memory="200Gi", limits_cpu="200", limits_memory="400Gi")


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


class Guests(AirflowChart):
    """A team's own objects: one says nothing about resources, one has a native sidecar and spells in its own way."""

    def extra_objects(self) -> None:
        amounts = {"cpu": "1.5", "memory": "1e9"}
        sidecar = {"name": "sidecar", "restartPolicy": "Always", "resources": {"limits": {"cpu": 1, "memory": "1G"}}}
        template = {"spec": {"initContainers": [sidecar], "containers": [{"name": "main", "resources": {"requests": amounts, "limits": amounts}}]}}
        Manifest(self, "silent", api_version="v1", kind="Pod", name="silent", spec={"containers": [{"name": "main"}]})
        Manifest(self, "spoken", api_version="batch/v1", kind="Job", name="spoken", spec={"parallelism": 3, "template": template})


def guests(**values: Any) -> tuple[dict[str, Demand], list[str]]:
    props = airflow_props(**values)
    documents = render(props, Guests)
    return {demand.name: demand for demand in demands(props, documents)}, findings(props, documents)


def test_objects_of_a_team_count() -> None:
    """A request is its limit when nothing else is said; a native sidecar runs beside the containers."""
    wanted, _ = guests()
    assert (wanted["spoken"].pods, wanted["spoken"].amounts[0]) == (3, 2500)
    assert wanted["spoken"].amounts[1] == 2 * 976563  # kibibytes in 1e9 bytes, rounded up


def test_the_limit_range_speaks_for_the_silent() -> None:
    """As on the cluster."""
    wanted, sentences = guests(resource_quota=LARGE_QUOTA)
    assert wanted["silent"].amounts == (100, 256 * 1024, 500, 1024 * 1024)
    assert sentences == []


def test_without_limit_range_the_quota_refuses_the_silent() -> None:
    """One sentence per amount, before the cluster says it."""
    _, sentences = guests(resource_quota=LARGE_QUOTA, limit_range=None)
    assert sentences == [
        f"silent: container (main) must state {amount}, the quota refuses its pod; give it resources or set limit_range"
        for amount in ("requests.cpu", "requests.memory", "limits.cpu", "limits.memory")
    ]
