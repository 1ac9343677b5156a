"""What a body may hold, and what becomes of it."""

from collections import OrderedDict
from enum import Enum, StrEnum
from pathlib import Path
from types import MappingProxyType

import pytest

from cdk8s_airflow import ConfigurationError, Resources
from cdk8s_airflow.kubernetes.plain import findings, plain

RESOURCES = Resources(cpu_request="1", memory_request="1Gi", cpu_limit="1", memory_limit="1Gi")


class Word(StrEnum):
    ALWAYS = "Always"


class Number(Enum):
    ONE = 1


def test_python_becomes_json() -> None:
    """Tuples, mappings of all kinds, enums; None goes from mappings, empty containers stay."""
    body = {"a": (1, 2.5), "b": MappingProxyType({"c": None, "d": True}), "e": OrderedDict(f=()), "g": Word.ALWAYS, "h": Number.ONE, "i": {}}
    assert plain(body) == {"a": [1, 2.5], "b": {"d": True}, "e": {"f": []}, "g": "Always", "h": 1, "i": {}}
    assert type(plain(body)["g"]) is str


def test_structs_of_jsii_get_their_kubernetes_names() -> None:
    """Nested, in lists, with quantities and either-or values; without a jsii call."""
    from cdk8s_plus_27 import k8s

    port = k8s.ServicePort(port=80, target_port=k8s.IntOrString.from_string("http"), node_port=None)
    spec = k8s.ServiceSpec(ports=[port], cluster_ip="None", load_balancer_ip="1.2.3.4")
    assert plain({"spec": spec, "cpu": k8s.Quantity.from_number(2)}) == {
        "spec": {"clusterIP": "None", "loadBalancerIP": "1.2.3.4", "ports": [{"port": 80, "targetPort": "http"}]},
        "cpu": 2,
    }


@pytest.mark.parametrize(
    ("value", "finding"),
    [
        ({1, 2}, "(set) must be text, a number, True, False, a list or a mapping; convert it"),
        (b"x", "(bytes) must be text, a number, True, False, a list or a mapping; convert it"),
        (Path("x"), "(PosixPath) must be text, a number, True, False, a list or a mapping; convert it"),
        (RESOURCES, "(Resources) must be text, a number, True, False, a list or a mapping; convert it"),
    ],
)
def test_what_is_no_data(value: object, finding: str) -> None:
    """Props among them: a forgotten ``to_container()``."""
    with pytest.raises(ConfigurationError) as caught:
        plain({"a": [value]})
    assert caught.value.findings == (finding,)


def test_a_jsii_enum_is_refused() -> None:
    """Its value is the member's name, not the Kubernetes word."""
    from cdk8s_plus_27 import ImagePullPolicy

    with pytest.raises(ConfigurationError, match=r"\(ImagePullPolicy.ALWAYS\) must be the Kubernetes word; write it as a string"):
        plain(ImagePullPolicy.ALWAYS)


def test_every_wrong_value_is_found_by_its_path() -> None:
    """In mappings, lists and structs."""
    wrong = [finding.split(" (")[0] for finding in findings({"a": {"b": [1, {2}]}, "c": b"", "d": "fine"}, "ConfigMap")]
    assert wrong == ["ConfigMap.a.b[1]", "ConfigMap.c"]
