"""PodDisruptionBudget that slows a node drain down and never refuses it for ever."""

from constructs import Construct

from . import argo_cd
from .manifest import Manifest


class PodDisruptionBudget(Manifest):
    """At most one pod of a workload is evicted at a time. Creates: PodDisruptionBudget.

    ``maxUnavailable: 1`` always drains, ``unhealthyPodEvictionPolicy: AlwaysAllow`` lets broken pods go
    (``minAvailable`` answers 429 for ever when replicas is 1 or a pod is unready).
    https://kubernetes.io/docs/tasks/run-application/configure-pdb/
    """

    def __init__(self, scope: Construct, id: str, *, name: str, labels: dict[str, str], selector: dict[str, str]) -> None:
        super().__init__(
            scope,
            id,
            api_version="policy/v1",
            kind="PodDisruptionBudget",
            name=name,
            labels=labels,
            annotations=argo_cd.sync_wave(argo_cd.LAST),
            spec={"maxUnavailable": 1, "unhealthyPodEvictionPolicy": "AlwaysAllow", "selector": {"matchLabels": selector}},
        )
