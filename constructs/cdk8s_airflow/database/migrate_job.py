"""The Job that brings the schema up to the code."""

from typing import ClassVar

from ..component.job import SyncHookJob
from ..kubernetes import argo_cd


class MigrateJob(SyncHookJob):
    """``airflow db migrate``, idempotent. Creates: Job ``<name>-migrate``, ServiceAccount. Handle: ``job``.

    Its wave lies between the database's and the workloads': PreSync would run before the database exists, PostSync after the
    pods that wait for it. Talks to PostgreSQL past the pooler.
    """

    component: ClassVar[str] = "migrate"
    wave: ClassVar[int] = argo_cd.MIGRATION
    args = ("airflow", "db", "migrate")
