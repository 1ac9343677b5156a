"""The Pod Security Standard ``restricted``, computed from a pod spec as the admission controller does it.

https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted; the rule for hosts is enforced since Kubernetes 1.34.
"""

from collections.abc import Mapping
from typing import Any

VOLUMES = frozenset({"configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "image", "persistentVolumeClaim", "projected", "secret"})
SYSCTLS = frozenset(
    {
        "kernel.shm_rmid_forced",
        "net.ipv4.ip_local_port_range",
        "net.ipv4.ip_local_reserved_ports",
        "net.ipv4.ip_unprivileged_port_start",
        "net.ipv4.ping_group_range",
        "net.ipv4.tcp_fin_timeout",
        "net.ipv4.tcp_keepalive_intvl",
        "net.ipv4.tcp_keepalive_probes",
        "net.ipv4.tcp_keepalive_time",
        "net.ipv4.tcp_rmem",
        "net.ipv4.tcp_syncookies",
        "net.ipv4.tcp_wmem",
    }
)
SELINUX_TYPES = frozenset({"", "container_t", "container_init_t", "container_kvm_t", "container_engine_t"})
PROBES = ("startupProbe", "livenessProbe", "readinessProbe")
HOOKS = ("postStart", "preStop")


def violations(spec: Mapping[str, Any]) -> list[str]:
    """What ``restricted`` refuses in a pod spec; empty when the pod is admitted."""
    pod = spec.get("securityContext", {})
    found = [f"volume {v['name']}" for v in spec.get("volumes", ()) if not (set(v) - {"name"} <= VOLUMES and len(v) == 2)]
    found += [field for field in ("hostNetwork", "hostPID", "hostIPC") if spec.get(field)]
    found += [f"sysctl {sysctl['name']}" for sysctl in pod.get("sysctls", ()) if sysctl["name"] not in SYSCTLS]
    found += [f"pod: {reason}" for reason in _context(pod)]
    if pod.get("runAsNonRoot") is False:
        found.append("pod: runAsNonRoot")  # refused even when each container says true
    for container in (*spec.get("initContainers", ()), *spec["containers"], *spec.get("ephemeralContainers", ())):
        found += [f"{container['name']}: {reason}" for reason in _container(container, pod)]
    return found


def _context(context: Mapping[str, Any]) -> list[str]:
    """What no security context may say, of the pod or of a container."""
    selinux = context.get("seLinuxOptions", {})
    rules = {
        "runAsUser 0": context.get("runAsUser") == 0,
        "seccompProfile": context.get("seccompProfile", {}).get("type", "RuntimeDefault") not in ("RuntimeDefault", "Localhost"),
        "appArmorProfile": context.get("appArmorProfile", {}).get("type", "RuntimeDefault") not in ("RuntimeDefault", "Localhost"),
        "seLinuxOptions": selinux.get("type", "") not in SELINUX_TYPES or bool(selinux.get("user") or selinux.get("role")),
        "hostProcess": bool(context.get("windowsOptions", {}).get("hostProcess")),
    }
    return [reason for reason, broken in rules.items() if broken]


def _container(container: Mapping[str, Any], pod: Mapping[str, Any]) -> list[str]:
    own = container.get("securityContext", {})
    capabilities = own.get("capabilities", {})
    handlers = [container.get(probe, {}) for probe in PROBES] + [container.get("lifecycle", {}).get(hook, {}) for hook in HOOKS]
    rules = {
        "runAsNonRoot": own.get("runAsNonRoot", pod.get("runAsNonRoot")) is not True,
        "seccompProfile": "seccompProfile" not in own and "seccompProfile" not in pod,
        "allowPrivilegeEscalation": own.get("allowPrivilegeEscalation") is not False,
        "drop ALL": "ALL" not in capabilities.get("drop", ()),
        "add": not set(capabilities.get("add", ())) <= {"NET_BIND_SERVICE"},
        "privileged": bool(own.get("privileged")),
        "procMount": own.get("procMount", "Default") != "Default",
        "hostPort": any(port.get("hostPort") for port in container.get("ports", ())),
        "host": any(handler.get(way, {}).get("host") for handler in handlers for way in ("httpGet", "tcpSocket")),
    }
    return _context(own) + [reason for reason, broken in rules.items() if broken]


def pod_specs(document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The pod specs inside of one object, however deep its kind keeps them."""
    spec = document.get("spec", {})
    if document["kind"] == "Pod":
        return [spec]
    if document["kind"] == "CronJob":
        spec = spec["jobTemplate"]["spec"]
    return [spec["template"]["spec"]] if "template" in spec and "containers" in spec["template"].get("spec", {}) else []
