"""What the three smoke DAGs ask of the platform, loaded as both Airflow families would."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from tests.dags.dag_sources import DAGS

POD = {"AIRFLOW_IS_K8S_EXECUTOR_POD": "True", "NODE_NAME": "node-7", "NAMESPACE": "airflow"}


def run_bash(task: Any, variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """The task's command as BashOperator runs it, without its pauses."""
    command = task.arguments["bash_command"].replace("sleep 1", "true")
    environment = {"PATH": "/usr/bin:/bin", "HOSTNAME": "task-1"} | variables
    return subprocess.run(["bash", "-c", command], env=environment, capture_output=True, text=True)


def test_kubernetes_smoke_is_three_tasks_in_a_row(load_dag: Any) -> None:
    """Names as the tutorial has them; only started by hand."""
    dag, _ = load_dag(DAGS / "kubernetes_smoke.py")

    assert dag.dag_id == "test_kubernetes_executor"
    assert dag.arguments["schedule"] is None
    assert list(dag.tasks) == ["check_environment", "print_pod_info", "process_data"]
    assert dag.tasks["check_environment"].downstream == [dag.tasks["print_pod_info"]]
    assert dag.tasks["print_pod_info"].downstream == [dag.tasks["process_data"]]


@pytest.mark.parametrize("name", ["check_environment", "process_data"])
def test_bash_tasks_print_the_pod_facts_alone(load_dag: Any, name: str) -> None:
    """Pod, node and namespace are in the log; nothing else of the environment is."""
    dag, _ = load_dag(DAGS / "kubernetes_smoke.py")

    result = run_bash(dag.tasks[name], POD | {"AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": "hidden"})

    assert result.returncode == 0
    assert {"HOSTNAME=task-1", "NODE_NAME=node-7", "NAMESPACE=airflow"} <= set(result.stdout.splitlines())
    assert "hidden" not in result.stdout + result.stderr


@pytest.mark.parametrize("missing", ["NODE_NAME", "NAMESPACE"])
@pytest.mark.parametrize("name", ["check_environment", "process_data"])
def test_bash_tasks_fail_in_a_pod_without_its_facts(load_dag: Any, name: str, missing: str) -> None:
    """The sentence says what the pod template lacks."""
    dag, _ = load_dag(DAGS / "kubernetes_smoke.py")
    variables = {key: value for key, value in POD.items() if key != missing}

    result = run_bash(dag.tasks[name], variables)

    assert result.returncode not in (0, 99)  # 99 would be "skipped"
    assert f"{missing}: is not set: the pod template lacks" in result.stderr


@pytest.mark.parametrize("name", ["check_environment", "process_data"])
def test_bash_tasks_pass_outside_of_kubernetes(load_dag: Any, name: str) -> None:
    """A laptop has no node name, and that is no fault."""
    dag, _ = load_dag(DAGS / "kubernetes_smoke.py")

    result = run_bash(dag.tasks[name], {})

    assert result.returncode == 0
    assert "NODE_NAME=unset" in result.stdout


def test_python_task_prints_the_pod_facts(load_dag: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """As the two others do, and whether PySpark is there."""
    _, names = load_dag(DAGS / "kubernetes_smoke.py")
    for key, value in (POD | {"HOSTNAME": "task-1"}).items():
        monkeypatch.setenv(key, value)

    names["print_pod_info"]()

    output = capsys.readouterr().out
    assert "HOSTNAME=task-1\nNODE_NAME=node-7\nNAMESPACE=airflow\n" in output
    assert "pyspark is " in output


def test_python_task_fails_in_a_pod_without_its_facts(load_dag: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """All that is missing is named at once."""
    _, names = load_dag(DAGS / "kubernetes_smoke.py")
    monkeypatch.setenv("AIRFLOW_IS_K8S_EXECUTOR_POD", "True")
    for name in ("NODE_NAME", "NAMESPACE"):
        monkeypatch.delenv(name, raising=False)

    with pytest.raises(RuntimeError, match="NODE_NAME and NAMESPACE not set"):
        names["print_pod_info"]()


def test_profile_smoke_has_one_task_per_size_and_none_waits(load_dag: Any) -> None:
    """A large pod that stays Pending must not keep the small one from running."""
    dag, names = load_dag(DAGS / "profile_smoke.py")

    sizes = {name: task.executor_config["pod_template_file"] for name, task in dag.tasks.items()}
    assert sizes == {name: f"/opt/airflow/pod_templates/{name}.yaml" for name in ("small", "large")}
    assert not any(task.downstream for task in dag.tasks.values())
    names["print_limits"]()


@pytest.mark.parametrize("image", [None, "example.org/spark@sha256:00"])
def test_pyspark_smoke_runs_in_the_pyspark_image(load_dag: Any, monkeypatch: pytest.MonkeyPatch, image: str | None) -> None:
    """By default the image of the platform's own Airflow version; another by the environment."""
    if image:
        monkeypatch.setenv("AIRFLOW_VAR_PYSPARK_IMAGE", image)
    else:
        monkeypatch.delenv("AIRFLOW_VAR_PYSPARK_IMAGE", raising=False)

    dag, _ = load_dag(DAGS / "pyspark_smoke.py")

    (base,) = dag.tasks["sum_range"].executor_config["pod_override"].spec.containers
    version = sys.modules["airflow"].__version__
    assert base.image == (image or f"docker.io/library/airflow-pyspark:{version}")
    assert base.resources.limits["memory"] == "2Gi"
