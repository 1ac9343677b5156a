"""What every component that runs all the time has: rollout, spreading, budget, probes."""

import pytest

from cdk8s_airflow import (
    DagProcessorProps,
    DatabaseProps,
    HorizontalPodAutoscalerProps,
    PgbouncerProps,
    SchedulerProps,
    TriggererProps,
    WebserverProps,
)
from tests.rendering import Object, airflow_props, container, names, pod_of, render


def deployments(replicas: int, *, version: str = "2.8.1", autoscaled: bool = False) -> list[Object]:
    """All objects of an Airflow whose components have the same number of pods."""
    return render(
        airflow_props(
            airflow_version=version,
            scheduler=SchedulerProps(replicas=replicas),
            webserver=WebserverProps(replicas=replicas, autoscaling=HorizontalPodAutoscalerProps() if autoscaled else None),
            dag_processor=DagProcessorProps(replicas=replicas),
            triggerer=TriggererProps(replicas=replicas),
            database=DatabaseProps(pgbouncer=PgbouncerProps(replicas=replicas)),
        )
    )


def components(objects: list[Object]) -> dict[str, Object]:
    return {document["metadata"]["name"]: document for document in objects if document["kind"] == "Deployment"}


@pytest.mark.parametrize("version", ["2.8.1", "3.3.2"])
def test_a_rollout_adds_before_it_removes(version: str) -> None:
    """One pod more, none less, three old ReplicaSets kept."""
    for deployment in components(deployments(2, version=version)).values():
        assert deployment["spec"]["strategy"] == {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": 1, "maxUnavailable": 0}}
        assert deployment["spec"]["revisionHistoryLimit"] == 3


@pytest.mark.parametrize("version", ["2.8.1", "3.3.2"])
def test_pods_spread_and_never_stay_pending_for_it(version: str) -> None:
    """Over zones and nodes, both as a preference, each by the component's own selector."""
    for deployment in components(deployments(2, version=version)).values():
        spec, selector = pod_of(deployment)["spec"], deployment["spec"]["selector"]
        assert [(c["topologyKey"], c["whenUnsatisfiable"], c["labelSelector"]) for c in spec["topologySpreadConstraints"]] == [
            ("topology.kubernetes.io/zone", "ScheduleAnyway", selector),
            ("kubernetes.io/hostname", "ScheduleAnyway", selector),
        ]
        assert set(spec["affinity"]["podAntiAffinity"]) == {"preferredDuringSchedulingIgnoredDuringExecution"}


def test_a_budget_exists_for_more_than_one_pod() -> None:
    """PostgreSQL's one pod has one too; it never refuses a drain and says so to those who look."""
    assert names(deployments(1), "PodDisruptionBudget") == {"airflow-postgresql"}
    several = deployments(2)
    assert names(several, "PodDisruptionBudget") == {"airflow-postgresql", *components(several)}
    for document in several:
        if document["kind"] == "PodDisruptionBudget":
            assert document["spec"]["maxUnavailable"] == 1
            assert "minAvailable" not in document["spec"]
            assert document["spec"]["unhealthyPodEvictionPolicy"] == "AlwaysAllow"


def test_an_autoscaler_brings_a_budget_and_takes_the_number() -> None:
    """Its minimum may be one more than the props say."""
    objects = deployments(1, autoscaled=True)
    assert {name for name, deployment in components(objects).items() if "replicas" not in deployment["spec"]} == {"airflow-webserver"}
    assert "airflow-webserver" in names(objects, "PodDisruptionBudget")


@pytest.mark.parametrize(
    ("component", "kind"),
    [("scheduler", "exec"), ("webserver", "httpGet"), ("triggerer", "exec"), ("dag-processor", "exec"), ("pgbouncer", "tcpSocket")],
)
def test_a_component_is_asked_in_the_cheapest_way_it_has(component: str, kind: str) -> None:
    """By its own port where it has one, else by its heartbeat in the database."""
    main = container(pod_of(components(deployments(1))[f"airflow-{component}"]), component)
    assert {kind} <= set(main["livenessProbe"]) & set(main["readinessProbe"])


def test_the_database_outranks_airflow_which_outranks_tasks() -> None:
    """Tier of every pod by its PriorityClass, which carries the namespace in its name."""
    tiers = {name: pod_of(deployment)["spec"]["priorityClassName"] for name, deployment in components(deployments(1)).items()}
    assert {tier for name, tier in tiers.items() if name != "airflow-pgbouncer"} == {"airflow-core"}
    assert tiers["airflow-pgbouncer"] == "airflow-database"
    objects = {d["metadata"]["name"]: d for d in deployments(1) if d["kind"] == "PriorityClass"}
    assert objects["airflow-database"]["value"] > objects["airflow-core"]["value"] > objects["airflow-task"]["value"] > 0
