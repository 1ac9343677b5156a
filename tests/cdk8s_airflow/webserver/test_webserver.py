"""The UI's manifests: webserver in Airflow 2, api-server in Airflow 3."""

import pytest
from syrupy.assertion import SnapshotAssertion

from cdk8s_airflow import HorizontalPodAutoscalerProps, ServiceProps, WebserverProps
from tests.full_values import COMPONENT
from tests.rendering import container, file, find, names, pod_of, unset_fields

AUTOSCALING = HorizontalPodAutoscalerProps(
    min_replicas=3,
    max_replicas=9,
    target_cpu_utilization_percentage=60,
    target_memory_utilization_percentage=75,
    scale_down_stabilization_window_seconds=120,
)
FULL = WebserverProps(
    **COMPONENT,
    service=ServiceProps(type="NodePort", node_port=30007, annotations={"example.com/lb": "internal"}),
    autoscaling=AUTOSCALING,
    pre_stop_sleep_seconds=7,
)
COMPONENTS = {"2.8.1": "webserver", "3.3.2": "api-server"}


@pytest.mark.parametrize("version", COMPONENTS)
def test_minimal(version: str, golden: SnapshotAssertion) -> None:
    """Required props only, in both families."""
    assert file(COMPONENTS[version], airflow_version=version) == golden


@pytest.mark.parametrize("version", COMPONENTS)
def test_full(version: str, golden: SnapshotAssertion) -> None:
    """Every field set: the same values serve both families."""
    assert unset_fields(FULL) == []
    assert file(COMPONENTS[version], airflow_version=version, webserver=FULL) == golden


@pytest.mark.parametrize("version", COMPONENTS)
def test_an_autoscaled_deployment_states_no_replicas(version: str) -> None:
    """Git and the HorizontalPodAutoscaler would fight over the number."""
    name = f"airflow-{COMPONENTS[version]}"
    objects = file(COMPONENTS[version], airflow_version=version, webserver=FULL)
    assert "replicas" not in find(objects, "Deployment", name)["spec"]
    assert find(objects, "HorizontalPodAutoscaler", name)["spec"]["scaleTargetRef"]["name"] == name


@pytest.mark.parametrize(
    ("version", "startup", "liveness", "readiness"),
    [("2.8.1", "/health", "/health", "/health"), ("3.3.2", "/api/v2/version", "/api/v2/version", "/api/v2/monitor/health")],
)
def test_probes_ask_what_the_family_answers(version: str, startup: str, liveness: str, readiness: str) -> None:
    """Airflow 3's liveness does not read the database: an outage there must not restart the UI."""
    name = COMPONENTS[version]
    ui = container(pod_of(find(file(name, airflow_version=version), "Deployment", f"airflow-{name}")), name)
    assert [ui[probe]["httpGet"]["path"] for probe in ("startupProbe", "livenessProbe", "readinessProbe")] == [startup, liveness, readiness]


def test_only_one_family_is_rendered() -> None:
    """No webserver beside an api-server."""
    assert "airflow-webserver" not in names(file("api-server", airflow_version="3.3.2"), "Deployment")
