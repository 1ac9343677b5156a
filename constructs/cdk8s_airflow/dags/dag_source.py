"""What every way of delivering DAG files answers to a pod."""

from typing import Any, ClassVar

from ..kubernetes.props import Props
from ..release.release import Release, Settings

VOLUME = "dags"


class DagSource(Props):
    """Base of the DAG sources. A pod asks it for volumes, mounts, init containers and sidecars.

    Override points for a source of your own: all methods below; ``dags_folder`` must be set.
    """

    needs_git: ClassVar[bool] = False
    """True: the pods that read DAGs connect to the git host."""

    def dags_folder(self) -> str:
        """Absolute path of the DAG files inside a pod."""
        raise NotImplementedError

    def settings(self, release: Release) -> Settings:
        """airflow.cfg options that belong to the source. The ignore-file syntax is written out: 2.x and 3.x differ by default."""
        return {"core": {"dags_folder": self.dags_folder(), "dag_ignore_file_syntax": "glob"}}

    def volumes(self, name: str) -> list[dict[str, Any]]:
        """Pod volumes; ``name`` is the prefix of object names."""
        return []

    def volume_mounts(self) -> list[dict[str, Any]]:
        """Mounts of an Airflow container that reads DAGs."""
        return []

    def init_containers(self) -> list[dict[str, Any]]:
        """Containers that must end before a DAG reader starts."""
        return []

    def sidecars(self) -> list[dict[str, Any]]:
        """Containers beside a long-running DAG reader; task pods get none, they would never end."""
        return []

    def annotations(self) -> dict[str, str]:
        """Pod annotations; a checksum rolls the readers of files that are not updated in place."""
        return {}
