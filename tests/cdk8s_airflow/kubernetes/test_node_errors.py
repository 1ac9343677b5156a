"""What Node says, in one sentence and without its stack; each text is what cdk8s printed."""

import cdk8s
import pytest
from constructs import Construct

from cdk8s_airflow import App, Chart
from cdk8s_airflow.kubernetes.node_errors import is_from_node, sentences

DESERIALIZE = """Passed to parameter props of new cdk8s-plus-27.ConfigMap: Unable to deserialize value as cdk8s-plus-27.ConfigMapProps | undefined
├── Failing value is an object
╰── Failure reason(s):
    ╰─ Key 'data': Unable to deserialize value as map<string> | undefined
        ╰── Failure reason(s):
            ╰─ Key 'a': Unable to deserialize value as string"""


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("Error: Validation failed with the following errors:\n  [a/b] one must; do\n  [a] two must; do\n", ["[a/b] one must; do", "[a] two must; do"]),
        (
            "Error: Failed serializing construct at path 'test/d/Resource' with name 'test-d': Error: PodSpec must have at least 1 container",
            ["[test/d/Resource] object must be complete (PodSpec must have at least 1 container); correct it"],
        ),
        (
            "There is already a Construct with name 'd' in Chart [test]",
            ["[test] construct id (d) must be unique in its scope; give one of the two another id"],
        ),
        ("Error: Dependency cycle detected: a => b => a", ["dependencies (a => b => a) must not form a cycle; drop one of them"]),
        (
            f"@jsii/kernel.SerializationError: {DESERIALIZE}",
            [f"construct must get arguments that it accepts ({DESERIALIZE.splitlines()[0]}, field data.a); correct the call"],
        ),
        ("", ["construct must get arguments that it accepts (no reason given); correct the call"]),
    ],
)
def test_sentences(text: str, findings: list[str]) -> None:
    """Path, rule and cure where cdk8s gives them."""
    assert sentences(RuntimeError(text)) == findings


def test_what_node_said_is_told_from_what_a_team_raised() -> None:
    """A RuntimeError of Python keeps its traceback."""
    chart = Chart(App(outdir="unused"), "test", namespace="ns")
    Construct(chart, "same")
    with pytest.raises(RuntimeError) as caught:
        cdk8s.ApiObject(chart, "same", api_version="v1", kind="ConfigMap")
    assert is_from_node(caught.value)
    assert sentences(caught.value) == ["[test] construct id (same) must be unique in its scope; give one of the two another id"]
    assert not is_from_node(RuntimeError("mine"))
