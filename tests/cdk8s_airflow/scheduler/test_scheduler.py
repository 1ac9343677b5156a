"""The scheduler's manifests."""

import pytest
from syrupy.assertion import SnapshotAssertion

from cdk8s_airflow import KubernetesExecutor, SchedulerProps
from tests.full_values import COMPONENT
from tests.rendering import file, find, names, pod_of, unset_fields

FULL = SchedulerProps(**COMPONENT)


@pytest.mark.parametrize("version", ["2.8.1", "3.3.2"])
def test_minimal(version: str, golden: SnapshotAssertion) -> None:
    """Required props only, in both families."""
    assert file("scheduler", airflow_version=version) == golden


@pytest.mark.parametrize("version", ["2.8.1", "3.3.2"])
def test_full(version: str, golden: SnapshotAssertion) -> None:
    """Every field set: the same values serve both families."""
    assert unset_fields(FULL) == []
    assert file("scheduler", airflow_version=version, scheduler=FULL) == golden


def test_role_has_the_verbs_that_airflow_calls() -> None:
    """Pods only: no update, no log, no exec, no ConfigMap, no Secret."""
    role = find(file("scheduler"), "Role", "airflow-scheduler")
    assert role["rules"] == [{"apiGroups": [""], "resources": ["pods"], "verbs": ["create", "delete", "get", "list", "patch", "watch"]}]


@pytest.mark.parametrize(("version", "seconds"), [("2.8.1", 30), ("3.3.2", 60)])
def test_grace_is_longer_than_the_stop_that_was_measured(version: str, seconds: int) -> None:
    """Airflow 3 takes 20 s to stop its pod watcher."""
    deployment = find(file("scheduler", airflow_version=version), "Deployment", "airflow-scheduler")
    assert pod_of(deployment)["spec"]["terminationGracePeriodSeconds"] == seconds


@pytest.mark.parametrize(("version", "probe"), [("2.8.1", "exec"), ("2.11.2", "exec"), ("3.3.2", "httpGet")])
def test_airflow_2_runs_no_health_server(version: str, probe: str) -> None:
    """Its fork shares a database connection with the scheduler, and the first probe froze it; the heartbeat is looked up instead."""
    deployment = find(file("scheduler", airflow_version=version), "Deployment", "airflow-scheduler")
    main = pod_of(deployment)["spec"]["containers"][0]
    assert all(probe in main[kind] for kind in ("startupProbe", "livenessProbe", "readinessProbe"))
    assert ("ports" in main) == (probe == "httpGet")
    config = find(file("config", airflow_version=version), "ConfigMap", "airflow-config")
    assert f"enable_health_check = {probe == 'httpGet'}" in config["data"]["airflow.cfg"]


def test_a_changed_profile_rolls_the_schedulers() -> None:
    """The pod template's checksum stands on the pod."""
    large = KubernetesExecutor(profiles={"small": FULL.resources})
    before, after = (pod_of(find(file("scheduler", executor=e), "Deployment", "airflow-scheduler")) for e in (KubernetesExecutor(), large))
    assert before["metadata"]["annotations"]["checksum/pod-template"] != after["metadata"]["annotations"]["checksum/pod-template"]


def test_one_replica_has_no_budget() -> None:
    """A PodDisruptionBudget on a single pod would only delay a drain."""
    assert names(file("scheduler"), "PodDisruptionBudget") == set()
    assert names(file("scheduler", scheduler=SchedulerProps(replicas=2)), "PodDisruptionBudget") == {"airflow-scheduler"}
