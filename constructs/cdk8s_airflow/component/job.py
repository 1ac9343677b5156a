"""A pod of the Airflow image that runs once."""

from typing import Any, ClassVar

from .airflow_pod import AirflowPod
from .props import JobProps

TERMINATION_GRACE_PERIOD_SECONDS = 30


class AirflowJob(AirflowPod):
    """Base of Jobs and CronJobs: waits for the database by the entrypoint's own check, writes no task log."""

    restart_policy: ClassVar[str] = "Never"
    uses_direct_database: ClassVar[bool] = True
    writes_task_logs: ClassVar[bool] = False

    def connection_checks(self) -> str:
        """The entrypoint tries the database 20 times, 3 s apart, before the command runs."""
        return "20"

    def job_spec(self) -> dict[str, Any]:
        """``spec`` of a Job."""
        props = self.pod_props
        if not isinstance(props, JobProps):
            raise TypeError(f"{type(self).__name__} takes JobProps")
        return {
            "backoffLimit": props.backoff_limit,
            "activeDeadlineSeconds": props.active_deadline_seconds,
            "template": self.pod_template(),
            "ttlSecondsAfterFinished": props.ttl_seconds_after_finished,
        }

    def pod_spec(self) -> dict[str, Any]:
        """The priority of tasks' superior tier: a migration must not wait behind tasks."""
        return {
            **super().pod_spec(),
            "terminationGracePeriodSeconds": TERMINATION_GRACE_PERIOD_SECONDS,
            "priorityClassName": self.platform.priority_class_name("core"),
        }
