"""Who stays when a node is full."""

from collections.abc import Callable
from typing import Any

import pytest

from cdk8s_airflow import Chart
from cdk8s_airflow.kubernetes.priority_class import PriorityClass


@pytest.mark.parametrize(("preempts", "policy"), [(True, "PreemptLowerPriority"), (False, "Never")])
def test_a_class_belongs_to_the_cluster(preempts: bool, policy: str, chart: Chart, only: Callable[[str], dict[str, Any]]) -> None:
    """No namespace; made before anything that names it."""
    PriorityClass(chart, "c", name="ns-core", value=900, preempts=preempts, description="why", labels={"l": "1"})
    assert only("PriorityClass") == {
        "apiVersion": "scheduling.k8s.io/v1",
        "kind": "PriorityClass",
        "metadata": {"name": "ns-core", "labels": {"l": "1"}, "annotations": {"argocd.argoproj.io/sync-wave": "-30"}},
        "value": 900,
        "preemptionPolicy": policy,
        "description": "why",
    }
