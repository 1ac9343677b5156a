"""One Airflow on the cluster: rendered, installed, asked, removed."""

import os
import shutil
import time
import uuid
from functools import cached_property
from pathlib import Path
from typing import Any

from cdk8s_airflow import AirflowProps, PeerProps, synthesize

from . import credentials
from .airflow_api import FINISHED, Airflow2Api, Airflow3Api, AirflowApi
from .check import expect
from .environment import NAME, NAMESPACE, NODE_PORT, environment, props
from .evidence import Evidence
from .git_server import GitServer
from .kubectl import Kubectl

REPOSITORY = Path(__file__).parents[2]


class Installation:
    """What a check looks at: the platform of ``environment.py`` in one Airflow version."""

    def __init__(self, version: str, folder: Path) -> None:
        self.version = version
        self.major = int(version.split(".")[0])
        self.folder = folder
        self.evidence = Evidence(folder)
        self.kubectl = Kubectl(NAMESPACE, self.evidence)
        self.git = GitServer(self.kubectl)
        self.user_interface = "api-server" if self.major > 2 else "webserver"
        self.git_url = os.environ.get("GIT_REPO", GitServer.url("dags"))

    @cached_property
    def kubernetes_api(self) -> PeerProps:
        """The API server as a policy sees it: Service address and endpoints."""
        service = self.kubectl.json("get", "service", "kubernetes", namespace="default")["spec"]
        slices = self.kubectl.items("endpointslices", "--selector=kubernetes.io/service-name=kubernetes", namespace="default")
        addresses = {service["clusterIP"], *(a for one in slices for endpoint in one["endpoints"] for a in endpoint["addresses"])}
        ports = {*(port["port"] for port in service["ports"]), *(port["port"] for one in slices for port in one["ports"])}
        return PeerProps(cidrs=tuple(f"{address}/32" for address in sorted(addresses)), ports=tuple(sorted(ports)))

    def props(self, **changed: Any) -> AirflowProps:
        """The values that are rendered."""
        return props(self.version, git_url=self.git_url, kubernetes_api=self.kubernetes_api, **changed)

    def render(self, into: str = "dist", **changed: Any) -> Path:
        """Folder of freshly written manifests; ``changed`` are fields of AirflowProps."""
        folder = self.folder / into
        shutil.rmtree(folder, ignore_errors=True)
        built = environment(self.version, git_url=self.git_url, kubernetes_api=self.kubernetes_api, **changed)
        synthesize({NAME: built}, outdir=str(folder), quiet=True)
        return folder / NAME

    def publish_dags(self, *, extra: dict[str, Path] | None = None) -> str:
        """Pushes dags/ and the checks' own DAGs to the git server; answers the commit."""
        return self.git.push("dags", {"dags": REPOSITORY / "dags", "dags/e2e": Path(__file__).parent / "dags", **(extra or {})})

    def prepare(self) -> None:
        """An empty namespace with Secrets, and a git server with the DAGs."""
        self.remove()
        self.git.up()
        self.publish_dags()
        credentials.create(self.kubectl, self.props())

    def install(self) -> None:
        """``kubectl apply`` of the rendered folder; waits until everything runs."""
        self.prepare()
        self.apply(self.render())

    def apply(self, manifests: Path, *, timeout: int = 600) -> None:
        """Applies a folder and waits for Jobs and workloads."""
        self.kubectl.run("apply", f"--filename={manifests}", timeout=180)
        self.kubectl.run("wait", "--for=condition=complete", "job", "--all", f"--timeout={timeout}s", timeout=timeout + 30)
        self.wait_until_up(timeout=timeout)

    def wait_until_up(self, *, timeout: int = 600) -> None:
        """Until every workload runs what it declares."""
        self.kubectl.rolled_out(*self.workloads(), timeout=timeout)

    def workloads(self) -> list[str]:
        """All Deployments and StatefulSets as ``kind/name``."""
        return self.kubectl.run("get", "statefulsets,deployments", "--output=name").split()

    def remove(self) -> None:
        """Deletes the namespace with everything inside, and what is cluster-wide."""
        self.kubectl.run("delete", "namespace", NAMESPACE, "--ignore-not-found", "--timeout=240s", timeout=270)
        self.kubectl.run("delete", "--ignore-not-found", f"--filename={self.render('cluster-wide') / '00-cluster.yaml'}")

    @property
    def url(self) -> str:
        """The UI on its NodePort; ``AIRFLOW_URL`` where nodes are not reachable by their address."""
        given = os.environ.get("AIRFLOW_URL")
        if given:
            return given
        addresses = self.kubectl.items("nodes")[0]["status"]["addresses"]
        internal = next(address["address"] for address in addresses if address["type"] == "InternalIP")
        return f"http://{internal}:{NODE_PORT}"

    def api(self) -> AirflowApi:
        """The REST API, signed in as the first user."""
        username, password = credentials.first_user(self.kubectl, self.props())
        api = (Airflow3Api if self.major > 2 else Airflow2Api)(self.url, username, password, self.evidence)
        self.kubectl.wait_until("the UI answers", lambda: api.fetch("GET", api.ping)[0] == 200, timeout=120)
        api.login()
        return api

    def start_run(self, dag_id: str, conf: dict[str, Any] | None = None) -> str:
        """Triggers a DAG when it has been parsed; answers the run's id."""
        run_id = f"e2e-{uuid.uuid4().hex[:8]}"
        api = self.api()
        api.wait_for_dag(dag_id)
        api.trigger(dag_id, run_id, conf)
        return run_id

    def watch_run(self, dag_id: str, run_id: str, *, timeout: float = 420) -> tuple[str, dict[str, dict[str, Any]]]:
        """Follows a run to its end; answers its state and every task pod that was seen (name -> last object)."""
        api, seen, end = self.api(), dict[str, dict[str, Any]](), time.monotonic() + timeout
        while time.monotonic() < end:
            seen |= {pod["metadata"]["name"]: pod for pod in self.task_pods(dag_id, run_id)}
            state = api.run_state(dag_id, run_id)
            if state in FINISHED:
                return state, seen
            time.sleep(1)
        expect(False, f"run {run_id} of {dag_id} is still {state} after {timeout:.0f} s")
        return state, seen

    def task_pods(self, dag_id: str, run_id: str | None = None) -> list[dict[str, Any]]:
        """Pods of a DAG's tasks, of one run when it is named."""
        pods = self.kubectl.items("pods", f"--selector=app.kubernetes.io/component=task,dag_id={dag_id}")
        return [pod for pod in pods if run_id in (None, pod["metadata"]["annotations"]["run_id"])]
