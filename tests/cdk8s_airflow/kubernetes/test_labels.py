"""Labels: all on objects, few in selectors."""

from cdk8s_airflow.kubernetes.labels import IDENTITY, selector_labels


def test_selectors_hold_what_never_changes() -> None:
    """No version, no instance: a selector is immutable."""
    assert selector_labels("airflow", "scheduler") == {"app.kubernetes.io/name": "airflow", "app.kubernetes.io/component": "scheduler"}


def test_the_identity_of_a_pod() -> None:
    """The recommended labels without ``instance``, which Argo CD may rewrite."""
    assert IDENTITY == {f"app.kubernetes.io/{name}" for name in ("name", "component", "part-of", "managed-by", "version")}
    assert selector_labels("a", "b").keys() < IDENTITY
