"""imports/ is what its CRD files give, and the CRD files are trimmed: by digest, without Node; tools/imports.py --check generates."""

import importlib
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from tools import imports, trim_crds

MODULES = {
    "argoproj.io": "imports.io.argoproj",
    "external-secrets.io": "imports.io.external_secrets",
    "gateway.networking.k8s.io": "imports.io.k8s.networking.gateway",
    "keda.sh": "imports.sh.keda",
    "monitoring.coreos.com": "imports.com.coreos.monitoring",
    "postgresql.cnpg.io": "imports.io.cnpg.postgresql",
}
UPSTREAM: dict[str, Any] = {
    "apiVersion": "apiextensions.k8s.io/v1",
    "kind": "CustomResourceDefinition",
    "metadata": {"name": "things.example.org", "annotations": {"generator": "1"}},
    "spec": {
        "group": "example.org",
        "names": {"kind": "Thing", "listKind": "ThingList", "plural": "things", "singular": "thing", "shortNames": ["t"]},
        "scope": "Namespaced",
        "versions": [
            {"name": "v1beta1", "served": True, "storage": False, "schema": {"openAPIV3Schema": {"type": "object"}}},
            {
                "name": "v1",
                "served": True,
                "storage": True,
                "subresources": {"status": {}},
                "schema": {
                    "openAPIV3Schema": {
                        "type": "object",
                        "description": "A thing.",
                        "required": ["spec", "status"],
                        "properties": {
                            "spec": {
                                "type": "object",
                                "properties": {
                                    "description": {"type": "string", "description": "A field may be called so."},
                                    "provider": {"type": "object", "properties": {"vault": {"type": "object"}, "acme": {"type": "object"}}},
                                },
                            },
                            "status": {"type": "object"},
                        },
                    }
                },
            },
        ],
    },
}


def _definitions(path: Path) -> list[dict[str, Any]]:
    return list(yaml.load_all(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))


def test_committed_modules_are_those_of_the_crd_files() -> None:
    """A changed CRD file, cdk8s-cli or module, without ``make imports``, is seen."""
    recorded = json.loads(imports.DIGESTS.read_text(encoding="utf-8"))

    assert recorded == imports.digests(imports.IMPORTS), "imports/ must follow from imports/crds/; run make imports and commit it"


def test_cdk8s_yaml_lists_every_crd_file() -> None:
    """So that ``cdk8s import`` typed by hand does the same."""
    assert imports.crd_files() == sorted((imports.IMPORTS / "crds").glob("*.yaml"))


@pytest.mark.parametrize("crds", imports.crd_files(), ids=lambda path: path.stem)
def test_a_file_holds_one_group_trimmed_and_its_module_offers_each_kind(crds: Path) -> None:
    """One group per file, nothing left to trim, and a class per kind (jsii spells HTTPRoute HttpRoute)."""
    definitions = _definitions(crds)
    names = {name.lower() for name in importlib.import_module(MODULES[crds.stem]).__all__}

    assert {definition["spec"]["group"] for definition in definitions} == {crds.stem}
    assert tuple(definition["spec"]["names"]["kind"] for definition in definitions) == trim_crds.KINDS[crds.stem]
    assert [trim_crds.trimmed(definition) for definition in definitions] == definitions
    assert {definition["spec"]["names"]["kind"].lower() for definition in definitions} <= names


def test_trimming_keeps_what_a_manifest_may_set() -> None:
    """The stored version, fields named like a dropped key, the listed providers; neither status nor descriptions."""
    [version] = trim_crds.trimmed(UPSTREAM)["spec"]["versions"]

    assert version["name"] == "v1"
    assert version["schema"]["openAPIV3Schema"] == {
        "type": "object",
        "required": ["spec"],
        "properties": {
            "spec": {
                "type": "object",
                "properties": {"description": {"type": "string"}, "provider": {"type": "object", "properties": {"vault": {"type": "object"}}}},
            }
        },
    }


def test_trimming_names_the_kinds_that_a_folder_lacks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And writes nothing then."""
    before = {path: path.stat().st_mtime_ns for path in trim_crds.CRDS.iterdir()}

    assert trim_crds.main([str(tmp_path)]) == 1
    assert "must hold every kind; missing are Application (argoproj.io), AppProject (argoproj.io)" in capsys.readouterr().err
    assert {path: path.stat().st_mtime_ns for path in trim_crds.CRDS.iterdir()} == before
