"""Airflow's UI and REST API, as a person with the first user's password sees them: 2.x and 3.x behind one face."""

import http.client
import http.cookiejar
import json
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from typing import Any

from .check import Failed
from .evidence import Evidence

FINISHED = frozenset({"success", "failed", "upstream_failed", "skipped", "removed"})


class AirflowApi:
    """REST calls with the first user's session. Subclasses know the version's paths and its login."""

    prefix: str
    ping: str

    def __init__(self, url: str, username: str, password: str, evidence: Evidence) -> None:
        self.url = url.rstrip("/")
        self.username = username
        self.password = password
        self.evidence = evidence
        self.headers: dict[str, str] = {}
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def login(self) -> None:
        """Signs in; raises ``Failed`` when the password is refused."""
        raise NotImplementedError

    def fetch(self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> tuple[int, str]:
        """Status and text of one request, redirects followed; status 0 when nobody answers."""
        request = urllib.request.Request(self.url + path, data=body, method=method, headers={**self.headers, **(headers or {})})
        started = time.perf_counter()
        try:
            with self.opener.open(request, timeout=30) as response:
                status, text = response.status, response.read().decode(errors="replace")
        except urllib.error.HTTPError as error:
            status, text = error.code, error.read().decode(errors="replace")
        except (OSError, http.client.HTTPException) as error:
            status, text = 0, str(error)
        self.evidence.record(f"{method} {self.url}{path}", f"HTTP {status}\n{text[:3000]}", started=started)
        return status, text

    def call(self, method: str, path: str, body: dict[str, Any] | None = None, *, patience: float = 60) -> Any:
        """JSON answer of the REST API; a server that is just starting is asked again."""
        end = time.monotonic() + patience
        data = None if body is None else json.dumps(body).encode()
        while True:
            status, text = self.fetch(method, self.prefix + path, data, {"Content-Type": "application/json", "Accept": "application/json"})
            if 200 <= status < 300:
                return json.loads(text) if text else None
            if time.monotonic() > end or status not in (0, 401, 403, 404, 502, 503):
                raise Failed(f"{method} {self.prefix}{path} answered {status}: {text[:200]}")
            time.sleep(3)
            if status in (401, 403):
                self.login()

    def wait_for_dag(self, dag_id: str, *, timeout: float = 180) -> None:
        """Until the DAG has been parsed."""
        self.call("GET", f"/dags/{dag_id}", patience=timeout)

    def trigger(self, dag_id: str, run_id: str, conf: dict[str, Any] | None = None) -> None:
        """Starts one run of a DAG, unpaused first."""
        self.call("PATCH", f"/dags/{dag_id}", {"is_paused": False})
        self.call("POST", f"/dags/{dag_id}/dagRuns", {"dag_run_id": run_id, "conf": conf or {}, **self.run_extras()})

    def run_extras(self) -> dict[str, Any]:
        """What this version wants in the body of a new run."""
        return {}

    def run_state(self, dag_id: str, run_id: str) -> str:
        """State of a run."""
        return str(self.call("GET", f"/dags/{dag_id}/dagRuns/{run_id}")["state"])

    def end_run(self, dag_id: str, run_id: str) -> None:
        """Marks a run as failed, so that its pods are taken away."""
        self.call("PATCH", f"/dags/{dag_id}/dagRuns/{run_id}", {"state": "failed"})

    def tasks(self, dag_id: str, run_id: str) -> dict[str, dict[str, Any]]:
        """Task id -> task instance."""
        found = self.call("GET", f"/dags/{dag_id}/dagRuns/{run_id}/taskInstances")["task_instances"]
        return {task["task_id"]: task for task in found}

    def log(self, dag_id: str, run_id: str, task_id: str, attempt: int = 1) -> str:
        """The task's log as the UI shows it."""
        raise NotImplementedError


class Airflow2Api(AirflowApi):
    """Form login with CSRF token, session cookie, ``/api/v1``."""

    prefix = "/api/v1"
    ping = "/health"

    def login(self) -> None:
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        _, page = self.fetch("GET", "/login/")
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
        if token is None:
            raise Failed(f"the login page at {self.url}/login/ has no form")
        form = urllib.parse.urlencode({"csrf_token": token[1], "username": self.username, "password": self.password}).encode()
        status, page = self.fetch("POST", "/login/", form, {"Referer": self.url + "/login/"})
        if status != 200 or "Invalid login" in page or 'name="password"' in page:
            raise Failed(f"login of {self.username} was refused (HTTP {status})")

    def log(self, dag_id: str, run_id: str, task_id: str, attempt: int = 1) -> str:
        path = f"{self.prefix}/dags/{dag_id}/dagRuns/{run_id}/taskInstances/{task_id}/logs/{attempt}?full_content=true"
        return self.fetch("GET", path, headers={"Accept": "text/plain"})[1]


class Airflow3Api(AirflowApi):
    """Token by ``POST /auth/token``, ``/api/v2``."""

    prefix = "/api/v2"
    ping = "/api/v2/monitor/health"

    def login(self) -> None:
        body = json.dumps({"username": self.username, "password": self.password}).encode()
        self.headers = {}
        status, text = self.fetch("POST", "/auth/token", body, {"Content-Type": "application/json"})
        if status != 201:
            raise Failed(f"login of {self.username} was refused (HTTP {status})")
        self.headers = {"Authorization": f"Bearer {json.loads(text)['access_token']}"}

    def run_extras(self) -> dict[str, Any]:
        return {"logical_date": None}

    def log(self, dag_id: str, run_id: str, task_id: str, attempt: int = 1) -> str:
        path = f"{self.prefix}/dags/{dag_id}/dagRuns/{run_id}/taskInstances/{task_id}/logs/{attempt}?full_content=true"
        status, text = self.fetch("GET", path, headers={"Accept": "application/json"})
        if status != 200:
            return text
        content = json.loads(text)["content"]
        return "\n".join(event if isinstance(event, str) else str(event["event"]) for event in content)
