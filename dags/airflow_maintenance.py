"""Is the platform well? Hourly checks of the metadata database and of Airflow's own health report.

Runs on Airflow 2.8 to 3.x and only looks: no Airflow model, no password in code, nothing deleted. It needs

* ``AIRFLOW_CONN_METADB``: a PostgreSQL URI of the metadata database; a role in ``pg_monitor`` that may SELECT from
  ``log`` is enough. Unset, the two database tasks fail.
* ``AIRFLOW_HEALTH_URL``: ``http://airflow-webserver:8080/health`` on Airflow 2,
  ``http://airflow-api-server:8080/api/v2/monitor/health`` on Airflow 3. Unset, ``check_health`` fails.
* ``AIRFLOW_METADB_RETENTION_DAYS``, optional: how long ``airflow db clean`` keeps rows.
"""

from __future__ import annotations

import json
import os
import urllib.request
from datetime import datetime, timedelta
from typing import Any

try:  # Airflow 3
    from airflow.providers.standard.operators.python import PythonOperator
    from airflow.sdk import DAG
except ImportError:  # Airflow 2
    from airflow import DAG
    from airflow.operators.python import PythonOperator

RETENTION_DAYS = int(os.environ.get("AIRFLOW_METADB_RETENTION_DAYS", "30"))
GRACE_DAYS = 8  # the clean-up may run weekly
LONG_QUERY_MINUTES = 5
MOST_OLD_LOG_ROWS = 1_000

TABLE_SIZES = """
    select relname, pg_size_pretty(pg_total_relation_size(relid)), n_live_tup
    from pg_stat_user_tables
    order by pg_total_relation_size(relid) desc
    limit 10
"""

# Not the statement's text: it may carry values of rows. A backup by pg_dump may take its time.
LONG_QUERIES = f"""
    select pid, usename, application_name, state, now() - query_start
    from pg_stat_activity
    where datname = current_database()
      and backend_type = 'client backend'
      and application_name <> 'pg_dump'
      and state <> 'idle'
      and query_start < now() - interval '{LONG_QUERY_MINUTES} minutes'
    order by query_start
"""

# Counts no further than the alarm needs.
OLD_LOG_ROWS = f"""
    select count(*) from (
        select 1 from log
        where dttm < now() - interval '{RETENTION_DAYS + GRACE_DAYS} days'
        limit {MOST_OLD_LOG_ROWS + 1}
    ) as old
"""


def rows(sql: str) -> list[Any]:
    """Ask the metadata database, by the connection ``metadb``."""
    from airflow.providers.postgres.hooks.postgres import PostgresHook

    return list(PostgresHook(postgres_conn_id="metadb").get_records(sql))


def check_table_sizes() -> None:
    """Print the ten largest tables."""
    for name, size, live_rows in rows(TABLE_SIZES):
        print(f"{name}: {size}, about {live_rows} rows")


def check_long_queries() -> None:
    """Fail while a statement, or a transaction that went to sleep, is older than five minutes."""
    found = rows(LONG_QUERIES)
    for pid, user, application, state, age in found:
        print(f"pid {pid}, {user}, {application or 'no application name'}, {state}, {age}")
    if found:
        raise RuntimeError(f"{len(found)} statements are older than {LONG_QUERY_MINUTES} minutes")


def check_old_log_rows() -> None:
    """Fail when old rows pile up. Deleting them is `airflow db clean`'s work: a task has no right to it."""
    ((count,),) = rows(OLD_LOG_ROWS)
    print(f"{min(count, MOST_OLD_LOG_ROWS)}{'+' if count > MOST_OLD_LOG_ROWS else ''} log rows past their retention")
    if count > MOST_OLD_LOG_ROWS:
        raise RuntimeError(
            f"more than {MOST_OLD_LOG_ROWS} log rows are older than {RETENTION_DAYS + GRACE_DAYS} days: the clean-up (airflow db clean) does not run"
        )


def check_health() -> None:
    """Fail when Airflow calls a component unhealthy; one that never reported is not part of this platform."""
    url = os.environ.get("AIRFLOW_HEALTH_URL")
    if not url:
        raise RuntimeError("AIRFLOW_HEALTH_URL is not set; give it the address of Airflow's health report")
    with urllib.request.urlopen(url, timeout=15) as response:
        report = json.load(response)
    print(json.dumps(report))
    status = {name: part["status"] for name, part in report.items() if part}
    # The code is 200 whatever the parts say, so the parts decide.
    ill = [name for name in ("metadatabase", "scheduler") if status.get(name) != "healthy"]
    ill += [name for name in ("triggerer", "dag_processor") if status.get(name) not in (None, "healthy")]
    if ill:
        raise RuntimeError(f"not healthy: {', '.join(ill)}")


with DAG(
    "airflow_maintenance",
    description="Table sizes, long queries, rows past their retention, health",
    schedule="@hourly",
    start_date=datetime(2024, 1, 1),
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(minutes=30),
    default_args={"owner": "platform-team", "retries": 1, "retry_delay": timedelta(minutes=2)},
    tags=["maintenance", "platform"],
) as dag:
    for check in (check_table_sizes, check_long_queries, check_old_log_rows, check_health):
        PythonOperator(task_id=check.__name__, python_callable=check)
