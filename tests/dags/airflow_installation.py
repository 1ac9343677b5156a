"""Real Airflow of one version: an environment under build/, a scratch home, its commands."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.dags.dag_sources import REPOSITORY
from tests.dags.postgresql import PostgreSQL

VERSIONS = ("2.8.1", "2.11.2", "3.3.2")
WITH_PYSPARK = ("2.8.1", "3.3.2")
"""2.11.2 stays without, so that the DAGs also import where PySpark is missing."""

_FOLDER = Path(__file__).parent


class AirflowInstallation:
    """Airflow of exactly the versions in requirements/; ``run`` is a command in it."""

    def __init__(self, version: str, scratch: Path) -> None:
        self.version = version
        self.major = int(version.split(".")[0])
        self.has_pyspark = version in WITH_PYSPARK
        self.environment = REPOSITORY / "build" / f"airflow-{version}"
        self.home = scratch / "home"
        self.dags = scratch / "dags"
        self.postgresql: PostgreSQL | None = None
        self.database = f"airflow_{version.replace('.', '_')}"
        self.variables = {
            "PATH": f"{self.environment / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(scratch),
            "LC_ALL": "C.UTF-8",
            "PYTHONDONTWRITEBYTECODE": "1",
            "AIRFLOW_HOME": str(self.home),
            "AIRFLOW__CORE__DAGS_FOLDER": str(self.dags),
            "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        }

    def install(self) -> None:
        """Make the environment, unless one of exactly these requirements is there."""
        files = [_FOLDER / "requirements" / f"airflow-{self.version}.txt"]
        files += [_FOLDER / "requirements" / "pyspark.txt"] if self.has_pyspark else []
        stamp = self.environment / "requirements.sha256"
        wanted = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
        if stamp.exists() and stamp.read_text() == wanted:
            return
        python = shutil.which("python3.11") if sys.version_info[:2] != (3, 11) else sys.executable
        if python is None:
            pytest.skip("the pinned requirements are for Python 3.11, and there is no python3.11 here")
        shutil.rmtree(self.environment, ignore_errors=True)
        inside = str(self.environment / "bin" / "python")
        subprocess.run([python, "-m", "venv", str(self.environment)], check=True)
        pip = ["uv", "pip", "install", "--python", inside] if shutil.which("uv") else [inside, "-m", "pip", "install"]
        subprocess.run([*pip, "--quiet", *(word for path in files for word in ("-r", str(path)))], check=True)
        stamp.write_text(wanted)

    def create_database(self, postgresql: PostgreSQL | None) -> None:
        """Migrate a database of its own: in PostgreSQL where there is a server, else SQLite."""
        if postgresql is not None:
            self.postgresql = postgresql
            postgresql.execute("postgres", f"create database {self.database}")
            address = f"127.0.0.1:{postgresql.port}/{self.database}"
            self.variables["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN"] = f"postgresql+psycopg2://airflow@{address}"
        self.must("airflow", "db", "migrate")
        if self.major > 2:  # `dags test` wants the DAGs serialized once
            self.must("airflow", "dags", "reserialize")

    def run(self, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """A command with these environment variables besides the installation's own."""
        return subprocess.run(command, env=self.variables | variables, cwd=self.home.parent, capture_output=True, text=True, timeout=600)

    def must(self, *command: str, **variables: str) -> str:
        """Output of a command that has to succeed."""
        result = self.run(*command, **variables)
        if result.returncode:
            raise AssertionError(f"{' '.join(command)} ended with {result.returncode}:\n{result.stdout}{result.stderr}")
        return result.stdout + result.stderr

    def probe(self, name: str, *arguments: str, **variables: str) -> Any:
        """What a script of probes/ finds inside this installation: the JSON of its last line."""
        script = str(_FOLDER / "probes" / f"{name}.py")
        result = self.run("python", script, *arguments, **variables)
        if result.returncode:
            raise AssertionError(f"{name} ended with {result.returncode}:\n{result.stdout}{result.stderr}")
        return json.loads(result.stdout.splitlines()[-1])

    def test_dag(self, dag_id: str, **variables: str) -> tuple[dict[str, str], str]:
        """``airflow dags test``: each task's end state, and all that was printed."""
        result = self.run("airflow", "dags", "test", dag_id, **variables)
        output = result.stdout + result.stderr
        try:
            return self.probe("task_states", dag_id), output
        except AssertionError as error:
            raise AssertionError(f"{error}\n{output}") from error
