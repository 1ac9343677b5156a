"""The database's URL out of mounted files."""

import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from cdk8s_airflow.config import airflow_cfg

SCRIPT = Path(airflow_cfg.__file__).parent / "scripts" / "sql_alchemy_conn.py"


def printed(folder: Path, username: str, password: str, *arguments: str) -> str:
    """Output of the script, run as Airflow runs it: isolated and without site-packages."""
    env = {"DATABASE_HOST": "db", "DATABASE_PORT": "5432", "DATABASE_NAME": "airflow"}
    for name, text in (("USERNAME", username), ("PASSWORD", password)):
        (folder / name).write_text(text, encoding="utf-8")
        env[f"DATABASE_{name}_FILE"] = str(folder / name)
    return subprocess.run([sys.executable, "-I", "-S", str(SCRIPT), *arguments], env=env, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("password", ["simple", "p@ss:w/ord?#[]", "%41 $HOME `id` \"'\\", "ключ"])
def test_any_password_survives(password: str, tmp_path: Path) -> None:
    """A line end of the file does not belong to it; nothing else is printed."""
    out = printed(tmp_path, "air flow", f"{password}\n")
    parts = urlsplit(out)
    assert (parts.scheme, parts.hostname, parts.port, parts.path) == ("postgresql+psycopg2", "db", 5432, "/airflow")
    assert (unquote(parts.username or ""), unquote(parts.password or "")) == ("air flow", password)
    assert not out.endswith("\n")


def test_the_driver_is_an_argument(tmp_path: Path) -> None:
    """Airflow 3's second engine."""
    assert printed(tmp_path, "u", "p", "asyncpg") == "postgresql+asyncpg://u:p@db:5432/airflow"
