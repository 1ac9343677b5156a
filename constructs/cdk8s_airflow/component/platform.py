"""What every component is told about the Airflow it belongs to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..config.airflow_cfg import AirflowCfg
from ..config.database_endpoint import DatabaseEndpoint
from ..config.props import SecretsProps
from ..dags.dag_source import DagSource
from ..executor.executor import Executor
from ..kubernetes.image import Image, PullPolicy
from ..kubernetes.labels import COMPONENT, MANAGED_BY, PART_OF, VERSION, selector_labels
from ..kubernetes.scheduling import Toleration
from ..release.release import Release

Pod = dict[str, Any]
"""``spec.template``: metadata and spec of a pod."""


@dataclass(frozen=True, slots=True)
class Platform:
    """Handles that go sideways: made once by ``Airflow``, read by all components, changed by none."""

    name: str
    namespace: str
    version: str
    release: Release
    image: Image
    image_pull_policy: PullPolicy
    image_pull_secrets: tuple[str, ...]
    cfg: AirflowCfg
    secrets: SecretsProps
    database: DatabaseEndpoint
    dags: DagSource
    has_dag_processor: bool
    logs_claim: str | None
    scripts_claim: str | None
    executor: Executor
    node_selector: Mapping[str, str]
    tolerations: tuple[Toleration, ...]
    customize_pod: Callable[[str, Pod], Pod]
    """Called with component and pod template for every pod, Jobs and task pods included."""

    def object_name(self, component: str) -> str:
        """metadata.name of a component's objects."""
        return f"{self.name}-{component}"

    def selector(self, component: str) -> dict[str, str]:
        """Labels that select a component's pods; they never change."""
        return selector_labels(self.name, component)

    def pod_labels(self, component: str) -> dict[str, str]:
        """All labels of a component's pods."""
        return {**self.selector(component), PART_OF: "airflow", MANAGED_BY: "cdk8s", VERSION: self.version}

    def labels(self, component: str) -> dict[str, str]:
        """Labels of a component's objects beside those of the chart."""
        return {COMPONENT: component}

    def priority_class_name(self, tier: str) -> str:
        """PriorityClasses are cluster-scoped and therefore carry the namespace in their name."""
        return f"{self.namespace}-{tier}"

    @property
    def pooled_async(self) -> bool:
        """Whether asyncpg connects through a pooler and must not cache statements."""
        return self.release.has_async_database_url and self.database.pooled

    def reads_dags(self, component: str) -> bool:
        """Whether a component opens DAG files."""
        readers = self.release.dag_readers if self.has_dag_processor else self.release.dag_readers_without_dag_processor
        return component in readers
