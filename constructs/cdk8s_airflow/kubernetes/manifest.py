"""One Kubernetes object as a node of the cdk8s tree, its body kept in Python."""

from collections.abc import Mapping
from enum import Enum
from typing import Any

import cdk8s
import jsii
from constructs import Construct

from ..errors import ConfigurationError
from .struct_names import KUBERNETES_NAMES

CLUSTER_SCOPED = frozenset({"Namespace", "ClusterRole", "ClusterRoleBinding", "PersistentVolume", "PriorityClass", "StorageClass"})
"""Kinds without metadata.namespace among those that the package or its users emit."""


def plain(value: Any) -> Any:
    """JSON data out of dicts, tuples, enums and ``k8s.*`` or ``imports.*`` structs, without a jsii call; None is dropped.

    Raises:
        ConfigurationError: a jsii enum, whose Python value is not the Kubernetes word.
    """
    kind = type(value)
    if kind is str or kind is int or kind is bool:
        return value
    if kind is dict:  # most of a body, so asked before the slower Mapping
        return {key: plain(item) for key, item in value.items() if item is not None}
    if value is None or isinstance(value, (str, int, float)):
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items() if item is not None}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    names = getattr(kind, "__jsii_name_mapping__", None)
    if names is not None:
        return {KUBERNETES_NAMES.get(names[key], names[key]): plain(item) for key, item in value._values.items() if item is not None}
    if isinstance(value, Enum):
        if hasattr(kind, "__jsii_type__"):
            raise ConfigurationError([f"{value} must be the Kubernetes word; write it as a string"])
        return plain(value.value)
    return plain(value.value)  # k8s.Quantity, k8s.IntOrString


class _OnDemand(jsii.JSIIMeta):
    """Makes a Manifest from Python alone; its node in the jsii kernel comes with the first question to it."""

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        return type.__call__(cls, *args, **kwargs)


class Manifest(cdk8s.ApiObject, metaclass=_OnDemand):
    """One Kubernetes object: an ApiObject that teams patch, depend on and find like any other.

    Change it by a subclass of its component, then by ``body``, ``labels``, ``annotations``, then by ``add_json_patch``
    (applied last, in order, unchecked). The node is created on demand because a crossing to Node costs more than the rest
    of the object; docs/architecture.md has the measurement. ``Chart.attach_all()`` makes every node for tools that walk
    ``node.find_all()``.

    Raises:
        ConfigurationError: the scope has a manifest with this id already.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        api_version: str,
        kind: str,
        name: str,
        labels: Mapping[str, str] | None = None,
        annotations: Mapping[str, str] | None = None,
        **body: Any,
    ) -> None:
        manifests: dict[str, Manifest] = scope.__dict__.setdefault("_manifests", {})
        if id in manifests:
            raise ConfigurationError([f"[{scope.node.path}] construct id ({id}) must be unique in its scope; give one of the two another id"])
        manifests[id] = self
        self._where, self._identity = (scope, id), (api_version, kind, name)
        self.labels: dict[str, str] = dict(labels or {})
        self.annotations: dict[str, str] = dict(annotations or {})
        self.body: dict[str, Any] = body
        self._patches: list[cdk8s.JsonPatch] = []

    def __getattr__(self, name: str) -> Any:
        if name != "__jsii_ref__":
            raise AttributeError(f"{type(self).__name__!r} has no attribute {name!r}")
        api_version, kind, object_name = self._identity
        cdk8s.ApiObject.__init__(self, *self._where, api_version=api_version, kind=kind, metadata={"name": object_name})
        jsii._reference_map.register_reference(self)
        return self.__dict__[name]

    @property
    def object_name(self) -> str:
        """metadata.name, known without asking the kernel."""
        return self._identity[2]

    def add_json_patch(self, *ops: cdk8s.JsonPatch) -> None:
        """Appends RFC 6902 operations on the rendered object; they run last."""
        self._patches.extend(ops)

    def to_json(self) -> dict[str, Any]:
        """The object as it is written, with what its chart adds."""
        chart = cdk8s.Chart.of(self)
        return self.render(chart.namespace, chart.labels, getattr(chart, "annotations", {}))

    def render(self, namespace: str | None, labels: Mapping[str, str], annotations: Mapping[str, str]) -> dict[str, Any]:
        """The object below a chart's namespace, labels and annotations; its own labels and annotations win."""
        api_version, kind, name = self._identity
        metadata = {
            "name": name,
            "namespace": None if kind in CLUSTER_SCOPED else namespace,
            "labels": {**labels, **self.labels} or None,
            "annotations": {**annotations, **self.annotations} or None,
        }
        document: dict[str, Any] = plain({"apiVersion": api_version, "kind": kind, "metadata": metadata, **self.body})
        if self._patches:
            document = cdk8s.JsonPatch.apply(document, *self._patches)
        return document
