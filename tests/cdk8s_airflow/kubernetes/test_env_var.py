"""Environment variables: a value or a Secret's key."""

import pytest

from cdk8s_airflow import EnvVar, Props, SecretKeyRef
from cdk8s_airflow.kubernetes.env_var import EnvVars
from tests.sentences import refused

REF = SecretKeyRef(name="team", key="token")


class Pod(Props):
    env: EnvVars = ()


def test_what_a_container_gets() -> None:
    """Text as it is, a Secret as a reference."""
    assert EnvVar(name="A", value="").source() == ""
    assert EnvVar(name="A", value="b").source() == "b"
    assert EnvVar(name="A", secret=REF).source() == {"secretKeyRef": {"name": "team", "key": "token"}}


def test_exactly_one_source() -> None:
    """Neither none nor both."""
    finding = "EnvVar.name (A) must have either value or secret; give exactly one"
    assert refused(lambda: EnvVar(name="A")) == refused(lambda: EnvVar(name="A", value="x", secret=REF)) == (finding,)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DB_PASSWORD", "hunter2"),
        ("GITHUB_TOKEN", "hunter2"),
        ("api_key", "hunter2"),
        ("AIRFLOW__CORE__FERNET_KEY", "hunter2"),
        ("AIRFLOW__DATABASE__SQL_ALCHEMY_CONN", "postgresql://db"),
        ("AIRFLOW_CONN_DB", "postgres://u:hunter2@db/x"),
    ],
)
def test_a_literal_secret_is_refused(name: str, value: str) -> None:
    """By the variable's name, or by a password in a URL; the value is not repeated."""
    assert refused(lambda: EnvVar(name=name, value=value)) == (
        f'EnvVar.value of {name} must be a reference, not a literal; write secret=SecretKeyRef(name="...", key="...")',
    )


@pytest.mark.parametrize(
    ("name", "value"), [("DB_PASSWORD", ""), ("TOKEN_URL", "https://e.com/token"), ("PARTITION_KEY", "day"), ("PROXY", "http://proxy:3128")]
)
def test_what_only_resembles_a_secret_passes(name: str, value: str) -> None:
    """A false alarm would teach people to go around."""
    assert EnvVar(name=name, value=value).value == value


def test_a_value_of_another_type_is_not_repeated() -> None:
    """It may be a secret."""
    assert refused(lambda: EnvVar(name="PIN", value=1234)) == ("EnvVar.value must be a string; put it in quotes",)


def test_each_name_once() -> None:
    """Kubernetes would take the last one silently."""
    twice = [EnvVar(name="A", value="1"), EnvVar(name="A", secret=REF), EnvVar(name="B", value="1")]
    assert refused(lambda: Pod(env=twice)) == ("Pod.env must hold each name once, not A again; remove one of the two",)
    assert [variable.name for variable in Pod(env=twice[1:]).env] == ["A", "B"]
