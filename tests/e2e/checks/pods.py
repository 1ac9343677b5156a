"""Everything runs, under the rules that the namespace enforces."""

from typing import Any

from ..check import check, expect
from ..installation import Installation
from ..kubectl import is_ready


@check("pods-ready", "S4 S5 S6 S9 S12 S13 S17")
def pods_ready(installation: Installation) -> str:
    """Every pod is Ready under enforce=restricted, with quota, limits and policies on; Jobs are complete, nothing loops."""
    kubectl = installation.kubectl
    installation.wait_until_up()
    labels = kubectl.json("get", "namespace", kubectl.namespace)["metadata"]["labels"]
    expect(labels.get("pod-security.kubernetes.io/enforce") == "restricted", "the namespace does not enforce Pod Security restricted")
    counts = {kind: len(kubectl.items(kind)) for kind in ("resourcequotas", "limitranges", "networkpolicies")}
    expect(all(counts.values()), f"something is not on: {counts}")
    kubectl.wait_until("all pods are Ready", lambda: all(is_ready(pod) for pod in running(installation)), timeout=240)
    pods = running(installation)
    loops = [f"{pod['metadata']['name']} {restarts(pod)}x" for pod in pods if restarts(pod) > 1]
    expect(not loops, f"restarted: {', '.join(loops)}")
    unfinished = [job["metadata"]["name"] for job in kubectl.items("jobs") if not job["status"].get("succeeded")]
    expect(not unfinished, f"not complete: {', '.join(unfinished)}")
    once = [f"{pod['metadata']['name']} restarted once" for pod in pods if restarts(pod)]
    return "; ".join([f"{len(pods)} pods Ready; {counts['networkpolicies']} policies, quota and limits in force", *once])


@check("resources-everywhere", "S9 S17")
def resources_everywhere(installation: Installation) -> str:
    """Every container of every pod, init and sidecar included, has requests and limits for CPU and memory of its own."""
    pods = installation.kubectl.items("pods")
    containers = [(pod, one) for pod in pods for one in (*pod["spec"]["containers"], *pod["spec"].get("initContainers", ()))]
    poor = [f"{pod['metadata']['name']}/{one['name']}" for pod, one in containers if not has_resources(one)]
    expect(not poor, f"without requests or limits: {', '.join(poor)}")
    return f"{len(containers)} containers in {len(pods)} pods"


@check("image-and-logs", "S1 S25")
def image_and_logs(installation: Installation) -> str:
    """The root file system is read-only for uid 50000, /tmp and the logs volume are writable, no secret is in the environment."""
    pod = installation.kubectl.pod("scheduler")
    script = "id -u; touch /opt/airflow/x /home/airflow/x 2>&1; touch /tmp/x /opt/airflow/logs/x && echo writable; rm /opt/airflow/logs/x; env"
    seen = installation.kubectl.run("exec", pod, "--container=scheduler", "--", "bash", "-c", script)
    expect(seen.startswith("50000"), f"uid is {seen.splitlines()[0]}")
    expect(seen.count("Read-only file system") == 2, "the root file system is writable")
    expect("writable" in seen.splitlines(), "/tmp or the logs are not writable")
    loud = [line.split("=")[0] for line in seen.splitlines() if "://" in line and "@" in line]
    expect(not loud, f"a URL with a password stands in {', '.join(loud)}")
    return "uid 50000, read-only root, no password in the environment"


@check("db-clean", "S23")
def db_clean(installation: Installation) -> str:
    """The clean-up CronJob's pod runs to its end, with the rights and connections it has."""
    kubectl = installation.kubectl
    kubectl.run("delete", "job", "e2e-db-clean", "--ignore-not-found")
    kubectl.run("create", "job", "e2e-db-clean", "--from=cronjob/airflow-db-clean")
    kubectl.run("wait", "--for=condition=complete", "job/e2e-db-clean", "--timeout=180s", timeout=190)
    log = kubectl.run("logs", "job/e2e-db-clean")
    kubectl.run("delete", "job", "e2e-db-clean")
    tables = log.count("Performing Delete") or log.count("Finished Performing Delete") or log.count("table ")
    return f"complete; {tables} tables looked through"


def running(installation: Installation) -> list[dict[str, Any]]:
    """Pods of workloads; those of Jobs end, and may have failed before the database was there."""
    owners = ("ReplicaSet", "StatefulSet")
    return [pod for pod in installation.kubectl.items("pods") if pod["metadata"].get("ownerReferences", [{}])[0].get("kind") in owners]


def restarts(pod: dict[str, Any]) -> int:
    """Restarts of all containers together."""
    statuses = (*pod["status"].get("containerStatuses", ()), *pod["status"].get("initContainerStatuses", ()))
    return sum(status["restartCount"] for status in statuses)


def has_resources(container: dict[str, Any]) -> bool:
    """Requests and limits for CPU and memory."""
    resources = container.get("resources", {})
    return all({"cpu", "memory"} <= set(resources.get(kind, ())) for kind in ("requests", "limits"))
