"""Requests and limits, always both."""

import pytest

from cdk8s_airflow import Resources
from tests.sentences import refused

BOUNDS = {"cpu_request": "500m", "memory_request": "1Gi", "cpu_limit": "1", "memory_limit": "1Gi"}


def test_what_a_container_gets() -> None:
    """Canonical, with disk; equal request and limit is allowed."""
    assert Resources(**{**BOUNDS, "cpu_request": "0.5"}).to_container() == {
        "requests": {"cpu": "500m", "memory": "1Gi", "ephemeral-storage": "64Mi"},
        "limits": {"cpu": "1", "memory": "1Gi", "ephemeral-storage": "1Gi"},
    }


def test_nothing_is_left_to_the_cluster() -> None:
    """All four are required."""
    assert refused(Resources) == tuple(f"Resources.{field} must be set; it has no default" for field in BOUNDS)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"cpu_request": "1001m"}, "cpu_request (1001m) must not exceed cpu_limit (1); raise the limit or lower the request"),
        ({"memory_request": "1025Mi"}, "memory_request (1025Mi) must not exceed memory_limit (1Gi); raise the limit or lower the request"),
        (
            {"ephemeral_storage_request": "2Gi"},
            "ephemeral_storage_request (2Gi) must not exceed ephemeral_storage_limit (1Gi); raise the limit or lower the request",
        ),
    ],
)
def test_a_request_fits_its_limit(values: dict[str, str], sentence: str) -> None:
    """One unit beyond."""
    assert refused(lambda: Resources(**{**BOUNDS, **values})) == (f"Resources.{sentence}",)


def test_several_wrong_amounts_are_said_together() -> None:
    """Before requests are compared with limits."""
    assert [finding.split(" ")[0] for finding in refused(lambda: Resources(**{**BOUNDS, "cpu_limit": "lots", "memory_limit": "512m"}))] == [
        "Resources.cpu_limit",
        "Resources.memory_limit",
    ]
