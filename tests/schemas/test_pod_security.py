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
    "pod: runAsNonRoot": lambda spec: (spec["securityContext"].update(runAsNonRoot=False), _context(spec).update(runAsNonRoot=True)),
    "pod: runAsUser 0": lambda spec: (spec["securityContext"].update(runAsUser=0), _context(spec).update(runAsUser=50000)),
    "base: runAsUser 0": lambda spec: _context(spec).update(runAsUser=0),
    "base: seccompProfile": lambda spec: spec["securityContext"].pop("seccompProfile"),
    "pod: seccompProfile": lambda spec: spec["securityContext"].update(seccompProfile={"type": "Unconfined"}),
    "base: appArmorProfile": lambda spec: _context(spec).update(appArmorProfile={"type": "Unconfined"}),
    "pod: seLinuxOptions": lambda spec: spec["securityContext"].update(seLinuxOptions={"type": "spc_t"}),
    "base: hostProcess": lambda spec: _context(spec).update(windowsOptions={"hostProcess": True}),
    "base: allowPrivilegeEscalation": lambda spec: _context(spec).pop("allowPrivilegeEscalation"),
    "base: drop ALL": lambda spec: _context(spec).update(capabilities={"drop": ["NET_RAW"]}),
    "base: add": lambda spec: _context(spec)["capabilities"].update(add=["SYS_ADMIN"]),
    "base: privileged": lambda spec: _context(spec).update(privileged=True),
    "base: procMount": lambda spec: _context(spec).update(procMount="Unmasked"),
    "base: hostPort": lambda spec: spec["containers"][0].update(ports=[{"containerPort": 1, "hostPort": 1}]),
    "base: host": lambda spec: spec["containers"][0].update(lifecycle={"preStop": {"httpGet": {"host": "h", "port": 1}}}),
    "volume dags": lambda spec: spec["volumes"].append({"name": "dags", "hostPath": {"path": "/"}}),
    "hostNetwork": lambda spec: spec.update(hostNetwork=True),
    "sysctl kernel.msgmax": lambda spec: spec["securityContext"].update(sysctls=[{"name": "kernel.msgmax", "value": "1"}]),
    "init: allowPrivilegeEscalation": lambda spec: spec.update(initContainers=[{"name": "init", "securityContext": {"capabilities": {"drop": ["ALL"]}}}]),
    "debug: drop ALL": lambda spec: spec.update(ephemeralContainers=[{"name": "debug", "securityContext": {"allowPrivilegeEscalation": False}}]),
}
ALLOWED: dict[str, Callable[[dict[str, Any]], object]] = {
    "group 0": lambda spec: spec["securityContext"].update(runAsGroup=0, fsGroup=0),
    "NET_BIND_SERVICE": lambda spec: _context(spec)["capabilities"].update(add=["NET_BIND_SERVICE"]),
    "seccomp and non-root in the container": lambda spec: _context(spec).update(spec.pop("securityContext")),
    "safe sysctl": lambda spec: spec["securityContext"].update(sysctls=[{"name": "net.ipv4.tcp_keepalive_time", "value": "60"}]),
    "writable root": lambda spec: _context(spec).update(readOnlyRootFilesystem=False),
    "probe": lambda spec: spec["containers"][0].update(livenessProbe={"httpGet": {"path": "/", "port": 1}}),
}


def _context(spec: dict[str, Any]) -> dict[str, Any]:
    context: dict[str, Any] = spec["containers"][0]["securityContext"]
    return context


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


@pytest.mark.parametrize("change", ALLOWED)
def test_what_restricted_admits_is_no_violation(change: str) -> None:
    """The check is not stricter than the admission controller."""
    spec = copy.deepcopy(GOOD)
    ALLOWED[change](spec)
    assert violations(spec) == []


@pytest.mark.parametrize("kind", ["Pod", "Deployment", "Job", "CronJob", "Service"])
def test_pods_are_found_in_every_kind(kind: str) -> None:
    """CronJobs keep theirs one level deeper."""
    template = {"template": {"spec": GOOD}}
    spec = {"Pod": GOOD, "CronJob": {"jobTemplate": {"spec": template}}, "Service": {"ports": []}}.get(kind, template)
    assert pod_specs({"kind": kind, "spec": spec}) == ([] if kind == "Service" else [GOOD])
