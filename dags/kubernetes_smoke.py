"""Does a task get its pod? Three tasks, one pod each; one file that needs nothing but Airflow 2.8 to 3.x."""

import importlib.util
import os
import platform
from datetime import datetime

try:  # Airflow 3
    from airflow.providers.standard.operators.bash import BashOperator
    from airflow.providers.standard.operators.python import PythonOperator
    from airflow.sdk import DAG
except ImportError:  # Airflow 2
    from airflow import DAG
    from airflow.operators.bash import BashOperator
    from airflow.operators.python import PythonOperator

# These names and no pattern: AIRFLOW* would print the database's password.
POD_FACTS = ("HOSTNAME", "NODE_NAME", "NAMESPACE")

SHOW_POD_FACTS = """
for name in HOSTNAME NODE_NAME NAMESPACE; do echo "$name=${!name:-unset}"; done
if [ -n "${AIRFLOW_IS_K8S_EXECUTOR_POD:-}" ]; then
    : "${NODE_NAME:?is not set: the pod template lacks spec.nodeName of the downward API}"
    : "${NAMESPACE:?is not set: the pod template lacks metadata.namespace of the downward API}"
fi
"""


def print_pod_info() -> None:
    """Print where this runs and whether PySpark is in the image; fail in a task pod that does not know its node."""
    import airflow

    facts = {name: os.environ.get(name, "unset") for name in POD_FACTS}
    for name, value in facts.items():
        print(f"{name}={value}")
    print(f"airflow {airflow.__version__}, python {platform.python_version()}")
    print("pyspark is", "in this image" if importlib.util.find_spec("pyspark") else "not in this image")
    missing = [name for name in ("NODE_NAME", "NAMESPACE") if facts[name] == "unset"]
    if missing and os.environ.get("AIRFLOW_IS_K8S_EXECUTOR_POD"):
        raise RuntimeError(f"{' and '.join(missing)} not set: the pod template lacks these downward API fields")


# No retries: a smoke test that needs a second try has found something.
with DAG(
    "test_kubernetes_executor",
    description="Three tasks, each in a pod of its own",
    schedule=None,
    start_date=datetime(2024, 1, 1),
    catchup=False,
    max_active_runs=1,
    tags=["test", "kubernetes"],
) as dag:
    check_environment = BashOperator(
        task_id="check_environment",
        bash_command=SHOW_POD_FACTS + "id\ndate -u",
    )
    pod_info = PythonOperator(task_id="print_pod_info", python_callable=print_pod_info)
    process_data = BashOperator(
        task_id="process_data",
        bash_command=SHOW_POD_FACTS + 'for i in 1 2 3 4 5; do echo "batch $i"; sleep 1; done',
    )
    check_environment >> pod_info >> process_data
