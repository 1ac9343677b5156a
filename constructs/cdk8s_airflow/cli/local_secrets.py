"""Random secrets for a cluster of one's own, made once and never overwritten."""

import base64
import json
import secrets as random
import subprocess
from collections.abc import Callable, Mapping
from typing import Any

from ..config.props import SecretsProps
from ..errors import ConfigurationError
from ..kubernetes.secret_key_ref import SecretKeyRef
from ..props import AirflowProps

GENERATORS: Mapping[str, Callable[[], str]] = {
    "database_username": lambda: "airflow",
    "database_password": lambda: random.token_urlsafe(24),
    "fernet_key": lambda: base64.urlsafe_b64encode(random.token_bytes(32)).decode(),
    "webserver_secret_key": lambda: random.token_hex(32),
    "jwt_secret": lambda: random.token_urlsafe(64),
    "first_user_username": lambda: "admin",
    "first_user_password": lambda: random.token_urlsafe(16),
    "first_user_email": lambda: "admin@example.com",
}
"""Field of SecretsProps -> a fresh value for it."""


def generate(props: SecretsProps) -> dict[str, dict[str, str]]:
    """Secret name -> key -> fresh random value, for every key that the props name."""
    values: dict[str, dict[str, str]] = {}
    for field, make in GENERATORS.items():
        ref: SecretKeyRef = getattr(props, field)
        values.setdefault(ref.name, {})[ref.key] = make()
    return values


def create_missing(props: AirflowProps, kubectl: Callable[..., str]) -> dict[str, str]:
    """Creates the namespace and the Secrets that do not exist; Secret name -> ``created`` or ``kept``.

    Values travel by standard input only: not as arguments, not to the terminal, not to a file.

    Raises:
        ConfigurationError: an existing Secret lacks a key, or kubectl refuses.
    """
    wanted = generate(props.secrets)
    _create_namespace(props.namespace, kubectl)
    listed = json.loads(kubectl("get", "secrets", "--namespace", props.namespace, "--output=json"))
    existing = {item["metadata"]["name"]: set(item.get("data", {})) for item in listed["items"]}
    lacking = [
        f"Secret {name} must have the key {key}; add it, or delete the Secret to have it made anew"
        for name in wanted
        if name in existing
        for key in sorted(set(wanted[name]) - existing[name])
    ]
    if lacking:
        raise ConfigurationError(lacking)
    missing = [name for name in wanted if name not in existing]
    for name in missing:
        kubectl("create", "--filename=-", document=_secret(name, props.namespace, wanted[name]))
    return {name: "created" if name in missing else "kept" for name in wanted}


def run_kubectl(*args: str, document: Mapping[str, Any] | None = None) -> str:
    """Output of one kubectl call; ``document`` goes to its standard input.

    Raises:
        ConfigurationError: kubectl is missing or refuses; what it said stands in the sentence.
    """
    text = json.dumps(document) if document is not None else None
    try:
        done = subprocess.run(["kubectl", *args], input=text, capture_output=True, text=True, check=False, timeout=60)
    except FileNotFoundError:
        raise ConfigurationError(["kubectl must be on PATH; install it: https://kubernetes.io/docs/tasks/tools/"]) from None
    except subprocess.TimeoutExpired:
        raise ConfigurationError(["the cluster must answer within 60 s; check KUBECONFIG and the network"]) from None
    if done.returncode:
        said = " ".join(done.stderr.split()) or f"exit code {done.returncode}"
        raise ConfigurationError([f"kubectl {args[0]} must succeed ({said}); check KUBECONFIG and your rights"])
    return done.stdout


def _create_namespace(name: str, kubectl: Callable[..., str]) -> None:
    if not kubectl("get", "namespace", name, "--ignore-not-found", "--output=name").strip():
        document = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name}}
        kubectl("create", "--save-config", "--filename=-", document=document)


def _secret(name: str, namespace: str, values: Mapping[str, str]) -> dict[str, Any]:
    metadata = {"name": name, "namespace": namespace, "labels": {"app.kubernetes.io/managed-by": "cdk8s-airflow-local-secrets"}}
    return {"apiVersion": "v1", "kind": "Secret", "metadata": metadata, "type": "Opaque", "stringData": dict(values)}
