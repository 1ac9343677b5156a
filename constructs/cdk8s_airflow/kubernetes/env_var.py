"""Environment variables of a container."""

from typing import Any

from pydantic import model_validator

from .props import Props
from .quantities import EnvName
from .secret_key_ref import SecretKeyRef


class EnvVar(Props):
    """One environment variable: a value, or a key of a Secret."""

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
        return self

    def source(self) -> str | dict[str, Any]:
        """What ``env()`` of a component holds for it."""
        if self.secret is None:
            return self.value or ""
        return {"secretKeyRef": {"name": self.secret.name, "key": self.secret.key}}
