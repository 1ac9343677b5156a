"""Which table serves which version."""

import pytest

from cdk8s_airflow.config.option_table import TABLES, table_of


@pytest.mark.parametrize(
    ("version", "minor"),
    [("2.8.0", "2.8"), ("2.9.3", "2.8"), ("2.10.5", "2.8"), ("2.11.2", "2.11"), ("3.0.0", "3.3"), ("3.2.1", "3.3"), ("3.3.2", "3.3")],
)
def test_the_nearest_lower_table_of_the_major_version(version: str, minor: str) -> None:
    """3.0 to 3.2 have no lower one and take 3.3's."""
    assert table_of(version).minor == minor


@pytest.mark.parametrize("minor", TABLES)
def test_a_table_answers_about_an_option(minor: tuple[int, int]) -> None:
    """Existence, type, sensitivity, owner."""
    table = table_of(f"{minor[0]}.{minor[1]}.0")
    assert table.key == minor
    assert table.has("core", "parallelism") and not table.has("core", "nothing") and not table.has("nothing", "parallelism")
    assert (table.type_of("core", "load_examples"), table.type_of("scheduler", "scheduler_heartbeat_sec")) == ("boolean", "integer")
    assert table.is_sensitive("core", "fernet_key") and not table.is_sensitive("core", "parallelism") and not table.is_sensitive("core", "nothing")
    assert table.is_own("core", "parallelism") and not table.is_own("core", "nothing")


def test_provider_options_are_known_and_not_airflows_own() -> None:
    """The executor's section belongs to the provider of Kubernetes."""
    table = table_of("3.3.2")
    assert table.has("kubernetes_executor", "namespace") and not table.is_own("kubernetes_executor", "namespace")
