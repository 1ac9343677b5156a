"""More pods when there is work, and new pods before old ones go."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from ..check import check, expect
from ..environment import config
from ..evidence import Evidence
from ..installation import Installation
from ..kubectl import is_ready

LOADERS = 6


@check("autoscaler", "S16")
def autoscaler(installation: Installation) -> str:
    """The HorizontalPodAutoscaler reads metrics, adds a UI pod under load and takes it away afterwards; Git states no number."""
    kubectl, name = installation.kubectl, f"airflow-{installation.user_interface}"
    manifest = (installation.render() / f"{installation.user_interface}.yaml").read_text(encoding="utf-8")
    expect("  replicas:" not in manifest, "the manifest states replicas beside the autoscaler")

    def at_rest() -> bool:
        return replicas(installation, name) == 1 and usage(installation, name) is not None

    kubectl.wait_until("the autoscaler rests at one pod", at_rest, timeout=420, period=5)
    idle = usage(installation, name)
    with load(installation):
        kubectl.wait_until("the autoscaler adds a pod", lambda: replicas(installation, name) >= 2, timeout=240, period=5)
        busy = usage(installation, name)
        kubectl.rolled_out(f"deployment/{name}")
    kubectl.wait_until("the autoscaler takes it away", lambda: replicas(installation, name) == 1, timeout=420, period=5)
    return f"CPU {idle} % idle, {busy} % under load; 1 -> 2 -> 1 pods"


@check("scheduler-rollout", "S14")
def scheduler_rollout(installation: Installation) -> str:
    """A rolling update of two schedulers finishes on this cluster, never without a Ready scheduler, while a task runs on."""
    kubectl = installation.kubectl
    two = installation.props().scheduler.changed(replicas=2)
    kubectl.run("apply", f"--filename={installation.render('two-schedulers', scheduler=two) / 'scheduler.yaml'}")
    try:
        kubectl.rolled_out("deployment/airflow-scheduler")
        before = ready(installation)
        expect(len(before) == 2, f"{len(before)} schedulers are Ready, not two")
        run_id = installation.start_run("e2e_long_task", {"seconds": 60})
        changed = installation.render("rolled", scheduler=two, config=config(installation.version, parallelism=9))
        kubectl.run("apply", f"--filename={changed / 'config.yaml'}", f"--filename={changed / 'scheduler.yaml'}")
        fewest = 2

        def finished() -> bool:
            nonlocal fewest
            now = ready(installation)
            fewest = min(fewest, len(now))
            return len(now) == 2 and not now & before

        kubectl.wait_until("both schedulers are new", finished, timeout=420)
        kubectl.rolled_out("deployment/airflow-scheduler")
        state, pods = installation.watch_run("e2e_long_task", run_id)
    finally:
        kubectl.run("apply", f"--filename={installation.render()}", timeout=180)
    expect(state == "success" and len(pods) == 1, f"the task that ran meanwhile ended {state} in {len(pods)} pods")
    expect(fewest >= 1, "there was a moment without a Ready scheduler")
    installation.wait_until_up()
    return f"both replaced, at least {fewest} Ready at any time; the task that ran meanwhile succeeded in one pod"


def ready(installation: Installation) -> set[str]:
    """Names of the Ready schedulers."""
    return {pod["metadata"]["name"] for pod in installation.kubectl.pods("scheduler") if is_ready(pod)}


def replicas(installation: Installation, name: str) -> int:
    """Pods that the Deployment is asked to run."""
    return int(installation.kubectl.json("get", "deployment", name)["spec"].get("replicas", 0))


def usage(installation: Installation, name: str) -> int | None:
    """What the autoscaler reads: CPU in percent of the request; None before the first reading."""
    metrics = installation.kubectl.json("get", "horizontalpodautoscaler", name)["status"].get("currentMetrics") or []
    read = [one["resource"]["current"].get("averageUtilization") for one in metrics if one.get("type") == "Resource" and one["resource"]["name"] == "cpu"]
    return int(read[0]) if read and read[0] is not None else None


@contextmanager
def load(installation: Installation) -> Iterator[None]:
    """People at the UI, while the block runs."""
    stop = threading.Event()
    people = [threading.Thread(target=_ask, args=(installation, stop), daemon=True) for _ in range(LOADERS)]
    for one in people:
        one.start()
    try:
        yield
    finally:
        stop.set()
        for one in people:
            one.join(timeout=60)


def _ask(installation: Installation, stop: threading.Event) -> None:
    """Asks for a list again and again; leaves no evidence, it would be a long file."""
    api = installation.api()
    api.evidence = Evidence(installation.folder)
    while not stop.is_set():
        api.fetch("GET", f"{api.prefix}/dags?limit=100")
