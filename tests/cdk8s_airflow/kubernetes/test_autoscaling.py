"""Horizontal scaling."""

from collections.abc import Callable
from typing import Any

import pytest

from cdk8s_airflow import Chart, HorizontalPodAutoscalerProps
from cdk8s_airflow.kubernetes.autoscaling import HorizontalPodAutoscaler
from tests.sentences import refused

Only = Callable[[str], dict[str, Any]]


def utilization(resource: str, percent: int) -> dict[str, Any]:
    return {"type": "Resource", "resource": {"name": resource, "target": {"type": "Utilization", "averageUtilization": percent}}}


def test_minimal(chart: Chart, only: Only) -> None:
    """CPU only; up at once, down one pod a minute after five."""
    HorizontalPodAutoscaler(chart, "h", props=HorizontalPodAutoscalerProps(), target="web", labels={"l": "1"})
    scaler = only("HorizontalPodAutoscaler")
    assert scaler["metadata"] == {"name": "web", "namespace": "ns", "labels": {"l": "1"}, "annotations": {"argocd.argoproj.io/sync-wave": "10"}}
    assert scaler["spec"] == {
        "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"},
        "minReplicas": 2,
        "maxReplicas": 10,
        "metrics": [utilization("cpu", 70)],
        "behavior": {
            "scaleUp": {"stabilizationWindowSeconds": 0, "selectPolicy": "Max", "policies": [{"type": "Percent", "value": 100, "periodSeconds": 15}]},
            "scaleDown": {"stabilizationWindowSeconds": 300, "selectPolicy": "Max", "policies": [{"type": "Pods", "value": 1, "periodSeconds": 60}]},
        },
    }


def test_full(chart: Chart, only: Only) -> None:
    """Both metrics, other bounds, another window."""
    props = HorizontalPodAutoscalerProps(
        min_replicas=3,
        max_replicas=3,
        target_cpu_utilization_percentage=60,
        target_memory_utilization_percentage=80,
        scale_down_stabilization_window_seconds=0,
    )
    HorizontalPodAutoscaler(chart, "h", props=props, target="web", labels={})
    spec = only("HorizontalPodAutoscaler")["spec"]
    assert (spec["minReplicas"], spec["maxReplicas"]) == (3, 3)
    assert spec["metrics"] == [utilization("cpu", 60), utilization("memory", 80)]
    assert spec["behavior"]["scaleDown"]["stabilizationWindowSeconds"] == 0


def test_memory_alone(chart: Chart, only: Only) -> None:
    """One metric is enough."""
    props = HorizontalPodAutoscalerProps(target_cpu_utilization_percentage=None, target_memory_utilization_percentage=80)
    HorizontalPodAutoscaler(chart, "h", props=props, target="web", labels={})
    assert only("HorizontalPodAutoscaler")["spec"]["metrics"] == [utilization("memory", 80)]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"min_replicas": 5, "max_replicas": 3}, "min_replicas (5) must not exceed max_replicas (3); raise the maximum or lower the minimum"),
        ({"min_replicas": 0}, "min_replicas (0) must be at least 1; raise it"),
        ({"target_cpu_utilization_percentage": 101}, "target_cpu_utilization_percentage (101) must be at most 100; lower it"),
        (
            {"target_cpu_utilization_percentage": None},
            "target_cpu_utilization_percentage (None) must be set when no other metric is; give at least one target",
        ),
        ({"scale_down_stabilization_window_seconds": 3601}, "scale_down_stabilization_window_seconds (3601) must be at most 3600; lower it"),
    ],
)
def test_bounds(values: dict[str, Any], sentence: str) -> None:
    """What the API server or the controller would refuse."""
    assert refused(lambda: HorizontalPodAutoscalerProps(**values)) == (f"HorizontalPodAutoscalerProps.{sentence}",)
