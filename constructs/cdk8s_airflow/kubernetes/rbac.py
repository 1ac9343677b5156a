"""ServiceAccounts, and the Role and RoleBinding of those that call the Kubernetes API."""

from collections.abc import Sequence
from typing import Any

from constructs import Construct

from . import argo_cd
from .manifest import Manifest

GROUP = "rbac.authorization.k8s.io"


class ServiceAccount(Manifest):
    """The identity of one component's pods. Creates: ServiceAccount.

    ``automountServiceAccountToken`` is false here; a pod that calls the API says true for itself.
    ``image_pull_secrets``: names of existing Secrets of type kubernetes.io/dockerconfigjson.
    """

    def __init__(self, scope: Construct, id: str, *, name: str, labels: dict[str, str], image_pull_secrets: Sequence[str], annotations: dict[str, str]) -> None:
        super().__init__(
            scope,
            id,
            api_version="v1",
            kind="ServiceAccount",
            name=name,
            labels=labels,
            annotations={**argo_cd.sync_wave(argo_cd.CONFIGURATION), **annotations},
            automountServiceAccountToken=False,
            imagePullSecrets=[{"name": secret} for secret in image_pull_secrets] or None,
        )


class RoleWithBinding(Construct):
    """Rights of one ServiceAccount in its own namespace. Creates: Role, RoleBinding.

    ``rules``: pairs of resources and verbs in the core API group.
    """

    def __init__(
        self, scope: Construct, id: str, *, name: str, service_account: str, labels: dict[str, str], rules: Sequence[tuple[list[str], list[str]]]
    ) -> None:
        super().__init__(scope, id)
        wave = argo_cd.sync_wave(argo_cd.CONFIGURATION)
        common: dict[str, Any] = {"api_version": f"{GROUP}/v1", "name": name, "labels": labels, "annotations": wave}
        self.role = Manifest(self, "role", kind="Role", rules=[{"apiGroups": [""], "resources": r, "verbs": v} for r, v in rules], **common)
        self.role_binding = Manifest(
            self,
            "role-binding",
            kind="RoleBinding",
            roleRef={"apiGroup": GROUP, "kind": "Role", "name": name},
            subjects=[{"kind": "ServiceAccount", "name": service_account}],
            **common,
        )
