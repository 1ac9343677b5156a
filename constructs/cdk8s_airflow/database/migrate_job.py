"""The Job that brings the schema up to the code."""

from typing import ClassVar

from constructs import Construct

from ..component.job import AirflowJob
from ..component.platform import Platform
from ..component.props import JobProps
from ..kubernetes import argo_cd
from ..kubernetes.manifest import Manifest


class MigrateJob(AirflowJob):
    """``airflow db migrate``, idempotent. Creates: Job ``<name>-migrate``, ServiceAccount.

    Under Argo CD a hook of phase Sync between the database's wave and the workloads': PreSync would run before the database
    exists, PostSync after the pods that wait for it. Talks to PostgreSQL past the pooler. Handle: ``job``.
    """

    component: ClassVar[str] = "migrate"
    args = ("airflow", "db", "migrate")

    def __init__(self, scope: Construct, id: str, *, props: JobProps, platform: Platform) -> None:
        super().__init__(scope, id, props=props, platform=platform)
        self.job = Manifest(
            self,
            "job",
            api_version="batch/v1",
            kind="Job",
            name=self.name,
            labels=self.labels,
            annotations=argo_cd.sync_hook(argo_cd.MIGRATION),
            spec=self.job_spec(),
        )
