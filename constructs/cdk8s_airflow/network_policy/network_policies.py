"""NetworkPolicies made from the flows."""

from collections.abc import Sequence
from typing import Any

from constructs import Construct

from ..component.platform import Platform
from ..kubernetes import argo_cd
from ..kubernetes.labels import COMPONENT
from ..kubernetes.manifest import Manifest
from .flows import Flow
from .props import NetworkPolicyProps, PeerProps, inside

KUBE_DNS = {
    "namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "kube-system"}},
    "podSelector": {"matchLabels": {"k8s-app": "kube-dns"}},
}


class NetworkPolicies(Construct):
    """Default deny in both directions for the whole namespace, then per component exactly its flows.

    Creates: NetworkPolicy ``<name>-default-deny``, ``<name>-dns``, and ``<name>-<component>`` for each component, those of a
    team's flows included.
    Replies belong to the connection and need no rule; the kubelet's probes come from the node and are always allowed.
    """

    def __init__(self, scope: Construct, id: str, *, platform: Platform, components: frozenset[str], flows: Sequence[Flow], props: NetworkPolicyProps) -> None:
        super().__init__(scope, id)
        self._platform = platform
        self._policy("default-deny", {}, {"policyTypes": ["Ingress", "Egress"]})
        self._policy("dns", {}, {"policyTypes": ["Egress"], "egress": [self._dns(props)]})
        peers = {peer for flow in flows for peer in (flow.source, flow.destination) if isinstance(peer, str)}
        for component in sorted(components | peers):
            incoming = [{"from": self._peers(flow.source), "ports": _ports(flow.ports)} for flow in flows if flow.destination == component]
            outgoing = [{"to": self._peers(flow.destination), "ports": _ports(flow.ports)} for flow in flows if flow.source == component]
            rules = {"policyTypes": ["Ingress", "Egress"], "ingress": incoming or None, "egress": outgoing or None}
            self._policy(component, platform.selector(component), rules)

    def _policy(self, suffix: str, pods: dict[str, str], rules: dict[str, Any]) -> None:
        Manifest(
            self,
            suffix,
            api_version="networking.k8s.io/v1",
            kind="NetworkPolicy",
            name=self._platform.object_name(suffix),
            labels={COMPONENT: "network-policy"},
            annotations=argo_cd.sync_wave(argo_cd.CONFIGURATION),
            spec={"podSelector": {"matchLabels": pods} if pods else {}, **rules},
        )

    def _peers(self, peer: str | PeerProps) -> list[dict[str, Any]]:
        if isinstance(peer, str):
            return [{"podSelector": {"matchLabels": self._platform.selector(peer)}}]
        blocks = [{"ipBlock": {"cidr": cidr, "except": [part for part in peer.except_cidrs if inside(part, cidr)] or None}} for cidr in peer.cidrs]
        selector: dict[str, Any] = {}
        if peer.namespace is not None:
            selector["namespaceSelector"] = {"matchLabels": {"kubernetes.io/metadata.name": peer.namespace}}
        if peer.pod_labels:
            selector["podSelector"] = {"matchLabels": dict(peer.pod_labels)}
        return [*blocks, *([selector] if selector else [])]

    @staticmethod
    def _dns(props: NetworkPolicyProps) -> dict[str, Any]:
        servers = [KUBE_DNS, *({"ipBlock": {"cidr": cidr}} for cidr in props.node_local_dns_cidrs)]
        return {"to": servers, "ports": [{"port": 53, "protocol": protocol} for protocol in ("UDP", "TCP")]}


def _ports(ports: tuple[int, ...]) -> list[dict[str, Any]]:
    return [{"port": port, "protocol": "TCP"} for port in ports]
