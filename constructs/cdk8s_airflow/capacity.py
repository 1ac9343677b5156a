"""Proof that the namespace's quota holds everything at its peak, one rollout surge included."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from .executor.kubernetes_executor import KubernetesExecutor
from .kubernetes.quantities import kibibytes, millicpu
from .kubernetes.resource_quota import LimitRangeProps
from .props import AirflowProps

SURGE = 1
"""Pods beyond the wanted number during a rolling update. Unit: pods."""
RESOURCES = (("requests", "cpu"), ("requests", "memory"), ("limits", "cpu"), ("limits", "memory"))

Object = Mapping[str, Any]
Amounts = tuple[int, int, int, int]
"""In the order of RESOURCES. Unit: millicores and KiB."""


class Demand(NamedTuple):
    """What one workload asks for at its peak."""

    name: str
    pods: int
    amounts: Amounts
    """Per pod."""


def stated(container: Object, kind: str, resource: str, defaults: LimitRangeProps | None) -> str | None:
    """What a container asks for: its own words, its limit as its request, or the LimitRange's; None when quota will refuse it."""
    own = container.get("resources", {})
    amount: str | None = own.get(kind, {}).get(resource) or (own.get("limits", {}).get(resource) if kind == "requests" else None)
    if amount is None and defaults is not None:
        amount = getattr(defaults, f"default_{kind.removesuffix('s')}_{resource}")
    return amount


def of_pod(spec: Object, defaults: LimitRangeProps | None = None) -> Amounts:
    """What quota charges for a pod: its containers and native sidecars together, or more while an init container runs."""
    amounts = []
    for kind, resource in RESOURCES:
        measure, sidecars, peak = millicpu if resource == "cpu" else kibibytes, 0, 0
        for container in spec.get("initContainers", ()):
            amount = measure(stated(container, kind, resource, defaults) or "0")
            peak = max(peak, sidecars + amount)
            sidecars += amount if container.get("restartPolicy") == "Always" else 0
        together = sum(measure(stated(container, kind, resource, defaults) or "0") for container in spec["containers"])
        amounts.append(max(peak, sidecars + together))
    return (amounts[0], amounts[1], amounts[2], amounts[3])


def workloads(documents: Iterable[Object]) -> Iterator[tuple[str, int, Object]]:
    """Name, pods at the peak and pod spec of every workload among the rendered objects."""
    documents = list(documents)
    autoscalers = (document.get("spec", {}) for document in documents if document["kind"] == "HorizontalPodAutoscaler")
    most = {spec.get("scaleTargetRef", {}).get("name"): spec.get("maxReplicas", 1) for spec in autoscalers}
    for document in documents:
        kind, name, spec = document["kind"], document["metadata"]["name"], document.get("spec", {})
        if kind in ("Deployment", "StatefulSet"):
            pods = most.get(name, spec.get("replicas", 1))
            yield name, pods + SURGE if pods and kind == "Deployment" else pods, spec["template"]["spec"]
        elif kind == "Job":
            yield name, spec.get("parallelism", 1), spec["template"]["spec"]
        elif kind == "CronJob":
            yield name, 1, spec["jobTemplate"]["spec"]["template"]["spec"]
        elif kind == "Pod":
            yield name, 1, spec


def demands(props: AirflowProps, documents: Iterable[Object]) -> list[Demand]:
    """Peak of every workload, task pods by parallelism and default profile."""
    result = [Demand(name, pods, of_pod(spec, props.limit_range)) for name, pods, spec in workloads(documents)]
    if isinstance(props.executor, KubernetesExecutor):
        size = props.executor.profiles[props.executor.default_profile].to_container()
        tasks = props.config.parallelism * props.scheduler.replicas
        result.append(Demand(f"tasks of profile {props.executor.default_profile}", tasks, of_pod({"containers": [{"resources": size}]})))
    return result


def findings(props: AirflowProps, documents: Iterable[Object]) -> list[str]:
    """Sentences about what the LimitRange or the quota refuses, or the quota does not hold; empty when all fits."""
    documents = list(documents)
    if broken := list(_broken(props, documents)):
        return broken
    return [*_too_large(props, documents), *_refused(props, documents), *_beyond_quota(props, documents)]


