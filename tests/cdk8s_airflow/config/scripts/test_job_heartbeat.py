"""The probe of components without a port, against a database that answers from a list."""

import importlib.util
import socket
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from cdk8s_airflow.config import airflow_cfg

SCRIPT = Path(airflow_cfg.__file__).parent / "scripts" / "job_heartbeat.py"


class Cursor:
    def __init__(self, asked: list[tuple[str, tuple[str, str]]], row: tuple[int] | None) -> None:
        self.asked, self.row = asked, row

    def __enter__(self) -> "Cursor":
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to release."""

    def execute(self, query: str, values: tuple[str, str]) -> None:
        self.asked.append((query, values))

    def fetchone(self) -> tuple[int] | None:
        return self.row


@pytest.mark.parametrize(("row", "alive"), [((1,), True), (None, False)])
def test_a_fresh_heartbeat_of_this_pod_counts(row: tuple[int] | None, alive: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Job type and address are bound, the connection has a time limit and is closed."""
    asked: list[tuple[str, tuple[str, str]]] = []
    seen: dict[str, Any] = {}

    def connect(**values: Any) -> SimpleNamespace:
        seen.update(values)
        return SimpleNamespace(cursor=lambda: Cursor(asked, row), close=lambda: seen.update(closed=True))

    psycopg2 = ModuleType("psycopg2")
    psycopg2.connect = connect  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "psycopg2", psycopg2)
    monkeypatch.setattr(socket, "getfqdn", lambda: "pod")
    monkeypatch.setattr(socket, "gethostbyname", lambda name: {"pod": "10.1.2.3"}[name])
    for name, value in {"HOST": "db", "PORT": "5432", "NAME": "airflow"}.items():
        monkeypatch.setenv(f"DATABASE_{name}", value)
    for name, text in {"USERNAME": "u\n", "PASSWORD": "p w\n"}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        monkeypatch.setenv(f"DATABASE_{name}_FILE", str(tmp_path / name))
    spec = importlib.util.spec_from_file_location("job_heartbeat", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    assert module.alive("TriggererJob") is alive
    assert seen == {"host": "db", "port": "5432", "dbname": "airflow", "user": "u", "password": "p w", "connect_timeout": 5, "closed": True}
    ((query, values),) = asked
    assert values == ("TriggererJob", "10.1.2.3")
    assert "interval '60 seconds'" in query
