"""Identities and their rights."""

from collections.abc import Callable
from typing import Any

from cdk8s_airflow import Chart
from cdk8s_airflow.kubernetes.rbac import RoleWithBinding, ServiceAccount

CONFIGURATION = {"argocd.argoproj.io/sync-wave": "-20"}


def test_an_account_mounts_no_token_by_itself(chart: Chart, only: Callable[[str], dict[str, Any]]) -> None:
    """A pod that calls the API says so; registry credentials stand on the account."""
    ServiceAccount(chart, "a", name="a", labels={"l": "1"}, image_pull_secrets=("registry",), annotations={"role": "x"})
    assert only("ServiceAccount") == {
        "apiVersion": "v1",
        "kind": "ServiceAccount",
        "metadata": {"name": "a", "namespace": "ns", "labels": {"l": "1"}, "annotations": {**CONFIGURATION, "role": "x"}},
        "automountServiceAccountToken": False,
        "imagePullSecrets": [{"name": "registry"}],
    }


def test_no_pull_secrets_no_list(chart: Chart, only: Callable[[str], dict[str, Any]]) -> None:
    """An empty one would be a difference after each apply."""
    ServiceAccount(chart, "a", name="a", labels={}, image_pull_secrets=(), annotations={})
    assert "imagePullSecrets" not in only("ServiceAccount")


def test_rights_of_one_account_in_one_namespace(chart: Chart, only: Callable[[str], dict[str, Any]]) -> None:
    """Pairs of resources and verbs of the core group; never a ClusterRole."""
    RoleWithBinding(chart, "r", name="reader", service_account="a", labels={"l": "1"}, rules=[(["pods", "pods/log"], ["get"]), (["events"], ["list"])])
    assert only("Role")["rules"] == [
        {"apiGroups": [""], "resources": ["pods", "pods/log"], "verbs": ["get"]},
        {"apiGroups": [""], "resources": ["events"], "verbs": ["list"]},
    ]
    binding = only("RoleBinding")
    assert binding["roleRef"] == {"apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "reader"}
    assert binding["subjects"] == [{"kind": "ServiceAccount", "name": "a"}]
    assert only("Role")["metadata"] == binding["metadata"] == {"name": "reader", "namespace": "ns", "labels": {"l": "1"}, "annotations": CONFIGURATION}
