"""YAML that every reader takes for what was written."""

import io
import json
import shutil
import subprocess
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from cdk8s_airflow.kubernetes.yaml import dump
from tests.sentences import refused

TRICKY = """n y yes no on off Y NO True FALSE null Null ~ = << - . .. ... .5 .inf -.inf .nan 1 -1 +1 1. 1.0 1e3 1E3 1e 0o17 017 0x1F 0b1 1_000
12:30 12:30:45 190:20:30 2024-01-01 2024-01-01T00:00:00Z 2024-1-1 # : :a a: a:b a#b &a *a !a %a @a `a { } [ ] , ? | > ' " \\ 1Gi 500m 64Mi
501766f763f5f81f 1e10 1f 0x 0b 12e03 ! @ key:value http://a/b?c=d a,b [a] {a} -a --a""".split(" ")
TRICKY += [
    "",
    " ",
    "a b",
    " a",
    "a ",
    "a: b",
    "a #b",
    "a\nb",
    "a\nb\n",
    "a\n\n",
    "\na",
    "a\n b",
    " a\nb",
    "a \nb",
    "\t",
    "a\tb",
    "é",
    "日本",
    "\u2028",
    "\x85",
    "\x00",
    "\ufeff",
    "\ufffe",
    "\uffff",
    "a\n\uffff",
    "\x1b[0m",
    "\U0001f600",
]
KUBECTL = shutil.which("kubectl")

text = st.sampled_from(TRICKY) | st.text(max_size=20)
scalars = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | text
values = st.recursive(scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(text, inner, max_size=4), max_leaves=12)
documents = st.dictionaries(text, values, min_size=1, max_size=4)


def read_1_2(stream: str) -> Any:
    reader = YAML(typ="safe", pure=True)
    reader.version = (1, 2)
    return reader.load(io.StringIO(stream))


@pytest.mark.parametrize("string", TRICKY)
def test_a_tricky_string_stays_a_string(string: str) -> None:
    """As value, as key and in a list, under YAML 1.1 and 1.2."""
    document = {"value": string, string: [string, {"a": string}]}
    written = dump([document])
    assert yaml.load(written, Loader=yaml.CSafeLoader) == document
    assert read_1_2(written) == document


@settings(max_examples=100, deadline=None)
@given(documents)
def test_data_comes_back_equal(document: dict[str, Any]) -> None:
    """Any JSON-shaped data, through PyYAML (1.1) and ruamel.yaml (1.2)."""
    written = dump([document])
    assert yaml.load(written, Loader=yaml.CSafeLoader) == document
    assert read_1_2(written) == document


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("1Gi", "a: 1Gi"),
        ("500m", "a: 500m"),
        ("yes", 'a: "yes"'),
        ("1", 'a: "1"'),
        (1, "a: 1"),
        (True, "a: true"),
        ([], "a: []"),
        ({}, "a: {}"),
        (None, "a: null"),
    ],
)
def test_what_a_reviewer_sees(value: Any, line: str) -> None:
    """Quotes only where a reader could be misled."""
    assert dump([{"a": value}]) == f"{line}\n"


def test_several_lines_are_a_literal_block() -> None:
    """Scripts and configuration files read as they are."""
    assert dump([{"a": "x\n  y\nz\n"}]) == "a: |\n  x\n    y\n  z\n"
    assert dump([{"a": "x\ny"}]) == "a: |-\n  x\n  y\n"


def test_documents_are_separated_and_keep_their_order() -> None:
    """No anchors: the same list twice is written twice."""
    shared = ["x"]
    assert dump([{"b": shared, "a": shared}, {"c": 1}]) == "b:\n  - x\na:\n  - x\n---\nc: 1\n"


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({1: "a"}, "ConfigMap (n): key (1) must be a string; put it in quotes"),
        ({None: "a"}, "ConfigMap (n): key (None) must be a string; put it in quotes"),
        ({"a": [float("nan")]}, "ConfigMap (n): number (nan) must be finite; JSON knows no other"),
        ({"a": "x\ud83d"}, 'ConfigMap (n): text ("x\\ud83d") must be Unicode that UTF-8 can hold; drop the lone surrogates'),
        ({"a": "x\n\ud83d"}, 'ConfigMap (n): text ("x\\n\\ud83d") must be Unicode that UTF-8 can hold; drop the lone surrogates'),
    ],
)
def test_what_json_cannot_hold_is_refused(body: dict[Any, Any], sentence: str) -> None:
    """With the object that holds it."""
    assert refused(lambda: dump([{"kind": "ConfigMap", "metadata": {"name": "n"}, "data": body}])) == (sentence,)


@pytest.mark.skipif(KUBECTL is None, reason="kubectl is not on PATH")
def test_kubectl_reads_the_same() -> None:
    """The reader that matters; a ConfigMap of all tricky strings, parsed without a cluster."""
    data = {f"k{index}": string for index, string in enumerate(TRICKY) if "\x00" not in string}
    config_map = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "n"}, "data": data}
    command = ["kubectl", "annotate", "--local", "--output=json", "--filename=-", "read=by-kubectl"]
    done = subprocess.run(command, input=dump([config_map]), capture_output=True, text=True, check=False)
    assert json.loads(done.stdout)["data"] == data
