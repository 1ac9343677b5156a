"""Rules that a reader of the code can check: no removed words, no secrets, no Airflow models, old Python."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.dags.dag_sources import DAG_FILES, DAGS, SNIPPET_FILES

REMOVED_ARGUMENTS = {"schedule_interval", "concurrency", "resources", "provide_context", "email_on_failure"}
MODELS = re.compile(r"airflow\.(models|settings|utils\.(session|db))\b|sqlalchemy\b")
SECRET_NAME = re.compile(r"password|passwd|secret|token|api_key", re.IGNORECASE)
SECRET_IN_URI = re.compile(r"://[^/\s:@]*:[^/\s@]+@")
PRINTS_ENVIRONMENT = re.compile(r"\bprintenv\b|(^|[;&|\n]\s*)env(\s*$|\s*[|;&\n])")


def findings(source: str) -> set[str]:
    """What these rules refuse in a piece of DAG code."""
    found = set()
    for node in ast.walk(ast.parse(source, feature_version=(3, 8))):
        if isinstance(node, ast.Call) and not _is_our_call(node):
            found |= {f"argument {word.arg}" for word in node.keywords if word.arg in REMOVED_ARGUMENTS}
        if isinstance(node, ast.keyword | ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Constant):
            found |= {f"literal {name}" for name in _names(node) if SECRET_NAME.search(name) and node.value.value}
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found |= {"literal password in a URI"} if SECRET_IN_URI.search(node.value) else set()
            found |= {"prints the environment"} if PRINTS_ENVIRONMENT.search(node.value) else set()
            found |= {"execution_date"} if node.value == "execution_date" else set()
        if isinstance(node, ast.Name | ast.Attribute):
            name = node.id if isinstance(node, ast.Name) else node.attr
            found |= {"execution_date"} if name == "execution_date" else set()
        if isinstance(node, ast.Import | ast.ImportFrom):
            modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else [name.name for name in node.names]
            found |= {f"import {module}" for module in modules if MODELS.match(module)}
    return found


def _is_our_call(node: ast.Call) -> bool:
    """The snippets and the Kubernetes models have a ``resources`` of their own."""
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return name in {"_pod_override", "V1Container"}


def _names(node: ast.keyword | ast.Assign | ast.AnnAssign) -> list[str]:
    if isinstance(node, ast.keyword):
        return [node.arg or ""]
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return [target.id for target in targets if isinstance(target, ast.Name)]


@pytest.mark.parametrize("path", [*DAG_FILES, *SNIPPET_FILES], ids=lambda path: str(path.relative_to(DAGS)))
def test_code_obeys_the_rules(path: Path) -> None:
    """No shipped file uses a word that a supported Airflow removed, holds a secret or touches Airflow's models."""
    assert findings(path.read_text()) == set()


@pytest.mark.parametrize(
    ("source", "finding"),
    [
        ("DAG('x', schedule_interval='0 * * * *')", "argument schedule_interval"),
        ("DAG('x', concurrency=20)", "argument concurrency"),
        ("PythonOperator(task_id='x', resources={'request_memory': '2Gi'})", "argument resources"),
        ("def f(**context): print(context['execution_date'])", "execution_date"),
        ("psycopg2.connect(host='airflow-postgresql', password='airflow')", "literal password"),
        ("DB_PASSWORD = 'airflow'", "literal DB_PASSWORD"),
        ("URI = 'postgresql://airflow:airflow@postgresql/airflow'", "literal password in a URI"),
        ("from airflow.models import TaskInstance", "import airflow.models"),
        ("from airflow.utils.session import provide_session", "import airflow.utils.session"),
        ("import sqlalchemy", "import sqlalchemy"),
        ("BashOperator(bash_command='env | grep AIRFLOW')", "prints the environment"),
    ],
)
def test_rules_refuse_what_tutorials_write(source: str, finding: str) -> None:
    """Each rule fires on the line it is for."""
    assert finding in findings(source)


def test_python_3_8_is_enough() -> None:
    """The rules read DAG code as Python 3.8, which the official 2.8.1 image runs."""
    with pytest.raises(SyntaxError):
        findings("match x:\n    case 1: pass\n")


def test_ignore_file_hides_the_snippets_in_both_syntaxes() -> None:
    """The one line is a regular expression (Airflow 2) and a glob (Airflow 3) for the snippets and for no DAG."""
    (line,) = (DAGS / ".airflowignore").read_text().splitlines()

    assert line == "platform_snippets/"  # as a glob: this folder and what is in it
    assert all(re.search(line, path.relative_to(DAGS).as_posix()) for path in SNIPPET_FILES)
    assert not any(re.search(line, path.name) for path in DAG_FILES)
