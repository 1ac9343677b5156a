"""What every pod with Airflow inside has: its secrets, its settings, its writable places."""

import re

import pytest

from cdk8s_airflow import DatabaseProps, PersistentVolumeClaimProps, PgbouncerProps
from tests.rendering import Object, airflow_props, containers, env, pods, render

DATABASE = {"airflow-database/username", "airflow-database/password"}
FERNET = {"airflow-fernet-key/fernet-key"}
SIGNING = {"airflow-webserver-secret-key/webserver-secret-key"}
JWT = {"airflow-jwt-secret/jwt-secret"}
FIRST_USER = {f"airflow-first-user/{key}" for key in ("username", "password", "email")}
JOBS = {"migrate": DATABASE | FERNET, "create-user": DATABASE | FERNET | FIRST_USER, "db-clean": DATABASE | FERNET}
SERVERS = {"postgresql": DATABASE, "pgbouncer": DATABASE, "triggerer": DATABASE | FERNET | SIGNING, "dag-processor": DATABASE | FERNET}
MATRIX = {
    "2.8.1": {**JOBS, **SERVERS, "scheduler": DATABASE | FERNET | SIGNING, "webserver": DATABASE | FERNET | SIGNING, "task": DATABASE | FERNET},
    "3.3.2": {**JOBS, **SERVERS, "scheduler": DATABASE | FERNET | SIGNING | JWT, "api-server": DATABASE | FERNET | SIGNING | JWT, "task": set()},
}
"""Family -> component -> keys of Secrets that its pods mount."""
LITERAL = re.compile(r"password|secret|token|fernet|jwt|_key|conn\b|credential", re.IGNORECASE)


def all_pods(version: str) -> dict[str, Object]:
    values = {"database": DatabaseProps(pgbouncer=PgbouncerProps()), "dag_processor": {}, "logs": PersistentVolumeClaimProps(size="1Gi")}
    return pods(render(airflow_props(airflow_version=version, **values)))


def mounted_keys(pod: Object) -> set[str]:
    """Keys of Secrets in any volume of a pod."""
    sources = [source["secret"] for volume in pod["spec"].get("volumes", ()) for source in volume.get("projected", {}).get("sources", ())]
    assert not [volume for volume in pod["spec"].get("volumes", ()) if "secret" in volume]
    return {f"{secret['name']}/{item['key']}" for secret in sources for item in secret["items"]}


@pytest.mark.parametrize("version", MATRIX)
def test_each_pod_mounts_the_secrets_it_reads_and_no_other(version: str) -> None:
    """Airflow 3 keeps all of them away from tasks."""
    assert {component: mounted_keys(pod) for component, pod in all_pods(version).items()} == MATRIX[version]


@pytest.mark.parametrize("version", MATRIX)
def test_a_variable_about_a_secret_names_a_file_or_a_command(version: str) -> None:
    """No value, and no reference either: a file can be rotated, an environment is printed by everybody."""
    seen = 0
    for pod in all_pods(version).values():
        for entry in containers(pod):
            for name, value in env(entry).items():
                if LITERAL.search(name):
                    seen += 1
                    assert name.endswith(("_FILE", "_CMD")), name
                    assert "/run/secrets/airflow/" in value or value.startswith("python -I -S /opt/airflow/platform/"), value
    assert seen > 20


@pytest.mark.parametrize("version", MATRIX)
def test_a_task_of_the_family_knows_where_it_runs(version: str) -> None:
    """NODE_NAME, NAMESPACE and POD_NAME in every Airflow container."""
    for component, pod in all_pods(version).items():
        if component not in ("postgresql", "pgbouncer"):
            for entry in containers(pod):
                assert {name for name, value in env(entry).items() if "fieldRef" in value} == {"NODE_NAME", "NAMESPACE", "POD_NAME"}


@pytest.mark.parametrize("version", MATRIX)
def test_only_scratch_and_logs_are_writable(version: str) -> None:
    """The root file system is not; Jobs keep away from the shared logs."""
    for component, pod in all_pods(version).items():
        if component in ("postgresql", "pgbouncer"):
            continue
        for entry in containers(pod):
            assert {mount["mountPath"] for mount in entry["volumeMounts"] if not mount.get("readOnly")} == {"/tmp", "/opt/airflow/logs"}
        (logs,) = (volume for volume in pod["spec"]["volumes"] if volume["name"] == "logs")
        assert ("persistentVolumeClaim" in logs) is (component not in ("migrate", "create-user", "db-clean"))


def test_the_entrypoint_waits_for_the_database_only_where_nothing_has_waited_before() -> None:
    """20 tries of 3 s in Jobs and in the first init container, none in components."""
    checks = {
        (component, entry["name"]): env(entry)["CONNECTION_CHECK_MAX_COUNT"]
        for component, pod in all_pods("2.8.1").items()
        if component not in ("postgresql", "pgbouncer")
        for entry in containers(pod)
    }
    waiting = {key for key, count in checks.items() if count == "20"}
    components = {"scheduler", "webserver", "triggerer", "dag-processor", "create-user"}
    assert waiting == {(c, "wait-for-migrations") for c in components} | {(c, c) for c in ("migrate", "create-user", "db-clean")}
    assert set(checks.values()) == {"0", "20"}
