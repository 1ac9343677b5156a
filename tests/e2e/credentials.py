"""Secrets of the platform under test: what `make local-secrets` makes, and a database password that has to survive everything."""

import base64
import secrets as random

from cdk8s_airflow import AirflowProps
from cdk8s_airflow.cli.local_secrets import create_missing, run_kubectl

from .check import expect
from .kubectl import Kubectl

AWKWARD = "$HOME%41@b/c:e'f\"g`h\\i j"
"""Part of the database's password: shell, URL, INI and SQL each have a character here that hurts."""


def create(kubectl: Kubectl, props: AirflowProps) -> None:
    """The awkward password first, then the rest at random; the first must be kept."""
    if not kubectl.succeeds("get", "namespace", kubectl.namespace):
        kubectl.run("create", "namespace", kubectl.namespace, "--save-config")
    ref = props.secrets.database_password
    if not kubectl.succeeds("get", "secret", ref.name):
        password = f"--from-literal={ref.key}={random.token_urlsafe(8)}{AWKWARD}"
        kubectl.run("create", "secret", "generic", ref.name, "--from-literal=username=airflow", password)
    done = create_missing(props, run_kubectl)
    expect(done[ref.name] == "kept", f"local-secrets replaced the existing Secret {ref.name}")


def first_user(kubectl: Kubectl, props: AirflowProps) -> tuple[str, str]:
    """Name and password of the first user, read from the cluster."""
    wanted = props.secrets
    name, password = (value(kubectl, ref.name, ref.key) for ref in (wanted.first_user_username, wanted.first_user_password))
    return name, password


def value(kubectl: Kubectl, name: str, key: str) -> str:
    """One key of a Secret."""
    return base64.b64decode(kubectl.json("get", "secret", name)["data"][key]).decode()
