"""A git server in the cluster: DAGs for git-sync, manifests for Argo CD."""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .kubectl import Kubectl

NAMESPACE = "airflow-e2e-git"
PORT = 9418
IMAGE = os.environ.get("GIT_SERVER_IMAGE", "docker.io/apache/airflow:2.8.1")
"""Any image with git and sh that runs as uid 50000; Airflow's own has both."""

SERVE = """\
set -eu
for name in dags dist; do git -c init.defaultBranch=main init --quiet --bare /srv/git/$name.git; done
exec git daemon --verbose --export-all --base-path=/srv/git --reuseaddr --port=9418 /srv/git
"""


class GitServer:
    """``git://git-server.airflow-e2e-git.svc:9418/<repository>.git``, repositories ``dags`` and ``dist``; gone with its namespace."""

    def __init__(self, kubectl: Kubectl) -> None:
        self._kubectl = kubectl

    def up(self) -> None:
        """Creates namespace, policy, Deployment and Service; waits for them."""
        self._kubectl.run("apply", "--filename=-", stdin=json.dumps({"apiVersion": "v1", "kind": "List", "items": _manifests()}), namespace=NAMESPACE)
        self._kubectl.run("rollout", "status", "deployment/git-server", "--timeout=180s", namespace=NAMESPACE, timeout=200)

    def down(self) -> None:
        """Removes everything, repositories included."""
        self._kubectl.run("delete", "namespace", NAMESPACE, "--ignore-not-found", "--timeout=120s", timeout=150)

    @staticmethod
    def url(repository: str) -> str:
        """What git-sync is given."""
        return f"git://git-server.{NAMESPACE}.svc:{PORT}/{repository}.git"

    def address(self, repository: str) -> str:
        """The same by address, for an Argo CD that does not run as a pod."""
        service = self._kubectl.json("get", "service", "git-server", namespace=NAMESPACE)
        return f"git://{service['spec']['clusterIP']}:{PORT}/{repository}.git"

    def push(self, repository: str, folders: Mapping[str, Path]) -> str:
        """Makes the branch ``main`` hold exactly these folders (name in the repository -> local folder); answers the commit."""
        with tempfile.TemporaryDirectory() as scratch:
            tree = Path(scratch)
            for name, folder in folders.items():
                shutil.copytree(folder, tree / name, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__", "tests"))
            who = ("-c", "user.name=e2e", "-c", "user.email=e2e@example.com", "-c", "init.defaultBranch=main")
            for command in (("init", "--quiet"), ("add", "--all"), (*who, "commit", "--quiet", "--message=e2e")):
                subprocess.run(["git", *who, *command], cwd=tree, check=True)
            commit = subprocess.run(["git", "rev-parse", "HEAD"], cwd=tree, check=True, capture_output=True, text=True).stdout.strip()
            bundle = subprocess.run(["git", "bundle", "create", "-", "HEAD"], cwd=tree, check=True, capture_output=True).stdout
        fetch = f"cat > /tmp/bundle && git -C /srv/git/{repository}.git fetch --quiet /tmp/bundle +HEAD:refs/heads/main"
        self._kubectl.run("exec", "--stdin", "deployment/git-server", "--", "sh", "-c", fetch, stdin=bundle, namespace=NAMESPACE)
        return commit


def _manifests() -> list[dict[str, Any]]:
    labels = {"app.kubernetes.io/name": "git-server"}
    container = {
        "name": "git-server",
        "image": IMAGE,
        "command": ["sh", "-c", SERVE],
        "env": [{"name": "HOME", "value": "/tmp"}],
        "ports": [{"name": "git", "containerPort": PORT}],
        "readinessProbe": {"tcpSocket": {"port": "git"}},
        "resources": {"requests": {"cpu": "10m", "memory": "32Mi"}, "limits": {"cpu": "500m", "memory": "256Mi"}},
        "securityContext": {"allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True, "capabilities": {"drop": ["ALL"]}},
        "volumeMounts": [{"name": "repositories", "mountPath": "/srv/git"}, {"name": "tmp", "mountPath": "/tmp"}],
    }
    security = {"runAsNonRoot": True, "runAsUser": 50000, "runAsGroup": 50000, "fsGroup": 50000, "seccompProfile": {"type": "RuntimeDefault"}}
    pod = {
        "automountServiceAccountToken": False,
        "securityContext": security,
        "containers": [container],
        "volumes": [{"name": "repositories", "emptyDir": {}}, {"name": "tmp", "emptyDir": {}}],
    }
    template = {"metadata": {"labels": labels}, "spec": pod}
    restricted = {"pod-security.kubernetes.io/enforce": "restricted"}
    rules = {"podSelector": {}, "policyTypes": ["Ingress", "Egress"], "ingress": [{"ports": [{"port": PORT, "protocol": "TCP"}]}]}
    return [
        {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": NAMESPACE, "labels": restricted}},
        _object("networking.k8s.io/v1", "NetworkPolicy", rules),
        _object("apps/v1", "Deployment", {"selector": {"matchLabels": labels}, "template": template}),
        _object("v1", "Service", {"selector": labels, "ports": [{"name": "git", "port": PORT, "targetPort": "git"}]}),
    ]


def _object(api_version: str, kind: str, spec: dict[str, Any]) -> dict[str, Any]:
    return {"apiVersion": api_version, "kind": kind, "metadata": {"name": "git-server", "namespace": NAMESPACE}, "spec": spec}
