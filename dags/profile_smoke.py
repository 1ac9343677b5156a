"""Does a task get its profile's size? Two tasks, independent: ``large`` may wait for a node that is big enough."""

from datetime import datetime
from pathlib import Path

from platform_snippets.airflow_api import DAG, PythonOperator
from platform_snippets.performance import measured
from platform_snippets.profiles import profile

# cgroup v2, cgroup v1: what the kernel was told to allow this container.
LIMITS = (
    "/sys/fs/cgroup/memory.max",
    "/sys/fs/cgroup/cpu.max",
    "/sys/fs/cgroup/memory/memory.limit_in_bytes",
    "/sys/fs/cgroup/cpu/cpu.cfs_quota_us",
)


@measured
def print_limits() -> None:
    """Print the limits this container runs under, as the kernel states them."""
    for path in map(Path, LIMITS):
        if path.exists():
            print(f"{path} {path.read_text().strip()}")


with DAG(
    "profile_smoke",
    description="One task per pod size",
    schedule=None,
    start_date=datetime(2024, 1, 1),
    catchup=False,
    max_active_runs=1,
    tags=["test", "kubernetes"],
) as dag:
    for size in ("small", "large"):
        PythonOperator(task_id=size, python_callable=print_limits, executor_config=profile(size))
