"""The declared flows, and the policies made from them."""

import json

import pytest
from syrupy.assertion import SnapshotAssertion

from cdk8s_airflow import (
    PUBLIC_HTTPS,
    DagProcessorProps,
    DagsFromGitSync,
    DagsFromImage,
    DagSource,
    DatabaseProps,
    NetworkPolicyProps,
    PeerProps,
    PgbouncerProps,
)
from cdk8s_airflow.kubernetes.labels import COMPONENT, NAME
from cdk8s_airflow.network_policy.flows import flows
from tests.rendering import Object, airflow_props, chart_of, file, find, names, unset_fields

PEER = PeerProps(cidrs=("203.0.113.0/24",), except_cidrs=("203.0.113.7/32",), namespace="monitoring", pod_labels={"app": "client"}, ports=(443, 8443))
FULL = NetworkPolicyProps(
    kubernetes_api=PEER, git=PEER, webserver_clients=(PEER,), task_egress=(PEER,), maintenance_dag=True, node_local_dns_cidrs=("169.254.20.10/32",)
)
GIT = DagsFromGitSync(repo="https://example.com/dags.git")


def declared(**values: object) -> set[tuple[str, str, tuple[int, ...]]]:
    """Flows between components, and to the outside by the name of the peer's role."""
    props = airflow_props(**values)
    airflow = chart_of(props).airflow
    policy = props.network_policy
    assert policy is not None
    outside = {id(policy.kubernetes_api): "kubernetes-api", id(policy.git): "git"}
    listed = flows(airflow.platform, airflow.components(), policy)
    return {tuple(p if isinstance(p, str) else outside.get(id(p), "outside") for p in (f.source, f.destination)) + (f.ports,) for f in listed}  # type: ignore[misc]


def test_flows_of_airflow_2() -> None:
    """Tasks reach the database and nothing else; only scheduler and webserver reach the Kubernetes API."""
    database = {(client, "postgresql", (5432,)) for client in ("scheduler", "webserver", "triggerer", "task", "migrate", "create-user", "db-clean")}
    api = {("scheduler", "kubernetes-api", (443, 6443)), ("webserver", "kubernetes-api", (443, 6443))}
    assert declared() == database | api | {("webserver", "triggerer", (8794,))}


def test_flows_of_airflow_3() -> None:
    """Tasks reach the api-server instead of the database; the dag-processor exists."""
    clients = ("scheduler", "api-server", "dag-processor", "triggerer", "migrate", "create-user", "db-clean")
    database = {(client, "postgresql", (5432,)) for client in clients}
    api = {("scheduler", "kubernetes-api", (443, 6443)), ("api-server", "kubernetes-api", (443, 6443))}
    assert declared(airflow_version="3.3.2") == database | api | {("api-server", "triggerer", (8794,)), ("task", "api-server", (8080,))}


def test_flows_through_pgbouncer() -> None:
    """Jobs go to PostgreSQL itself, all others to the pooler."""
    listed = declared(database=DatabaseProps(pgbouncer=PgbouncerProps()))
    assert {flow for flow in listed if flow[1] == "postgresql"} == {(c, "postgresql", (5432,)) for c in ("pgbouncer", "migrate", "create-user", "db-clean")}
    assert {flow[0] for flow in listed if flow[1] == "pgbouncer"} == {"scheduler", "webserver", "triggerer", "task"}


@pytest.mark.parametrize(("version", "opened"), [("2.8.1", ("task", "webserver", (8080,))), ("3.3.2", ("task", "postgresql", (5432,)))])
def test_the_maintenance_dag_opens_what_its_family_lacks(version: str, opened: tuple[str, str, tuple[int, ...]]) -> None:
    """Tasks of Airflow 2 have the database already, those of Airflow 3 the api-server."""
    policy = NetworkPolicyProps(maintenance_dag=True)
    assert declared(airflow_version=version, network_policy=policy) - declared(airflow_version=version) == {opened}


@pytest.mark.parametrize(
    ("values", "readers"),
    [
        ({}, {"scheduler", "triggerer", "task"}),
        ({"dag_processor": DagProcessorProps()}, {"dag-processor", "triggerer", "task"}),
        ({"airflow_version": "3.3.2"}, {"dag-processor", "triggerer", "task"}),
    ],
)
def test_git_is_reached_by_those_who_read_dags(values: dict[str, object], readers: set[str]) -> None:
    """A standalone dag-processor takes DAG files and git away from the scheduler."""
    assert {flow[0] for flow in declared(dags=GIT, **values) if flow[1] == "git"} == readers


