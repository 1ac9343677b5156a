"""Pods that do not belong to the platform, and one that looks like a task: where connections are tried from."""

import json
from typing import Any

import yaml

from .installation import Installation

IMAGE = "docker.io/apache/airflow:2.8.1"
PROBE = """\
import json, socket, sys
answers = {}
for name, host, port in json.loads(sys.argv[1]):
    try:
        socket.create_connection((host, port), 3).close()
        answers[name] = "open"
    except OSError as error:
        answers[name] = f"refused ({type(error).__name__})"
print(json.dumps(answers))
"""
"""Tries each target of its argument for three seconds."""

Targets = dict[str, tuple[str, int]]
"""Name -> host and port."""


class Strangers:
    """A namespace without policies, with one pod that asks and a web server; one pod without labels inside the platform's
    namespace; one that is made from the task pod's template. All are gone after the ``with`` block.
    """

    namespace = "airflow-e2e-strangers"

    def __init__(self, installation: Installation) -> None:
        self._installation = installation
        self._kubectl = installation.kubectl

    def __enter__(self) -> "Strangers":
        web = {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web"}, "spec": {"selector": {"who": "stranger"}, "ports": [{"port": 8000}]}}
        outside = [{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": self.namespace}}, _pod("stranger", ["python", "-m", "http.server"]), web]
        self._apply(outside, self.namespace)
        self._apply([_pod("stranger", ["sleep", "3600"]), self._task()], self._kubectl.namespace)
        for name, namespace in (("stranger", self.namespace), ("stranger", self._kubectl.namespace), ("e2e-task", self._kubectl.namespace)):
            self._kubectl.run("wait", "--for=condition=Ready", f"pod/{name}", "--timeout=120s", namespace=namespace, timeout=130)
        return self

    def __exit__(self, *_: object) -> None:
        self._kubectl.run("delete", "pods", "stranger", "e2e-task", "--ignore-not-found", "--grace-period=0", "--force", check=False)
        self._kubectl.run("delete", "namespace", self.namespace, "--ignore-not-found", "--wait=false")

    def ask(self, where: Targets) -> dict[str, str]:
        """From the namespace without policies."""
        return probe(self._installation, "stranger", "stranger", where, namespace=self.namespace)

    def ask_inside(self, where: Targets) -> dict[str, str]:
        """From the platform's namespace, without the labels of a component."""
        return probe(self._installation, "stranger", "stranger", where)

    def task_pod(self) -> str:
        """Name of the pod that looks like a task."""
        return "e2e-task"

    def _task(self) -> dict[str, Any]:
        """The template of profile small with a command that waits."""
        templates = self._kubectl.json("get", "configmap", "airflow-pod-template")["data"]
        pod: dict[str, Any] = yaml.safe_load(templates["small.yaml"])
        pod["metadata"]["name"] = "e2e-task"
        pod["spec"]["containers"][0]["command"] = ["sleep", "3600"]
        return pod

    def _apply(self, items: list[dict[str, Any]], namespace: str) -> None:
        for item in items:
            self._kubectl.run("apply", "--filename=-", stdin=json.dumps(item), namespace=namespace)


def probe(installation: Installation, pod: str, container: str, where: Targets, *, namespace: str | None = None) -> dict[str, str]:
    """Tries every target from a container that has Python; target -> ``open`` or ``refused``."""
    wanted = json.dumps([[name, host, port] for name, (host, port) in where.items()])
    said = installation.kubectl.run("exec", pod, f"--container={container}", "--", "python", "-c", PROBE, wanted, namespace=namespace)
    answers: dict[str, str] = json.loads(said.splitlines()[-1])
    return answers


def _pod(name: str, command: list[str]) -> dict[str, Any]:
    security = {"runAsNonRoot": True, "runAsUser": 50000, "seccompProfile": {"type": "RuntimeDefault"}}
    container = {
        "name": name,
        "image": IMAGE,
        "command": command,
        "resources": {"requests": {"cpu": "10m", "memory": "32Mi"}, "limits": {"cpu": "200m", "memory": "128Mi"}},
        "securityContext": {"allowPrivilegeEscalation": False, "capabilities": {"drop": ["ALL"]}},
    }
    spec = {"securityContext": security, "automountServiceAccountToken": False, "terminationGracePeriodSeconds": 1, "containers": [container]}
    return {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": name, "labels": {"who": name}}, "spec": spec}
