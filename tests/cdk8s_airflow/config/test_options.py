"""Options are proven against tables of real installations."""

import pytest

from cdk8s_airflow.config.option_table import table_of
from cdk8s_airflow.config.options import check_options


@pytest.mark.parametrize(("version", "count"), [("2.8.1", 351), ("2.10.4", 351), ("2.11.2", 409), ("3.0.1", 463), ("3.3.2", 463)])
def test_tables_are_complete(version: str, count: int) -> None:
    """As many options as the installation printed; versions between two tables use the lower one."""
    assert sum(map(len, table_of(version).options.values())) == count


def sentences(version: str, section: str, option: str, value: str | int | float | bool = "x") -> list[str]:
    return [finding.message for finding in check_options(version, {section: {option: value}}) if finding.is_error]


@pytest.mark.parametrize("version", ["2.8.1", "2.11.2", "3.3.2"])
@pytest.mark.parametrize(
    ("section", "option", "value"),
    [
        ("core", "executor", "KubernetesExecutor"),
        ("core", "load_examples", False),
        ("core", "load_examples", "t"),
        ("core", "parallelism", 128),
        ("core", "parallelism", "128"),
        ("core", "max_active_runs_per_dag", 16),
        ("database", "sql_alchemy_pool_size", 20),
        ("scheduler", "scheduler_heartbeat_sec", 5),
        ("celery_broker_transport_options", "anything", 1),
    ],
)
def test_real_options_pass(version: str, section: str, option: str, value: str | int | bool) -> None:
    """Options that all three versions have, in every spelling Airflow reads."""
    assert sentences(version, section, option, value) == []


@pytest.mark.parametrize(
    ("version", "section", "option", "value", "sentence"),
    [
        ("2.8.1", "core", "dag_concurrency", 64, "[core] dag_concurrency (64) must be written [core] max_active_tasks_per_dag in Airflow 2.8.1; rename it"),
        ("3.3.2", "core", "dag_concurrency", 64, "[core] dag_concurrency (64) must be written [core] max_active_tasks_per_dag in Airflow 3.3.2; rename it"),
        (
            "3.3.2",
            "core",
            "sql_alchemy_pool_size",
            20,
            "[core] sql_alchemy_pool_size (20) must be written [database] sql_alchemy_pool_size in Airflow 3.3.2; rename it",
        ),
        ("3.3.2", "webserver", "base_url", "http://a", "[webserver] base_url (http://a) must be written [api] base_url in Airflow 3.3.2; rename it"),
        ("3.3.2", "webserver", "rbac", True, "[webserver] rbac (True) must not be set, Airflow 3.3.2 has no section [webserver]; delete it"),
        ("2.8.1", "core", "paralelism", 3, "[core] paralelism (3) must be an option of Airflow 2.8.1; did you mean [core] parallelism?"),
        (
            "2.8.1",
            "databse",
            "sql_alchemy_pool_size",
            3,
            "[databse] sql_alchemy_pool_size (3) must be an option of Airflow 2.8.1; did you mean [database] sql_alchemy_pool_size?",
        ),
        ("2.8.1", "core", "parallelism", "many", "[core] parallelism (many) must be a whole number; write it without unit"),
        ("2.8.1", "core", "parallelism", True, "[core] parallelism (True) must be a whole number; write it without unit"),
        ("2.8.1", "core", "load_examples", "nein", "[core] load_examples (nein) must be a boolean; write True or False"),
        ("3.3.2", "scheduler", "scheduler_idle_sleep_time", "long", "[scheduler] scheduler_idle_sleep_time (long) must be a number; write it without unit"),
        (
            "2.8.1",
            "core",
            "parallelism_cmd",
            "echo 7",
            "[core] parallelism_cmd (echo 7) must not end in _cmd: Airflow ignores it there, the option is not sensitive; write parallelism",
        ),
        (
            "2.8.1",
            "api",
            "base_url",
            "http://a",
            "[api] base_url (http://a) must be an option of Airflow 2.8.1, it exists from 3.3; delete it or change airflow_version",
        ),
        ("2.8.1", "kubernetes", "namespace", "a", "[kubernetes] namespace (a) must be written [kubernetes_executor] namespace; correct the section"),
    ],
)
def test_wrong_options_get_one_sentence(version: str, section: str, option: str, value: str | int | bool, sentence: str) -> None:
    """Renamed, removed, misspelt, mistyped, misplaced: option, value, rule, cure."""
    assert sentences(version, section, option, value) == [sentence]


@pytest.mark.parametrize("option", ["fernet_key", "fernet_key_cmd", "fernet_key_secret"])
def test_secrets_never_stand_in_airflow_cfg(option: str) -> None:
    """A sensitive option is refused in all its forms, and its value is not repeated."""
    (sentence,) = sentences("2.8.1", "core", option, "hunter2")
    assert "hunter2" not in sentence
    assert "SecretsProps" in sentence


def test_a_providers_section_is_a_remark() -> None:
    """What only an installed provider can know is no error."""
    (finding,) = check_options("2.8.1", {"snowflake": {"x": 1}})
    assert not finding.is_error


@pytest.mark.parametrize("name", sorted(table_of("3.3.2").removed))
def test_every_option_removed_in_3_is_refused(name: str) -> None:
    """All rows that Airflow's own upgrade check knows."""
    section, _, option = name.rpartition(".")
    assert sentences("3.3.2", section, option, 1) or section not in table_of("3.3.2").options
