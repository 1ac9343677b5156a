"""Environment variables of a container."""

import re
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, model_validator

from .props import URL_WITH_PASSWORD, Props
from .quantities import EnvName
from .secret_key_ref import SecretKeyRef

SECRET_NAME = re.compile(r"(PASSWORD|PASSWD|SECRET|TOKEN|CREDENTIALS?|DSN|(SECRET|PRIVATE|ACCESS|API|FERNET)_KEY|SQL_ALCHEMY_CONN)$", re.IGNORECASE)
"""Names of variables that hold a secret."""


class EnvVar(Props):
    """One environment variable: a value, or a key of a Secret.

    Raises:
        ConfigurationError: both or none is given, or the value looks like a secret.
    """

    never_shown: ClassVar[frozenset[str]] = frozenset({"value"})

    name: EnvName
    """Name of the variable."""

    value: str | None = None
    """Its value; no secrets. ``$`` in AIRFLOW__ variables is expanded by Airflow. Default: none."""

    secret: SecretKeyRef | None = None
    """The key of a Secret that holds the value. Default: none."""

    @model_validator(mode="after")
    def _one_source(self) -> "EnvVar":
        if (self.value is None) == (self.secret is None):
            raise ValueError(f"name ({self.name}) must have either value or secret; give exactly one")
        if self.value and (SECRET_NAME.search(self.name) or URL_WITH_PASSWORD.search(self.value)):
            raise ValueError(f'value of {self.name} must be a reference, not a literal; write secret=SecretKeyRef(name="...", key="...")')
        return self

    def source(self) -> str | dict[str, Any]:
        """What ``env()`` of a component holds for it."""
        if self.secret is None:
            return self.value or ""
        return {"secretKeyRef": {"name": self.secret.name, "key": self.secret.key}}


def _each_once(variables: tuple[EnvVar, ...]) -> tuple[EnvVar, ...]:
    names = [variable.name for variable in variables]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ValueError(f"must hold each name once, not {', '.join(twice)} again; remove one of the two")
    return variables


EnvVars = Annotated[tuple[EnvVar, ...], AfterValidator(_each_once)]
"""Environment variables of different names."""
