"""Does Spark run in the PySpark image? One task with a local Spark session; this file imports without PySpark."""

import os
import tempfile
from datetime import datetime

from airflow import __version__ as airflow_version
from platform_snippets.airflow_api import DAG, PythonOperator
from platform_snippets.performance import measured
from platform_snippets.profiles import resources

# The Airflow Variable `pyspark_image`, by its environment name alone: parsing a DAG must not ask the database.
IMAGE = os.environ.get("AIRFLOW_VAR_PYSPARK_IMAGE", f"docker.io/library/airflow-pyspark:{airflow_version}")

COUNT = 1_000_000


@measured
def sum_range() -> int:
    """Sum 0 to 999,999 in Spark and compare with the formula."""
    from pyspark.sql import SparkSession

    with tempfile.TemporaryDirectory() as scratch:
        spark = (
            SparkSession.builder.master("local[1]")
            .appName("pyspark_smoke")
            .config("spark.driver.memory", "512m")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.warehouse.dir", scratch)
            .getOrCreate()
        )
        try:
            total = spark.range(COUNT).groupBy().sum("id").first()[0]
            print(f"spark {spark.version}, java {spark._jvm.System.getProperty('java.version')}, sum {total}")
        finally:
            spark.stop()
    if total != COUNT * (COUNT - 1) // 2:
        raise RuntimeError(f"Spark summed 0 to {COUNT - 1} to {total}")
    return int(total)


with DAG(
    "pyspark_smoke",
    description="A local Spark session in the PySpark image",
    schedule=None,
    start_date=datetime(2024, 1, 1),
    catchup=False,
    max_active_runs=1,
    tags=["test", "pyspark"],
) as dag:
    PythonOperator(
        task_id="sum_range",
        python_callable=sum_range,
        executor_config=resources(cpu="500m", memory="1Gi", cpu_limit="1", memory_limit="2Gi", image=IMAGE),
    )
