"""Acme's scheduler: a proxy variable, and more scratch space for its parsers."""

from typing import Any

from cdk8s_airflow import Scheduler


class AcmeScheduler(Scheduler):
    """Overrides ``env()``, ``volumes()`` and ``grace()``; all else is the platform's."""

    def env(self) -> dict[str, str | dict[str, Any]]:
        """With Acme's proxy."""
        return {**super().env(), "HTTPS_PROXY": "http://proxy.acme.example.com:3128"}

    def volumes(self) -> list[dict[str, Any]]:
        """2Gi of /tmp instead of the platform's 512Mi."""
        return [{"name": "tmp", "emptyDir": {"sizeLimit": "2Gi"}} if volume["name"] == "tmp" else volume for volume in super().volumes()]

    def grace(self) -> int:
        """Acme's schedulers may take longer."""
        return 70
