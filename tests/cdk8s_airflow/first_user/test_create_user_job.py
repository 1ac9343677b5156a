"""The Job of the first Admin."""

from syrupy.assertion import SnapshotAssertion

from cdk8s_airflow import JobProps
from tests.full_values import JOB
from tests.rendering import airflow_props, chart_of, container, file, find, pod_of, unset_fields


def test_minimal(golden: SnapshotAssertion) -> None:
    """Required props only."""
    assert file("create-user") == golden


def test_full(golden: SnapshotAssertion) -> None:
    """Every field set."""
    assert unset_fields(JobProps(**JOB)) == []
    assert file("create-user", create_user=JobProps(**JOB)) == golden


def test_the_password_is_no_argument() -> None:
    """It goes through a pipe: arguments stand in the process list."""
    pod = pod_of(find(file("create-user"), "Job", "airflow-create-user"))
    script = container(pod, "create-user")["args"][-1]
    assert "--password" not in script
    assert "| airflow users create" in script


def test_none_leaves_the_job_out() -> None:
    """Users come from elsewhere."""
    assert "create-user.yaml" not in chart_of(airflow_props(create_user=None)).files()