def _broken(props: AirflowProps, documents: Iterable[Object]) -> Iterator[str]:
    """Workloads of a team whose pods cannot be counted."""
    for document in documents:
        try:
            for _, _, spec in workloads([document]):
                of_pod(spec, props.limit_range)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            why = f"it has no {error}" if isinstance(error, KeyError) else "its parts are of other types"
            why = str(error) if isinstance(error, ValueError) else why
            yield f"{document['kind']} ({document.get('metadata', {}).get('name')}) must have a pod that can be counted, {why}; correct its spec"


def _containers(props: AirflowProps, documents: Iterable[Object]) -> Iterator[tuple[str, Object]]:
    """Every container, as sentences name it; task containers by profile."""
    for name, _, spec in workloads(documents):
        for container in (*spec.get("initContainers", ()), *spec["containers"]):
            yield f"{name}: container ({container.get('name')})", container
    if isinstance(props.executor, KubernetesExecutor):
        for profile, size in props.executor.profiles.items():
            yield f"executor.profiles ({profile})", {"resources": size.to_container()}


def _too_large(props: AirflowProps, documents: Iterable[Object]) -> Iterator[str]:
    """Containers whose pods the LimitRange refuses."""
    if props.limit_range is None:
        return
    for name, container in _containers(props, documents):
        for resource, most, measure in (("cpu", props.limit_range.max_cpu, millicpu), ("memory", props.limit_range.max_memory, kibibytes)):
            amount = stated(container, "limits", resource, props.limit_range)
            if amount is not None and measure(amount) > measure(most):
                yield f"{name} must have a {resource} limit of at most limit_range.max_{resource} ({most}), not {amount}; lower it or raise the maximum"


def _refused(props: AirflowProps, documents: Iterable[Object]) -> Iterator[str]:
    """Containers without an amount that quota counts, where no LimitRange fills it in."""
    for name, container in _containers(props, documents) if props.resource_quota else ():
        for kind, resource in RESOURCES:
            if stated(container, kind, resource, props.limit_range) is None:
                yield f"{name} must state {kind}.{resource}, the quota refuses its pod; give it resources or set limit_range"


def _beyond_quota(props: AirflowProps, documents: list[Object]) -> Iterator[str]:
    """Totals that the quota does not hold."""
    quota = props.resource_quota
    if quota is None:
        return
    wanted = demands(props, documents)
    for index, (kind, resource) in enumerate(RESOURCES):
        field = f"{kind}_{resource}"
        granted: str = getattr(quota, field)
        measure, unit, divisor = (millicpu, "cores", 1000) if resource == "cpu" else (kibibytes, "Gi", 1024 * 1024)
        peak = sum(demand.pods * demand.amounts[index] for demand in wanted)
        if peak > measure(granted):
            largest = max(wanted, key=lambda demand: demand.pods * demand.amounts[index])
            yield (
                f"resource_quota.{field} ({granted}) must hold the peak of {peak / divisor:.1f} {unit}, of which {largest.name} needs"
                f" {largest.pods * largest.amounts[index] / divisor:.1f}; raise the quota or shrink that"
            )
    claims, balancers = _claims(documents), sum(d["kind"] == "Service" and d.get("spec", {}).get("type") == "LoadBalancer" for d in documents)
    for field, granted_number, number in (
        ("persistent_volume_claims", quota.persistent_volume_claims, claims),
        ("services_load_balancers", quota.services_load_balancers, balancers),
    ):
        if number > granted_number:
            yield f"resource_quota.{field} ({granted_number}) must be at least {number}, so many are rendered; raise it"


def _claims(documents: list[Object]) -> int:
    """PersistentVolumeClaims, those of StatefulSets' pods included."""
    specs = [document.get("spec", {}) for document in documents if document["kind"] == "StatefulSet"]
    own = sum(int(spec.get("replicas", 1)) * len(spec.get("volumeClaimTemplates", ())) for spec in specs)
    return own + len([document for document in documents if document["kind"] == "PersistentVolumeClaim"])
