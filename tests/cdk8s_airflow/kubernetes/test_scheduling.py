"""On which nodes pods land."""

import pytest

from cdk8s_airflow import Toleration
from cdk8s_airflow.kubernetes.scheduling import prefer_apart, spread
from tests.sentences import refused

SELECTOR = {"app": "a"}


def test_tolerations() -> None:
    """Two operators; no effect means all."""
    assert Toleration(key="k", value="v").to_pod() == {"key": "k", "operator": "Equal", "value": "v", "effect": None}
    assert Toleration(key="k", operator="Exists", effect="NoExecute").to_pod() == {"key": "k", "operator": "Exists", "value": None, "effect": "NoExecute"}


@pytest.mark.parametrize(("operator", "value"), [("Exists", "v"), ("Equal", None)])
def test_a_value_belongs_to_equal(operator: str, value: str | None) -> None:
    """The API server refuses the other pairs."""
    finding = f"Toleration.value ({value}) must be set with Equal and unset with Exists; change operator or value"
    assert refused(lambda: Toleration(key="k", operator=operator, value=value)) == (finding,)


def test_spreading_never_keeps_a_pod_pending() -> None:
    """Zones and nodes, both only preferred, over the pods of the selector."""
    constraints = spread(SELECTOR)
    assert [constraint["topologyKey"] for constraint in constraints] == ["topology.kubernetes.io/zone", "kubernetes.io/hostname"]
    assert {constraint["whenUnsatisfiable"] for constraint in constraints} == {"ScheduleAnyway"}
    assert all(constraint["labelSelector"] == {"matchLabels": SELECTOR} for constraint in constraints)


def test_anti_affinity_is_preferred() -> None:
    """Zones before nodes; nothing is required."""
    affinity = prefer_apart(SELECTOR)["podAntiAffinity"]
    assert set(affinity) == {"preferredDuringSchedulingIgnoredDuringExecution"}
    terms = affinity["preferredDuringSchedulingIgnoredDuringExecution"]
    assert [(term["weight"], term["podAffinityTerm"]["topologyKey"]) for term in terms] == [
        (100, "topology.kubernetes.io/zone"),
        (50, "kubernetes.io/hostname"),
    ]
