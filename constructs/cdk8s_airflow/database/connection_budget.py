"""Proof that the metadata database has enough connections when everything runs at its maximum."""

from collections.abc import Mapping

from ..config.props import ConfigProps
from ..release.release import Release
from .props import DatabaseProps

RESERVED = 3
"""PostgreSQL's superuser_reserved_connections. Unit: connections."""
JOBS = 5
"""Migration, user, clean-up and two people with psql. Unit: connections."""


def demand(release: Release, config: ConfigProps, pods: Mapping[str, int]) -> dict[str, int]:
    """Component -> most connections it can open. ``pods``: component -> most pods. Unit: connections.

    A process may open ``sql_alchemy_pool_size + sql_alchemy_max_overflow``; tasks use no pool.
    """
    per_process = config.sql_alchemy_pool_size + config.sql_alchemy_max_overflow
    processes = {"scheduler": release.scheduler_processes, release.user_interface: release.user_interface_processes}
    wanted = {
        component: pods[component] * processes.get(component, 1) * per_process
        for component in ("scheduler", release.user_interface, "dag-processor", "triggerer")
        if component in pods
    }
    wanted["task"] = config.parallelism * pods.get("scheduler", 0) * release.connections_per_task
    wanted["jobs"] = JOBS
    return wanted


def findings(release: Release, config: ConfigProps, database: DatabaseProps, pods: Mapping[str, int]) -> list[str]:
    """Sentences about what does not fit; empty when all does."""
    wanted = demand(release, config, pods)
    total, parts = sum(wanted.values()), ", ".join(f"{component} {count}" for component, count in wanted.items() if count)
    postgresql, pgbouncer = database.postgresql, database.pgbouncer
    room = postgresql.max_connections - RESERVED
    if pgbouncer is None:
        if total <= room:
            return []
        return [
            f"database.postgresql.max_connections ({postgresql.max_connections}) must leave {total} connections for {parts} beside {RESERVED} reserved;"
            " set database.pgbouncer, raise it, or lower config.sql_alchemy_pool_size and config.sql_alchemy_max_overflow"
        ]
    result = []
    clients = pgbouncer.max_client_conn * pgbouncer.replicas
    if total - JOBS > clients:
        result.append(
            f"database.pgbouncer.max_client_conn ({pgbouncer.max_client_conn}) must allow {total - JOBS} clients over {pgbouncer.replicas} pods ({parts});"
            " raise it, or lower config.sql_alchemy_pool_size and config.sql_alchemy_max_overflow"
        )
    servers = pgbouncer.default_pool_size * (pgbouncer.replicas + 1) + JOBS  # one pod more during a rollout
    if servers > room:
        result.append(
            f"database.pgbouncer.default_pool_size ({pgbouncer.default_pool_size}) must fit {pgbouncer.replicas + 1} pods and {JOBS} Jobs into"
            f" max_connections ({postgresql.max_connections}) less {RESERVED} reserved; lower it or raise database.postgresql.max_connections"
        )
    return result
