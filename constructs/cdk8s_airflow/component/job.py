"""A pod of the Airflow image that runs once."""

from typing import Any, ClassVar

from constructs import Construct

from ..kubernetes import argo_cd
from ..kubernetes.manifest import Manifest
from .airflow_pod import AirflowPod
from .platform import Platform
from .props import JobProps

TERMINATION_GRACE_PERIOD_SECONDS = 30


class AirflowJob(AirflowPod):
    """Base of Jobs and CronJobs: waits for the database by the entrypoint's own check, writes no task log."""

    restart_policy: ClassVar[str] = "Never"
    uses_direct_database: ClassVar[bool] = True
    writes_task_logs: ClassVar[bool] = False

    def __init__(self, scope: Construct, id: str, *, props: JobProps, platform: Platform) -> None:
        self.job_props = props
        super().__init__(scope, id, props=props, platform=platform)

    def connection_checks(self) -> str:
        """The entrypoint tries the database 20 times, 3 s apart, before the command runs."""
        return "20"

    def job_spec(self) -> dict[str, Any]:
        """``spec`` of a Job."""
        return {
            "backoffLimit": self.job_props.backoff_limit,
            "activeDeadlineSeconds": self.job_props.active_deadline_seconds,
            "template": self.pod_template(),
            "ttlSecondsAfterFinished": self.job_props.ttl_seconds_after_finished,
        }

    def pod_spec(self) -> dict[str, Any]:
        """The priority of tasks' superior tier: a migration must not wait behind tasks."""
        return {
            **super().pod_spec(),
            "terminationGracePeriodSeconds": TERMINATION_GRACE_PERIOD_SECONDS,
            "priorityClassName": self.platform.priority_class_name("core"),
        }


class SyncHookJob(AirflowJob):
    """A Job that runs on every sync, between two waves. Creates: Job ``<name>-<component>``, ServiceAccount. Handle: ``job``.

    Under Argo CD a hook of phase Sync that replaces its predecessor, because a Job's template can never change.
    """

    wave: ClassVar[int]
    """Wave of the hook."""

    def __init__(self, scope: Construct, id: str, *, props: JobProps, platform: Platform) -> None:
        super().__init__(scope, id, props=props, platform=platform)
        hook = argo_cd.sync_hook(self.wave)
        self.job = Manifest(self, "job", api_version="batch/v1", kind="Job", name=self.name, labels=self.labels, annotations=hook, spec=self.job_spec())
