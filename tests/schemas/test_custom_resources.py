"""Custom resources are validated strictly against the CRD files, and each way to be wrong is found."""

import copy
from typing import Any

import jsonschema
import pytest

from tests.schemas.validation import NEWEST, OLDEST, finding
from tools.schemas import closed, custom_resources
from tools.trim_crds import KINDS

OBJECTS: dict[str, dict[str, Any]] = {
    "ScaledObject": {
        "apiVersion": "keda.sh/v1alpha1",
        "spec": {"scaleTargetRef": {"name": "worker"}, "minReplicaCount": 1, "triggers": [{"type": "redis", "metadata": {"listLength": "5"}}]},
    },
    "ServiceMonitor": {
        "apiVersion": "monitoring.coreos.com/v1",
        "spec": {"selector": {"matchLabels": {"a": "b"}}, "endpoints": [{"port": "metrics", "interval": "30s"}]},
    },
    "PrometheusRule": {
        "apiVersion": "monitoring.coreos.com/v1",
        "spec": {"groups": [{"name": "g", "partial_response_strategy": "WARN", "rules": [{"alert": "A", "expr": "up == 0", "for": "5m"}]}]},
    },
    "ExternalSecret": {
        "apiVersion": "external-secrets.io/v1",
        "spec": {"secretStoreRef": {"name": "vault"}, "data": [{"secretKey": "password", "remoteRef": {"key": "airflow/database"}}]},
    },
    "SecretStore": {
        "apiVersion": "external-secrets.io/v1",
        "spec": {"provider": {"aws": {"service": "SecretsManager", "region": "eu-west-1"}}},
    },
    "Cluster": {
        "apiVersion": "postgresql.cnpg.io/v1",
        "spec": {"instances": 3, "storage": {"size": "10Gi"}, "resources": {"requests": {"cpu": 1, "memory": "1Gi"}}},
    },
    "Pooler": {
        "apiVersion": "postgresql.cnpg.io/v1",
        "spec": {"cluster": {"name": "db"}, "pgbouncer": {"poolMode": "transaction"}, "template": {"spec": {"containers": [{"name": "pgbouncer"}]}}},
    },
    "HTTPRoute": {
        "apiVersion": "gateway.networking.k8s.io/v1",
        "spec": {"parentRefs": [{"name": "gateway"}], "rules": [{"backendRefs": [{"name": "airflow-webserver", "port": 8080}]}]},
    },
    "Application": {
        "apiVersion": "argoproj.io/v1alpha1",
        "spec": {"project": "default", "destination": {"namespace": "airflow"}, "source": {"repoURL": "https://example.org/airflow.git", "path": "dist/prod"}},
    },
}
WRONG: dict[str, tuple[str, dict[str, Any]]] = {
    "ScaledObject x: spec: Additional properties are not allowed ('minReplicas' was unexpected)": ("ScaledObject", {"spec": {"minReplicas": 1}}),
    "ScaledObject x: spec.minReplicaCount: '1' is not of type 'integer'": ("ScaledObject", {"spec": {"minReplicaCount": "1"}}),
    "ScaledObject x: spec.triggers.0.metadata.listLength: 5 is not of type 'string'": (
        "ScaledObject",
        {"spec": {"triggers": [{"type": "redis", "metadata": {"listLength": 5}}]}},
    ),
    "ScaledObject x: metadata: Additional properties are not allowed ('lables' was unexpected)": ("ScaledObject", {"metadata": {"lables": {}}}),
    "ScaledObject keda.sh/v1 is no kind of imports/crds/keda.sh.yaml": ("ScaledObject", {"apiVersion": "keda.sh/v1"}),
    "Application x: spec: 'project' is a required property": ("Application", {"spec": {"project": None}}),
    "ServiceMonitor x: spec.endpoints.0.scheme: 'ftp' is not one of ['http', 'https', 'HTTP', 'HTTPS']": (
        "ServiceMonitor",
        {"spec": {"endpoints": [{"port": "metrics", "scheme": "ftp"}]}},
    ),
    "Pooler x: spec.template.spec: Additional properties are not allowed ('hostNetwork' was unexpected)": (
        "Pooler",
        {"spec": {"template": {"spec": {"containers": [], "hostNetwork": True}}}},
    ),
}


def _object(kind: str, change: dict[str, Any]) -> dict[str, Any]:
    """One of OBJECTS with its top-level fields and the fields of spec replaced; None removes."""
    document = {"kind": kind, "metadata": {"name": "x", "labels": {"a": "b"}}, **copy.deepcopy(OBJECTS[kind])}
    spec = {key: value for key, value in {**document["spec"], **change.get("spec", {})}.items() if value is not None}
    return {
        **document,
        **{key: value for key, value in change.items() if key != "metadata"},
        "metadata": {**document["metadata"], **change.get("metadata", {})},
        "spec": spec,
    }


@pytest.mark.parametrize("kind", OBJECTS)
def test_a_correct_custom_resource_has_no_finding(kind: str) -> None:
    """The base of the changes below is good."""
    assert finding(_object(kind, {}), OLDEST) is None
    assert finding(_object(kind, {}), NEWEST) is None


@pytest.mark.parametrize("sentence", WRONG)
def test_a_wrong_custom_resource_is_found(sentence: str) -> None:
    """Unknown field, wrong type, unknown version, missing field, value outside of an enum."""
    kind, change = WRONG[sentence]

    assert finding(_object(kind, change), OLDEST) == sentence


@pytest.mark.parametrize("group", KINDS)
def test_every_schema_is_one_that_the_validator_reads(group: str) -> None:
    """Patterns compile in Python, and the schema is a JSON schema."""
    for schema in (custom_resources(group) or {}).values():
        jsonschema.Draft202012Validator.check_schema(schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)


def test_closing_spares_what_the_api_server_leaves_open() -> None:
    """Maps, preserved unknown fields, nullable fields; branches of anyOf."""
    schema = closed(
        {
            "type": "object",
            "properties": {
                "map": {"type": "object", "additionalProperties": {"type": "object", "properties": {"a": {"type": "integer"}}}},
                "free": {"type": "object", "properties": {"a": {"type": "integer"}}, "x-kubernetes-preserve-unknown-fields": True},
                "null": {"type": "string", "nullable": True},
                "one": {"type": "object", "properties": {"a": {}, "b": {}}, "anyOf": [{"properties": {"a": {"const": 1}}}, {"required": ["b"]}]},
            },
        }
    )
    valid = jsonschema.Draft202012Validator(schema).is_valid

    assert valid({"map": {"any": {"a": 1}}, "free": {"b": 1}, "null": None, "one": {"a": 1, "b": 2}})
    assert not valid({"map": {"any": {"b": 1}}})
    assert not valid({"free": {"a": "1"}})
    assert not valid({"one": {"c": 1, "b": 2}})
    assert not valid({"other": 1})
