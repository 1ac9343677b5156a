"""PostgreSQL, PgBouncer, migration and clean-up."""

import pytest
from syrupy.assertion import SnapshotAssertion

from cdk8s_airflow import CleanProps, ConfigurationError, DatabaseProps, JobProps, PgbouncerProps, PostgresqlProps
from tests.full_values import COMPONENT, IMAGE, JOB, STORAGE
from tests.rendering import container, env, file, find, pod_of, unset_fields

POSTGRESQL = PostgresqlProps(
    **{**COMPONENT, "replicas": 0}, image=IMAGE, database="meta", storage=STORAGE, max_connections=301, parameters={"shared_buffers": "1GB"}
)
PGBOUNCER = PgbouncerProps(**COMPONENT, image=IMAGE, pool_mode="session", max_client_conn=5000, default_pool_size=10)
CLEAN = CleanProps(**{**JOB, "backoff_limit": 2}, schedule="5 4 * * sun", time_zone="Europe/Berlin", retention_days=7, starting_deadline_seconds=60)
FULL = DatabaseProps(postgresql=POSTGRESQL, pgbouncer=PGBOUNCER, migrate=JobProps(**JOB), clean=CLEAN)


@pytest.mark.parametrize("name", ["postgresql", "migrate", "db-clean"])
def test_minimal(name: str, golden: SnapshotAssertion) -> None:
    """Required props only."""
    assert file(name) == golden


def test_minimal_pgbouncer(golden: SnapshotAssertion) -> None:
    """PgBouncer with its defaults."""
    assert file("pgbouncer", database=DatabaseProps(pgbouncer=PgbouncerProps())) == golden


@pytest.mark.parametrize("name", ["postgresql", "pgbouncer", "migrate", "db-clean"])
def test_full(name: str, golden: SnapshotAssertion) -> None:
    """Every field set."""
    assert unset_fields(FULL) == []
    assert file(name, database=FULL) == golden


def test_data_is_never_pruned() -> None:
    """Neither by Argo CD nor by deleting or scaling the StatefulSet."""
    stateful_set = find(file("postgresql"), "StatefulSet", "airflow-postgresql")
    assert stateful_set["metadata"]["annotations"]["argocd.argoproj.io/sync-options"] == "Prune=false,Delete=false"
    assert stateful_set["spec"]["persistentVolumeClaimRetentionPolicy"] == {"whenDeleted": "Retain", "whenScaled": "Retain"}


@pytest.mark.parametrize(("name", "host"), [("migrate", "airflow-postgresql"), ("scheduler", "airflow-pgbouncer")])
def test_only_jobs_go_past_the_pooler(name: str, host: str) -> None:
    """Migrations hold a session lock, which transaction pooling would lose."""
    kind = "Job" if name == "migrate" else "Deployment"
    workload = find(file(name, database=DatabaseProps(pgbouncer=PgbouncerProps())), kind, f"airflow-{name}")
    assert env(container(pod_of(workload), name))["DATABASE_HOST"] == host


@pytest.mark.parametrize(("pooled", "settings"), [(True, True), (False, False)])
def test_asyncpg_caches_no_statement_behind_pgbouncer(pooled: bool, settings: bool) -> None:
    """Airflow 3's second engine gets its connect arguments exactly when a pooler stands between."""
    database = DatabaseProps(pgbouncer=PgbouncerProps() if pooled else None)
    config = find(file("config", airflow_version="3.3.2", database=database), "ConfigMap", "airflow-config")
    scripts = find(file("config", airflow_version="3.3.2", database=database), "ConfigMap", "airflow-scripts")
    assert ("sql_alchemy_connect_args_async" in config["data"]["airflow.cfg"]) is settings
    assert ("asyncpg_settings.py" in scripts["data"]) is settings


def test_a_changed_ini_rolls_pgbouncer() -> None:
    """Its checksum stands on the pod."""
    rendered = [file("pgbouncer", database=DatabaseProps(pgbouncer=PgbouncerProps(default_pool_size=size))) for size in (10, 11)]
    before, after = (pod_of(find(objects, "Deployment", "airflow-pgbouncer"))["metadata"]["annotations"] for objects in rendered)
    assert before != after


def test_postgresql_refuses_a_second_max_connections() -> None:
    """It would pass by the connection budget."""
    with pytest.raises(ConfigurationError, match=r"parameters \(max_connections\) must not repeat a field of its own"):
        PostgresqlProps(parameters={"max_connections": "5000"})
