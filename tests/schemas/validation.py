"""Strict schema validation of rendered objects, offline: Kubernetes' own kinds and the custom resources of the CRD files."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from referencing import Registry, Resource

from tools.schemas import NEWEST, OLDEST, ROOT, SCHEMAS, VERSIONS, custom_resources, kubernetes_folder

__all__ = ["NEWEST", "OLDEST", "ROOT", "SCHEMAS", "VERSIONS", "finding", "objects"]
OBJECT_META = {"$ref": "/api/_definitions.json#/$defs/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"}


def finding(document: dict[str, Any], version: str) -> str | None:
    """What is wrong with one object under a Kubernetes version, in one sentence; None when it is valid."""
    api_version, kind = document["apiVersion"], document["kind"]
    group, _, rest = api_version.rpartition("/")
    try:
        validator = _custom_resource(version, group, kind, rest) if custom_resources(group) else _kubernetes(version, group, kind.lower(), rest)
    except FileNotFoundError:
        return f"{kind} {api_version} is no kind of Kubernetes {version}"
    except KeyError:
        return f"{kind} {api_version} is no kind of imports/crds/{group}.yaml"
    error = best_match(validator.iter_errors(document))
    name = document.get("metadata", {}).get("name", "without a name")
    return f"{kind} {name}: {'.'.join(map(str, error.absolute_path))}: {error.message[:300]}" if error else None


@cache
def _kubernetes(version: str, group: str, kind: str, api_version: str) -> Draft202012Validator:
    short = f"{group.split('.')[0]}-{api_version}" if group else api_version
    text = (kubernetes_folder(version) / f"{kind}-{short}.json").read_text(encoding="utf-8")
    return _validator(version, json.loads(text))


@cache
def _custom_resource(version: str, group: str, kind: str, api_version: str) -> Draft202012Validator:
    schema = (custom_resources(group) or {})[kind, api_version]
    properties = {
        **schema["properties"],
        "apiVersion": {"const": f"{group}/{api_version}"},
        "kind": {"const": kind},
        "metadata": OBJECT_META,
    }
    required = [*{*schema.get("required", ()), "metadata"}]
    definitions = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"https://kubernetes.io/api/{group}-{kind}.json"}
    return _validator(version, {**schema, **definitions, "properties": properties, "required": required})


def _validator(version: str, schema: dict[str, Any]) -> Draft202012Validator:
    return Draft202012Validator(schema, registry=Resource.from_contents(schema) @ _definitions(version))


@cache
def _definitions(version: str) -> Registry[Any]:
    path = kubernetes_folder(version) / "_definitions.json"
    return Resource.from_contents(json.loads(path.read_text(encoding="utf-8"))) @ Registry()


def objects(folder: Path) -> Iterator[dict[str, Any]]:
    """Every object of a folder of YAML files, and the pods inside of pod template ConfigMaps."""
    for path in sorted(folder.glob("*.yaml")):
        for document in yaml.load_all(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader):
            yield document
            if document["kind"] == "ConfigMap" and document["metadata"]["name"].endswith("-pod-template"):
                yield from (yaml.load(text, Loader=yaml.CSafeLoader) for text in document["data"].values())
