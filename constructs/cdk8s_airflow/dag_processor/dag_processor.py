"""The dag-processor's Deployment."""

from typing import ClassVar

from ..component.deployment import AirflowComponent


class DagProcessor(AirflowComponent):
    """Creates: Deployment, ServiceAccount; PodDisruptionBudget when ``replicas`` > 1.

    Override points: those of ``PodConstruct`` and ``DeploymentConstruct``. Handle: ``deployment``.
    """

    component: ClassVar[str] = "dag-processor"
    args = ("airflow", "dag-processor")
    job_type: ClassVar[str | None] = "DagProcessorJob"
