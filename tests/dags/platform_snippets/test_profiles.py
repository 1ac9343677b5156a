"""Sizes of task pods: profiles by name, resources written out in full."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from cdk8s_airflow.executor.kubernetes_executor import POD_TEMPLATES, TASK_PROFILES
from tests.dags.dag_sources import REPOSITORY

pytestmark = pytest.mark.usefixtures("snippets")


def base_container(config: dict[str, Any]) -> Any:
    """The one container of an override."""
    (container,) = config["pod_override"].spec.containers
    assert container.name == "base"
    return container


@pytest.mark.parametrize("name", ["small", "medium", "large"])
def test_profile_names_its_pod_template(name: str) -> None:
    """A profile is the file that the platform mounts into the scheduler, and nothing else."""
    from platform_snippets.profiles import profile

    assert profile(name) == {"pod_template_file": f"/opt/airflow/pod_templates/{name}.yaml"}


def test_profiles_are_the_platform_s() -> None:
    """The snippets name what the platform mounts, and the page for DAG authors tells its sizes."""
    from platform_snippets import profiles

    page = (REPOSITORY / "docs" / "dag-authors.md").read_text()
    rows = [f"| `{name}` | {size.cpu_request} CPU, {size.memory_request} | {size.cpu_limit} CPU, {size.memory_limit} |" for name, size in TASK_PROFILES.items()]

    assert (profiles.POD_TEMPLATES, profiles.PROFILES) == (POD_TEMPLATES, tuple(TASK_PROFILES))
    assert [row for row in rows if row not in page] == []


def test_unknown_profile_is_refused() -> None:
    """Airflow would start an empty pod for it."""
    from platform_snippets.profiles import profile

    with pytest.raises(ValueError, match=r"^profile \(huge\) must be one of small, medium, large; "):
        profile("huge")


@pytest.mark.usefixtures("kubernetes_client")
def test_profile_with_an_image_keeps_the_profile_size() -> None:
    """The override carries the image alone, so that the template's resources stay."""
    from platform_snippets.profiles import profile

    config = profile("medium", image="example.org/spark:1")

    assert config["pod_template_file"] == "/opt/airflow/pod_templates/medium.yaml"
    assert base_container(config).image == "example.org/spark:1"
    assert base_container(config).resources is None


@pytest.mark.usefixtures("kubernetes_client")
def test_resources_are_always_complete() -> None:
    """An override replaces the template's resources, so every request and limit is there."""
    from platform_snippets.profiles import resources

    container = base_container(resources(cpu="500m", memory="2Gi"))

    expected = {"cpu": "500m", "memory": "2Gi", "ephemeral-storage": "1Gi"}
    assert container.image is None
    assert container.resources.requests == expected
    assert container.resources.limits == expected


@pytest.mark.usefixtures("kubernetes_client")
def test_limits_and_image_can_be_given() -> None:
    """Each limit has its argument."""
    from platform_snippets.profiles import resources

    config = resources(
        cpu="1",
        memory="1Gi",
        ephemeral_storage="2Gi",
        cpu_limit="1.5",
        memory_limit="1.5Gi",
        ephemeral_storage_limit="4Gi",
        image="example.org/spark:1",
    )

    container = base_container(config)
    assert container.image == "example.org/spark:1"
    assert container.resources.requests == {"cpu": "1", "memory": "1Gi", "ephemeral-storage": "2Gi"}
    assert container.resources.limits == {"cpu": "1.5", "memory": "1.5Gi", "ephemeral-storage": "4Gi"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("cpu", "500M"),
        ("cpu", "half"),
        ("cpu_limit", "2 "),
        ("memory", "512m"),
        ("memory", "2G"),
        ("memory_limit", "2048"),
        ("ephemeral_storage", "1GB"),
        ("ephemeral_storage_limit", "-1Gi"),
    ],
)
def test_wrong_quantity_is_refused_with_the_cure(field: str, value: str) -> None:
    """The sentence names the field, the value and how to write it."""
    from platform_snippets.profiles import resources

    with pytest.raises(ValueError, match=rf"^{field} \({value}\) must be .*; write "):
        resources(**{"cpu": "1", "memory": "1Gi", field: value})


def test_without_the_kubernetes_client_there_is_no_override(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the client is missing the KubernetesExecutor is too: DAGs still import, profiles still have their file."""
    from platform_snippets.profiles import profile, resources

    monkeypatch.setitem(sys.modules, "kubernetes", None)
    monkeypatch.setitem(sys.modules, "kubernetes.client", None)

    assert resources(cpu="1", memory="1Gi") == {}
    assert profile("small", image="example.org/spark:1") == profile("small")
