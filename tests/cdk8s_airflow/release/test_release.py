"""Which family a version belongs to, and what the families agree on."""

from dataclasses import fields

import pytest

from cdk8s_airflow import AirflowProps, ConfigurationError
from cdk8s_airflow.release import airflow_2, airflow_3
from cdk8s_airflow.release.release import Release, release_of

UNKNOWN = ["2.7.3", "2.12.0", "3.4.0", "4.0.0", "2.8", "2.8.1rc1", "latest", ""]


@pytest.mark.parametrize(
    ("version", "family"),
    [("2.8.0", airflow_2), ("2.8.1", airflow_2), ("2.11.2", airflow_2), ("3.0.0", airflow_3), ("3.3.2", airflow_3)],
)
def test_a_version_belongs_to_its_family(version: str, family: object) -> None:
    """One value, not ifs."""
    assert release_of(version) is family.RELEASE


@pytest.mark.parametrize("version", UNKNOWN)
def test_a_version_that_is_not_modelled_is_refused(version: str) -> None:
    """By the props and by the table alike."""
    with pytest.raises(ConfigurationError, match="must be 2.8 to 2.11 or 3.0 to 3.3 with its patch number"):
        AirflowProps(airflow_version=version, namespace="airflow")
    with pytest.raises(ConfigurationError, match="must be 2.8 to 2.11 or 3.0 to 3.3 with its patch number"):
        release_of(version)


@pytest.mark.parametrize("release", [airflow_2.RELEASE, airflow_3.RELEASE], ids=["2", "3"])
def test_a_family_names_components_that_it_has(release: Release) -> None:
    """A misspelled component would silently mount no secret."""
    known = {"scheduler", release.user_interface, "dag-processor", "triggerer", "task", "migrate", "create-user", "db-clean"}
    named = [getattr(release, field.name) for field in fields(release) if field.name.endswith(("_readers", "readers_without_dag_processor"))]
    assert len(named) == 6
    assert all(readers <= known for readers in named)


def test_tasks_of_airflow_3_keep_away_from_the_database() -> None:
    """And from every key."""
    release = airflow_3.RELEASE
    assert not any("task" in readers for readers in (release.database_readers, release.fernet_readers, release.jwt_readers))
    assert "task" not in release.user_interface_secret_readers
    assert release.tasks_use_api_server
