"""The declared list of flows: every connection that the platform needs, and no other."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..component.platform import Platform
from ..database.pgbouncer import PORT as PGBOUNCER_PORT
from ..database.postgresql import PORT as POSTGRESQL_PORT
from ..triggerer.triggerer import LOG_PORT
from ..webserver.webserver import HTTP_PORT
from .props import NetworkPolicyProps, PeerProps

DIRECT_DATABASE_CLIENTS = ("migrate", "create-user", "db-clean")
"""Jobs that go past the pooler."""


@dataclass(frozen=True, slots=True)
class Flow:
    """One allowed connection. A ``str`` peer is a component of this Airflow, a ``PeerProps`` lies outside."""

    source: str | PeerProps
    destination: str | PeerProps
    ports: tuple[int, ...]
    reason: str


def flows(platform: Platform, components: frozenset[str], props: NetworkPolicyProps) -> tuple[Flow, ...]:
    """All flows of one Airflow between the components that exist.

    DNS is not listed: every pod has it (policy ``<name>-dns``).
    """
    every = (*_database(platform), *_airflow(platform), *_outside(platform, props), *(_maintenance(platform) if props.maintenance_dag else ()))
    return tuple(flow for flow in every if all(not isinstance(peer, str) or peer in components for peer in (flow.source, flow.destination)))


def _database(platform: Platform) -> Iterable[Flow]:
    pooled = platform.database.component == "pgbouncer"
    port = PGBOUNCER_PORT if pooled else POSTGRESQL_PORT
    for component in sorted(platform.release.database_readers):
        if pooled and component in DIRECT_DATABASE_CLIENTS:
            yield Flow(component, "postgresql", (POSTGRESQL_PORT,), "session locks need PostgreSQL itself")
        else:
            yield Flow(component, platform.database.component, (port,), "metadata database")
    yield Flow("pgbouncer", "postgresql", (POSTGRESQL_PORT,), "server connections of the pool")


def _airflow(platform: Platform) -> Iterable[Flow]:
    user_interface = platform.release.user_interface
    yield Flow(user_interface, "triggerer", (LOG_PORT,), "logs of deferred tasks")
    if platform.release.tasks_use_api_server:
        yield Flow("task", user_interface, (HTTP_PORT,), "Execution API")


def _maintenance(platform: Platform) -> Iterable[Flow]:
    port = PGBOUNCER_PORT if platform.database.pooled else POSTGRESQL_PORT
    if "task" not in platform.release.database_readers:
        yield Flow("task", platform.database.component, (port,), "maintenance DAG: table sizes and long queries")
    if not platform.release.tasks_use_api_server:
        yield Flow("task", platform.release.user_interface, (HTTP_PORT,), "maintenance DAG: health page")


def _outside(platform: Platform, props: NetworkPolicyProps) -> Iterable[Flow]:
    user_interface = platform.release.user_interface
    for component, reason in (("scheduler", "launches task pods"), (user_interface, "reads logs of running tasks")):
        yield Flow(component, props.kubernetes_api, props.kubernetes_api.ports, reason)
    if platform.dags.needs_git:
        for component in ("scheduler", "dag-processor", "triggerer", "task"):
            if platform.reads_dags(component):
                yield Flow(component, props.git, props.git.ports, "git-sync")
    for client in props.webserver_clients:
        yield Flow(client, user_interface, (HTTP_PORT,), "people and programs that use the UI")
    for peer in props.task_egress:
        yield Flow("task", peer, peer.ports, "what DAGs work with")
