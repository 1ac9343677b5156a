"""Production, with the tutorial's numbers."""

import pytest

from tests.environments.conftest import Rendered
from tests.rendering import Object, find, names, pod_of


@pytest.fixture
def prod(rendered: Rendered) -> dict[str, list[Object]]:
    return rendered["prod"]


def option(files: dict[str, list[Object]], name: str) -> str:
    text: str = find(files["config.yaml"], "ConfigMap", "airflow-config")["data"]["airflow.cfg"]
    (value,) = (line.split(" = ")[1] for line in text.splitlines() if line.startswith(f"{name} = "))
    return value


def test_the_ui_scales_from_three_to_ten(prod: dict[str, list[Object]]) -> None:
    """On CPU at 70 % and memory at 80 %; the Deployment states no number."""
    spec = find(prod["webserver.yaml"], "HorizontalPodAutoscaler", "airflow-webserver")["spec"]
    assert (spec["minReplicas"], spec["maxReplicas"]) == (3, 10)
    assert {metric["resource"]["name"]: metric["resource"]["target"]["averageUtilization"] for metric in spec["metrics"]} == {"cpu": 70, "memory": 80}
    assert "replicas" not in find(prod["webserver.yaml"], "Deployment", "airflow-webserver")["spec"]


def test_two_schedulers_are_active(prod: dict[str, list[Object]]) -> None:
    """With a budget, so that a drain takes one at a time."""
    assert find(prod["scheduler.yaml"], "Deployment", "airflow-scheduler")["spec"]["replicas"] == 2
    assert names(prod["scheduler.yaml"], "PodDisruptionBudget") == {"airflow-scheduler"}


def test_the_quota_is_the_tutorials(prod: dict[str, list[Object]]) -> None:
    """Chapter 9."""
    assert find(prod["quota.yaml"], "ResourceQuota", "airflow")["spec"]["hard"] == {
        "requests.cpu": "100",
        "requests.memory": "200Gi",
        "limits.cpu": "200",
        "limits.memory": "400Gi",
        "persistentvolumeclaims": "10",
        "services.loadbalancers": "2",
    }


def test_the_database_is_the_tutorials_behind_a_pooler(prod: dict[str, list[Object]]) -> None:
    """50Gi and 4Gi of memory; two PgBouncers keep 20 + 40 connections per process away from it."""
    stateful_set = find(prod["postgresql.yaml"], "StatefulSet", "airflow-postgresql")
    (claim,) = stateful_set["spec"]["volumeClaimTemplates"]
    (container,) = pod_of(stateful_set)["spec"]["containers"]
    assert claim["spec"]["resources"]["requests"]["storage"] == "50Gi"
    assert container["resources"]["limits"]["memory"] == "4Gi"
    assert find(prod["pgbouncer.yaml"], "Deployment", "airflow-pgbouncer")["spec"]["replicas"] == 2


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("sql_alchemy_pool_size", "20"),
        ("sql_alchemy_max_overflow", "40"),
        ("sql_alchemy_pool_recycle", "1800"),
        ("sql_alchemy_pool_pre_ping", "True"),
        ("parallelism", "64"),
        ("max_active_tasks_per_dag", "64"),
        ("max_active_runs_per_dag", "16"),
    ],
)
def test_tuning_is_the_tutorials(prod: dict[str, list[Object]], name: str, value: str) -> None:
    """Under the option names of the version; parallelism counts per scheduler, 128 in total."""
    assert option(prod, name) == value


def test_several_zones_get_six_ui_pods_and_a_larger_database(rendered: Rendered) -> None:
    """prod-multi-region: 100Gi, 4 cores, 8Gi."""
    files = rendered["prod-multi-region"]
    stateful_set = find(files["postgresql.yaml"], "StatefulSet", "airflow-postgresql")
    (claim,) = stateful_set["spec"]["volumeClaimTemplates"]
    (container,) = pod_of(stateful_set)["spec"]["containers"]
    assert find(files["webserver.yaml"], "Deployment", "airflow-webserver")["spec"]["replicas"] == 6
    assert claim["spec"]["resources"]["requests"]["storage"] == "100Gi"
    assert (container["resources"]["limits"]["cpu"], container["resources"]["limits"]["memory"]) == ("4", "8Gi")
