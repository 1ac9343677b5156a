"""app.kubernetes.io labels: all of them on objects and pods, a stable minimum in selectors."""

NAME = "app.kubernetes.io/name"
COMPONENT = "app.kubernetes.io/component"
PART_OF = "app.kubernetes.io/part-of"
MANAGED_BY = "app.kubernetes.io/managed-by"
VERSION = "app.kubernetes.io/version"
IDENTITY = frozenset({NAME, COMPONENT, PART_OF, MANAGED_BY, VERSION})
"""Labels that every object and pod has from the platform."""


def selector_labels(name: str, component: str) -> dict[str, str]:
    """Labels of selectors. Never the version (it changes), never ``instance`` (Argo CD may rewrite it).

    https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
    """
    return {NAME: name, COMPONENT: component}
