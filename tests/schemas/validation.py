"""Strict schema validation of rendered objects, offline: Kubernetes' own kinds and the custom resources of the CRD files."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import kubernetes_validate
import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from referencing import Registry, Resource

SCHEMAS = Path(kubernetes_validate.__file__).with_name("kubernetes-json-schema")
OLDEST = "1.27"
NEWEST = ".".join(kubernetes_validate.latest_version().split(".")[:2])
VERSIONS = (OLDEST, NEWEST)
ROOT = Path(__file__).resolve().parents[2]


def finding(document: dict[str, Any], version: str) -> str | None:
    """What is wrong with one object under a Kubernetes version; None when it is valid."""
    api_version, kind = document["apiVersion"], document["kind"]
    group, _, rest = api_version.rpartition("/")
    short = f"{group.split('.')[0]}-{rest}" if group else rest
    try:
        validator = _validator(version, kind.lower(), short)
    except FileNotFoundError:
        return f"{kind} {api_version} is no kind of Kubernetes {version}"
    error = best_match(validator.iter_errors(document))
    return f"{kind} {document['metadata']['name']}: {'.'.join(map(str, error.absolute_path))}: {error.message[:300]}" if error else None


@cache
def _validator(version: str, kind: str, api_version: str) -> Draft202012Validator:
    folder = SCHEMAS / f"v{version}.0-local-strict"
    schema = json.loads((folder / f"{kind}-{api_version}.json").read_text(encoding="utf-8"))
    registry = Resource.from_contents(schema) @ _definitions(folder)
    return Draft202012Validator(schema, registry=registry)


@cache
def _definitions(folder: Path) -> Registry[Any]:
    return Resource.from_contents(json.loads((folder / "_definitions.json").read_text(encoding="utf-8"))) @ Registry()


def objects(folder: Path) -> Iterator[dict[str, Any]]:
    """Every object of a folder of YAML files, and the pods inside of pod template ConfigMaps."""
    for path in sorted(folder.glob("*.yaml")):
        for document in yaml.load_all(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader):
            yield document
            if document["kind"] == "ConfigMap" and document["metadata"]["name"].endswith("-pod-template"):
                yield from (yaml.load(text, Loader=yaml.CSafeLoader) for text in document["data"].values())
