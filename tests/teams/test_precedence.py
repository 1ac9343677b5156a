"""Who wins: props, override point, customize_pod, body, patch, in this order."""

from typing import ClassVar

import cdk8s
import pytest

from cdk8s_airflow import Airflow, AirflowChart, Pod, Scheduler, SchedulerProps
from tests.rendering import airflow_props, find, pod_of, render

PLATFORM, PROPS, OVERRIDE, CUSTOMIZED, BODY, PATCH = 30, 40, 50, 60, 70, 80
"""Seconds of grace that each of them says; the first is the platform's own for Airflow 2."""
PATH = "/spec/template/spec/terminationGracePeriodSeconds"


def chart(levels: int) -> type[AirflowChart]:
    """A chart that uses the first so many ways beyond props."""

    class TeamScheduler(Scheduler):
        def grace(self) -> int:
            return OVERRIDE if levels >= 1 else super().grace()

    class TeamAirflow(Airflow):
        def create_scheduler(self) -> Scheduler:
            return TeamScheduler(self, "scheduler", props=self.props.scheduler, platform=self.platform, pod_template_checksum=self.task_pod.checksum)

        def customize_pod(self, component: str, pod: Pod) -> Pod:
            if levels >= 2 and component == "scheduler":
                pod["spec"]["terminationGracePeriodSeconds"] = CUSTOMIZED
            return pod

    class TeamChart(AirflowChart):
        airflow_class: ClassVar[type[Airflow]] = TeamAirflow

        def create_airflow(self) -> Airflow:
            return self.airflow_class(self, "airflow", props=self.props)

        def extra_objects(self) -> None:
            deployment = self.airflow.scheduler.deployment
            if levels >= 4:
                deployment.add_json_patch(cdk8s.JsonPatch.replace(PATH, PATCH))
            if levels >= 3:
                deployment.body["spec"]["template"]["spec"]["terminationGracePeriodSeconds"] = BODY

    return TeamChart


@pytest.mark.parametrize(("levels", "seconds"), [(0, PROPS), (1, OVERRIDE), (2, CUSTOMIZED), (3, BODY), (4, PATCH)])
def test_the_later_way_wins(levels: int, seconds: int) -> None:
    """As the docstring of PodConstruct says; the order of the statements does not matter."""
    props = airflow_props(scheduler=SchedulerProps(termination_grace_period_seconds=PROPS))
    deployment = find(render(props, chart(levels)), "Deployment", "airflow-scheduler")
    assert pod_of(deployment)["spec"]["terminationGracePeriodSeconds"] == seconds


def test_props_win_over_the_platform() -> None:
    """Without them the family's measured value stands."""
    deployment = find(render(airflow_props(), chart(0)), "Deployment", "airflow-scheduler")
    assert pod_of(deployment)["spec"]["terminationGracePeriodSeconds"] == PLATFORM
