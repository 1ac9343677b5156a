"""The ConfigMaps that pods mount."""

import pytest
import yaml

from cdk8s_airflow import DatabaseProps, PgbouncerProps
from tests.rendering import file, find


@pytest.mark.parametrize(
    ("version", "pooled", "scripts"),
    [
        ("2.8.1", True, {"sql_alchemy_conn.py", "job_heartbeat.py"}),
        ("3.3.2", False, {"sql_alchemy_conn.py", "job_heartbeat.py"}),
        ("3.3.2", True, {"sql_alchemy_conn.py", "job_heartbeat.py", "asyncpg_settings.py"}),
    ],
)
def test_configuration_and_scripts(version: str, pooled: bool, scripts: set[str]) -> None:
    """Asyncpg's settings only where it connects through a pooler."""
    documents = file("config", airflow_version=version, database=DatabaseProps(pgbouncer=PgbouncerProps() if pooled else None))
    assert set(find(documents, "ConfigMap", "airflow-config")["data"]) == {"airflow.cfg", "webserver_config.py"}
    assert set(find(documents, "ConfigMap", "airflow-scripts")["data"]) == scripts
    waves = {document["metadata"]["annotations"]["argocd.argoproj.io/sync-wave"] for document in documents}
    assert waves == {"-20"}


def test_the_file_is_readable_in_dist() -> None:
    """As a literal block, line by line."""
    from cdk8s_airflow.kubernetes.yaml import dump

    config = find(file("config"), "ConfigMap", "airflow-config")
    written = dump([config])
    assert "  airflow.cfg: |\n    [api]\n" in written
    assert yaml.safe_load(written) == config
