"""The shipped DAGs and the documentation's examples, run by real Airflow 2.8.1, 2.11.2 and 3.3.2.

`pytest -m airflow tests/dags` installs each version under build/ (minutes the first time, uv helps); `-k 3.3.2` picks one.
"""

from __future__ import annotations

import http.server
import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.dags.airflow_installation import AirflowInstallation
from tests.dags.dag_sources import doc_examples
from tests.dags.test_airflow_maintenance import AIRFLOW_2, AIRFLOW_3

pytestmark = pytest.mark.airflow

SHIPPED = {"airflow_maintenance", "profile_smoke", "pyspark_smoke", "test_kubernetes_executor"}
CHECKS = ("check_table_sizes", "check_long_queries", "check_old_log_rows", "check_health")
OLD_STYLE = {
    2: "from airflow import DAG\nfrom datetime import datetime\nDAG('old', schedule_interval=None, start_date=datetime(2024, 1, 1))\n",
    3: "from airflow.decorators import task\n",
}


@pytest.fixture
def metadb(airflow: AirflowInstallation) -> str:
    """The connection `metadb` of a role that may only look."""
    if airflow.postgresql is None:
        pytest.skip("no PostgreSQL server programs (initdb, postgres) on this machine")
    role = f"{airflow.database}_reader"
    airflow.postgresql.execute(
        airflow.database,
        f"do $$ begin if not exists (select from pg_roles where rolname = '{role}') then create role {role} login;"
        f" end if; end $$; grant pg_monitor to {role}; grant select on log to {role}",
    )
    return f"postgresql://{role}@127.0.0.1:{airflow.postgresql.port}/{airflow.database}"


@pytest.fixture
def health_url(airflow: AirflowInstallation) -> Iterator[str]:
    """An address that answers with this family's report of a healthy platform."""
    body = json.dumps(AIRFLOW_2 if airflow.major == 2 else AIRFLOW_3).encode()

    class Report(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Report) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/health"
        server.shutdown()


@pytest.mark.parametrize("syntax", ["regexp", "glob"])
def test_every_file_imports_and_snippets_are_not_parsed(airflow: AirflowInstallation, syntax: str) -> None:
    """No import error, with PySpark and without, and the ignore file works in both syntaxes."""
    found = airflow.probe("parse_folder", str(airflow.dags), AIRFLOW__CORE__DAG_IGNORE_FILE_SYNTAX=syntax)

    assert found["import_errors"] == {}
    assert set(found["dags"]) == SHIPPED | {Path(name).stem for name in doc_examples()}
    assert not [name for name in found["files"] if "platform_snippets" in name]


def test_no_deprecation_warning(airflow: AirflowInstallation, tmp_path: Path) -> None:
    """Airflow calls nothing in these files deprecated; in old code the same look finds it."""
    (tmp_path / "old.py").write_text(OLD_STYLE[airflow.major])

    assert airflow.probe("import_warnings", str(airflow.dags)) == []
    assert airflow.probe("import_warnings", str(tmp_path))


def test_kubernetes_smoke_succeeds(airflow: AirflowInstallation) -> None:
    """Three tasks, three successes."""
    states, output = airflow.test_dag("test_kubernetes_executor", NODE_NAME="node-7", NAMESPACE="airflow")

    assert states == dict.fromkeys(("check_environment", "print_pod_info", "process_data"), "success"), output
    assert "NODE_NAME=node-7" in output
    assert f"airflow {airflow.version}, python 3.11" in output


def test_kubernetes_smoke_fails_in_a_pod_without_its_facts(airflow: AirflowInstallation) -> None:
    """The first task says what the pod template lacks, the others do not start."""
    states, output = airflow.test_dag("test_kubernetes_executor", AIRFLOW_IS_K8S_EXECUTOR_POD="True")

    assert states["check_environment"] == "failed", output
    assert states["process_data"] == "upstream_failed"
    assert "NODE_NAME: is not set: the pod template lacks" in output


