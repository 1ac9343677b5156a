"""What lies outside of the namespace and may be reached, or may come in."""

from collections.abc import Mapping
from ipaddress import ip_network

from pydantic import Field, model_validator

from ..kubernetes.props import Props
from ..kubernetes.quantities import Cidr, LabelKey, LabelValue, Port, ResourceName

PRIVATE_NETWORKS: tuple[str, ...] = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")
LINK_LOCAL = "169.254.0.0/16"


def inside(network: str, cidr: str) -> bool:
    """Whether a network is a true part of another, as ipBlock.except wants it."""
    part, whole = ip_network(network), ip_network(cidr)
    return part.version == whole.version and part != whole and part.subnet_of(whole)  # type: ignore[arg-type]


class PeerProps(Props):
    """One peer outside of the components: networks, or pods by their labels, and the ports in question.

    https://kubernetes.io/docs/concepts/services-networking/network-policies/
    """

    cidrs: tuple[Cidr, ...] = ()
    """Networks. Default: none."""

    except_cidrs: tuple[Cidr, ...] = ()
    """Networks inside ``cidrs`` that stay closed. Default: none. Kubernetes name: ipBlock.except."""

    namespace: ResourceName | None = None
    """Namespace of the peer's pods, matched by the label kubernetes.io/metadata.name. Default: the environment's own, with ``pod_labels``."""

    pod_labels: Mapping[LabelKey, LabelValue] = Field(default_factory=dict)
    """Labels of the peer's pods. Default: none, all pods of ``namespace``."""

    ports: tuple[Port, ...] = Field(default=(443,), min_length=1)
    """TCP ports. Default: 443."""

    @model_validator(mode="after")
    def _somebody(self) -> "PeerProps":
        if not self.cidrs and self.namespace is None and not self.pod_labels:
            raise ValueError("cidrs must be set when neither namespace nor pod_labels is; name the peer")
        for network in self.except_cidrs:
            if not any(inside(network, cidr) for cidr in self.cidrs):
                raise ValueError(f"except_cidrs ({network}) must lie inside one of cidrs and be smaller; drop it")
        return self


PUBLIC_HTTPS = PeerProps(cidrs=("0.0.0.0/0",), except_cidrs=(*PRIVATE_NETWORKS, LINK_LOCAL), ports=(443,))
"""Every public address on port 443, private networks and the cloud's metadata service left out."""


class NetworkPolicyProps(Props):
    """Peers of the flows. networking/v1 knows no host names: git and the API server are given as networks or labels."""

    kubernetes_api: PeerProps = PeerProps(cidrs=PRIVATE_NETWORKS, ports=(443, 6443))
    """The API server as pods see it: its Service address and its endpoints. Default: private networks, ports 443 and 6443.
    Narrow it to ``kubectl get endpointslice kubernetes``."""

    git: PeerProps = PUBLIC_HTTPS
    """The git host of git-sync. Default: public addresses on port 443."""

    webserver_clients: tuple[PeerProps, ...] = ()
    """Who may open the UI, on port 8080 whatever ``ports`` says. Default: nobody from outside; ``kubectl port-forward`` works."""

    task_egress: tuple[PeerProps, ...] = ()
    """What task pods may reach beside Airflow itself. Default: nothing."""

    maintenance_dag: bool = False
    """Task pods reach the UI's health page and the database, which dags/airflow_maintenance.py asks. Default: False; no policy
    can tell its pods from those of other DAGs."""

    node_local_dns_cidrs: tuple[Cidr, ...] = ("169.254.20.10/32", "169.254.169.254/32")
    """DNS servers that no label can select, port 53 only. Default: NodeLocal DNSCache and GKE's Cloud DNS."""
