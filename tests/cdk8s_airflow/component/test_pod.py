"""A component of a team's own, made from the documented bases."""

from typing import Any, ClassVar

import pytest
from constructs import Construct

from cdk8s_airflow import (
    Airflow,
    AirflowChart,
    AirflowProps,
    ComponentProps,
    ConfigurationError,
    DeploymentConstruct,
    EnvVar,
    PodConstruct,
    PodProps,
)
from tests.full_values import RESOURCES, TOLERATION
from tests.rendering import airflow_props, chart_of, containers, env, find, names, pod_of, render


class Exporter(DeploymentConstruct):
    """Overrides the one thing that has no default: the container."""

    component: ClassVar[str] = "exporter"

    def container(self) -> dict[str, Any]:
        return {"name": "exporter", "image": "registry.example.com/exporter:1.0", "env": self.env_list(), **self.probes()}


class TeamAirflow(Airflow):
    exporter_props = ComponentProps(resources=RESOURCES, env=(EnvVar(name="A", value="1"),), replicas=2, tolerations=(TOLERATION,))

    def __init__(self, scope: Construct, id: str, *, props: AirflowProps) -> None:
        super().__init__(scope, id, props=props)
        Exporter(self, "exporter", props=self.exporter_props, platform=self.platform)


class TeamChart(AirflowChart):
    def create_airflow(self) -> Airflow:
        return TeamAirflow(self, "airflow", props=self.props)


def test_the_bases_give_identity_security_and_a_budget() -> None:
    """A ServiceAccount without token, the selector, a restricted pod; no volumes and no probes unless asked for."""
    objects = render(airflow_props(tolerations=(TOLERATION,)), TeamChart)
    deployment = find(objects, "Deployment", "airflow-exporter")
    pod = pod_of(deployment)
    (main,) = containers(pod)
    assert "airflow-exporter" in names(objects, "ServiceAccount") & names(objects, "PodDisruptionBudget")
    assert pod["spec"]["securityContext"]["runAsNonRoot"] is True
    assert pod["spec"]["automountServiceAccountToken"] is False
    assert pod["spec"]["terminationGracePeriodSeconds"] == 60
    assert len(pod["spec"]["tolerations"]) == 2
    assert env(main) == {"A": "1"}
    assert not {"volumes", "initContainers"} & set(pod["spec"])
    assert not {"volumeMounts", "ports", "livenessProbe", "readinessProbe", "startupProbe"} & set(main)


def test_a_pod_must_say_its_container() -> None:
    """The base has none."""

    class Nothing(PodConstruct):
        component: ClassVar[str] = "nothing"

    airflow = chart_of(airflow_props()).airflow
    with pytest.raises(NotImplementedError):
        Nothing(airflow, "nothing", props=PodProps(resources=RESOURCES), platform=airflow.platform).pod_template()


def test_props_do_not_replace_what_the_platform_sets() -> None:
    """An override point does; both names stand in the sentence."""
    props = airflow_props(scheduler={"env": (EnvVar(name="NODE_NAME", value="x"), EnvVar(name="DATABASE_HOST", value="y"))})
    with pytest.raises(ConfigurationError, match=r"SchedulerProps\.env \(DATABASE_HOST, NODE_NAME\) must not repeat what the platform sets"):
        render(props)