def test_profile_smoke_succeeds(airflow: AirflowInstallation) -> None:
    """Other executors ignore the sizes; the tasks run."""
    states, output = airflow.test_dag("profile_smoke")

    assert states == {"small": "success", "large": "success"}, output
    assert "print_limits: succeeded after" in output


def test_pyspark_smoke_sums_in_spark(airflow: AirflowInstallation) -> None:
    """Spark starts and sums; an image without PySpark fails in the task and not at import."""
    if airflow.has_pyspark and shutil.which("java") is None:
        pytest.skip("no java on this machine")
    states, output = airflow.test_dag("pyspark_smoke")

    assert states == {"sum_range": "success" if airflow.has_pyspark else "failed"}, output
    assert ("spark 3.5.0, java " if airflow.has_pyspark else "No module named 'pyspark'") in output


@pytest.mark.parametrize("name", sorted(doc_examples()))
def test_documented_example_succeeds(airflow: AirflowInstallation, name: str) -> None:
    """Each DAG of docs/dag-authors.md runs as printed there."""
    if "pyspark" in doc_examples()[name] and not (airflow.has_pyspark and shutil.which("java")):
        pytest.skip("this example needs PySpark and java")
    states, output = airflow.test_dag(Path(name).stem)

    assert states, output
    assert set(states.values()) == {"success"}, output


def test_maintenance_succeeds_on_a_well_platform(airflow: AirflowInstallation, metadb: str, health_url: str) -> None:
    """All four checks pass against a real metadata database with a role that may only look."""
    states, output = airflow.test_dag("airflow_maintenance", AIRFLOW_CONN_METADB=metadb, AIRFLOW_HEALTH_URL=health_url)

    assert states == dict.fromkeys(CHECKS, "success"), output
    assert "0 log rows past their retention" in output


def test_maintenance_alarms(airflow: AirflowInstallation, metadb: str) -> None:
    """Old rows and another role's long statement are seen with that role's rights."""
    assert airflow.postgresql is not None
    airflow.postgresql.execute(
        airflow.database,
        "insert into log (dttm, event) select now() - interval '40 days', 'test' from generate_series(1, 1500)",
    )
    sleeper = subprocess.Popen(
        ["psql", "-h", "127.0.0.1", "-p", str(airflow.postgresql.port), "-U", "airflow", "-d", airflow.database] + ["-c", "select pg_sleep(120)"],
        stdout=subprocess.DEVNULL,
    )
    try:
        now = "dag.LONG_QUERIES = dag.LONG_QUERIES.replace('5 minutes', '1 second')"
        for check, sentence in {
            "check_old_log_rows": "more than 1000 log rows are older than 38 days",
            "check_long_queries": "1 statements are older than 5 minutes",
        }.items():
            code = f"import airflow_maintenance as dag; {now}; dag.{check}()"
            result = airflow.run("python", "-c", code, AIRFLOW_CONN_METADB=metadb, PYTHONPATH=str(airflow.dags))
            assert result.returncode == 1
            assert f"RuntimeError: {sentence}" in result.stderr
    finally:
        sleeper.kill()
        sleeper.wait()
        airflow.postgresql.execute(airflow.database, "delete from log where event = 'test'")


def test_override_replaces_the_resources_and_keeps_the_rest(airflow: AirflowInstallation) -> None:
    """The executor's own merge: the template's environment stays, image and resources are the task's."""
    (base,) = airflow.probe("merge_pod", str(airflow.dags))

    assert base["image"] == "example.org/other:1"
    assert base["env"] == [{"name": "NAMESPACE", "value": "airflow"}]
    assert base["resources"] == {
        "requests": {"cpu": "2", "memory": "3Gi", "ephemeral-storage": "1Gi"},
        "limits": {"cpu": "2", "memory": "4Gi", "ephemeral-storage": "1Gi"},
    }
