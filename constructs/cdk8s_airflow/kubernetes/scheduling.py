"""On which nodes pods land: spreading, anti-affinity, tolerations, priority."""

from typing import Any, Literal

from pydantic import model_validator

from .props import Props
from .quantities import LabelKey, LabelValue


class Toleration(Props):
    """A node taint that a pod may live with. https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/"""

    key: LabelKey
    """Key of the taint."""

    operator: Literal["Equal", "Exists"] = "Equal"
    """How ``value`` is compared. Default: Equal, as Kubernetes."""

    value: LabelValue | None = None
    """Value of the taint; leave unset with ``Exists``. Default: none."""

    effect: Literal["NoSchedule", "PreferNoSchedule", "NoExecute"] | None = None
    """Effect that is tolerated. Default: all."""

    @model_validator(mode="after")
    def _value_fits_operator(self) -> "Toleration":
        if (self.operator == "Exists") != (self.value is None):
            raise ValueError(f"value ({self.value}) must be set with Equal and unset with Exists; change operator or value")
        return self

    def to_pod(self) -> dict[str, Any]:
        """One entry of ``spec.tolerations``."""
        return {"key": self.key, "operator": self.operator, "value": self.value, "effect": self.effect}


def spread(selector: dict[str, str]) -> list[dict[str, Any]]:
    """Even over zones and nodes where possible; never a reason to stay Pending (``ScheduleAnyway``).

    https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
    """
    return [
        {"maxSkew": 1, "topologyKey": key, "whenUnsatisfiable": "ScheduleAnyway", "labelSelector": {"matchLabels": selector}}
        for key in ("topology.kubernetes.io/zone", "kubernetes.io/hostname")
    ]


def prefer_apart(selector: dict[str, str]) -> dict[str, Any]:
    """Preferred anti-affinity: zones first, then nodes. Required anti-affinity would stall a rollout on a full cluster."""
    return {
        "podAntiAffinity": {
            "preferredDuringSchedulingIgnoredDuringExecution": [
                {"weight": weight, "podAffinityTerm": {"labelSelector": {"matchLabels": selector}, "topologyKey": key}}
                for weight, key in ((100, "topology.kubernetes.io/zone"), (50, "kubernetes.io/hostname"))
            ]
        }
    }
