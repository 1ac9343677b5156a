"""From a commit to a task's log."""

import os
import tempfile
import time
from pathlib import Path
from typing import Any

from ..check import NotHere, check, expect
from ..environment import GIT_SYNC_SECONDS
from ..installation import Installation

SMOKE, PROFILES, PYSPARK, LONG = "test_kubernetes_executor", "profile_smoke", "pyspark_smoke", "e2e_long_task"


@check("ui-login", "S5 S11")
def ui_login(installation: Installation) -> str:
    """The UI answers on its NodePort, lets the first user in, and nobody with a wrong password."""
    api = installation.api()
    status, page = api.fetch("GET", "/")
    expect(status == 200 and "Airflow" in page, f"{api.url}/ answered {status}")
    health = api.fetch("GET", api.ping)[1]
    expect('"unhealthy"' not in health, f"health says {health}")
    api.password = "wrong"
    refused = False
    try:
        api.login()
    except AssertionError:
        refused = True
    expect(refused, "a wrong password was accepted")
    return f"{api.url} answers, {api.username} is in, a wrong password is not"


@check("smoke-dag", "S8 S19 S24 S27")
def smoke_dag(installation: Installation) -> str:
    """The smoke DAG arrives by git-sync; its three tasks succeed, each in its own pod, and know their node and namespace."""
    run_id = installation.start_run(SMOKE)
    state, pods = installation.watch_run(SMOKE, run_id)
    api = installation.api()
    tasks = api.tasks(SMOKE, run_id)
    expect(state == "success", f"run ended {state}: { ({name: task['state'] for name, task in tasks.items()}) }")
    owners = {pod["metadata"]["annotations"]["task_id"]: name for name, pod in pods.items()}
    expect(len(tasks) == len(pods) == len(owners) == 3, f"{len(tasks)} tasks ran in pods {', '.join(sorted(pods))}")
    nodes = {pod["spec"].get("nodeName") for pod in pods.values()} - {None}
    for task_id in tasks:
        log = api.log(SMOKE, run_id, task_id)
        expect(any(f"NODE_NAME={node}" in log for node in nodes), f"the log of {task_id} does not name its node")
        expect(f"NAMESPACE={installation.kubectl.namespace}" in log, f"the log of {task_id} does not name its namespace")
    return f"3 tasks in 3 pods succeeded; logs of the finished tasks name node {', '.join(sorted(map(str, nodes)))} and namespace"


@check("git-commit", "S19")
def git_commit(installation: Installation) -> str:
    """A commit reaches the DAG parser and the task pods without a restart."""
    with tempfile.TemporaryDirectory() as scratch:
        source = (Path(__file__).parents[1] / "dags" / "e2e_long_task.py").read_text(encoding="utf-8")
        changed = source.replace("e2e_long_task", "e2e_new_commit").replace("counted to the end", "the new commit ran")
        (Path(scratch) / "e2e_new_commit.py").write_text(changed, encoding="utf-8")
        started = time.monotonic()
        commit = installation.publish_dags(extra={"dags/new": Path(scratch)})
    run_id = installation.start_run("e2e_new_commit", {"seconds": 1})
    arrived = time.monotonic() - started
    state, _ = installation.watch_run("e2e_new_commit", run_id)
    expect(state == "success", f"the new DAG's run ended {state}")
    expect("the new commit ran" in installation.api().log("e2e_new_commit", run_id, "count"), "the task did not run the new commit")
    installation.publish_dags()
    return f"commit {commit[:8]} was a DAG after {arrived:.0f} s (git-sync every {GIT_SYNC_SECONDS} s) and ran"


