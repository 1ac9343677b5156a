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


@pytest.mark.parametrize("section", ["openlineage", "snowflake", "my_team"])
@pytest.mark.parametrize("option", ["namespace", "host", "workers"])
def test_a_providers_option_may_be_named_like_another(section: str, option: str) -> None:
    """Common words in a foreign section do not belong to Airflow."""
    assert sentences("3.3.2", section, option) == []


@pytest.mark.parametrize("version", ["2.8.1", "2.11.2", "3.3.2"])
def test_every_old_name_gets_one_sentence_with_a_name_that_exists(version: str) -> None:
    """All names that Airflow's own upgrade check and its list of deprecated options know; the cure never leads to another error."""
    table = table_of(version)
    old_names = table.renamed | table.removed
    assert len(old_names) == {"2.8.1": 56, "2.11.2": 60, "3.3.2": 159}[version]
    for old, new in old_names.items():
        assert len(sentences(version, *old.rsplit(".", 1))) == 1, old
        assert not new or table.has(*new.rsplit(".", 1)), f"{old} -> {new}"


@pytest.mark.parametrize(
    ("section", "option", "new"),
    [
        ("core", "sql_alchemy_conn", "[database] sql_alchemy_conn"),
        ("core", "sql_alchemy_pool_size", "[database] sql_alchemy_pool_size"),
        ("core", "sql_alchemy_max_overflow", "[database] sql_alchemy_max_overflow"),
        ("core", "sql_alchemy_pool_recycle", "[database] sql_alchemy_pool_recycle"),
        ("core", "sql_alchemy_pool_pre_ping", "[database] sql_alchemy_pool_pre_ping"),
        ("core", "dag_concurrency", "[core] max_active_tasks_per_dag"),
        ("core", "remote_logging", "[logging] remote_logging"),
        ("scheduler", "statsd_on", "[metrics] statsd_on"),
        ("kubernetes", "namespace", "[kubernetes_executor] namespace"),
    ],
)
@pytest.mark.parametrize("version", ["2.8.1", "2.11.2", "3.3.2"])
def test_names_of_old_guides_are_refused_in_all_versions(version: str, section: str, option: str, new: str) -> None:
    """Some still work in 2.x; in 3.x most are ignored without a word."""
    (sentence,) = sentences(version, section, option)
    assert new in sentence


@pytest.mark.parametrize(
    ("section", "option", "new"),
    [
        ("scheduler", "dag_dir_list_interval", "[dag_processor] refresh_interval"),
        ("webserver", "base_url", "[api] base_url"),
        ("webserver", "secret_key", "[api] secret_key"),
        ("webserver", "page_size", "[api] fallback_page_limit"),
        ("api", "auth_backends", "[fab] auth_backends"),
    ],
)
def test_names_of_2_are_refused_in_3_only(section: str, option: str, new: str) -> None:
    """What moved with Airflow 3, through renames of renames."""
    (sentence,) = sentences("3.3.2", section, option)
    assert new in sentence
    assert all("Secret" in sentence for sentence in sentences("2.11.2", section, option, 1))


@pytest.mark.parametrize("version", ["2.8.1", "2.11.2", "3.3.2"])
@pytest.mark.parametrize(
    ("section", "option"),
    [
        ("core", "sql_alchemy_conn"),
        ("core", "sql_alchemy_conn_cmd"),
        ("databse", "sql_alchemy_conn"),
        ("core", "fernet_kye"),
        ("celery", "broker_ur"),
        ("smtp", "smtp_password"),
        ("api", "secret_key"),
        ("sentry", "dsn"),
        ("opensearch", "password"),
    ],
)
def test_no_message_repeats_a_secret(version: str, section: str, option: str) -> None:
    """Old, misspelt and misplaced names of sensitive options are refused without their value, remarks included."""
    (finding,) = check_options(version, {section: {option: "hunter2"}})
    assert "hunter2" not in finding.message


def test_a_url_with_a_password_is_not_repeated() -> None:
    """Whatever its option is called."""
    (finding,) = check_options("2.8.1", {"core": {"database_url": "postgresql://airflow:hunter2@db/airflow"}})
    assert "hunter2" not in finding.message


@pytest.mark.parametrize(("version", "section"), [("2.8.1", "webserver"), ("3.3.2", "api")])
def test_expose_config_takes_a_third_word(version: str, section: str) -> None:
    """Its default looks like a boolean, yet Airflow compares it with a word."""
    assert sentences(version, section, "expose_config", "non-sensitive-only") == []


@pytest.mark.parametrize("value", ["--5", "", "3.5", "\u00b2"])
def test_what_int_refuses_is_refused(value: str) -> None:
    """The scheduler would die of it."""
    assert len(sentences("2.8.1", "core", "parallelism", value)) == 1


def test_old_and_new_name_together_are_refused() -> None:
    """The new one would win and the old one be dead without a word."""
    (finding,) = check_options("2.8.1", {"core": {"dag_concurrency": 64, "max_active_tasks_per_dag": 16}})
    assert (finding.option, finding.is_error) == ("dag_concurrency", True)


@pytest.mark.parametrize(
    ("version", "section", "option", "part"),
    [
        ("2.11.2", "kubernetes_executor", "worker_pods_queued_check_interval", "Airflow 2.11.2, it exists until 2.8;"),
        ("2.8.1", "traces", "otel_on", "Airflow 2.8.1, it exists from 2.11;"),
        ("2.10.4", "core", "paralelism", "Airflow 2.10.4 (checked as 2.8);"),
        ("3.0.1", "core", "paralelism", "Airflow 3.0.1 (checked as 3.3);"),
        ("3.3.2", "kubernetes_environment_variables", "A", "Airflow 3.3.2 has no section [kubernetes_environment_variables]"),
    ],
)
def test_the_sentence_names_versions(version: str, section: str, option: str, part: str) -> None:
    """Where an option exists, and which table stands in for a version without its own."""
    (sentence,) = sentences(version, section, option)
    assert part in sentence
