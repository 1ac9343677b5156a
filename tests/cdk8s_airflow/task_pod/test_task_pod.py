"""Pod templates of the KubernetesExecutor."""

import pytest
import yaml
from syrupy.assertion import SnapshotAssertion

from cdk8s_airflow import TASK_PROFILES, DagsFromGitSync, EnvVar, KubernetesExecutor, TaskPodProps
from tests.full_values import RESOURCES, TEAM_TOKEN
from tests.rendering import Object, containers, env, file, find, unset_fields

TASK_POD = TaskPodProps(
    service_account_annotations={"example.com/role": "tasks"},
    termination_grace_period_seconds=77,
    env=(EnvVar(name="TEAM", value="data"), EnvVar(name="TOKEN", secret=TEAM_TOKEN)),
)
FULL = KubernetesExecutor(
    profiles={"tiny": RESOURCES},
    default_profile="tiny",
    task_pod=TASK_POD,
    worker_pods_creation_batch_size=4,
    task_publish_max_retries=2,
    delete_worker_pods=False,
)


def templates(**values: object) -> dict[str, Object]:
    data = find(file("task", **values), "ConfigMap", "airflow-pod-template")["data"]
    return {name: yaml.safe_load(text) for name, text in data.items()}


@pytest.mark.parametrize("version", ["2.8.1", "3.3.2"])
def test_minimal(version: str, golden: SnapshotAssertion) -> None:
    """The three profiles of the tutorial, in both families."""
    assert file("task", airflow_version=version) == golden


@pytest.mark.parametrize("version", ["2.11.2", "3.3.2"])
def test_full(version: str, golden: SnapshotAssertion) -> None:
    """Every field set; the options that belong to the executor too."""
    assert unset_fields(FULL) == []
    assert [*file("task", executor=FULL, airflow_version=version), *file("config", executor=FULL, airflow_version=version)] == golden


@pytest.mark.parametrize("profile", TASK_PROFILES)
def test_a_profile_is_exactly_its_resources(profile: str) -> None:
    """Requests and limits of the task container, called base as Airflow expects."""
    (base,) = templates()[f"{profile}.yaml"]["spec"]["containers"]
    assert base["name"] == "base"
    assert base["resources"] == TASK_PROFILES[profile].to_container()


def test_a_task_of_airflow_3_holds_no_secret() -> None:
    """It talks to the Execution API with the token that the scheduler gives it."""
    pod = templates(airflow_version="3.3.2")["small.yaml"]
    assert [volume["name"] for volume in pod["spec"]["volumes"]] == ["tmp", "logs", "config", "platform"]
    assert [name for name in env(pod["spec"]["containers"][0]) if name.endswith("_CMD")] == []


def test_a_task_of_airflow_2_reads_database_and_fernet_key() -> None:
    """And nothing else: not the UI's key."""
    pod = templates()["small.yaml"]
    (secrets,) = (volume["projected"]["sources"] for volume in pod["spec"]["volumes"] if "projected" in volume)
    assert [source["secret"]["name"] for source in secrets] == ["airflow-database", "airflow-fernet-key"]


def test_a_task_pod_ends() -> None:
    """git-sync fetches once, as an init container; a sidecar would keep the pod alive."""
    pod = templates(dags=DagsFromGitSync(repo="https://example.com/dags.git"))["small.yaml"]
    assert [entry["name"] for entry in containers(pod)] == ["git-sync-init", "base"]
    assert pod["spec"]["restartPolicy"] == "Never"
    assert pod["spec"]["automountServiceAccountToken"] is False
