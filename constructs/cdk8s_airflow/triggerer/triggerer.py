"""The triggerer's Deployment."""

from typing import ClassVar

from ..component.deployment import AirflowComponent

LOG_PORT = 8794


class Triggerer(AirflowComponent):
    """Creates: Deployment, ServiceAccount; PodDisruptionBudget when ``replicas`` > 1.

    Its logs are served on port 8794 to the UI, by pod address.
    Override points: those of ``PodConstruct`` and ``DeploymentConstruct``. Handle: ``deployment``.
    """

    component: ClassVar[str] = "triggerer"
    args = ("airflow", "triggerer")
    job_type: ClassVar[str | None] = "TriggererJob"
    ports: ClassVar[tuple[tuple[str, int], ...]] = (("logs", LOG_PORT),)
