"""The Job that makes the first Admin from a Secret."""

from typing import Any, ClassVar

from ..component.job import SyncHookJob
from ..config import secrets
from ..kubernetes import argo_cd
from ..kubernetes.secret_key_ref import SecretKeyRef

SCRIPT = """\
set -euo pipefail
password="$(cat "$FIRST_USER_PASSWORD_FILE")"
printf '%s\\n%s\\n' "$password" "$password" | airflow users create --role Admin --firstname Airflow --lastname Admin \\
  --username "$(cat "$FIRST_USER_USERNAME_FILE")" --email "$(cat "$FIRST_USER_EMAIL_FILE")"
"""
"""The password goes through a pipe: as an argument it would stand in the process list. ``airflow users create`` asks for it
twice when ``--password`` is absent, and leaves an existing user as it is."""


class CreateUserJob(SyncHookJob):
    """Creates: Job ``<name>-create-user`` (Argo CD hook after the migration), ServiceAccount.

    An existing user is left as it is, password included. Handle: ``job``.
    """

    component: ClassVar[str] = "create-user"
    wave: ClassVar[int] = argo_cd.FIRST_USER
    args = ("bash", "-c", SCRIPT)

    def init_containers(self) -> list[dict[str, Any]]:
        """Plain ``kubectl apply`` starts all Jobs at once: the user waits for the migration."""
        return [*super().init_containers(), self.wait_for_migrations()]

    def secret_refs(self) -> list[SecretKeyRef]:
        wanted = self.platform.secrets
        return [*super().secret_refs(), wanted.first_user_username, wanted.first_user_password, wanted.first_user_email]

    def env(self) -> dict[str, str | dict[str, Any]]:
        wanted = self.platform.secrets
        return {
            **super().env(),
            "FIRST_USER_USERNAME_FILE": secrets.path(wanted.first_user_username),
            "FIRST_USER_PASSWORD_FILE": secrets.path(wanted.first_user_password),
            "FIRST_USER_EMAIL_FILE": secrets.path(wanted.first_user_email),
        }
