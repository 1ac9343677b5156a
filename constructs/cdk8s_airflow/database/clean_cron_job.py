"""The CronJob that deletes old rows of the metadata database."""

from typing import Any, ClassVar

from constructs import Construct

from ..component.job import AirflowJob
from ..component.platform import Platform
from ..kubernetes import argo_cd
from ..kubernetes.manifest import Manifest
from .props import CleanProps

SCRIPT = """\
set -euo pipefail
before="$(date --utc --date="$RETENTION_DAYS days ago" +%Y-%m-%dT%H:%M:%S+00:00)"
exec airflow db clean --clean-before-timestamp "$before" --skip-archive --yes
"""


class CleanCronJob(AirflowJob):
    """``airflow db clean`` on a schedule, archives skipped. Creates: CronJob ``<name>-db-clean``, ServiceAccount. Handle: ``cron_job``."""

    component: ClassVar[str] = "db-clean"
    args = ("bash", "-c", SCRIPT)

    def __init__(self, scope: Construct, id: str, *, props: CleanProps, platform: Platform) -> None:
        self.clean_props = props
        super().__init__(scope, id, props=props, platform=platform)
        self.cron_job = Manifest(
            self,
            "cron-job",
            api_version="batch/v1",
            kind="CronJob",
            name=self.name,
            labels=self.labels,
            annotations=argo_cd.sync_wave(argo_cd.LAST),
            spec={
                "schedule": props.schedule,
                "timeZone": props.time_zone,
                "concurrencyPolicy": "Forbid",
                "startingDeadlineSeconds": props.starting_deadline_seconds,
                "successfulJobsHistoryLimit": 3,
                "failedJobsHistoryLimit": 3,
                "jobTemplate": {"spec": self.job_spec()},
            },
        )

    def env(self) -> dict[str, str | dict[str, Any]]:
        return {**super().env(), "RETENTION_DAYS": str(self.clean_props.retention_days)}
