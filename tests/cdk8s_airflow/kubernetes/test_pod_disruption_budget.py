"""A drain is slowed down, never refused for ever."""

from collections.abc import Callable
from typing import Any

from cdk8s_airflow import Chart
from cdk8s_airflow.kubernetes.pod_disruption_budget import PodDisruptionBudget


def test_one_pod_at_a_time(chart: Chart, only: Callable[[str], dict[str, Any]]) -> None:
    """No ``minAvailable``, and broken pods may always go."""
    PodDisruptionBudget(chart, "p", name="web", labels={"l": "1"}, selector={"s": "1"})
    budget = only("PodDisruptionBudget")
    assert budget["metadata"] == {"name": "web", "namespace": "ns", "labels": {"l": "1"}, "annotations": {"argocd.argoproj.io/sync-wave": "10"}}
    assert budget["spec"] == {"maxUnavailable": 1, "unhealthyPodEvictionPolicy": "AlwaysAllow", "selector": {"matchLabels": {"s": "1"}}}
