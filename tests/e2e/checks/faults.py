"""What breaks, what survives it, and what the operator sees; docs/runbook.md names the same commands."""

import json
import time

from ..check import check, expect
from ..credentials import value
from ..installation import Installation

LONG = "e2e_long_task"


@check("scheduler-killed", "S14")
def scheduler_killed(installation: Installation) -> str:
    """The scheduler pod is deleted while a task runs: the task ends once, with success."""
    kubectl, api = installation.kubectl, installation.api()
    run_id = installation.start_run(LONG, {"seconds": 75})
    kubectl.wait_until("the task runs", lambda: api.tasks(LONG, run_id)["count"]["state"] == "running", timeout=180)
    kubectl.run("delete", "pod", kubectl.pod("scheduler"), "--wait=false")
    state, pods = installation.watch_run(LONG, run_id)
    task = api.tasks(LONG, run_id)["count"]
    expect(state == "success" and task["state"] == "success", f"the run ended {state}")
    expect(task["try_number"] == 1 and len(pods) == 1, f"try {task['try_number']} in {len(pods)} pods")
    kubectl.rolled_out("deployment/airflow-scheduler")
    kubectl.wait_until("the finished pod is taken away", lambda: not installation.task_pods(LONG, run_id), timeout=240)
    return "success at the first try in one pod, which the new scheduler adopted and removed"


@check("database-killed", "S6")
def database_killed(installation: Installation) -> str:
    """The PostgreSQL pod is deleted: history and users survive, everything comes back by itself."""
    kubectl = installation.kubectl
    run_id = installation.start_run(LONG, {"seconds": 1})
    installation.watch_run(LONG, run_id)
    rows = count(installation)
    kubectl.run("delete", "pod", "airflow-postgresql-0", timeout=240)
    started = time.monotonic()
    kubectl.rolled_out("statefulset/airflow-postgresql")
    expect(count(installation) == rows, f"{rows} became {count(installation)}")
    installation.wait_until_up()
    api = installation.api()
    expect(api.run_state(LONG, run_id) == "success", "the run of before is gone")
    recovered = time.monotonic() - started
    again = installation.start_run(LONG, {"seconds": 1})
    state, _ = installation.watch_run(LONG, again)
    expect(state == "success", f"a run after the outage ended {state}")
    return f"{rows} runs, users, tables before and after; all Ready after {recovered:.0f} s; the first user is in, a new run succeeds"


@check("wrong-fernet-key", "S12 S21")
def wrong_fernet_key(installation: Installation) -> str:
    """With another fernet key stored connections cannot be read; with the right one they are back."""
    kubectl = installation.kubectl
    airflow(installation, "connections", "delete", "e2e", check_rc=False)
    airflow(installation, "connections", "add", "e2e", "--conn-uri", "postgresql://somebody:a-password@elsewhere/db")
    right = value(kubectl, "airflow-fernet-key", "fernet-key")
    try:
        set_secret(installation, "airflow-fernet-key", "fernet-key", "d3Jvbmcta2V5LXdyb25nLWtleS13cm9uZy1rZXktMTI=")
        restart(installation, "scheduler")
        seen = airflow(installation, "connections", "get", "e2e", check_rc=False)
        expect("a-password" not in seen, "the password was readable under another key")
        why = kubectl.run("exec", kubectl.pod("scheduler"), "--container=scheduler", "--", "python", "-c", DECRYPT, check=False, timeout=90)
        expect("InvalidToken" in why, f"the cause is not to be seen: {why[-200:]}")
    finally:
        set_secret(installation, "airflow-fernet-key", "fernet-key", right)
        restart(installation, "scheduler")
    back = kubectl.run("exec", kubectl.pod("scheduler"), "--container=scheduler", "--", "python", "-c", DECRYPT, check=False, timeout=90)
    expect("a-password" in back, "the password did not come back with the right key")
    said = next((line.strip() for line in seen.splitlines() if "not found" in line), "no password")
    return f"`airflow connections get` says: {said}; the cause (InvalidToken) shows in Python only; the right key brings it back"


@check("missing-secret", "S12 S21")
def missing_secret(installation: Installation) -> str:
    """Without one of its Secrets a new pod waits and says which; the old pod serves on; the Secret ends it."""
    kubectl, name, key = installation.kubectl, "airflow-webserver-secret-key", "webserver-secret-key"
    kept, deployment = value(kubectl, name, key), f"deployment/airflow-{installation.user_interface}"
    kubectl.run("delete", "secret", name)
    try:
        kubectl.run("rollout", "restart", deployment)
        event = kubectl.wait_until("an event names the Secret", lambda: event_about(installation, "FailedMount", name), timeout=120)
        expect(installation.api().fetch("GET", installation.api().ping)[0] == 200, "the old pod does not serve any more")
        kubectl.run("get", "pods")
    finally:
        set_secret(installation, name, key, kept)
    kubectl.rolled_out(deployment)
    return f"event FailedMount: {event[:160]}; the UI answered all the time"