@check("running-log", "S4 S22")
def running_log(installation: Installation) -> str:
    """The log of a running task is readable in the UI, read from its pod."""
    run_id = installation.start_run(LONG, {"seconds": 40})
    api = installation.api()
    installation.kubectl.wait_until("the task runs", lambda: api.tasks(LONG, run_id)["count"]["state"] == "running", timeout=180)
    log = installation.kubectl.wait_until("the log shows the task", lambda: found(api.log(LONG, run_id, "count"), "second "), timeout=60)
    state = api.tasks(LONG, run_id)["count"]["state"]
    expect(state == "running", f"the task was {state} when its log came")
    installation.watch_run(LONG, run_id)
    expect("counted to the end" in api.log(LONG, run_id, "count"), "the log of the finished task is not complete")
    return f"{log.count('second ')} lines while it ran, the rest after its end"


@check("profiles", "S8 S9")
def profiles(installation: Installation) -> str:
    """A small task runs with exactly its profile's requests and limits; a large one's pod is made with exactly its own."""
    executor = installation.props().executor
    run_id = installation.start_run(PROFILES)
    api, notes = installation.api(), list[str]()
    seen: dict[str, dict[str, Any]] = {}
    try:

        def small_ended() -> bool:
            remember(installation, seen)
            return bool(api.tasks(PROFILES, run_id)["small"]["state"] == "success")

        installation.kubectl.wait_until("small ends", small_ended, timeout=240, period=1)
        large = installation.kubectl.wait_until("large has a pod", lambda: remember(installation, seen).get("large"), timeout=60)
        if large["status"]["phase"] == "Pending":
            events = installation.kubectl.run("describe", "pod", large["metadata"]["name"])
            expect("Insufficient cpu" in events or "Insufficient memory" in events, "large is Pending and not for want of a bigger node")
            notes.append("no node here is big enough for large: its pod stayed Pending and was removed")
        for size in ("small", "large"):
            base = next(one for one in seen[size]["spec"]["containers"] if one["name"] == "base")
            wanted = executor.profiles[size].to_container()  # type: ignore[attr-defined]
            expect(base["resources"] == wanted, f"{size} runs with {base['resources']}, its profile says {wanted}")
    finally:
        if api.run_state(PROFILES, run_id) not in ("success", "failed"):
            api.end_run(PROFILES, run_id)
        installation.kubectl.run("delete", "pods", f"--selector=dag_id={PROFILES}", "--ignore-not-found")
    return "; ".join(["small and large as their profiles say", *notes])


@check("pyspark", "S1 S24")
def pyspark(installation: Installation) -> str:
    """A task runs Spark in the PySpark image."""
    image = os.environ.get("PYSPARK_IMAGE", f"docker.io/library/airflow-pyspark:{installation.version}")
    run_id = installation.start_run(PYSPARK)
    api = installation.api()
    while True:
        pods = installation.task_pods(PYSPARK)
        waiting = [status["state"].get("waiting", {}) for pod in pods for status in pod["status"].get("containerStatuses", ())]
        if any(one.get("reason") in ("ErrImagePull", "ImagePullBackOff") for one in waiting):
            api.end_run(PYSPARK, run_id)
            installation.kubectl.run("delete", "pods", f"--selector=dag_id={PYSPARK}")
            raise NotHere(f"the cluster has no image {image}; images/README.md says how to build it")
        state = api.run_state(PYSPARK, run_id)
        if state in ("success", "failed"):
            break
        time.sleep(2)
    log = api.log(PYSPARK, run_id, "sum_range")
    expect(state == "success", f"the task ended {state}: {log[-300:]}")
    line = next((line[line.index("spark 3") :] for line in log.splitlines() if "spark 3" in line), "")
    expect(line, "the log does not name Spark's version")
    return f"{image}: {line}"


def found(text: str, words: str) -> str | None:
    """The text when it holds the words."""
    return text if words in text else None


def remember(installation: Installation, seen: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Notes every pod of the profile DAG by its task; a finished pod is gone soon."""
    for pod in installation.task_pods(PROFILES):
        seen[pod["metadata"]["annotations"]["task_id"]] = pod
    return seen
