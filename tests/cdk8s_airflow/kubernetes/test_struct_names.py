"""jsii's spelling of struct fields against Kubernetes' schemas."""

import json

from cdk8s_airflow.kubernetes.struct_names import KUBERNETES_NAMES
from tests.schemas.validation import OLDEST, SCHEMAS

OF_CRDS = {"openApiv3Schema", "ref"}
"""Fields of CustomResourceDefinition's schema language, with those that begin with xKubernetes; nobody writes a CRD here."""


def test_the_list_is_complete() -> None:
    """Every field of every k8s struct is a Kubernetes name, or translated into one."""
    from cdk8s_plus_27 import k8s

    definitions = json.loads((SCHEMAS / f"v{OLDEST}.0-local-strict" / "_definitions.json").read_text())["$defs"]
    known = {name for definition in definitions.values() for name in definition.get("properties", {})}
    mappings = [getattr(struct, "__jsii_name_mapping__", {}) for struct in vars(k8s).values()]
    fields = {name for mapping in mappings for name in mapping.values()}
    assert len(fields) > 600
    assert {KUBERNETES_NAMES.get(name, name) for name in fields if not name.startswith("xKubernetes")} - known == OF_CRDS
    assert set(KUBERNETES_NAMES) <= fields