@check("missing-image", "S1 S21")
def missing_image(installation: Installation) -> str:
    """An image that does not exist: the new pod waits with ErrImagePull, the old one works on, the rollout never finishes."""
    kubectl, deployment = installation.kubectl, "deployment/airflow-scheduler"
    try:
        kubectl.run("set", "image", deployment, "scheduler=docker.io/apache/airflow:no-such-tag")
        event = kubectl.wait_until("an event names the image", lambda: event_about(installation, "Failed", "no-such-tag"), timeout=180)
        ready = kubectl.json("get", "deployment", "airflow-scheduler")["status"].get("readyReplicas")
        expect(ready == 1, "the old scheduler is gone")
        kubectl.run("get", "pods")
        expect(not kubectl.succeeds("rollout", "status", deployment, "--timeout=5s"), "the rollout calls itself finished")
    finally:
        kubectl.run("rollout", "undo", deployment)
    kubectl.rolled_out(deployment)
    return f"event Failed: {event[:160]}; the old scheduler stayed Ready, `kubectl rollout undo` ended it"


@check("full-quota", "S17 S21")
def full_quota(installation: Installation) -> str:
    """A full quota: the scheduler's log and the ReplicaSet's events say exceeded quota; with room again everything goes on."""
    kubectl = installation.kubectl
    quota = kubectl.json("get", "resourcequota", "airflow")
    used, hard = quota["status"]["used"]["requests.cpu"], quota["spec"]["hard"]["requests.cpu"]
    run_id = ""
    try:
        set_quota(installation, used)
        kubectl.run("rollout", "restart", "deployment/airflow-triggerer")
        event = kubectl.wait_until("an event names the quota", lambda: event_about(installation, "FailedCreate", "exceeded quota"), timeout=90)
        run_id = installation.start_run(LONG, {"seconds": 1})
        kubectl.wait_until("the scheduler's log names the quota", lambda: "exceeded quota" in scheduler_log(installation), timeout=120)
        state = installation.api().tasks(LONG, run_id)["count"]["state"]
        kubectl.run("describe", "resourcequota", "airflow")
        kubectl.run("describe", "deployment", "airflow-triggerer")
    finally:
        set_quota(installation, hard)
    kubectl.rolled_out("deployment/airflow-triggerer")
    end, _ = installation.watch_run(LONG, run_id, timeout=600)
    again, _ = installation.watch_run(LONG, installation.start_run(LONG, {"seconds": 1}))
    expect(again == "success", f"with room again a new run ended {again}")
    return f"event FailedCreate: {event[event.index('exceeded') :][:110]}; the task that met it was {state} and ended {end}, the next one succeeded"


DECRYPT = """\
from sqlalchemy import text
from airflow import settings
from airflow.models.crypto import get_fernet
settings.initialize()
with settings.engine.connect() as connection:
    stored = connection.execute(text("select password from connection where conn_id = 'e2e'")).scalar()
print(get_fernet().decrypt(stored.encode()).decode())
"""


def airflow(installation: Installation, *arguments: str, check_rc: bool = True) -> str:
    """One Airflow command in the scheduler's pod."""
    pod = installation.kubectl.pod("scheduler")
    return installation.kubectl.run("exec", pod, "--container=scheduler", "--", "airflow", *arguments, check=check_rc, timeout=180)


def count(installation: Installation) -> str:
    """Rows of runs and users, and the number of tables, asked from PostgreSQL itself."""
    question = (
        "select (select count(*) from dag_run), (select count(*) from ab_user), (select count(*) from information_schema.tables where table_schema = 'public')"
    )
    command = ["psql", "--username=airflow", "--dbname=airflow", "--tuples-only", "--no-align", f"--command={question}"]
    return installation.kubectl.run("exec", "airflow-postgresql-0", "--", *command).strip()


def set_secret(installation: Installation, name: str, key: str, content: str) -> None:
    """Writes a Secret with one key."""
    body = {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": name}, "stringData": {key: content}}
    installation.kubectl.run("apply", "--server-side", "--force-conflicts", "--filename=-", stdin=json.dumps(body))


def set_quota(installation: Installation, requests_cpu: str) -> None:
    """Changes one number of the ResourceQuota."""
    patch = json.dumps({"spec": {"hard": {"requests.cpu": requests_cpu}}})
    installation.kubectl.run("patch", "resourcequota", "airflow", "--type=merge", f"--patch={patch}")


def restart(installation: Installation, component: str) -> None:
    """New pods of one Deployment."""
    installation.kubectl.run("rollout", "restart", f"deployment/airflow-{component}")
    installation.kubectl.rolled_out(f"deployment/airflow-{component}")


def event_about(installation: Installation, reason: str, words: str) -> str | None:
    """Message of an event of the last minutes with this reason and these words."""
    events = installation.kubectl.items("events", f"--field-selector=reason={reason}")
    return next((str(event["message"]) for event in events if words in event["message"]), None)


def scheduler_log(installation: Installation) -> str:
    """The last minute of the scheduler's log."""
    return installation.kubectl.run("logs", installation.kubectl.pod("scheduler"), "--container=scheduler", "--since=60s")
