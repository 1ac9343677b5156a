"""What the maintenance DAG alarms about, without a database."""

from __future__ import annotations

import io
import json
import sys
from datetime import timedelta
from types import ModuleType
from typing import Any

import pytest

from tests.dags.dag_sources import DAGS

FILE = DAGS / "airflow_maintenance.py"
URL = "http://airflow-webserver:8080/health"
AIRFLOW_2 = {
    "metadatabase": {"status": "healthy"},
    "scheduler": {"latest_scheduler_heartbeat": "2026-01-01T00:00:00+00:00", "status": "healthy"},
    "triggerer": {"latest_triggerer_heartbeat": None, "status": None},
    "dag_processor": {"latest_dag_processor_heartbeat": None, "status": None},
}
AIRFLOW_3 = {
    "metadatabase": {"status": "healthy"},
    "scheduler": {"status": "healthy", "latest_scheduler_heartbeat": "2026-01-01T00:00:00+00:00"},
    "triggerer": None,
    "dag_processor": {"status": "healthy", "latest_dag_processor_heartbeat": "2026-01-01T00:00:00+00:00"},
}


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let the metadata database answer every statement with these rows; the statements asked."""
    asked: list[str] = []

    def install(rows: list[tuple[Any, ...]]) -> list[str]:
        class PostgresHook:
            def __init__(self, postgres_conn_id: str) -> None:
                assert postgres_conn_id == "metadb"

            def get_records(self, sql: str) -> list[tuple[Any, ...]]:
                asked.append(sql)
                return rows

        name = "airflow.providers.postgres.hooks.postgres"
        packages = ["airflow.providers", "airflow.providers.postgres", "airflow.providers.postgres.hooks"]
        for package in packages:
            monkeypatch.setitem(sys.modules, package, ModuleType(package))
        module = ModuleType(name)
        module.PostgresHook = PostgresHook  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, name, module)
        return asked

    return install


@pytest.fixture
def report(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let Airflow's health address answer with this report."""

    def install(body: dict[str, Any]) -> None:
        monkeypatch.setenv("AIRFLOW_HEALTH_URL", URL)

        def urlopen(url: str, timeout: int) -> io.BytesIO:
            assert (url, timeout) == (URL, 15)
            return io.BytesIO(json.dumps(body).encode())

        monkeypatch.setattr("urllib.request.urlopen", urlopen)

    return install


def test_four_independent_checks_every_hour(load_dag: Any) -> None:
    """One failing check must not hide another."""
    dag, _ = load_dag(FILE)

    assert (dag.dag_id, dag.arguments["schedule"], dag.arguments["catchup"]) == ("airflow_maintenance", "@hourly", False)
    assert list(dag.tasks) == ["check_table_sizes", "check_long_queries", "check_old_log_rows", "check_health"]
    assert not any(task.downstream for task in dag.tasks.values())


def test_table_sizes_are_printed(load_dag: Any, answer: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """One line per table."""
    answer([("log", "12 MB", 4000)])
    load_dag(FILE)[1]["check_table_sizes"]()

    assert capsys.readouterr().out == "log: 12 MB, about 4000 rows\n"


def test_long_queries_alarm_without_their_text(load_dag: Any, answer: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """The line says whose statement it is; the statement itself may carry values of rows."""
    asked = answer([(17, "airflow", "", "idle in transaction", timedelta(minutes=9))])
    check = load_dag(FILE)[1]["check_long_queries"]

    with pytest.raises(RuntimeError, match="1 statements are older than 5 minutes"):
        check()
    assert "pid 17, airflow, no application name, idle in transaction, 0:09:00" in capsys.readouterr().out
    assert " query," not in asked[0]


def test_no_long_query_no_alarm(load_dag: Any, answer: Any) -> None:
    """An empty answer is a good one."""
    answer([])
    load_dag(FILE)[1]["check_long_queries"]()


@pytest.mark.parametrize(("count", "alarm"), [(0, False), (1000, False), (1001, True)])
def test_old_rows_only_alarm(load_dag: Any, answer: Any, count: int, alarm: bool) -> None:
    """Past a thousand the clean-up is not working; nothing is deleted either way."""
    asked = answer([(count,)])
    check = load_dag(FILE)[1]["check_old_log_rows"]

    if alarm:
        with pytest.raises(RuntimeError, match=r"more than 1000 log rows are older than 38 days: .*airflow db clean"):
            check()
    else:
        check()
    assert not any("delete" in statement.lower() for statement in asked)


def test_retention_comes_from_the_environment(load_dag: Any, answer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Days kept by the clean-up, plus eight: it may run weekly."""
    monkeypatch.setenv("AIRFLOW_METADB_RETENTION_DAYS", "90")
    asked = answer([(0,)])
    load_dag(FILE)[1]["check_old_log_rows"]()

    assert "interval '98 days'" in asked[0]


@pytest.mark.parametrize("body", [AIRFLOW_2, AIRFLOW_3], ids=["airflow2", "airflow3"])
def test_healthy_report_passes(load_dag: Any, report: Any, body: dict[str, Any]) -> None:
    """Both families' reports; a component that never reported is not part of the platform."""
    report(body)
    load_dag(FILE)[1]["check_health"]()


@pytest.mark.parametrize("component", ["metadatabase", "scheduler", "triggerer", "dag_processor"])
@pytest.mark.parametrize("body", [AIRFLOW_2, AIRFLOW_3], ids=["airflow2", "airflow3"])
def test_unhealthy_component_fails(load_dag: Any, report: Any, body: dict[str, Any], component: str) -> None:
    """The answer's code is 200 all the same."""
    report(body | {component: {"status": "unhealthy"}})

    with pytest.raises(RuntimeError, match=f"^not healthy: {component}$"):
        load_dag(FILE)[1]["check_health"]()


def test_scheduler_that_never_reported_fails(load_dag: Any, report: Any) -> None:
    """No platform is without a scheduler."""
    report(AIRFLOW_2 | {"scheduler": {"status": None}})

    with pytest.raises(RuntimeError, match="^not healthy: scheduler$"):
        load_dag(FILE)[1]["check_health"]()


def test_missing_address_is_named(load_dag: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence instead of a KeyError."""
    monkeypatch.delenv("AIRFLOW_HEALTH_URL", raising=False)

    with pytest.raises(RuntimeError, match="^AIRFLOW_HEALTH_URL is not set; "):
        load_dag(FILE)[1]["check_health"]()
