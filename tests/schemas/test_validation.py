"""Every object of dist is valid under the oldest and the newest Kubernetes, strictly; wrong ones are found."""

import pytest

from tests.schemas.validation import NEWEST, OLDEST, ROOT, VERSIONS, finding, objects

ENVIRONMENTS = sorted(path.name for path in (ROOT / "dist").iterdir() if path.is_dir())
SERVICE = {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "s"}, "spec": {"ports": [{"port": 80}]}}


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_every_object_is_valid(environment: str, version: str) -> None:
    """Unknown fields count as errors; pod templates are validated as Pods."""
    found = list(objects(ROOT / "dist" / environment))
    assert len(found) > 40
    assert {document["metadata"]["labels"]["airflow.apache.org/profile"] for document in found if document["kind"] == "Pod"} == {"small", "medium", "large"}
    assert [text for document in found if (text := finding(document, version))] == []


def test_a_correct_object_has_no_finding() -> None:
    """The base of the mutations is good."""
    assert finding(SERVICE, OLDEST) is None
    assert finding(SERVICE, NEWEST) is None


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"spec": {"ports": [{"port": "80x"}]}}, "Service s: spec.ports.0.port: '80x' is not of type 'integer'"),
        ({"spec": {"prots": []}}, "Service s: spec: Additional properties are not allowed ('prots' was unexpected)"),
        ({"metadata": {"name": 1}}, "Service 1: metadata.name: 1 is not of type 'string', 'null'"),
        ({"kind": "Servise"}, "Servise v1 is no kind of Kubernetes 1.27"),
        ({"apiVersion": "policy/v1beta1", "kind": "PodDisruptionBudget"}, "PodDisruptionBudget policy/v1beta1 is no kind of Kubernetes 1.27"),
    ],
)
def test_a_wrong_object_is_found(change: dict[str, object], sentence: str) -> None:
    """Wrong type, unknown field, unknown kind, removed API."""
    assert finding({**SERVICE, **change}, OLDEST) == sentence
