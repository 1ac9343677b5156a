"""What the KubernetesExecutor tells airflow.cfg."""

import pytest

from cdk8s_airflow import TASK_PROFILES, ConfigurationError, Executor, KubernetesExecutor
from tests.full_values import RESOURCES


def settings(version: str, **values: object) -> dict[str, object]:
    """Section kubernetes_executor."""
    return KubernetesExecutor(**values).settings(version=version, name="airflow", namespace="team")["kubernetes_executor"]


def test_tasks_run_in_the_namespace_from_the_default_profiles_template() -> None:
    """The folder that the scheduler mounts."""
    section = settings("2.8.1", profiles={"tiny": RESOURCES}, default_profile="tiny")
    assert (section["namespace"], section["pod_template_file"]) == ("team", "/opt/airflow/pod_templates/tiny.yaml")


@pytest.mark.parametrize(("version", "known"), [("2.8.1", False), ("2.10.5", False), ("2.11.2", True), ("3.3.2", True)])
def test_a_full_quota_is_retried_where_airflow_can(version: str, known: bool) -> None:
    """Before 2.11 the option does not exist."""
    assert ("task_publish_max_retries" in settings(version)) is known


def test_the_tutorials_profiles_are_the_default() -> None:
    """Requests and limits of small, medium and large."""
    sizes = {name: (r.cpu_request, r.memory_request, r.cpu_limit, r.memory_limit) for name, r in KubernetesExecutor().profiles.items()}
    assert sizes == {"small": ("250m", "512Mi", "500m", "1Gi"), "medium": ("1", "2Gi", "2", "4Gi"), "large": ("4", "8Gi", "8", "16Gi")}
    assert KubernetesExecutor().profiles == TASK_PROFILES


def test_the_default_profile_must_exist() -> None:
    """Else every task that names none would fail."""
    with pytest.raises(ConfigurationError, match=r"default_profile \(huge\) must be one of profiles; known: small, medium, large"):
        KubernetesExecutor(default_profile="huge")


def test_an_executor_of_ones_own_must_say_its_settings() -> None:
    """The base class has none."""
    with pytest.raises(NotImplementedError):
        Executor().settings(version="2.8.1", name="airflow", namespace="team")
