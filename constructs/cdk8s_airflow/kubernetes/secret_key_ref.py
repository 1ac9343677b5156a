"""References to keys of Secrets; a value never stands in a manifest."""

from typing import Any

from pydantic import model_validator

from .props import Props
from .quantities import SecretKey, SubdomainName


class SecretKeyRef(Props):
    """One key of an existing Secret in the environment's namespace.

    Kubernetes name: ``secretKeyRef``. https://kubernetes.io/docs/concepts/configuration/secret/
    """

    name: SubdomainName
    """metadata.name of the Secret. The Secret is made outside of dist: ``make local-secrets``, External Secrets, Sealed Secrets."""

    key: SecretKey
    """Key in the Secret's data."""

    @model_validator(mode="before")
    @classmethod
    def _refuse_literal(cls, value: Any) -> Any:
        if isinstance(value, str):
            raise ValueError('must be a reference, not a literal; write SecretKeyRef(name="...", key="...")')
        return value
