"""Secret values as files, and the options that make Airflow read them."""

from collections.abc import Iterable
from typing import Any

from ..kubernetes.secret_key_ref import SecretKeyRef
from ..kubernetes.volumes import mount
from ..release.release import Release
from .props import SecretsProps

DIRECTORY = "/run/secrets/airflow"
"""Where a pod finds its secrets: ``<directory>/<Secret>/<key>``."""
VOLUME = "secrets"
MOUNT = mount(VOLUME, DIRECTORY, read_only=True)


def path(ref: SecretKeyRef) -> str:
    """The file that holds a secret value in a pod."""
    return f"{DIRECTORY}/{ref.name}/{ref.key}"


def volume(refs: Iterable[SecretKeyRef]) -> dict[str, Any]:
    """One projected volume with exactly these keys, readable by the pod's group (mode 0440)."""
    keys: dict[str, list[str]] = {}
    for ref in refs:
        if ref.key not in keys.setdefault(ref.name, []):
            keys[ref.name].append(ref.key)
    sources = [{"secret": {"name": name, "items": [{"key": key, "path": f"{name}/{key}"} for key in sorted(names)]}} for name, names in sorted(keys.items())]
    return {"name": VOLUME, "projected": {"defaultMode": 0o440, "sources": sources}}


def refs_of(component: str, secrets: SecretsProps, release: Release) -> list[SecretKeyRef]:
    """The keys that one component reads in this Airflow family; docs/security.md has the matrix."""
    refs: list[SecretKeyRef] = []
    if component in release.database_readers:
        refs += [secrets.database_username, secrets.database_password]
    if component in release.fernet_readers:
        refs.append(secrets.fernet_key)
    if component in release.user_interface_secret_readers:
        refs.append(secrets.webserver_secret_key)
    if component in release.jwt_readers:
        refs.append(secrets.jwt_secret)
    return refs


def env_of(component: str, secrets: SecretsProps, release: Release) -> dict[str, str]:
    """``AIRFLOW__SECTION__OPTION_CMD`` for each secret of a component.

    Airflow runs ``_CMD`` without a shell and does not expand ``$`` in its output, so any password works.
    """
    env: dict[str, str] = {}
    if component in release.database_readers:
        env["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN_CMD"] = "python -I -S /opt/airflow/platform/sql_alchemy_conn.py"
        if release.has_async_database_url:
            env["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN_ASYNC_CMD"] = "python -I -S /opt/airflow/platform/sql_alchemy_conn.py asyncpg"
        env["DATABASE_USERNAME_FILE"] = path(secrets.database_username)
        env["DATABASE_PASSWORD_FILE"] = path(secrets.database_password)
    if component in release.fernet_readers:
        env["AIRFLOW__CORE__FERNET_KEY_CMD"] = f"cat {path(secrets.fernet_key)}"
    if component in release.user_interface_secret_readers:
        section, option = release.user_interface_secret_option
        env[f"AIRFLOW__{section}__{option}_CMD".upper()] = f"cat {path(secrets.webserver_secret_key)}"
    if component in release.jwt_readers:
        env["AIRFLOW__API_AUTH__JWT_SECRET_CMD"] = f"cat {path(secrets.jwt_secret)}"
    return env
