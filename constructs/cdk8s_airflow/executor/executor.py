"""What an executor answers to the rest of the platform."""

from typing import ClassVar

from ..kubernetes.props import Props
from ..release.release import Settings


class Executor(Props):
    """Base of the executors."""

    airflow_name: ClassVar[str]
    """Value of [core] executor."""

    def settings(self, *, version: str, name: str, namespace: str) -> Settings:
        """airflow.cfg options of the executor. ``name``: prefix of object names."""
        raise NotImplementedError
