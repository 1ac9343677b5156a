"""Team Acme's platform: every way of extension that is promised, used as a consumer would."""

import ast
from pathlib import Path

import pytest
import yaml

import cdk8s_airflow
from cdk8s_airflow import synthesize
from tests.rendering import Object, container, containers, env, find, pod_of
from tests.schemas.pod_security import pod_specs, violations
from tests.schemas.validation import OLDEST, finding
from tests.teams.acme import ENVIRONMENTS

POOL = "acme.example.com/pool"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Object]]:
    """Through the whole of ``synthesize``, validations included."""
    folder = tmp_path_factory.mktemp("acme")
    synthesize(ENVIRONMENTS, outdir=str(folder), quiet=True)
    return {path.name: list(yaml.safe_load_all(path.read_text(encoding="utf-8"))) for path in sorted((folder / "acme").iterdir())}


@pytest.fixture(scope="module")
def objects(files: dict[str, list[Object]]) -> list[Object]:
    return [document for documents in files.values() for document in documents]


@pytest.fixture(scope="module")
def pods(objects: list[Object]) -> dict[str, Object]:
    """Name of the workload, or file of the pod template -> pod."""
    workloads = {d["metadata"]["name"]: pod_of(d) for d in objects if d["kind"] in ("Deployment", "StatefulSet", "Job", "CronJob")}
    templates = find(objects, "ConfigMap", "airflow-pod-template")["data"]
    return {**workloads, **{name: yaml.safe_load(text) for name, text in templates.items()}}


def test_the_package_uses_public_names_only() -> None:
    """As any other repository would."""
    for path in (Path(__file__).parent / "acme").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and not node.level and str(node.module).startswith("cdk8s_airflow"):
                assert node.module == "cdk8s_airflow"
                assert {alias.name for alias in node.names} <= set(cdk8s_airflow.__all__)


def test_every_pod_is_on_the_teams_nodes(pods: dict[str, Object]) -> None:
    """Components, database, Jobs, task pods of all profiles, and the team's own."""
    assert {
        "airflow-scheduler",
        "airflow-postgresql",
        "airflow-pgbouncer",
        "airflow-migrate",
        "airflow-db-clean",
        "small.yaml",
        "large.yaml",
        "reports",
    } <= set(pods)
    for pod in pods.values():
        assert pod["spec"]["nodeSelector"][POOL] == "data"
        assert POOL in [toleration["key"] for toleration in pod["spec"]["tolerations"]]


def test_every_long_running_pod_has_the_sidecar(pods: dict[str, Object]) -> None:
    """A pod that must end has none."""
    shipping = {name for name, pod in pods.items() if "log-shipper" in [entry["name"] for entry in containers(pod)]}
    assert shipping == {f"airflow-{c}" for c in ("scheduler", "webserver", "triggerer", "pgbouncer", "postgresql")}


def test_the_scheduler_is_the_teams(pods: dict[str, Object]) -> None:
    """Its variable in the init container too; its volume in place of the platform's."""
    scheduler = pods["airflow-scheduler"]
    for name in ("wait-for-migrations", "scheduler"):
        assert env(container(scheduler, name))["HTTPS_PROXY"] == "http://proxy.acme.example.com:3128"
    assert [v["emptyDir"]["sizeLimit"] for v in scheduler["spec"]["volumes"] if v["name"] == "tmp"] == ["2Gi"]
    assert scheduler["spec"]["terminationGracePeriodSeconds"] == 70
    assert "HTTPS_PROXY" not in env(container(pods["airflow-triggerer"], "triggerer"))


def test_a_guest_of_cdk8s_plus_is_one_of_us(files: dict[str, list[Object]]) -> None:
    """Namespace and labels of the chart, a name without hash, in the file of its component."""
    deployment = find(files["reports.yaml"], "Deployment", "reports")
    assert deployment["metadata"]["namespace"] == "acme"
    assert deployment["metadata"]["labels"].items() >= {"app.kubernetes.io/part-of": "airflow", "app.kubernetes.io/component": "reports"}.items()
    assert pod_of(deployment)["spec"]["serviceAccountName"] == "airflow-webserver"


def test_a_patch_says_what_nothing_else_can(files: dict[str, list[Object]]) -> None:
    """On our objects and on a guest's."""
    assert find(files["webserver.yaml"], "Service", "airflow-webserver")["spec"]["sessionAffinity"] == "ClientIP"
    assert pod_of(find(files["reports.yaml"], "Deployment", "reports"))["spec"]["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}


def test_the_teams_flows_are_open_at_both_ends(files: dict[str, list[Object]]) -> None:
    """A component of the team gets a policy of its own."""
    policies = files["network-policy.yaml"]
    reports = find(policies, "NetworkPolicy", "airflow-reports")["spec"]
    webserver = find(policies, "NetworkPolicy", "airflow-webserver")["spec"]
    port = [{"port": 8080, "protocol": "TCP"}]
    assert reports["egress"] == [{"to": [{"podSelector": webserver["podSelector"]}], "ports": port}]
    assert {"from": [{"podSelector": reports["podSelector"]}], "ports": port} in webserver["ingress"]
    store = {"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "logging"}}, "podSelector": {"matchLabels": {"app": "log-store"}}}
    assert {"to": [store], "ports": [{"port": 4317, "protocol": "TCP"}]} in webserver["egress"]


def test_all_of_it_is_valid_and_restricted(objects: list[Object]) -> None:
    """Kubernetes' schemas and Pod Security, as for our own environments."""
    assert [finding(document, OLDEST) for document in objects if finding(document, OLDEST)] == []
    assert [violation for document in objects for spec in pod_specs(document) for violation in violations(spec)] == []
