"""Proof that the namespace's quota holds everything at its peak, one rollout surge included."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from .executor.kubernetes_executor import KubernetesExecutor
from .kubernetes.quantities import kibibytes, millicpu
from .props import AirflowProps

SURGE = 1
"""Pods beyond the wanted number during a rolling update. Unit: pods."""
RESOURCES = (("requests", "cpu"), ("requests", "memory"), ("limits", "cpu"), ("limits", "memory"))


class Demand(NamedTuple):
    """What one workload asks for at its peak."""

    name: str
    pods: int
    amounts: tuple[int, int, int, int]
    """Per pod, in the order of RESOURCES. Unit: millicores and KiB."""


def of_pod(spec: Mapping[str, Any]) -> tuple[int, int, int, int]:
    """What quota charges for a pod: the larger of all containers together and the largest init container."""
    amounts = []
    for kind, resource in RESOURCES:
        measure = millicpu if resource == "cpu" else kibibytes
        together = sum(measure(container["resources"][kind][resource]) for container in spec["containers"])
        alone = [measure(container["resources"][kind][resource]) for container in spec.get("initContainers", ())]
        amounts.append(max([together, *alone]))
    return (amounts[0], amounts[1], amounts[2], amounts[3])


def demands(props: AirflowProps, documents: Iterable[Mapping[str, Any]]) -> list[Demand]:
    """Peak of every workload among the rendered objects, task pods by parallelism and default profile."""
    documents = list(documents)
    most = {d["spec"]["scaleTargetRef"]["name"]: d["spec"]["maxReplicas"] for d in documents if d["kind"] == "HorizontalPodAutoscaler"}
    result = []
    for document in documents:
        kind, name, spec = document["kind"], document["metadata"]["name"], document.get("spec", {})
        if kind == "Deployment":
            pods = most.get(name, spec.get("replicas", 1))
            result.append(Demand(name, pods + SURGE if pods else 0, of_pod(spec["template"]["spec"])))
        elif kind == "StatefulSet":
            result.append(Demand(name, most.get(name, spec.get("replicas", 1)), of_pod(spec["template"]["spec"])))
        elif kind == "Job":
            result.append(Demand(name, 1, of_pod(spec["template"]["spec"])))
        elif kind == "CronJob":
            result.append(Demand(name, 1, of_pod(spec["jobTemplate"]["spec"]["template"]["spec"])))
    if isinstance(props.executor, KubernetesExecutor):
        size = props.executor.profiles[props.executor.default_profile].to_container()
        tasks = props.config.parallelism * props.scheduler.replicas
        result.append(Demand(f"tasks of profile {props.executor.default_profile}", tasks, of_pod({"containers": [{"resources": size}]})))
    return result


def findings(props: AirflowProps, documents: Iterable[Mapping[str, Any]]) -> list[str]:
    """Sentences about what the quota does not hold; empty without quota."""
    quota = props.resource_quota
    if quota is None:
        return []
    wanted, result = demands(props, documents), []
    for index, (kind, resource) in enumerate(RESOURCES):
        field = f"{kind}_{resource}"
        granted: str = getattr(quota, field)
        measure, unit, divisor = (millicpu, "cores", 1000) if resource == "cpu" else (kibibytes, "Gi", 1024 * 1024)
        peak = sum(demand.pods * demand.amounts[index] for demand in wanted)
        if peak > measure(granted):
            largest = max(wanted, key=lambda demand: demand.pods * demand.amounts[index])
            result.append(
                f"resource_quota.{field} ({granted}) must hold the peak of {peak / divisor:.1f} {unit}, of which {largest.name} needs"
                f" {largest.pods * largest.amounts[index] / divisor:.1f}; raise the quota or shrink that"
            )
    return result
