"""metadata.name and the component label of rendered objects, a team's own included: what Kubernetes would refuse."""

import re
from functools import lru_cache

from .labels import COMPONENT

LONGEST = {"CronJob": 52, "Service": 63, "Namespace": 63}
"""Kind -> most characters of its name, where that is fewer than 253."""
SUBDOMAIN = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")
DNS_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?")
LABEL_VALUE = re.compile(r"([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?")
RBAC = frozenset({"Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding"})
"""Kinds whose names may hold nearly everything, ``system:node``."""


@lru_cache(maxsize=4096)
def name_rule(kind: str, name: object) -> str | None:
    """The rule that a name breaks and its cure; None when it fits.

    https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
    """
    if not isinstance(name, str) or not name:
        return "must have a name of text; give it one"
    longest = LONGEST.get(kind, 253)
    if len(name) > longest:
        return f"must have a name of at most {longest} characters, it has {len(name)}; shorten it"
    if kind in RBAC:
        return None if not {"/", "%"} & set(name) else "must have a name without '/' and '%'; rename it"
    pattern = DNS_LABEL if kind in LONGEST else SUBDOMAIN
    if not pattern.fullmatch(name):
        return "must have a name of lower-case letters, digits and '-', starting and ending with a letter or digit; rename it"
    return None


@lru_cache(maxsize=1024)
def component_rule(component: object) -> str | None:
    """The same for the component label, which is a file name as well."""
    if isinstance(component, str) and LABEL_VALUE.fullmatch(component):
        return None
    return f"must have a label {COMPONENT} of letters, digits, '-', '_' or '.', not {component!r}; correct it"
