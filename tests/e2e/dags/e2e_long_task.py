"""One task that lives long enough to be watched: a line a second, for as many seconds as the run's conf says."""

from datetime import datetime

try:  # Airflow 3
    from airflow.providers.standard.operators.bash import BashOperator
    from airflow.sdk import DAG
except ImportError:  # Airflow 2
    from airflow import DAG
    from airflow.operators.bash import BashOperator

with DAG(
    "e2e_long_task",
    description="Counts seconds",
    schedule=None,
    start_date=datetime(2024, 1, 1),
    catchup=False,
    tags=["test"],
) as dag:
    BashOperator(
        task_id="count",
        bash_command='for i in $(seq {{ dag_run.conf.get("seconds", 30) }}); do echo "second $i"; sleep 1; done; echo "counted to the end"',
    )
