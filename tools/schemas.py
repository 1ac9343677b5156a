"""JSON schemas, offline and strict: Kubernetes' own kinds from the package kubernetes-validate, custom resources from imports/crds/.

Used by the test suite and by ``make scan``. Strict means that an unknown field is an error, as with ``kubectl apply --validate=strict``.
"""

from functools import cache
from pathlib import Path
from typing import Any

import kubernetes_validate  # type: ignore[import-untyped]
import yaml

ROOT = Path(__file__).resolve().parent.parent
CRDS = ROOT / "imports" / "crds"
SCHEMAS = Path(kubernetes_validate.__file__).with_name("kubernetes-json-schema")
OLDEST = "1.27"
NEWEST = ".".join(kubernetes_validate.latest_version().split(".")[:2])
VERSIONS = (OLDEST, NEWEST)


def kubernetes_folder(version: str) -> Path:
    """The folder of strict schemas of a Kubernetes version: ``<kind>-<group>-<version>.json`` and ``_definitions.json``."""
    return SCHEMAS / f"v{version}.0-local-strict"


@cache
def custom_resources(group: str) -> dict[tuple[str, str], dict[str, Any]] | None:
    """``(kind, version)`` -> schema of the kinds in an API group's CRD file; None when there is no such file."""
    path = CRDS / f"{group}.yaml"
    if not path.exists():
        return None
    definitions = yaml.load_all(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {
        (d["spec"]["names"]["kind"], version["name"]): closed(version["schema"]["openAPIV3Schema"]) for d in definitions for version in d["spec"]["versions"]
    }


def closed(schema: dict[str, Any]) -> dict[str, Any]:
    """A CRD's schema as strict JSON schema: no unknown fields, ``nullable`` as a type, patterns of Go as Python reads them.

    Only structural places are closed: ``properties``, ``items`` and ``additionalProperties``. The branches of ``anyOf`` and its like
    repeat single fields of a structural schema, closing those would refuse all others.
    https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
    """
    result = dict(schema)
    if "properties" in schema:
        result["properties"] = {name: closed(field) for name, field in schema["properties"].items()}
        if not (schema.get("x-kubernetes-preserve-unknown-fields") or schema.get("x-kubernetes-embedded-resource")):
            result.setdefault("additionalProperties", False)
    for key in ("items", "additionalProperties"):
        if isinstance(result.get(key), dict):
            result[key] = closed(result[key])
    if schema.get("nullable") and "type" in schema:
        result["type"] = [schema["type"], "null"]
    if "(?i)" in schema.get("pattern", ""):
        result["pattern"] = f"(?i){schema['pattern'].replace('(?i)', '')}"  # Python wants flags in front
    return result
