"""Where the database answers."""

import pytest

from cdk8s_airflow.config.database_endpoint import DatabaseEndpoint

POOLED = DatabaseEndpoint("pgbouncer", "airflow-pgbouncer", 6543, "airflow", "airflow-postgresql", 5432)
DIRECT = DatabaseEndpoint("postgresql", "airflow-postgresql", 5432, "airflow", "airflow-postgresql", 5432)


@pytest.mark.parametrize(
    ("endpoint", "direct", "host", "port"),
    [
        (POOLED, False, "airflow-pgbouncer", "6543"),
        (POOLED, True, "airflow-postgresql", "5432"),
        (DIRECT, False, "airflow-postgresql", "5432"),
        (DIRECT, True, "airflow-postgresql", "5432"),
    ],
)
def test_jobs_with_session_locks_go_past_the_pooler(endpoint: DatabaseEndpoint, direct: bool, host: str, port: str) -> None:
    """Everybody else goes through it when there is one."""
    assert endpoint.env(direct=direct) == {"DATABASE_HOST": host, "DATABASE_PORT": port, "DATABASE_NAME": "airflow"}


def test_pooled() -> None:
    """Whether the two hosts differ."""
    assert POOLED.pooled
    assert not DIRECT.pooled
