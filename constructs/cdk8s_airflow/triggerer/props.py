"""Every knob of the triggerer."""

from ..component.props import ComponentProps
from ..kubernetes.resources import Resources


class TriggererProps(ComponentProps):
    """triggerer: one process holds up to a thousand deferred tasks."""

    resources: Resources = Resources(cpu_request="250m", memory_request="512Mi", cpu_limit="1", memory_limit="1Gi")
    """Of the container. Default: 250m/512Mi to 1/1Gi: 260 MB idle."""
