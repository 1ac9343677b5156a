"""Security contexts that pass the Pod Security Standard ``restricted``."""

from typing import Any


def pod_security_context(*, uid: int, gid: int) -> dict[str, Any]:
    """Non-root pod with the runtime's seccomp profile; volumes belong to ``gid``.

    https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
    """
    return {
        "runAsNonRoot": True,
        "runAsUser": uid,
        "runAsGroup": gid,
        "fsGroup": gid,
        "fsGroupChangePolicy": "OnRootMismatch",
        "seccompProfile": {"type": "RuntimeDefault"},
    }


def container_security_context() -> dict[str, Any]:
    """No escalation, no capabilities, root file system read-only; written on every container, init and sidecar included."""
    return {"allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True, "capabilities": {"drop": ["ALL"]}}
