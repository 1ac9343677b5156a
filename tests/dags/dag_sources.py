"""Where the DAG code lies: the shipped files, and the examples of the documentation."""

from __future__ import annotations

import re
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
DAGS = REPOSITORY / "dags"
DAG_FILES = sorted(DAGS.glob("*.py"))
SNIPPET_FILES = sorted((DAGS / "platform_snippets").glob("*.py"))

_EXAMPLE = re.compile(r"^```python\n# dags/(?P<name>\w+\.py)\n(?P<source>.*?)^```$", re.MULTILINE | re.DOTALL)


def doc_examples() -> dict[str, str]:
    """File name and source of each DAG in docs/dag-authors.md; a block starts with ``# dags/<name>.py``."""
    text = (REPOSITORY / "docs" / "dag-authors.md").read_text()
    return {match["name"]: match["source"] for match in _EXAMPLE.finditer(text)}
