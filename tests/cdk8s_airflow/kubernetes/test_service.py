"""Services."""

from collections.abc import Callable
from typing import Any

import pytest

from cdk8s_airflow import Chart, ServiceProps
from cdk8s_airflow.kubernetes.service import Service
from tests.sentences import refused


def service(chart: Chart, **values: Any) -> Service:
    return Service(chart, "service", name="web", labels={"l": "1"}, selector={"s": "1"}, port=8080, port_name="http", **values)


def test_minimal(chart: Chart, only: Callable[[str], dict[str, Any]]) -> None:
    """Reachable inside the cluster; the target is the container's port by name."""
    made = service(chart)
    assert made.object_name == "web"
    assert only("Service") == {
        "apiVersion": "v1",
        "kind": "Service",
        "metadata": {"name": "web", "namespace": "ns", "labels": {"l": "1"}},
        "spec": {
            "type": "ClusterIP",
            "selector": {"s": "1"},
            "ports": [{"name": "http", "port": 8080, "targetPort": "http", "protocol": "TCP"}],
        },
    }


def test_full(chart: Chart, only: Callable[[str], dict[str, Any]]) -> None:
    """A port on every node, annotations of props and of the caller."""
    props = ServiceProps(type="NodePort", node_port=30007, annotations={"a.example.com/x": "1", "b": "props"})
    service(chart, props=props, annotations={"b": "caller"})
    rendered = only("Service")
    assert rendered["metadata"]["annotations"] == {"a.example.com/x": "1", "b": "caller"}
    assert rendered["spec"]["type"] == "NodePort"
    assert rendered["spec"]["ports"][0]["nodePort"] == 30007


def test_headless(chart: Chart, only: Callable[[str], dict[str, Any]]) -> None:
    """A DNS name per pod, before it is ready too."""
    service(chart, headless=True)
    assert only("Service")["spec"].items() >= {"clusterIP": "None", "publishNotReadyAddresses": True}.items()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"node_port": 30007}, "node_port (30007) must stand beside type NodePort or LoadBalancer, not ClusterIP; set type"),
        ({"type": "NodePort", "node_port": 8080}, "node_port (8080) must be at least 30000; raise it"),
        ({"type": "ExternalName"}, "type ('ExternalName') must be one of 'ClusterIP', 'NodePort' or 'LoadBalancer'; choose one of them"),
        (
            {"annotations": {"a b": "x"}},
            "annotations[a b] ('a b') must be a label key, its name of at most 63 characters; write name or prefix.example.com/name",
        ),
    ],
)
def test_what_a_service_cannot_be(values: dict[str, Any], sentence: str) -> None:
    """Port and type, annotation keys."""
    assert refused(lambda: ServiceProps(**values)) == (f"ServiceProps.{sentence}",)
