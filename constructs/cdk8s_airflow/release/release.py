"""One Airflow version as a value: commands, paths, secrets and needs that differ between families."""

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Any

from pydantic import AfterValidator

from ..errors import ConfigurationError

Settings = dict[str, dict[str, Any]]
"""Section -> option -> value, as airflow.cfg holds them."""


FAMILIES = (re.compile(r"2\.(8|9|10|11)\.\d+"), re.compile(r"3\.[0-3]\.\d+"))
"""Versions of airflow_2 and of airflow_3."""
VERSION_RULE = "must be 2.8 to 2.11 or 3.0 to 3.3 with its patch number; write 2.8.1 or 3.3.2"


@dataclass(frozen=True, slots=True)
class Release:
    """What a family of Airflow versions needs. Two values exist: ``airflow_2.RELEASE`` and ``airflow_3.RELEASE``.

    ``secrets`` and ``dag_readers`` name components as their label app.kubernetes.io/component does.
    """

    major: int
    user_interface: str
    """Component that serves UI and API: ``webserver`` or ``api-server``."""
    user_interface_args: tuple[str, ...]
    startup_path: str
    liveness_path: str
    readiness_path: str
    user_interface_secret_option: tuple[str, str]
    """Option that signs sessions and log requests."""
    dag_processor_required: bool
    """True: nothing parses DAG files without a dag-processor."""
    dag_processor_settings: Settings
    """Settings that a standalone dag-processor wants."""
    dag_refresh_option: tuple[str, str]
    """Section and option: how often new DAG files are looked for; 300 s by default in both families."""
    settings: Settings
    """Settings that every Airflow of the family gets."""
    database_readers: frozenset[str]
    """Components that connect to the metadata database."""
    fernet_readers: frozenset[str]
    """Components that decrypt connections."""
    user_interface_secret_readers: frozenset[str]
    """Components that sign or check with the UI's secret key."""
    jwt_readers: frozenset[str]
    """Components that sign or check the Execution API's tokens; empty before Airflow 3."""
    dag_readers: frozenset[str]
    """Components that open DAG files when a dag-processor runs."""
    dag_readers_without_dag_processor: frozenset[str]
    """The same when none runs."""
    has_async_database_url: bool
    """True: a second, asyncpg engine derives its URL from the first."""
    tasks_use_api_server: bool
    """True: task pods talk to the Execution API instead of the database."""
    scheduler_health_server: bool
    """True: the scheduler may serve :8974. Airflow 2 forks that server with an open database connection which both then use: the
    first question to it killed or froze 2 of 15 starting schedulers. Without it probes look for the heartbeat in table ``job``."""
    scheduler_termination_seconds: int
    """Longest clean stop of a scheduler that was measured, with reserve. Unit: seconds."""
    user_interface_processes: int
    """Processes with a connection pool of their own per UI pod. Unit: processes."""
    scheduler_processes: int
    """Processes with a connection pool per scheduler pod. Unit: processes."""
    connections_per_task: int
    """Metadata database connections of a running task at its peak."""
    webserver_config_section: str
    """Section of the option config_file, the path of webserver_config.py."""
    webserver_config: str | None = field(default=None)
    """Content of webserver_config.py, which FAB writes into a read-only home when it is missing."""


def _version(value: str) -> str:
    if not any(pattern.fullmatch(value) for pattern in FAMILIES):
        raise ValueError(VERSION_RULE)
    return value


AirflowVersion = Annotated[str, AfterValidator(_version)]
"""An Airflow version that the package models: 2.8 to 2.11, 3.0 to 3.3, with patch (``2.8.1``)."""


@cache
def release_of(version: str) -> Release:
    """The family that a version belongs to.

    Raises:
        ConfigurationError: the version is not modelled.
    """
    from . import airflow_2, airflow_3

    for pattern, release in zip(FAMILIES, (airflow_2.RELEASE, airflow_3.RELEASE), strict=True):
        if pattern.fullmatch(version):
            return release
    raise ConfigurationError([f"airflow_version ({version}) {VERSION_RULE}"])
