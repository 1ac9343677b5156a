"""A secret is named, never written."""

import pytest

from cdk8s_airflow import Props, SecretKeyRef
from tests.sentences import refused


class Login(Props):
    password: SecretKeyRef


def test_a_literal_is_refused_and_not_repeated() -> None:
    """Wherever a reference is wanted."""
    assert refused(lambda: Login(password="hunter2")) == ('Login.password must be a reference, not a literal; write SecretKeyRef(name="...", key="...")',)


@pytest.mark.parametrize("value", [3, ["hunter2"], None])
def test_other_values_are_not_repeated_either(value: object) -> None:
    """Their field is sensitive."""
    assert refused(lambda: Login(password=value)) == ("Login.password must be a SecretKeyRef; write SecretKeyRef(...)",)


def test_a_mapping_may_stand_for_it() -> None:
    """As everywhere; its findings carry the outer path."""
    assert Login(password={"name": "a", "key": "b"}).password == SecretKeyRef(name="a", key="b")
    assert refused(lambda: Login(password={"name": "A", "value": "hunter2"})) == (
        "Login.password.name ('A') must be lower-case letters, digits and '-', starting and ending with a letter or digit; rename it",
        "Login.password.key must be set; it has no default",
        "Login.password.value must be a known field; known fields: key, name",
    )


def test_a_key_is_one_that_a_secret_can_have() -> None:
    """It becomes a file name in the pod and part of a command."""
    assert refused(lambda: SecretKeyRef(name="a", key="k; rm -r /")) == ("SecretKeyRef.key ('k; rm -r /') must be letters, digits, '-', '_' or '.'; rename it",)
