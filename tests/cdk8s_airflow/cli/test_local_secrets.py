"""Random secrets, made once. The real cluster is part of ``make e2e``; here kubectl's answers come from a dictionary."""

import base64
import json
import stat
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cdk8s_airflow import ConfigurationError, SecretsProps
from cdk8s_airflow.cli.local_secrets import GENERATORS, create_missing, generate, run_kubectl
from cdk8s_airflow.cli.main import app
from tests.rendering import airflow_props


class Cluster:
    """What ``create_missing`` asks of kubectl, with the objects in memory."""

    def __init__(self) -> None:
        self.objects: dict[tuple[str, str], dict[str, Any]] = {}
        self.arguments: list[str] = []

    def __call__(self, *args: str, document: dict[str, Any] | None = None) -> str:
        self.arguments += args
        if args[0] == "create":
            assert document is not None
            self.objects[document["kind"], document["metadata"]["name"]] = document
            return ""
        if args[:2] == ("get", "namespace"):
            return "namespace/x" if ("Namespace", args[2]) in self.objects else ""
        secrets = [{"metadata": o["metadata"], "data": o["stringData"]} for (kind, _), o in self.objects.items() if kind == "Secret"]
        return json.dumps({"items": secrets})

    def values(self) -> dict[str, dict[str, str]]:
        return {name: o["stringData"] for (kind, name), o in self.objects.items() if kind == "Secret"}


def test_every_secret_of_the_props_is_generated() -> None:
    """A new field of SecretsProps needs a generator."""
    assert set(GENERATORS) == set(SecretsProps.model_fields)


def test_values_are_random_and_fit_their_use() -> None:
    """Fernet wants 32 url-safe base64 bytes, HS512 at least 64 bytes; no newline, which Airflow would keep."""
    one, two = generate(SecretsProps()), generate(SecretsProps())
    assert len(base64.urlsafe_b64decode(one["airflow-fernet-key"]["fernet-key"])) == 32
    assert len(one["airflow-jwt-secret"]["jwt-secret"]) >= 64
    secret = {name: keys for name, keys in one.items() if name not in ("airflow-first-user", "airflow-database")}
    assert all(secret[name] != two[name] for name in secret)
    assert one["airflow-first-user"]["password"] != two["airflow-first-user"]["password"]
    assert not any("\n" in value for keys in one.values() for value in keys.values())


def test_existing_secrets_are_kept() -> None:
    """A second run creates nothing and changes nothing."""
    cluster = Cluster()
    assert set(create_missing(airflow_props(), cluster).values()) == {"created"}
    before = cluster.values()
    assert set(create_missing(airflow_props(), cluster).values()) == {"kept"}
    assert cluster.values() == before


def test_a_lacking_key_is_said_and_nothing_is_created() -> None:
    """Overwriting a database password would lock everybody out."""
    cluster = Cluster()
    create_missing(airflow_props(), cluster)
    del cluster.objects["Secret", "airflow-database"]["stringData"]["password"]
    del cluster.objects["Secret", "airflow-jwt-secret"]
    with pytest.raises(ConfigurationError, match="Secret airflow-database must have the key password"):
        create_missing(airflow_props(), cluster)
    assert ("Secret", "airflow-jwt-secret") not in cluster.objects


def test_no_value_is_an_argument() -> None:
    """Arguments stand in the process list."""
    cluster = Cluster()
    create_missing(airflow_props(), cluster)
    arguments = " ".join(cluster.arguments)
    assert not [value for keys in cluster.values().values() for value in keys.values() if value not in ("airflow", "admin") and value in arguments]


def fake_kubectl(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A kubectl that answers as the script says, alone on PATH."""
    program = folder / "kubectl"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(folder))


def test_kubectl_gets_the_document_on_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And its output comes back."""
    fake_kubectl(tmp_path, 'read -r line; echo "$1 $line"', monkeypatch)
    assert run_kubectl("create", document={"a": 1}) == 'create {"a": 1}\n'


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        ('echo "Unable to connect" >&2; exit 1', r"kubectl get must succeed \(Unable to connect\); check KUBECONFIG"),
        ("exit 3", r"kubectl get must succeed \(exit code 3\)"),
    ],
)
def test_a_refusal_is_one_sentence(script: str, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What kubectl said, and what to check."""
    fake_kubectl(tmp_path, script, monkeypatch)
    with pytest.raises(ConfigurationError, match=sentence):
        run_kubectl("get")


def test_a_missing_kubectl_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the address of its installation page."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ConfigurationError, match="kubectl must be on PATH; install it"):
        run_kubectl("get")


@pytest.mark.parametrize(
    ("argument", "sentence"),
    [
        ("nowhere", "error: environment (nowhere) must be one of local, dev, staging, prod, prod-multi-region, next; correct the name"),
        ("dev", "error: kubectl get must succeed (no cluster); check KUBECONFIG and your rights"),
    ],
)
def test_the_command_fails_with_one_sentence(argument: str, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 1, no traceback."""
    fake_kubectl(tmp_path, "echo no cluster >&2; exit 1", monkeypatch)
    result = CliRunner().invoke(app, ["local-secrets", argument])
    assert result.exit_code == 1
    assert result.stderr.strip() == sentence


def test_the_command_shows_names_and_no_value(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """How to read the password, never the password."""
    fake_kubectl(tmp_path, 'case "$2" in secrets) echo "{\\"items\\": []}";; esac', monkeypatch)
    result = CliRunner().invoke(app, ["local-secrets", "dev"])
    assert result.exit_code == 0
    assert "airflow-fernet-key" in result.stderr
    assert "kubectl -n airflow-dev get secret airflow-first-user" in result.stderr


def test_outside_of_a_repository_the_command_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It reads the package ``environments`` of the working directory."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.path", [])
    monkeypatch.delitem(__import__("sys").modules, "environments", raising=False)
    result = CliRunner().invoke(app, ["local-secrets", "dev"])
    assert result.exit_code == 1
    assert "must hold the package environments/" in result.stderr
