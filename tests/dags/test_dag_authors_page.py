"""The examples of docs/dag-authors.md run, and its tables tell what the code does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.dags.dag_sources import DAG_FILES, REPOSITORY, SNIPPET_FILES, doc_examples
from tests.dags.test_dag_files import findings

PAGE = (REPOSITORY / "docs" / "dag-authors.md").read_text()


def test_every_python_block_is_an_example() -> None:
    """A block without its file name would not be executed."""
    assert PAGE.count("```python") == len(doc_examples()) == 3


@pytest.mark.parametrize("name", sorted(doc_examples()))
def test_example_writes_its_dag(load_dag: Any, tmp_path: Path, name: str) -> None:
    """Loaded as both Airflow families would: a DAG named as its file, each task with a size, no refused word."""
    path = tmp_path / name
    path.write_text(doc_examples()[name])

    dag, _ = load_dag(path)

    assert dag.dag_id == path.stem
    assert dag.tasks
    assert all(task.executor_config for task in dag.tasks.values())
    assert findings(path.read_text()) == set()


def test_page_lists_every_shipped_file() -> None:
    """Each DAG and each snippet module is on the page."""
    missing = [path.name for path in [*DAG_FILES, *SNIPPET_FILES] if f"{path.name}" not in PAGE]
    assert missing == ["__init__.py"]
