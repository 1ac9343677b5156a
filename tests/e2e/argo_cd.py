"""An Argo CD Application on the rendered folder, and what it says of itself."""

import json
import os
from pathlib import Path
from typing import Any

from .check import Failed, NotHere
from .environment import NAME
from .installation import Installation

NAMESPACE = os.environ.get("ARGOCD_NAMESPACE", "argocd")
APPLICATION = "airflow-e2e"
SYNC_SECONDS = 900


class ArgoCd:
    """Pushes manifests to the git server and watches Argo CD apply them.

    Raises:
        NotHere: the cluster has no Argo CD.
    """

    def __init__(self, installation: Installation) -> None:
        self._installation = installation
        self._kubectl = installation.kubectl
        if not self._kubectl.succeeds("get", "appprojects.argoproj.io", "default", namespace=NAMESPACE):
            raise NotHere(f"no Argo CD in the namespace {NAMESPACE}; ARGOCD_NAMESPACE names another one")

    def push(self, manifests: Path) -> str:
        """Makes the folder what the Application shall apply; answers the commit."""
        commit = self._installation.git.push("dist", {NAME: manifests})
        self.refresh()
        return commit

    def refresh(self) -> None:
        """Asks Argo CD to look at the repository now instead of in three minutes."""
        self._kubectl.run("annotate", "application", APPLICATION, "argocd.argoproj.io/refresh=hard", "--overwrite", check=False, namespace=NAMESPACE)

    def create(self) -> None:
        """The Application: automated, prunes, heals itself."""
        spec = {
            "project": "default",
            "source": {"repoURL": self._installation.git.address("dist"), "targetRevision": "main", "path": NAME, "directory": {"recurse": True}},
            "destination": {"server": "https://kubernetes.default.svc", "namespace": self._kubectl.namespace},
            "syncPolicy": {"automated": {"prune": True, "selfHeal": True}},
        }
        body = {"apiVersion": "argoproj.io/v1alpha1", "kind": "Application", "metadata": {"name": APPLICATION, "namespace": NAMESPACE}, "spec": spec}
        self._kubectl.run("apply", "--filename=-", stdin=json.dumps(body), namespace=NAMESPACE)

    def delete(self) -> None:
        """Only the Application; what it applied stays."""
        self._kubectl.run("delete", "application", APPLICATION, "--ignore-not-found", "--timeout=60s", namespace=NAMESPACE)

    def status(self) -> dict[str, Any]:
        """The Application's status; empty before Argo CD has seen it."""
        found: dict[str, Any] = self._kubectl.json("get", "application", APPLICATION, namespace=NAMESPACE).get("status", {})
        return found

    def exists(self) -> bool:
        """Whether the Application is there."""
        return self._kubectl.succeeds("get", "application", APPLICATION, namespace=NAMESPACE)

    def wait_for_sync(self, commit: str, *, timeout: float = SYNC_SECONDS) -> None:
        """Until the commit is applied, Synced and Healthy."""
        self._kubectl.wait_until(f"Synced and Healthy at {commit[:8]}", lambda: self._done(commit), timeout=timeout, period=3)

    def wait_for_failure(self, commit: str, *, timeout: float = 600) -> str:
        """Until the sync of the commit has failed, retries included; answers what Argo CD says."""
        return self._kubectl.wait_until(f"the sync of {commit[:8]} fails", lambda: self._failure(commit), timeout=timeout, period=3)

    def sync(self) -> None:
        """A sync by hand of what is applied already; waits for its end."""
        before = self.status()["operationState"]["finishedAt"]
        body = json.dumps({"operation": {"initiatedBy": {"username": "e2e"}, "sync": {"revision": "main"}}})
        self._kubectl.run("patch", "application", APPLICATION, "--type=merge", f"--patch={body}", namespace=NAMESPACE)

        def finished() -> bool:
            state = self.status()["operationState"]
            return bool(state.get("finishedAt", before) != before and state["phase"] in ("Succeeded", "Failed", "Error"))

        self._kubectl.wait_until("the sync by hand ends", finished, timeout=SYNC_SECONDS)
        state = self.status()["operationState"]
        if state["phase"] != "Succeeded":
            raise Failed(f"the sync by hand ended {state['phase']}: {state.get('message')}")

    def _done(self, commit: str) -> bool:
        status = self.status()
        state = status.get("operationState", {})
        if state.get("phase") in ("Failed", "Error") and state.get("syncResult", {}).get("revision") == commit:
            raise Failed(f"the sync failed: {state.get('message')}")
        applied = state.get("phase") == "Succeeded" and state["syncResult"]["revision"] == commit
        settled = status.get("sync", {}).get("status") == "Synced" and status["sync"].get("revision") == commit
        return bool(applied and settled and status.get("health", {}).get("status") == "Healthy")

    def _failure(self, commit: str) -> str | None:
        state = self.status().get("operationState", {})
        failed = state.get("phase") in ("Failed", "Error") and state.get("syncResult", {}).get("revision") == commit
        return str(state.get("message")) if failed else None
