"""What the API server says about the manifests."""

from pathlib import Path
from typing import Any

import yaml

from cdk8s_airflow import synthesize
from environments import ENVIRONMENTS

from ..check import check, expect
from ..installation import Installation

STABLE_KINDS = "deployments,statefulsets,services,configmaps,networkpolicies,resourcequotas,limitranges,roles,rolebindings,serviceaccounts,cronjobs,jobs"


@check("apply-again", "S3 S10")
def apply_again(installation: Installation) -> str:
    """A second kubectl apply changes nothing, and kubectl diff is empty."""
    kubectl, manifests = installation.kubectl, installation.render()
    before = versions(kubectl.items(STABLE_KINDS))
    said = kubectl.run("apply", f"--filename={manifests}", timeout=180).splitlines()
    kubectl.run("diff", f"--filename={manifests}", timeout=180)
    after = versions(kubectl.items(STABLE_KINDS))
    changed = sorted(name for name in before if before[name] != after.get(name))
    expect(not changed, f"changed by an apply of the same files: {', '.join(changed)}")
    configured = sorted(line.split()[0] for line in said if line.endswith("configured"))
    note = f"; kubectl still says configured for {', '.join(configured)}" if configured else ""
    return f"{sum(line.endswith('unchanged') for line in said)} of {len(said)} objects unchanged, diff empty{note}"


@check("apply-server-side", "S10")
def apply_server_side(installation: Installation) -> str:
    """Server-side apply accepts the same files: no duplicate list entries, no field that two managers fight for."""
    said = installation.kubectl.run("apply", "--server-side", "--force-conflicts", "--dry-run=server", f"--filename={installation.render()}", timeout=180)
    expect("Warning" not in said, f"the API server warns: {said}")
    return f"{len(said.splitlines())} objects accepted"


@check("dry-run-environments", "S10 S14", bed="nothing")
def dry_run_environments(installation: Installation) -> str:
    """A server-side dry run of every environment is accepted without a warning."""
    kubectl, folder = installation.kubectl, installation.folder / "environments"
    synthesize(ENVIRONMENTS, outdir=str(folder), quiet=True)
    counts = {}
    for name in ENVIRONMENTS:
        cluster_file = folder / name / "00-cluster.yaml"
        namespace = next(one["metadata"]["name"] for one in documents(cluster_file) if one["kind"] == "Namespace")
        made = not kubectl.succeeds("get", "namespace", namespace)
        if made:  # a dry run makes no namespace for what comes after it
            kubectl.run("create", "namespace", namespace)
            kubectl.run("label", "namespace", namespace, "pod-security.kubernetes.io/enforce=restricted", "pod-security.kubernetes.io/warn=restricted")
        try:
            said = kubectl.run("apply", "--dry-run=server", f"--filename={folder / name}", timeout=180, namespace=namespace)
        finally:
            if made:
                kubectl.run("delete", "namespace", namespace, "--wait=false")
        warnings = [line for line in said.splitlines() if line.startswith("Warning") and "last-applied-configuration" not in line]
        expect(not warnings, f"{name}: {'; '.join(warnings)}")
        counts[name] = sum("dry run" in line for line in said.splitlines())
    return ", ".join(f"{name} {count}" for name, count in counts.items()) + " objects accepted"


def versions(items: list[dict[str, Any]]) -> dict[str, Any]:
    """``kind/name`` -> its content, without status and without the number of pods, which an autoscaler may change meanwhile."""
    contents = {}
    for item in items:
        content = {key: part for key, part in item.items() if key not in ("metadata", "status")}
        spec = {key: part for key, part in item.get("spec", {}).items() if key != "replicas"}
        contents[f"{item['kind']}/{item['metadata']['name']}"] = {**content, "spec": spec, "labels": item["metadata"].get("labels")}
    return contents


def documents(path: Path) -> list[dict[str, Any]]:
    """Objects of a YAML file."""
    return [document for document in yaml.safe_load_all(path.read_text(encoding="utf-8")) if document]