def edges(objects: list[Object], direction: str) -> set[tuple[str, str, tuple[int, ...]]]:
    """What the policies of one direction allow: (component, other side, ports); an outside peer as its canonical JSON."""
    found = set()
    for document in objects:
        selected = document["spec"]["podSelector"].get("matchLabels", {})
        if not selected:
            continue  # default-deny and dns have a test each
        assert document["spec"]["policyTypes"] == ["Ingress", "Egress"]
        for rule in document["spec"].get(direction, []):
            assert {port["protocol"] for port in rule["ports"]} == {"TCP"}
            ports = tuple(port["port"] for port in rule["ports"])
            for peer in rule["to" if direction == "egress" else "from"]:
                labels = peer.get("podSelector", {}).get("matchLabels", {})
                other = labels.get(COMPONENT) if set(peer) == {"podSelector"} and set(labels) == {NAME, COMPONENT} else json.dumps(peer, sort_keys=True)
                found.add((selected[COMPONENT], other, ports))
    return found


@pytest.mark.parametrize("version", ["2.8.1", "3.3.2"])
@pytest.mark.parametrize("pooled", [False, True])
@pytest.mark.parametrize("dags", [GIT, DagsFromImage()])
def test_policies_allow_exactly_the_flows(version: str, pooled: bool, dags: DagSource) -> None:
    """Read back from the manifests, both ends agree and nothing else is open."""
    client, database = PeerProps(cidrs=("203.0.113.0/24",)), DatabaseProps(pgbouncer=PgbouncerProps() if pooled else None)
    policy = NetworkPolicyProps(webserver_clients=(client,), task_egress=(PUBLIC_HTTPS,))
    props = airflow_props(airflow_version=version, database=database, dags=dags, dag_processor=DagProcessorProps(), network_policy=policy)
    chart = chart_of(props)
    airflow, objects = chart.airflow, chart.files()["network-policy.yaml"]
    declared_flows = flows(airflow.platform, airflow.components(), policy)
    components = airflow.components()
    outgoing = [(f.source, f.destination, f.ports) for f in declared_flows if isinstance(f.source, str)]
    incoming = [(f.destination, f.source, f.ports) for f in declared_flows if isinstance(f.destination, str)]
    assert resolved(outgoing) == edges(objects, "egress")
    assert resolved(incoming) == edges(objects, "ingress")
    assert names(objects, "NetworkPolicy") == {f"airflow-{component}" for component in components | {"default-deny", "dns"}}


def resolved(flows: list[tuple[str, str | PeerProps, tuple[int, ...]]]) -> set[tuple[str, str, tuple[int, ...]]]:
    """The same with peers outside as the policy writes them."""
    result = set()
    for component, peer, ports in flows:
        if isinstance(peer, str):
            result.add((component, peer, ports))
        else:
            for cidr in peer.cidrs:
                block = {"cidr": cidr, **({"except": list(peer.except_cidrs)} if peer.except_cidrs else {})}
                result.add((component, json.dumps({"ipBlock": block}, sort_keys=True), ports))
    return result


def test_every_pod_asks_dns_and_only_dns_servers() -> None:
    """UDP and TCP 53, of kube-dns and of the node-local caches."""
    spec = find(file("network-policy"), "NetworkPolicy", "airflow-dns")["spec"]
    (rule,) = spec["egress"]
    assert (spec["podSelector"], spec["policyTypes"]) == ({}, ["Egress"])
    assert [(port["port"], port["protocol"]) for port in rule["ports"]] == [(53, "UDP"), (53, "TCP")]
    kube_dns, *caches = rule["to"]
    assert kube_dns["podSelector"] == {"matchLabels": {"k8s-app": "kube-dns"}}
    assert {cache["ipBlock"]["cidr"] for cache in caches} == {"169.254.20.10/32", "169.254.169.254/32"}


def test_minimal(golden: SnapshotAssertion) -> None:
    """Default deny, DNS, and one policy per component."""
    assert file("network-policy") == golden


def test_full(golden: SnapshotAssertion) -> None:
    """Every field set."""
    assert unset_fields(FULL) == []
    assert file("network-policy", network_policy=FULL, dags=GIT) == golden


def test_every_pod_is_isolated_in_both_directions() -> None:
    """The first policy selects all pods of the namespace."""
    spec = find(file("network-policy"), "NetworkPolicy", "airflow-default-deny")["spec"]
    assert spec == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}


def test_a_flow_needs_both_ends() -> None:
    """The task's egress and PostgreSQL's ingress name each other."""
    objects = file("network-policy")
    task = find(objects, "NetworkPolicy", "airflow-task")["spec"]
    postgresql = find(objects, "NetworkPolicy", "airflow-postgresql")["spec"]
    port = [{"port": 5432, "protocol": "TCP"}]
    assert {"to": [{"podSelector": postgresql["podSelector"]}], "ports": port} in task["egress"]
    assert {"from": [{"podSelector": task["podSelector"]}], "ports": port} in postgresql["ingress"]


def test_none_leaves_all_policies_out() -> None:
    """A platform with policies of its own."""
    assert names(chart_of(airflow_props(network_policy=None)).to_json(), "NetworkPolicy") == set()


def test_public_https_leaves_private_networks_out() -> None:
    """And the cloud's metadata service."""
    assert set(PUBLIC_HTTPS.except_cidrs) == {"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16"}
