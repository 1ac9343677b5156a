"""Writes imports/crds/, one file per API group, from a folder of upstream CustomResourceDefinitions, without what we never write.

Kept: the stored version of the kinds below, and the fields that a manifest may set. Dropped: status, descriptions, printer columns,
CEL rules (only the API server can check them), and the branches below, which would make megabytes of Python that nobody uses.
The first line of each upstream file must be a comment that names project, file and version; it is kept.
"""

import sys
from pathlib import Path
from typing import Any

import yaml

CRDS = Path(__file__).resolve().parent.parent / "imports" / "crds"
KINDS = {
    "argoproj.io": ("Application", "AppProject"),
    "external-secrets.io": ("ClusterSecretStore", "ExternalSecret", "SecretStore"),
    "gateway.networking.k8s.io": ("HTTPRoute",),
    "keda.sh": ("ScaledObject", "TriggerAuthentication"),
    "monitoring.coreos.com": ("PodMonitor", "PrometheusRule", "ServiceMonitor"),
    "postgresql.cnpg.io": ("Cluster", "Pooler", "ScheduledBackup"),
}
ONLY = {
    "spec.provider": {"aws", "azurekv", "fake", "gcpsm", "kubernetes", "vault"},
    "spec.template.spec": {
        "affinity",
        "containers",
        "imagePullSecrets",
        "nodeSelector",
        "priorityClassName",
        "securityContext",
        "serviceAccountName",
        "terminationGracePeriodSeconds",
        "tolerations",
        "topologySpreadConstraints",
    },
}
"""Fields kept in an object of this path; the others go. Secret stores of one company each; most of the pod of a CNPG Pooler."""
WITHOUT = {"status", "operation", "spec.sourceHydrator"}
"""Paths dropped: what controllers write, an Argo CD operation in progress, and its alpha hydrator."""
UNUSED_KEYS = {"description", "x-kubernetes-validations", "example"}


def main(arguments: list[str]) -> int:
    """0 when every kind was found in the folder."""
    if len(arguments) != 1:
        print("usage: trim_crds.py FOLDER  (upstream CustomResourceDefinitions as *.yaml)", file=sys.stderr)
        return 2
    found: dict[tuple[str, str], str] = {}
    for path in sorted(Path(arguments[0]).glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        crd = yaml.load(text, Loader=yaml.CSafeLoader)
        key = (crd["spec"]["group"], crd["spec"]["names"]["kind"])
        found[key] = f"{text.splitlines()[0]}\n{yaml.dump(trimmed(crd), Dumper=yaml.CSafeDumper, sort_keys=False)}"
    wanted = [(group, kind) for group, kinds in KINDS.items() for kind in kinds]
    if missing := [f"{kind} ({group})" for group, kind in wanted if (group, kind) not in found]:
        print(f"error: {arguments[0]} must hold every kind; missing are {', '.join(missing)}", file=sys.stderr)
        return 1
    for group, kinds in KINDS.items():
        (CRDS / f"{group}.yaml").write_text("---\n".join(found[group, kind] for kind in kinds), encoding="utf-8")
    return 0


def trimmed(crd: dict[str, Any]) -> dict[str, Any]:
    """The definition with its stored version alone, and of that only the schema."""
    spec = crd["spec"]
    stored = next(version for version in spec["versions"] if version["storage"])
    version = {
        "name": stored["name"],
        "served": True,
        "storage": True,
        "schema": {"openAPIV3Schema": _schema(stored["schema"]["openAPIV3Schema"], "")},
    }
    names = {key: spec["names"][key] for key in ("kind", "listKind", "plural", "singular")}
    return {
        "apiVersion": crd["apiVersion"],
        "kind": crd["kind"],
        "metadata": {"name": crd["metadata"]["name"]},
        "spec": {"group": spec["group"], "names": names, "scope": spec["scope"], "versions": [version]},
    }


def _schema(schema: Any, path: str) -> Any:
    """A schema without unused keys and branches; ``path`` is the field it describes."""
    if isinstance(schema, list):
        return [_schema(entry, path) for entry in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: value for key, value in schema.items() if key not in UNUSED_KEYS}
    for key, value in kept.items():
        if key == "properties":
            kept[key] = {name: _schema(field, _join(path, name)) for name, field in value.items() if _keeps(path, name)}
        elif key in ("items", "additionalProperties", "allOf", "anyOf", "oneOf", "not"):
            kept[key] = _schema(value, path)
        elif key == "required":
            kept[key] = [name for name in value if _keeps(path, name)]
    return kept


def _keeps(path: str, name: str) -> bool:
    return _join(path, name) not in WITHOUT and name in ONLY.get(path, {name})


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
