"""Commands and their help; the work is done in the modules beside."""

import importlib
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from ..environment import Environment
from ..errors import ConfigurationError
from .local_secrets import create_missing, run_kubectl

app = typer.Typer(help="Tools around the environments of cdk8s-airflow.", no_args_is_help=True, add_completion=False)
console = Console(stderr=True, highlight=False)


@app.callback()
def commands() -> None:
    """Tools around the environments of cdk8s-airflow."""


@app.command("local-secrets")
def local_secrets(environment: Annotated[str, typer.Argument(help="Name of the environment, as in environments/.")]) -> None:
    """Create random Secrets in the cluster of KUBECONFIG, once; existing ones are kept as they are."""
    try:
        props = _environment(environment).props()
        done = create_missing(props, run_kubectl)
    except ConfigurationError as error:
        for finding in error.findings:
            console.print(f"error: {finding}", markup=False, soft_wrap=True)
        raise typer.Exit(1) from None
    table = Table("Secret", "namespace", "state")
    for name, state in done.items():
        table.add_row(name, props.namespace, state)
    console.print(table)
    user, password = props.secrets.first_user_username, props.secrets.first_user_password
    for label, ref in (("user", user), ("password", password)):
        key = ref.key.replace(".", "\\.")
        console.print(f"{label}: kubectl -n {props.namespace} get secret {ref.name} -o jsonpath='{{.data.{key}}}' | base64 -d", markup=False, soft_wrap=True)


def _environment(name: str) -> Environment:
    """An environment of the package ``environments`` in the working directory."""
    sys.path.insert(0, str(Path.cwd()))
    try:
        environments: Mapping[str, Environment] = importlib.import_module("environments").ENVIRONMENTS
    except ModuleNotFoundError:
        raise ConfigurationError([f"working directory ({Path.cwd()}) must hold the package environments/; change to your repository"]) from None
    if name not in environments:
        raise ConfigurationError([f"environment ({name}) must be one of {', '.join(environments)}; correct the name"])
    return environments[name]
