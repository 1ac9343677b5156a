"""PriorityClasses: who stays when a node is full."""

from constructs import Construct

from . import argo_cd
from .manifest import Manifest


class PriorityClass(Manifest):
    """Creates: PriorityClass (cluster-scoped; its value can never change).

    https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/
    """

    def __init__(self, scope: Construct, id: str, *, name: str, value: int, preempts: bool, description: str, labels: dict[str, str]) -> None:
        super().__init__(
            scope,
            id,
            api_version="scheduling.k8s.io/v1",
            kind="PriorityClass",
            name=name,
            labels=labels,
            annotations=argo_cd.sync_wave(argo_cd.CLUSTER),
            value=value,
            preemptionPolicy="PreemptLowerPriority" if preempts else "Never",
            description=description,
        )
