"""Values of airflow.cfg, and references to secrets."""

from typing import Any

import pytest

from cdk8s_airflow import ConfigProps, SecretKeyRef, SecretsProps
from tests.sentences import refused

NAME = "must be letters, digits, '_', '-' or '.'; write it as airflow.cfg does"
SETTING = "must be text, a number, True or False; write lists and mappings as Airflow reads them from a file, in quotes"


@pytest.mark.parametrize("value", ["x", "", 1, 1.5, True, '["a", "b"]', "100%", "a=b # no comment"])
def test_settings_keep_their_values(value: object) -> None:
    """Text, numbers and booleans, none turned into another."""
    kept = ConfigProps(settings={"core": {"option": value}}).settings["core"]["option"]
    assert kept == value
    assert type(kept) is type(value)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"core": {"x": ["a"]}}, f"settings.core.x {SETTING}"),
        ({"core": {"x": {"a": 1}}}, f"settings.core.x {SETTING}"),
        ({"core": {"x": None}}, f"settings.core.x (None) {SETTING}"),
        ({"core": {"x": "a\n[api]\ny = 1"}}, "settings.core.x ('a\\n[api]\\ny = 1') must stand in one line of airflow.cfg; join the lines"),
        ({"core]": {"x": 1}}, f"settings[core]] ('core]') {NAME}"),
        ({"core": {"x = 1": 1}}, f"settings.core[x = 1] ('x = 1') {NAME}"),
        ({"core": "x"}, "settings.core ('x') must be a mapping; write {name: value}"),
        (["core"], "settings (list) must be a mapping; write {name: value}"),
    ],
)
def test_settings_that_airflow_cfg_cannot_hold(settings: Any, sentence: str) -> None:
    """One sentence each, and no way to smuggle in another section."""
    assert refused(lambda: ConfigProps(settings=settings)) == (f"ConfigProps.{sentence}",)


@pytest.mark.parametrize(
    ("field", "least"), [("parallelism", 1), ("max_active_tasks_per_dag", 1), ("sql_alchemy_pool_size", 1), ("sql_alchemy_max_overflow", 0)]
)
def test_limits(field: str, least: int) -> None:
    """At the limit, one below."""
    assert getattr(ConfigProps(**{field: least}), field) == least
    assert refused(lambda: ConfigProps(**{field: least - 1})) == (f"ConfigProps.{field} ({least - 1}) must be at least {least}; raise it",)


def test_switches_are_booleans() -> None:
    """Not words."""
    assert refused(lambda: ConfigProps(load_examples="perhaps")) == ("ConfigProps.load_examples ('perhaps') must be True or False; write the Python value",)


@pytest.mark.parametrize("field", SecretsProps.model_fields)
def test_no_secret_is_a_literal(field: str) -> None:
    """Whatever is written there is not repeated."""
    reference = 'must be a reference, not a literal; write SecretKeyRef(name="...", key="...")'
    assert refused(lambda: SecretsProps(**{field: "hunter2"}))[0].endswith(reference)
    for value in ("hunter2", 7355608, ["hunter2"], {"value": "hunter2"}):
        assert not [finding for finding in refused(lambda value=value: SecretsProps(**{field: value})) if "hunter2" in finding or "7355608" in finding]


def test_default_secrets_have_a_name_of_their_own() -> None:
    """Two keys of one Secret only where they belong together."""
    refs = [getattr(SecretsProps(), field) for field in SecretsProps.model_fields]
    assert len({(ref.name, ref.key) for ref in refs}) == len(refs)
    assert {ref.name for ref in refs} == {
        "airflow-database",
        "airflow-fernet-key",
        "airflow-webserver-secret-key",
        "airflow-jwt-secret",
        "airflow-first-user",
    }
    assert all(isinstance(ref, SecretKeyRef) for ref in refs)
