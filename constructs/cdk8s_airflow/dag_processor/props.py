"""Every knob of the dag-processor."""

from ..component.props import ComponentProps
from ..kubernetes.resources import Resources


class DagProcessorProps(ComponentProps):
    """dag-processor: takes the parsing of untrusted DAG code out of the scheduler."""

    resources: Resources = Resources(cpu_request="250m", memory_request="512Mi", cpu_limit="1", memory_limit="2Gi")
    """Of the container. Default: 250m/512Mi to 1/2Gi: 180 MB idle, the rest for what DAG files import."""
