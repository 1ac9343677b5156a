"""Prints the metadata database's URL, composed from mounted files; any character is allowed in user and password.

Run as ``python -I -S sql_alchemy_conn.py [asyncpg]`` by AIRFLOW__DATABASE__SQL_ALCHEMY_CONN_CMD, so it needs nothing but
the standard library and starts in some 20 ms. No newline at the end: Airflow keeps it.
"""

import os
import sys
from urllib.parse import quote


def url(driver: str) -> str:
    with open(os.environ["DATABASE_USERNAME_FILE"], encoding="utf-8") as file:
        username = quote(file.read().rstrip("\n"), safe="")
    with open(os.environ["DATABASE_PASSWORD_FILE"], encoding="utf-8") as file:
        password = quote(file.read().rstrip("\n"), safe="")
    host, port, name = (os.environ[f"DATABASE_{key}"] for key in ("HOST", "PORT", "NAME"))
    return f"postgresql+{driver}://{username}:{password}@{host}:{port}/{name}"


if __name__ == "__main__":
    sys.stdout.write(url(sys.argv[1] if len(sys.argv) > 1 else "psycopg2"))
