"""One environment: Namespace, PriorityClasses, quota, and one Airflow; the whole is checked before it is written."""

import jsii
from constructs import Construct, IValidation

from .airflow import Airflow
from .capacity import findings as capacity_findings
from .database.connection_budget import findings as connection_findings
from .kubernetes import argo_cd
from .kubernetes.chart import Chart
from .kubernetes.labels import COMPONENT, MANAGED_BY, NAME, PART_OF, VERSION
from .kubernetes.manifest import Manifest
from .kubernetes.priority_class import PriorityClass
from .kubernetes.resource_quota import ResourceQuota
from .props import AirflowProps

POD_SECURITY_VERSION = "v1.34"
"""Version of the Pod Security Standard that is enforced, so that a cluster upgrade refuses no pod. The newest that was run."""
PRIORITIES = {
    "database": (1_000_000, True, "PostgreSQL and PgBouncer: without them nothing runs"),
    "core": (900_000, True, "Airflow's own components"),
    "task": (1_000, False, "Task pods: they wait and are retried"),
}
"""Tier -> value, whether it preempts, description. Values are immutable; all stand below the system classes (2,000,000,000)."""


class AirflowChart(Chart):
    """Everything of one environment in ``dist/<id>/``.

    Override points: ``create_airflow()`` returns a subclass; ``extra_objects()`` adds a team's own objects.
    Handle: ``airflow``.
    """

    def __init__(self, scope: Construct, id: str, *, props: AirflowProps) -> None:
        labels = {NAME: props.name, PART_OF: "airflow", MANAGED_BY: "cdk8s", VERSION: props.airflow_version}
        annotations = {"cdk8s-airflow/environment": id, "cdk8s-airflow/owner": props.owner}
        super().__init__(scope, id, namespace=props.namespace, labels=labels, annotations=annotations)
        self.props = props
        self._create_namespace()
        for tier, (value, preempts, description) in PRIORITIES.items():
            PriorityClass(
                self,
                f"priority-{tier}",
                name=f"{props.namespace}-{tier}",
                value=value,
                preempts=preempts,
                description=description,
                labels={COMPONENT: "cluster"},
            )
        ResourceQuota(self, "quota", name=props.name, labels={COMPONENT: "quota"}, quota=props.resource_quota, limits=props.limit_range)
        self.airflow = self.create_airflow()
        self.extra_objects()
        self.node.add_validation(_Budgets(self))

    def create_airflow(self) -> Airflow:
        """The Airflow of this environment."""
        return Airflow(self, "airflow", props=self.props)

    def extra_objects(self) -> None:
        """A team's own constructs: ``Manifest``, ``imports.*``, cdk8s-plus-27, ``cdk8s.Include``. Default: none."""

    def _create_namespace(self) -> None:
        enforced = {f"pod-security.kubernetes.io/{mode}": "restricted" for mode in ("enforce", "audit", "warn")}
        pinned = {"pod-security.kubernetes.io/enforce-version": POD_SECURITY_VERSION}
        Manifest(
            self,
            "namespace",
            api_version="v1",
            kind="Namespace",
            name=self.props.namespace,
            labels={COMPONENT: "cluster", **enforced, **pinned},
            annotations={**argo_cd.sync_wave(argo_cd.CLUSTER), **argo_cd.KEEP},
        )


@jsii.implements(IValidation)
class _Budgets:
    """Runs inside cdk8s' validation: what the environment needs at its peak against what it grants."""

    def __init__(self, chart: AirflowChart) -> None:
        self._chart = chart

    def validate(self) -> list[str]:
        props, airflow = self._chart.props, self._chart.airflow
        pods = {
            airflow.scheduler.component: props.scheduler.replicas,
            airflow.webserver.component: props.webserver.autoscaling.max_replicas if props.webserver.autoscaling else props.webserver.replicas,
        }
        for component in (airflow.dag_processor, airflow.triggerer):
            if component is not None:
                pods[component.component] = component.props.replicas
        return [
            *connection_findings(airflow.platform.release, props.config, props.database, pods),
            *capacity_findings(props, self._chart.to_json() if self._chart.rendered is None else self._chart.rendered),
        ]
