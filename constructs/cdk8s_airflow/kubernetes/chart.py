"""A cdk8s chart that renders in Python: one environment, one folder of dist."""

import re
from collections.abc import Mapping
from typing import Any

import cdk8s
from constructs import Construct

from ..errors import ConfigurationError
from .labels import COMPONENT
from .manifest import CLUSTER_SCOPED, Manifest
from .names import component_rule, name_rule
from .node_errors import sentences

FOLDER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,62}")
CLUSTER_FILE = "00-cluster.yaml"
"""File of cluster-scoped objects; its name sorts first, so that ``kubectl apply -f`` meets the Namespace before its content."""
KIND_ORDER = (
    "Namespace PriorityClass ResourceQuota LimitRange NetworkPolicy ServiceAccount ConfigMap PersistentVolume PersistentVolumeClaim"
    " Role RoleBinding Service Deployment StatefulSet Job CronJob HorizontalPodAutoscaler PodDisruptionBudget"
).split()
"""Order of kinds inside a file, as Argo CD orders them inside a wave: what a pod needs stands before the pod. Others keep tree order, last."""
GUEST_FILE = "extra-objects.yaml"
"""File of objects without a component label: a team's own constructs, ``imports.*``, cdk8s-plus."""


class Chart(cdk8s.Chart):
    """Everything of one environment. Any ApiObject may live inside: ours, cdk8s-plus, ``imports.*``, ``cdk8s.Include``.

    ``labels`` and ``annotations`` go to every object, ``namespace`` to every namespaced one.
    Names are never hashed: a construct that moves keeps its name.

    Raises:
        ConfigurationError: the id cannot be a folder of dist.
    """

    def __init__(
        self, scope: Construct, id: str, *, namespace: str, labels: Mapping[str, str] | None = None, annotations: Mapping[str, str] | None = None
    ) -> None:
        if not FOLDER.fullmatch(id):
            raise ConfigurationError([f"chart id ({id!r}) must be letters, digits, '-' or '_', it names a folder of dist; rename the environment"])
        super().__init__(scope, id, namespace=namespace, labels=dict(labels or {}), disable_resource_name_hashes=True)
        self.id = id
        """Construct id and folder of dist, known without asking the kernel."""
        self._shared = (namespace, dict(labels or {}), dict(annotations or {}))
        self._validating = False
        self.rendered: list[dict[str, Any]] | None = None
        """Every object as ``App`` is about to write it, for validations of the whole."""

    @property
    def annotations(self) -> dict[str, str]:
        """Annotations of every object."""
        return self._shared[2]

    def to_json(self) -> list[Any]:
        """Every object as plain data, in tree order; called by ``App.synth``, ``cdk8s.Testing.synth`` and tests.

        Raises:
            ConfigurationError: objects that cannot be rendered, a guest's too.
        """
        if self._validating:
            return []
        documents: list[dict[str, Any]] = []
        findings: list[str] = []
        for node in self.node.find_all():
            try:
                for manifest in node.__dict__.get("_manifests", {}).values():
                    documents.append(manifest.render(*self._shared))
                if isinstance(node, cdk8s.ApiObject) and not isinstance(node, Manifest):
                    documents.append(node.to_json())
            except ConfigurationError as error:
                findings += error.findings
            except RuntimeError as error:
                findings += sentences(error)
        if findings:
            raise ConfigurationError(findings)
        return documents

    def files(self) -> dict[str, list[dict[str, Any]]]:
        """File name -> objects: one file per component label.

        Raises:
            ConfigurationError: two objects have the same kind, namespace and name, or a name or component that Kubernetes refuses.
        """
        files: dict[str, list[dict[str, Any]]] = {}
        seen: set[tuple[str, str, str, str]] = set()
        findings: list[str] = []
        for document in self.to_json() if self.rendered is None else self.rendered:
            metadata, kind = document.get("metadata", {}), document["kind"]
            identity = (document["apiVersion"].rpartition("/")[0], kind, metadata.get("namespace", ""), metadata.get("name", ""))
            if identity in seen:
                findings.append(f"{kind} ({metadata['name']}) must exist once; rename one of the two objects")
            seen.add(identity)
            component = metadata.get("labels", {}).get(COMPONENT, "")
            findings += (f"{kind} ({identity[3]}) {rule}" for rule in (name_rule(kind, identity[3]), component_rule(component)) if rule)
            name = CLUSTER_FILE if kind in CLUSTER_SCOPED else f"{component}.yaml" if component else GUEST_FILE
            files.setdefault(name, []).append(document)
        if findings:
            raise ConfigurationError(findings)
        return {name: sorted(documents, key=_rank) for name, documents in files.items()}

    def attach_all(self) -> None:
        """Creates the kernel node of every manifest, for code that walks ``node.find_all()`` or ``api_objects``."""
        for node in self.node.find_all():
            for manifest in node.__dict__.get("_manifests", {}).values():
                _ = manifest.node


def _rank(document: Mapping[str, Any]) -> int:
    kind = document["kind"]
    return KIND_ORDER.index(kind) if kind in KIND_ORDER else len(KIND_ORDER)
