"""The Pod Security Standard ``restricted``, computed from a pod spec as the admission controller does it.

https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
"""

from collections.abc import Mapping
from typing import Any

VOLUMES = frozenset({"configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"})
PROBES = ("startupProbe", "livenessProbe", "readinessProbe")


def violations(spec: Mapping[str, Any]) -> list[str]:
    """What ``restricted`` refuses in a pod spec; empty when the pod is admitted."""
    pod = spec.get("securityContext", {})
    found = [f"volume {v['name']}" for v in spec.get("volumes", ()) if not (set(v) - {"name"} <= VOLUMES and len(v) == 2)]
    found += [field for field in ("hostNetwork", "hostPID", "hostIPC") if spec.get(field)]
    for container in (*spec.get("initContainers", ()), *spec["containers"]):
        found += [f"{container['name']}: {reason}" for reason in _container(container, pod)]
    return found


def _container(container: Mapping[str, Any], pod: Mapping[str, Any]) -> list[str]:
    own = container.get("securityContext", {})
    seccomp = own.get("seccompProfile", pod.get("seccompProfile", {})).get("type")
    capabilities = own.get("capabilities", {})
    rules = {
        "runAsNonRoot": own.get("runAsNonRoot", pod.get("runAsNonRoot")) is not True,
        "runAsUser 0": own.get("runAsUser", pod.get("runAsUser")) == 0,
        "seccompProfile": seccomp not in ("RuntimeDefault", "Localhost"),
        "allowPrivilegeEscalation": own.get("allowPrivilegeEscalation") is not False,
        "drop ALL": "ALL" not in capabilities.get("drop", ()),
        "add": not set(capabilities.get("add", ())) <= {"NET_BIND_SERVICE"},
        "privileged": bool(own.get("privileged")),
        "hostPort": any(port.get("hostPort") for port in container.get("ports", ())),
        "probe host": any(container.get(probe, {}).get(way, {}).get("host") for probe in PROBES for way in ("httpGet", "tcpSocket")),
    }
    return [reason for reason, broken in rules.items() if broken]


def pod_specs(document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The pod specs inside of one object, however deep its kind keeps them."""
    spec = document.get("spec", {})
    if document["kind"] == "Pod":
        return [spec]
    if document["kind"] == "CronJob":
        spec = spec["jobTemplate"]["spec"]
    return [spec["template"]["spec"]] if "template" in spec and "containers" in spec["template"].get("spec", {}) else []
