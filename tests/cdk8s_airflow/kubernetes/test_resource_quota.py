"""Totals of a namespace and bounds of a container."""

from collections.abc import Callable
from typing import Any

import pytest

from cdk8s_airflow import Chart, LimitRangeProps, ResourceQuotaProps
from cdk8s_airflow.kubernetes.resource_quota import ResourceQuota
from tests.sentences import refused

TOTALS = {"requests_cpu": "1", "requests_memory": "2Gi", "limits_cpu": "3", "limits_memory": "4Gi"}


def test_full(chart: Chart, only: Callable[[str], dict[str, Any]]) -> None:
    """Every number of the props in its place."""
    limits = LimitRangeProps(
        default_request_cpu="10m", default_request_memory="11Mi", default_limit_cpu="12m", default_limit_memory="13Mi", max_cpu="14m", max_memory="15Mi"
    )
    quota = ResourceQuotaProps(**TOTALS, persistent_volume_claims=5, services_load_balancers=6)
    ResourceQuota(chart, "q", name="airflow", labels={"l": "1"}, quota=quota, limits=limits)
    metadata = {"name": "airflow", "namespace": "ns", "labels": {"l": "1"}, "annotations": {"argocd.argoproj.io/sync-wave": "-20"}}
    assert only("ResourceQuota")["metadata"] == only("LimitRange")["metadata"] == metadata
    assert only("ResourceQuota")["spec"]["hard"] == {
        "requests.cpu": "1",
        "requests.memory": "2Gi",
        "limits.cpu": "3",
        "limits.memory": "4Gi",
        "persistentvolumeclaims": "5",
        "services.loadbalancers": "6",
    }
    (container,) = only("LimitRange")["spec"]["limits"]
    assert container == {
        "type": "Container",
        "default": {"cpu": "12m", "memory": "13Mi"},
        "defaultRequest": {"cpu": "10m", "memory": "11Mi"},
        "max": {"cpu": "14m", "memory": "15Mi"},
    }


def test_nothing_asked_nothing_made(chart: Chart) -> None:
    """Each for itself."""
    ResourceQuota(chart, "q", name="airflow", labels={}, quota=None, limits=None)
    assert chart.to_json() == []


@pytest.mark.parametrize(
    ("values", "resource", "amounts"),
    [
        ({"default_request_cpu": "600m"}, "cpu", ("600m", "500m", "8")),
        ({"default_limit_memory": "17Gi"}, "memory", ("256Mi", "17Gi", "16Gi")),
        ({"max_cpu": "100m", "default_request_cpu": "100m"}, "cpu", ("100m", "500m", "100m")),
    ],
)
def test_defaults_lie_below_the_maximum(values: dict[str, str], resource: str, amounts: tuple[str, str, str]) -> None:
    """The API server refuses the rest."""
    request, limit, most = amounts
    assert refused(lambda: LimitRangeProps(**values)) == (
        f"LimitRangeProps.default_request_{resource} ({request}) must not exceed default_limit_{resource} ({limit}),"
        f" nor that max_{resource} ({most}); put them in order",
    )


def test_counts_are_not_negative() -> None:
    """Zero forbids."""
    assert ResourceQuotaProps(**TOTALS, services_load_balancers=0).services_load_balancers == 0
    assert refused(lambda: ResourceQuotaProps(**TOTALS, persistent_volume_claims=-1)) == (
        "ResourceQuotaProps.persistent_volume_claims (-1) must be at least 0; raise it",
    )
