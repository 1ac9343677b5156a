"""Who may do what in the Kubernetes API."""

from ..check import check, expect
from ..installation import Installation

POD_VERBS = ("create", "delete", "get", "list", "patch", "watch")
QUESTIONS = (
    *((verb, "pods") for verb in (*POD_VERBS, "update", "deletecollection")),
    ("get", "pods/log"),
    ("create", "pods/exec"),
    *((verb, resource) for resource in ("secrets", "configmaps", "events") for verb in ("get", "list", "create", "update")),
    ("patch", "deployments.apps"),
    ("create", "serviceaccounts/token"),
)


@check("rbac", "S4")
def rbac(installation: Installation) -> str:
    """Each ServiceAccount may do exactly what its component calls: the scheduler launches pods, the UI reads their logs."""
    kubectl = installation.kubectl
    allowed = {
        "scheduler": {(verb, "pods") for verb in POD_VERBS},
        installation.user_interface: {("get", "pods"), ("list", "pods"), ("get", "pods/log")},
    }
    accounts = [item["metadata"]["name"] for item in kubectl.items("serviceaccounts")]
    for account in accounts:
        expected = allowed.get(account.removeprefix("airflow-"), set())
        granted = {question for question in QUESTIONS if may(installation, account, *question)}
        surplus, missing = (sorted(" ".join(one) for one in difference) for difference in (granted - expected, expected - granted))
        expect(not surplus, f"{account} may {', '.join(surplus)} and should not")
        expect(not missing, f"{account} may not {', '.join(missing)}")
    return f"{len(QUESTIONS)} questions about each of {len(accounts)} accounts: scheduler create pods yes, get secrets no"


@check("tokens", "S4 S12")
def tokens(installation: Installation) -> str:
    """Only pods that call the Kubernetes API hold a token."""
    holders = set()
    for pod in installation.kubectl.items("pods"):
        if any("serviceAccountToken" in source for volume in pod["spec"]["volumes"] for source in volume.get("projected", {}).get("sources", ())):
            holders.add(pod["metadata"]["labels"]["app.kubernetes.io/component"])
    expect(holders == {"scheduler", installation.user_interface}, f"token holders are {', '.join(sorted(holders))}")
    return f"only {' and '.join(sorted(holders))}"


def may(installation: Installation, account: str, verb: str, resource: str) -> bool:
    """``kubectl auth can-i`` as a ServiceAccount of the namespace."""
    subject = f"--as=system:serviceaccount:{installation.kubectl.namespace}:{account}"
    return installation.kubectl.run("auth", "can-i", verb, *split(resource), subject, check=False).strip().endswith("yes")


def split(resource: str) -> list[str]:
    """``pods/log`` -> ``pods --subresource=log``."""
    name, _, subresource = resource.partition("/")
    return [name, f"--subresource={subresource}"] if subresource else [name]
