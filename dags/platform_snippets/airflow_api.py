"""Airflow's authoring names, taken from where the installed version keeps them."""

try:  # Airflow 3
    from airflow.providers.standard.operators.python import PythonOperator
    from airflow.sdk import DAG, task
except ImportError:  # Airflow 2
    from airflow import DAG
    from airflow.decorators import task
    from airflow.operators.python import PythonOperator

__all__ = ["DAG", "PythonOperator", "task"]
