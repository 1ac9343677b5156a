"""Every pod of every environment passes ``restricted``, and the check sees each thing that does not."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from tests.schemas.pod_security import pod_specs, violations
from tests.schemas.validation import ROOT, objects

ENVIRONMENTS = sorted(path.name for path in (ROOT / "dist").iterdir() if path.is_dir())
GOOD: dict[str, Any] = {
    "securityContext": {"runAsNonRoot": True, "seccompProfile": {"type": "RuntimeDefault"}},
    "volumes": [{"name": "tmp", "emptyDir": {}}],
    "containers": [{"name": "base", "securityContext": {"allowPrivilegeEscalation": False, "capabilities": {"drop": ["ALL"]}}}],
}
MUTATIONS: dict[str, Callable[[dict[str, Any]], object]] = {
    "base: runAsNonRoot": lambda spec: spec["securityContext"].pop("runAsNonRoot"),
    "base: runAsUser 0": lambda spec: spec["securityContext"].update(runAsUser=0),
    "base: seccompProfile": lambda spec: spec["securityContext"].pop("seccompProfile"),
    "base: allowPrivilegeEscalation": lambda spec: spec["containers"][0]["securityContext"].pop("allowPrivilegeEscalation"),
    "base: drop ALL": lambda spec: spec["containers"][0]["securityContext"].update(capabilities={"drop": ["NET_RAW"]}),
    "base: add": lambda spec: spec["containers"][0]["securityContext"]["capabilities"].update(add=["SYS_ADMIN"]),
    "base: privileged": lambda spec: spec["containers"][0]["securityContext"].update(privileged=True),
    "base: hostPort": lambda spec: spec["containers"][0].update(ports=[{"containerPort": 1, "hostPort": 1}]),
    "base: probe host": lambda spec: spec["containers"][0].update(livenessProbe={"httpGet": {"host": "h", "port": 1}}),
    "volume dags": lambda spec: spec["volumes"].append({"name": "dags", "hostPath": {"path": "/"}}),
    "hostNetwork": lambda spec: spec.update(hostNetwork=True),
    "init: allowPrivilegeEscalation": lambda spec: spec.update(initContainers=[{"name": "init", "securityContext": {"capabilities": {"drop": ["ALL"]}}}]),
}


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_every_pod_is_admitted(environment: str) -> None:
    """Init containers, sidecars, Jobs and task pods included."""
    pods = [(document["metadata"]["name"], spec) for document in objects(ROOT / "dist" / environment) for spec in pod_specs(document)]
    assert len(pods) >= 8
    assert {name: violations(spec) for name, spec in pods if violations(spec)} == {}


def test_a_restricted_pod_has_no_violation() -> None:
    """The base of the mutations is good."""
    assert violations(GOOD) == []


@pytest.mark.parametrize("reason", MUTATIONS)
def test_each_violation_is_seen(reason: str) -> None:
    """One broken thing, exactly one finding."""
    spec = copy.deepcopy(GOOD)
    MUTATIONS[reason](spec)
    assert violations(spec) == [reason]
