"""Security contexts against the Pod Security Standard restricted; tests/schemas proves it for every pod."""

from cdk8s_airflow.kubernetes.security import container_security_context, pod_security_context


def test_a_pod_has_a_user_who_is_not_root() -> None:
    """Its volumes belong to the group, its system calls are filtered."""
    assert pod_security_context(uid=999, gid=998) == {
        "runAsNonRoot": True,
        "runAsUser": 999,
        "runAsGroup": 998,
        "fsGroup": 998,
        "fsGroupChangePolicy": "OnRootMismatch",
        "seccompProfile": {"type": "RuntimeDefault"},
    }


def test_a_container_can_do_nothing_special() -> None:
    """No escalation, no capability, no write to the image."""
    assert container_security_context() == {"allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True, "capabilities": {"drop": ["ALL"]}}
