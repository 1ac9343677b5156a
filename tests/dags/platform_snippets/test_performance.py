"""The decorator that prints what a task cost."""

from __future__ import annotations

import inspect
import re

import pytest

pytestmark = pytest.mark.usefixtures("snippets")


def test_start_pod_node_and_duration_are_printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Three lines, each with the function's name."""
    from platform_snippets.performance import measured

    monkeypatch.setenv("HOSTNAME", "task-1")
    monkeypatch.setenv("NODE_NAME", "node-7")

    assert measured(lambda: 5)() == 5

    started, place, ended = capsys.readouterr().out.splitlines()
    assert re.fullmatch(r"<lambda>: started \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", started)
    assert place == "<lambda>: pod task-1, node node-7"
    assert re.fullmatch(r"<lambda>: succeeded after \d+\.\d\d s", ended)


def test_failure_is_printed_and_passed_on(capsys: pytest.CaptureFixture[str]) -> None:
    """The task fails with its own error, and the log has the duration."""
    from platform_snippets.performance import measured

    @measured
    def broken() -> None:
        raise KeyError("orders")

    with pytest.raises(KeyError, match="orders"):
        broken()
    assert re.search(r"^broken: failed after \d+\.\d\d s$", capsys.readouterr().out, re.MULTILINE)


def test_name_and_arguments_stay(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Airflow reads both to name the task and to hand over what it asks for; unset pod facts do not matter."""
    from platform_snippets.performance import measured

    @measured
    def process(batch: int, *, scale: int = 2) -> int:
        """Process one batch."""
        return batch * scale

    monkeypatch.delenv("HOSTNAME", raising=False)
    monkeypatch.delenv("NODE_NAME", raising=False)

    assert process(3, scale=4) == 12
    assert (process.__name__, process.__doc__) == ("process", "Process one batch.")
    assert list(inspect.signature(process).parameters) == ["batch", "scale"]
    assert "pod unset, node unset" in capsys.readouterr().out
