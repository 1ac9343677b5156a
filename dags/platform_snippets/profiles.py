"""How big a task's pod is: a profile of the platform, or resources of its own."""

from __future__ import annotations

import re
from typing import Any

POD_TEMPLATES = "/opt/airflow/pod_templates"
"""Where the scheduler finds one pod template per profile."""

PROFILES = ("small", "medium", "large")
"""The platform's profiles. Airflow starts an empty pod for a template that is missing, so names are checked here."""

_CPU = re.compile(r"\d+m|\d+(\.\d+)?")
_BYTES = re.compile(r"\d+(\.\d+)?[KMGT]i")


def profile(name: str, *, image: str | None = None) -> dict[str, Any]:
    """``executor_config`` of a task that runs in a pod of one of the platform's sizes.

    Args:
        name: one of ``PROFILES``.
        image: another image than the platform's, with the same Airflow version in it.

    Raises:
        ValueError: the platform has no such profile.

    Airflow: ``pod_template_file``. https://airflow.apache.org/docs/apache-airflow-providers-cncf-kubernetes/stable/kubernetes_executor.html
    """
    if name not in PROFILES:
        raise ValueError(f"profile ({name}) must be one of {', '.join(PROFILES)}; resources() makes a size of its own")
    override = _pod_override(image=image) if image else {}
    return {"pod_template_file": f"{POD_TEMPLATES}/{name}.yaml", **override}


def resources(
    *,
    cpu: str,
    memory: str,
    ephemeral_storage: str = "1Gi",
    cpu_limit: str | None = None,
    memory_limit: str | None = None,
    ephemeral_storage_limit: str | None = None,
    image: str | None = None,
) -> dict[str, Any]:
    """``executor_config`` of a task that needs a size no profile has.

    An override replaces the pod template's resources as a whole: a request left out would be gone, and a namespace
    with a quota refuses such a pod. So all of them are written, requests and limits.

    Args:
        cpu: processors asked for, "500m" or "2".
        memory: memory asked for, "512Mi" or "2Gi".
        ephemeral_storage: disk for files and logs. Default: 1Gi, room for a task that keeps its data elsewhere.
        cpu_limit: most processors. Default: ``cpu``.
        memory_limit: more than this and the pod is killed. Default: ``memory``.
        ephemeral_storage_limit: more than this and the pod is evicted. Default: ``ephemeral_storage``.
        image: another image than the platform's, with the same Airflow version in it.

    Raises:
        ValueError: a quantity Kubernetes would refuse, or would read as something else ("512m" of memory is half a byte).

    Airflow: ``pod_override``. https://airflow.apache.org/docs/apache-airflow-providers-cncf-kubernetes/stable/kubernetes_executor.html
    """
    requests = {
        "cpu": _cpu("cpu", cpu),
        "memory": _bytes("memory", memory),
        "ephemeral-storage": _bytes("ephemeral_storage", ephemeral_storage),
    }
    limits = {
        "cpu": _cpu("cpu_limit", cpu_limit or cpu),
        "memory": _bytes("memory_limit", memory_limit or memory),
        "ephemeral-storage": _bytes("ephemeral_storage_limit", ephemeral_storage_limit or ephemeral_storage),
    }
    return _pod_override(image=image, resources={"requests": requests, "limits": limits})


def _pod_override(*, image: str | None, resources: dict[str, dict[str, str]] | None = None) -> dict[str, Any]:
    """The container ``base`` with these two fields; nothing where the Kubernetes client, and so its executor, is absent."""
    try:
        from kubernetes.client import models as k8s
    except ImportError:
        return {}
    size = k8s.V1ResourceRequirements(**resources) if resources else None
    base = k8s.V1Container(name="base", image=image, resources=size)
    return {"pod_override": k8s.V1Pod(spec=k8s.V1PodSpec(containers=[base]))}


def _cpu(field: str, value: str) -> str:
    if not _CPU.fullmatch(value):
        raise ValueError(f'{field} ({value}) must be processors or thousandths of one; write "500m" or "2"')
    return value


def _bytes(field: str, value: str) -> str:
    if not _BYTES.fullmatch(value):
        raise ValueError(f'{field} ({value}) must be bytes with a binary unit; write "512Mi" or "2Gi"')
    return value
