"""kubectl as a function: runs, waits, answers JSON, and leaves evidence."""

import json
import shlex
import subprocess
import time
from collections.abc import Callable
from typing import Any, TypeVar

from .check import Failed
from .evidence import Evidence

Answer = TypeVar("Answer")


class Kubectl:
    """The cluster of ``KUBECONFIG``, in one namespace unless a command says otherwise."""

    def __init__(self, namespace: str, evidence: Evidence) -> None:
        self.namespace = namespace
        self.evidence = evidence

    def run(self, *arguments: str, stdin: str | bytes | None = None, check: bool = True, timeout: float = 120, namespace: str | None = None) -> str:
        """Output of one command, stderr included; ``check=False`` accepts any exit code."""
        command = ["kubectl", f"--namespace={namespace or self.namespace}", *arguments]
        started = time.perf_counter()
        given = stdin.encode() if isinstance(stdin, str) else stdin
        try:
            done = subprocess.run(command, input=given, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=timeout, check=False)
        except subprocess.TimeoutExpired as late:
            self.evidence.record(shlex.join(command), f"{(late.stdout or b'').decode(errors='replace')}\n(no end after {timeout:.0f} s)", started=started)
            raise Failed(f"`{shlex.join(command)}` did not end within {timeout:.0f} s") from None
        output = done.stdout.decode(errors="replace")
        self.evidence.record(shlex.join(command), output + (f"\n(exit code {done.returncode})" if done.returncode else ""), started=started)
        if check and done.returncode:
            raise Failed(f"`{shlex.join(command)}` ended with {done.returncode}: {output.strip()[-300:]}")
        return output

    def succeeds(self, *arguments: str, namespace: str | None = None, timeout: float = 120) -> bool:
        """Whether the command ends with exit code 0."""
        try:
            self.run(*arguments, namespace=namespace, timeout=timeout)
        except Failed:
            return False
        return True

    def json(self, *arguments: str, namespace: str | None = None) -> Any:
        """Parsed ``-o json`` output."""
        return json.loads(self.run(*arguments, "--output=json", namespace=namespace))

    def items(self, *arguments: str, namespace: str | None = None) -> list[dict[str, Any]]:
        """Items of ``get <arguments>``."""
        found: list[dict[str, Any]] = self.json("get", *arguments, namespace=namespace)["items"]
        return found

    def pods(self, component: str) -> list[dict[str, Any]]:
        """Pods of one component."""
        return self.items("pods", f"--selector=app.kubernetes.io/component={component}")

    def pod(self, component: str) -> str:
        """Name of a running pod of one component."""
        ready = [pod["metadata"]["name"] for pod in self.pods(component) if is_ready(pod)]
        if not ready:
            raise Failed(f"no pod of {component} is Ready")
        return str(ready[0])

    def wait_until(self, what: str, question: Callable[[], Answer | None], *, timeout: float, period: float = 2) -> Answer:
        """The first answer that is neither None nor False."""
        end = time.monotonic() + timeout
        while True:
            answer = question()
            if answer:
                return answer
            if time.monotonic() > end:
                raise Failed(f"{what}: not within {timeout:.0f} s")
            time.sleep(period)

    def rolled_out(self, *workloads: str, timeout: int = 420) -> None:
        """Waits until the named workloads (``deployment/x``) run what they declare."""
        for workload in workloads:
            self.run("rollout", "status", workload, f"--timeout={timeout}s", timeout=timeout + 30)


def is_ready(pod: dict[str, Any]) -> bool:
    """Whether a pod is Ready and not on its way out."""
    conditions = {condition["type"]: condition["status"] for condition in pod["status"].get("conditions", ())}
    return conditions.get("Ready") == "True" and "deletionTimestamp" not in pod["metadata"]
