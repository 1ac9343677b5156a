"""Three public scanners at pinned versions, installed below build/ on demand, each run over one folder of manifests.

kubeconform and kube-score are built by ``go install``, checkov is installed by pip. None reads the network when it scans. A scanner
that saw less than it was given stops the run: no findings must mean no faults.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tools.schemas import CRDS, ROOT, VERSIONS, custom_resources, kubernetes_folder

BUILD = ROOT / "build" / "scan"
KUBECONFORM, KUBE_SCORE, CHECKOV = "v0.6.7", "v1.20.0", "3.3.30"
GO_MODULES = {
    f"kubeconform-{KUBECONFORM}": "github.com/yannh/kubeconform/cmd/kubeconform",
    f"kube-score-{KUBE_SCORE}": "github.com/zegl/kube-score/cmd/kube-score",
}
WORKLOADS = frozenset({"CronJob", "DaemonSet", "Deployment", "Job", "Pod", "StatefulSet"})


class Finding(NamedTuple):
    """One remark of one scanner about one object."""

    scanner: str
    check: str
    object: str
    """``Kind/name``."""
    text: str


def install() -> None:
    """Builds and installs what is missing, and writes the schemas for kubeconform."""
    if shutil.which("go") is None:
        sys.exit("error: go must be on PATH to build kubeconform and kube-score; install Go 1.23 or newer")
    for name, module in GO_MODULES.items():
        if not (BUILD / name).exists():
            print(f"scan: building {name}", file=sys.stderr, flush=True)
            run(["env", f"GOBIN={BUILD / name}", "go", "install", f"{module}@{name.rpartition('-')[2]}"])
    if not (_checkov() / ".ready").exists():
        print(f"scan: installing checkov {CHECKOV}", file=sys.stderr, flush=True)
        run([sys.executable, "-m", "venv", "--clear", str(_checkov())])
        run([str(_checkov() / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check", f"checkov=={CHECKOV}"])
        (_checkov() / ".ready").touch()
    for version in VERSIONS:
        _write_schemas(version)


def run(command: Sequence[str], *, allowed: tuple[int, ...] = (0,)) -> str:
    """Output of a command; stops with its error output when it fails in another way than ``allowed``."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in allowed:
        sys.exit(f"error: {command[0]} must succeed; it said: {done.stderr.strip()[-2000:]}")
    return done.stdout


def kubeconform(folder: Path, documents: Sequence[Mapping[str, Any]]) -> list[Finding]:
    """Strict schema validation under the oldest and the newest Kubernetes, custom resources included."""
    found = []
    for version in VERSIONS:
        location = f"{_schemas(version)}/{{{{.ResourceKind}}}}{{{{.KindSuffix}}}}.json"
        command = [
            str(BUILD / f"kubeconform-{KUBECONFORM}" / "kubeconform"),
            "-strict",
            "-summary",
            "-output",
            "json",
            "-schema-location",
            location,
            str(folder),
        ]
        output = json.loads(run(command, allowed=(0, 1)))
        _must_see("kubeconform", sum(output["summary"].values()) - output["summary"]["skipped"], len(documents))
        found += [Finding("kubeconform", "schema", f"{r['kind']}/{r['name']}", f"{version}: {r['msg']}") for r in output["resources"]]
    return found


def kube_score(folder: Path, documents: Sequence[Mapping[str, Any]]) -> list[Finding]:
    """Comments of every check that is not fully passed."""
    files = [str(path) for path in sorted(folder.glob("*.yaml"))]
    items = json.loads(run([str(BUILD / f"kube-score-{KUBE_SCORE}" / "kube-score"), "score", "--output-format", "json", *files], allowed=(0, 1)))
    found = []
    for item in items:
        name = f"{item['type_meta']['kind']}/{item['object_meta']['name']}"
        for check in item["checks"]:
            if not check["skipped"] and check["grade"] < 10:
                found += [Finding("kube-score", check["check"]["id"], name, comment["summary"]) for comment in check["comments"] or []]
    seen = sum(item["type_meta"]["kind"] in WORKLOADS for item in items)
    _must_see("kube-score", seen, sum(document["kind"] in WORKLOADS for document in documents))
    return found


def checkov(folder: Path, documents: Sequence[Mapping[str, Any]]) -> list[Finding]:
    """Failed checks of the kubernetes framework."""
    command = ["-d", str(folder), "--framework", "kubernetes", "--skip-download", "--compact", "--quiet", "-o", "json"]
    output = json.loads(run([str(_checkov() / "bin" / "checkov"), *command], allowed=(0, 1)))
    summary = output.get("summary", {"resource_count": 0, "parsing_errors": 0})
    _must_see("checkov", summary["resource_count"] if summary["parsing_errors"] == 0 else 0, len(documents))
    failed: list[dict[str, Any]] = output["results"]["failed_checks"]
    return [Finding("checkov", f["check_id"], "{0}/{2}".format(*f["resource"].split(".", 2)), f["check_name"]) for f in failed]


SCANNERS = {"kubeconform": kubeconform, "checkov": checkov, "kube-score": kube_score}
"""Name of a scanner -> its function of a folder and the documents in it."""


def _must_see(scanner: str, seen: int, given: int) -> None:
    if seen < given:
        sys.exit(f"error: {scanner} must see all of {given} objects; it read {seen}")


def _checkov() -> Path:
    return BUILD / f"checkov-{CHECKOV}"


def _schemas(version: str) -> Path:
    return BUILD / "schemas" / version


def _write_schemas(version: str) -> None:
    """The schemas under the names and with the references that kubeconform follows."""
    target = _schemas(version)
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for path in kubernetes_folder(version).glob("*.json"):
        text = path.read_text(encoding="utf-8").replace('"/api/_definitions.json', f'"file://{target}/_definitions.json')
        (target / path.name).write_text(text, encoding="utf-8")
    for crds in CRDS.glob("*.yaml"):
        for (kind, api_version), schema in (custom_resources(crds.stem) or {}).items():
            name = f"{kind.lower()}-{crds.stem.split('.')[0]}-{api_version}.json"
            (target / name).write_text(json.dumps(schema), encoding="utf-8")
