"""Where the metadata database answers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DatabaseEndpoint:
    """Host and port of the metadata database as Airflow's pods reach it, and past a pooler where transactions are not enough."""

    component: str
    """Component that answers: ``pgbouncer`` or ``postgresql``."""
    host: str
    port: int
    name: str
    """Name of the database."""
    direct_host: str
    """PostgreSQL itself: migrations hold a session lock that transaction pooling would lose."""
    direct_port: int

    def env(self, *, direct: bool = False) -> dict[str, str]:
        """What scripts/sql_alchemy_conn.py reads."""
        host, port = (self.direct_host, self.direct_port) if direct else (self.host, self.port)
        return {"DATABASE_HOST": host, "DATABASE_PORT": str(port), "DATABASE_NAME": self.name}

    @property
    def pooled(self) -> bool:
        """Whether a pooler stands between Airflow and PostgreSQL."""
        return self.host != self.direct_host
