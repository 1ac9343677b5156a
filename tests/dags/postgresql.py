"""A scratch PostgreSQL server on a free port, for the tests marked `airflow`."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any


class PostgreSQL:
    """Started by ``start()``; no password, only reachable from this machine, deleted by ``stop()``."""

    @staticmethod
    def programs() -> Path | None:
        """Folder of initdb and postgres: Debian's newest, else what PATH has."""
        debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda found: int(found.parts[-3]))
        found = shutil.which("initdb")
        return debian[-1].parent if debian else Path(found).parent if found else None

    def __init__(self) -> None:
        programs = self.programs()
        if programs is None:
            raise RuntimeError("no PostgreSQL server programs on this machine")
        self._programs = programs
        self._folder = Path(tempfile.mkdtemp(prefix="postgresql-"))
        self._server: subprocess.Popen[Any] | None = None
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        # PostgreSQL refuses to run as root.
        self._user: dict[str, Any] = {}
        if os.geteuid() == 0:
            account = pwd.getpwnam("nobody")
            os.chown(self._folder, account.pw_uid, account.pw_gid)
            self._user = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}

    def start(self) -> None:
        """Create the cluster and wait until it answers."""
        data = self._folder / "data"
        subprocess.run(
            [self._programs / "initdb", "-D", data, "-U", "airflow", "-A", "trust", "-E", "UTF8", "--no-sync"],
            check=True,
            capture_output=True,
            cwd=self._folder,
            **self._user,
        )
        options = {"listen_addresses": "127.0.0.1", "unix_socket_directories": self._folder, "fsync": "off"}
        with (self._folder / "log").open("wb") as log:
            self._server = subprocess.Popen(
                [str(self._programs / "postgres"), "-D", str(data), "-p", str(self.port)]
                + [word for name, value in options.items() for word in ("-c", f"{name}={value}")],
                stdout=subprocess.DEVNULL,
                stderr=log,
                cwd=self._folder,
                **self._user,
            )
        for _ in range(100):
            if self._psql("postgres", "select 1").returncode == 0:
                return
            time.sleep(0.2)
        raise RuntimeError(f"PostgreSQL did not start: {(self._folder / 'log').read_text()}")

    def stop(self) -> None:
        """End the server and delete its files."""
        if self._server is not None:
            self._server.send_signal(signal.SIGINT)  # fast shutdown: sessions are ended, not waited for
            self._server.wait(timeout=30)
        shutil.rmtree(self._folder)

    def execute(self, database: str, sql: str) -> str:
        """Run statements as the superuser; what they return, one row per line."""
        result = self._psql(database, sql)
        if result.returncode:
            raise RuntimeError(result.stderr)
        return result.stdout.strip()

    def _psql(self, database: str, sql: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self._programs / "psql"), "-h", "127.0.0.1", "-p", str(self.port), "-U", "airflow", "-d", database] + ["-v", "ON_ERROR_STOP=1", "-Atqc", sql],
            capture_output=True,
            text=True,
        )
