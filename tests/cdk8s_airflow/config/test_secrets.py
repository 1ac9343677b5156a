"""Who mounts which key, and how Airflow reads it."""

from typing import Any

import pytest

from cdk8s_airflow import SecretKeyRef, SecretsProps
from cdk8s_airflow.config.secrets import env_of, path, refs_of, volume
from cdk8s_airflow.release.release import release_of

SECRETS = SecretsProps()
DATABASE, FERNET, UI, JWT = {"username", "password"}, {"fernet-key"}, {"webserver-secret-key"}, {"jwt-secret"}


@pytest.mark.parametrize(
    ("version", "component", "keys"),
    [
        ("2.8.1", "scheduler", DATABASE | FERNET | UI),
        ("2.8.1", "webserver", DATABASE | FERNET | UI),
        ("2.8.1", "triggerer", DATABASE | FERNET | UI),
        ("2.8.1", "dag-processor", DATABASE | FERNET),
        ("2.8.1", "task", DATABASE | FERNET),
        ("2.8.1", "migrate", DATABASE | FERNET),
        ("2.8.1", "postgresql", set()),
        ("3.3.2", "scheduler", DATABASE | FERNET | UI | JWT),
        ("3.3.2", "api-server", DATABASE | FERNET | UI | JWT),
        ("3.3.2", "dag-processor", DATABASE | FERNET),
        ("3.3.2", "task", set()),
    ],
)
def test_a_pod_gets_the_keys_it_needs(version: str, component: str, keys: set[str]) -> None:
    """And Airflow 3's task pods none; every mounted key is read by a variable."""
    release = release_of(version)
    refs = refs_of(component, SECRETS, release)
    assert {ref.key for ref in refs} == keys
    env = env_of(component, SECRETS, release)
    named = " ".join(env.values())
    assert all(path(ref) in named for ref in refs)
    assert not [name for name in env if not name.endswith(("_CMD", "_FILE"))]


def test_the_users_interface_key_has_another_name_in_airflow_3() -> None:
    """The same Secret feeds both."""
    names = {version: set(env_of("scheduler", SECRETS, release_of(version))) for version in ("2.8.1", "3.3.2")}
    assert "AIRFLOW__WEBSERVER__SECRET_KEY_CMD" in names["2.8.1"] - names["3.3.2"]
    assert {"AIRFLOW__API__SECRET_KEY_CMD", "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN_ASYNC_CMD"} <= names["3.3.2"] - names["2.8.1"]


def test_one_volume_with_each_key_once() -> None:
    """Sorted, readable by the pod's group; two keys of one Secret come together."""
    refs = [SecretKeyRef(name=name, key=key) for name, key in (("b", "2"), ("a", "1"), ("b", "1"), ("b", "2"))]

    def source(name: str, *keys: str) -> dict[str, Any]:
        return {"secret": {"name": name, "items": [{"key": key, "path": f"{name}/{key}"} for key in keys]}}

    assert volume(refs) == {"name": "secrets", "projected": {"defaultMode": 0o440, "sources": [source("a", "1"), source("b", "1", "2")]}}
    assert path(refs[0]) == "/run/secrets/airflow/b/2"
