"""The checks by topic, in the order in which they run."""

from ..check import REGISTERED
from . import argocd, dags, faults, manifests, network, pods, rbac, scaling

TOPICS = (pods, manifests, rbac, network, dags, scaling, faults, argocd)
CHECKS = [check for topic in TOPICS for check in REGISTERED if check.function.__module__ == topic.__name__]
