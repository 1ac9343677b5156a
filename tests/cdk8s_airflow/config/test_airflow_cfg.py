"""One file out of all sources, and checksums that roll only those who read what changed."""

from configparser import ConfigParser

import pytest

from cdk8s_airflow import ConfigProps
from cdk8s_airflow.config.airflow_cfg import ASYNCPG_SETTINGS, SCRIPTS, AirflowCfg, script
from cdk8s_airflow.release.release import Settings, release_of
from tests.sentences import refused

COMPONENTS = ("scheduler", "webserver", "dag-processor", "triggerer", "task")


def cfg(version: str = "2.8.1", *sources: Settings, **values: object) -> AirflowCfg:
    return AirflowCfg(version, release_of(version), ConfigProps(**values), sources)


def parsed(file: AirflowCfg) -> ConfigParser:
    """As Airflow reads it."""
    parser = ConfigParser()
    parser.read_string(file.text())
    return parser


def test_the_file_holds_the_typed_values() -> None:
    """Under their names in Airflow."""
    parser = parsed(cfg(parallelism=33, sql_alchemy_pool_size=7, load_examples=True))
    assert parser["core"]["parallelism"] == "33"
    assert parser["core"]["load_examples"] == "True"
    assert parser["database"]["sql_alchemy_pool_size"] == "7"


def test_later_sources_win() -> None:
    """Family, typed values, executor and DAG source, then the user's settings."""
    source: Settings = {"core": {"parallelism": 1, "dags_folder": "/a"}, "webserver": {"expose_config": True}}
    assert parsed(cfg("2.8.1", source))["core"]["parallelism"] == "1"
    assert parsed(cfg("2.8.1", source))["webserver"]["expose_config"] == "True"
    assert parsed(cfg("2.8.1", source, settings={"core": {"dags_folder": "/b"}}))["core"]["dags_folder"] == "/b"


def test_sources_are_not_changed() -> None:
    """The family's settings are shared by all environments."""
    before = {section: dict(options) for section, options in release_of("2.8.1").settings.items()}
    cfg(settings={"webserver": {"expose_config": True}})
    assert release_of("2.8.1").settings == before


def test_the_text_is_sorted_and_survives_interpolation() -> None:
    """Whatever order the settings came in; ``%`` stays one."""
    one = cfg(settings={"logging": {"log_format": "%(message)s"}, "core": {"default_timezone": "utc"}})
    two = cfg(settings={"core": {"default_timezone": "utc"}, "logging": {"log_format": "%(message)s"}})
    assert one.text() == two.text()
    assert parsed(one)["logging"]["log_format"] == "%(message)s"
    sections = [line for line in one.text().splitlines() if line.startswith("[")]
    assert sections == sorted(sections)


def test_every_wrong_option_is_said() -> None:
    """Told from the typed values by where they stand."""
    findings = refused(lambda: cfg(settings={"core": {"paralelism": 3, "fernet_key": "hunter2"}, "api": {"base_url": "x"}}))
    assert findings == (
        "config.settings [api] base_url (x) must be an option of Airflow 2.8.1, it exists from 3.3; delete it or change airflow_version",
        "config.settings [core] paralelism (3) must be an option of Airflow 2.8.1; did you mean [core] parallelism?",
        "config.settings [core] fernet_key must come from a Secret, not from airflow.cfg; name the Secret's key in SecretsProps or a component's env",
    )


def test_what_only_a_provider_knows_passes() -> None:
    """It is written as it is."""
    assert parsed(cfg(settings={"snowflake": {"region": "eu"}}))["snowflake"]["region"] == "eu"


def rolled(**settings: dict[str, object]) -> set[str]:
    """Components whose checksum changes with the settings."""
    before, after = cfg(), cfg(settings=settings)
    return {component for component in COMPONENTS if before.checksum(component) != after.checksum(component)}


@pytest.mark.parametrize(
    ("settings", "components"),
    [
        ({}, set()),
        ({"core": {"default_timezone": "Europe/Berlin"}}, set(COMPONENTS)),
        ({"webserver": {"page_size": 50}}, {"webserver"}),
        ({"webserver": {"base_url": "https://e.com"}}, set(COMPONENTS)),
        ({"scheduler": {"scheduler_heartbeat_sec": 6}}, {"scheduler", "webserver", "dag-processor"}),
        ({"triggerer": {"default_capacity": 10}}, {"triggerer", "webserver"}),
        ({"kubernetes_executor": {"worker_pods_creation_batch_size": 3}}, {"scheduler", "webserver"}),
        ({"snowflake": {"region": "eu"}}, set(COMPONENTS)),
    ],
)
def test_a_change_rolls_its_readers(settings: dict[str, dict[str, object]], components: set[str]) -> None:
    """And nobody else."""
    assert rolled(**settings) == components


@pytest.mark.parametrize("name", [*SCRIPTS, ASYNCPG_SETTINGS])
def test_scripts_are_shipped(name: str) -> None:
    """Readable from the installed package, and Python."""
    compile(script(name), name, "exec")
