"""One Kubernetes object as a node of the cdk8s tree, its body kept in Python."""

from collections.abc import Mapping
from typing import Any

import cdk8s
import jsii
from constructs import Construct

from ..errors import ConfigurationError
from .node_errors import sentences
from .plain import findings, plain

CLUSTER_SCOPED = frozenset(
    "Namespace PersistentVolume PriorityClass StorageClass ClusterRole ClusterRoleBinding CustomResourceDefinition APIService IngressClass"
    " RuntimeClass GatewayClass VolumeSnapshotClass MutatingWebhookConfiguration ValidatingWebhookConfiguration ValidatingAdmissionPolicy"
    " ValidatingAdmissionPolicyBinding ClusterIssuer ClusterSecretStore ClusterExternalSecret ClusterTriggerAuthentication".split()
)
"""Kinds without metadata.namespace among those that the package or its users emit."""


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
        ConfigurationError: the scope has a manifest with this id already; when rendered, a value is no data or a patch does not fit.
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
        try:
            cdk8s.ApiObject.__init__(self, *self._where, api_version=api_version, kind=kind, metadata={"name": object_name})
        except RuntimeError as error:
            raise ConfigurationError(sentences(error)) from None
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
        body = {"apiVersion": api_version, "kind": kind, "metadata": metadata, **self.body}
        try:
            document: dict[str, Any] = plain(body)
        except ConfigurationError:
            raise ConfigurationError(findings(body, f"[{self._path()}] {kind}")) from None
        if self._patches:
            try:
                document = cdk8s.JsonPatch.apply(document, *self._patches)
            except RuntimeError:
                raise ConfigurationError([f"[{self._path()}] {kind} ({name}) must have what its JSON patches change; correct their paths"]) from None
        return document

    def _path(self) -> str:
        scope, id = self._where
        return f"{scope.node.path}/{id}"
