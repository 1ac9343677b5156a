"""One environment as a value: its props, the chart class that renders it, and the local cluster it wants."""

from collections.abc import Callable
from dataclasses import dataclass

from .chart import AirflowChart
from .errors import ConfigurationError
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

    def build_props(self) -> AirflowProps:
        """What ``props`` returns.

        Raises:
            ConfigurationError: it is no function, or returns something else.
        """
        if not callable(self.props):
            raise ConfigurationError([f"Environment.props ({type(self.props).__name__}) must be a function; write Environment(props), without brackets"])
        props: object = self.props()
        if not isinstance(props, AirflowProps):
            raise ConfigurationError([f"Environment.props() must return AirflowProps, not {type(props).__name__}; return them"])
        return props
