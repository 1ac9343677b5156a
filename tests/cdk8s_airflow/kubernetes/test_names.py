"""Names that Kubernetes would refuse, before it does."""

import pytest

from cdk8s_airflow.kubernetes.names import component_rule, name_rule

CHARACTERS = "must have a name of lower-case letters, digits and '-', starting and ending with a letter or digit; rename it"


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("CronJob", "a" * 52),
        ("Service", "a" * 63),
        ("ConfigMap", "a" * 253),
        ("ConfigMap", "kube-root-ca.crt"),
        ("ClusterRole", "system:auth-delegator"),
        ("CustomResourceDefinition", "scaledobjects.keda.sh"),
    ],
)
def test_names_that_fit(kind: str, name: str) -> None:
    """At the limit; RBAC takes nearly everything."""
    assert name_rule(kind, name) is None


@pytest.mark.parametrize(
    ("kind", "name", "rule"),
    [
        ("CronJob", "a" * 53, "must have a name of at most 52 characters, it has 53; shorten it"),
        ("Service", "a" * 64, "must have a name of at most 63 characters, it has 64; shorten it"),
        ("Namespace", "a" * 64, "must have a name of at most 63 characters, it has 64; shorten it"),
        ("ConfigMap", "a" * 254, "must have a name of at most 253 characters, it has 254; shorten it"),
        ("ConfigMap", "A_b", CHARACTERS),
        ("ConfigMap", "a..b", CHARACTERS),
        ("ConfigMap", "a\n", CHARACTERS),
        ("Service", "a.b", CHARACTERS),
        ("Role", "a/b", "must have a name without '/' and '%'; rename it"),
        ("ConfigMap", "", "must have a name of text; give it one"),
        ("ConfigMap", None, "must have a name of text; give it one"),
        ("ConfigMap", 3, "must have a name of text; give it one"),
    ],
)
def test_names_that_do_not(kind: str, name: object, rule: str) -> None:
    """One beyond the limit, and characters."""
    assert name_rule(kind, name) == rule


@pytest.mark.parametrize("component", ["", "api-server", "A_b.c"])
def test_components_that_can_name_a_file(component: str) -> None:
    """Values of a label."""
    assert component_rule(component) is None


@pytest.mark.parametrize("component", ["../x", "a/b", ".hidden", "a" * 64, 3])
def test_components_that_cannot(component: object) -> None:
    """None leads out of the folder."""
    shown = repr(component)
    rule = f"must have a label app.kubernetes.io/component of letters, digits, '-', '_' or '.', not {shown}; correct it"
    assert component_rule(component) == rule
