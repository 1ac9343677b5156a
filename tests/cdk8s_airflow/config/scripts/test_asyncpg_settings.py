"""What Airflow 3 hands to asyncpg."""

from cdk8s_airflow.config.scripts import asyncpg_settings


def test_no_prepared_statement_is_kept() -> None:
    """Each transaction may meet another server connection."""
    assert asyncpg_settings.connect_args == {"statement_cache_size": 0}
