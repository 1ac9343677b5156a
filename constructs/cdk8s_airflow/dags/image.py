"""DAG files built into the Airflow image."""

from ..kubernetes.quantities import AbsolutePath
from .dag_source import DagSource


class DagsFromImage(DagSource):
    """DAG files at a path of the image; a new image is a new set of DAGs."""

    path: AbsolutePath = "/opt/airflow/dags"
    """Folder in the image. Default: /opt/airflow/dags, Airflow's own."""

    def dags_folder(self) -> str:
        return self.path
