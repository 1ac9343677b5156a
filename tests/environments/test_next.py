"""Airflow 3, one changed value away from dev."""

from tests.environments.conftest import Rendered


def test_the_family_brings_its_own_components(rendered: Rendered) -> None:
    """An api-server for the webserver, and a dag-processor."""
    dev, following = set(rendered["dev"]), set(rendered["next"])
    assert dev - following == {"webserver.yaml"}
    assert following - dev == {"api-server.yaml", "dag-processor.yaml"}


def test_every_pod_runs_the_new_version(rendered: Rendered) -> None:
    """Labels and images, task pods included."""
    text = str(rendered["next"])
    assert "apache/airflow:3.3.2" in text
    assert "2.8.1" not in text
