"""One environment as a value: its props, the chart class that renders it, and the local cluster it wants."""

from collections.abc import Callable
from dataclasses import dataclass

from .chart import AirflowChart
from .kind.cluster import KindClusterProps
from .props import AirflowProps


@dataclass(frozen=True, slots=True)
class Environment:
    """What ``synthesize`` builds into ``dist/<name>/``.

    ``props`` is a function: a wrong value is found when the environment is built and reported beside those of the others.
    """

    props: Callable[[], AirflowProps]
    chart_class: type[AirflowChart] = AirflowChart
    kind_cluster: KindClusterProps | None = None
    """Written to ``dist/<name>.kind.yaml``, beside the folder: Argo CD would take it for a manifest."""
