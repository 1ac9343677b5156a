"""``make scan``: three public scanners over every environment and its task pods; a finding without a reason fails.

kubeconform and kube-score are built by ``go install``, checkov is installed by pip, both below build/, at the versions here.
Reasons for accepted findings stand in tools/accepted_findings.yaml, and docs/security.md shows them.
"""

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import kubernetes_validate
import yaml
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parent.parent
BUILD, DIST = ROOT / "build", ROOT / "dist"
ACCEPTED = ROOT / "tools" / "accepted_findings.yaml"
GO_TOOLS = {"kubeconform": "github.com/yannh/kubeconform/cmd/kubeconform@v0.6.7", "kube-score": "github.com/zegl/kube-score/cmd/kube-score@v1.20.0"}
CHECKOV = "checkov==3.3.30"
BUDGET = {"kubeconform": 0, "checkov": 20, "kube-score": 30}
"""Most findings in prod, accepted ones included. The official chart's production render has 110 and 128."""
KUBERNETES = "1.27"
console = Console(stderr=True)


class Finding(NamedTuple):
    """One remark of one scanner about one object."""

    scanner: str
    check: str
    object: str
    """``Kind/name``."""
    text: str


def install() -> None:
    """Builds and installs what is missing."""
    if shutil.which("go") is None:
        sys.exit("error: go must be on PATH to build kubeconform and kube-score; install Go 1.23 or newer")
    for name, module in GO_TOOLS.items():
        if not (BUILD / "bin" / name).exists():
            console.print(f"building {name}")
            run(["env", f"GOBIN={BUILD / 'bin'}", "go", "install", module])
    if not (BUILD / "checkov" / "bin" / "checkov").exists():
        console.print("installing checkov")
        run([sys.executable, "-m", "venv", str(BUILD / "checkov")])
        run([str(BUILD / "checkov" / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check", CHECKOV])


def run(command: list[str], *, allowed: tuple[int, ...] = (0,)) -> str:
    """Output of a command; stops with its error output when it fails in another way than ``allowed``."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in allowed:
        sys.exit(f"error: {command[0]} must succeed; it said: {done.stderr.strip()[-2000:]}")
    return done.stdout


def with_task_pods(environment: Path) -> Path:
    """A copy of an environment's manifests with the task pod out of its template, which scanners otherwise never see."""
    folder = BUILD / "scan" / environment.name
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(environment, folder)
    for document in yaml.safe_load_all((environment / "task.yaml").read_text(encoding="utf-8")):
        for text in list(document.get("data", {}).values())[:1]:  # profiles differ in numbers only
            (folder / "task-pod.yaml").write_text(text, encoding="utf-8")
    return folder


def schemas() -> Path:
    """Kubernetes' schemas for kubeconform, with references that it can follow offline."""
    source = Path(kubernetes_validate.__file__).with_name("kubernetes-json-schema") / f"v{KUBERNETES}.0-local-strict"
    target = BUILD / "scan-schemas"
    if not target.exists():
        target.mkdir(parents=True)
        for path in source.glob("*.json"):
            (target / path.name).write_text(
                path.read_text(encoding="utf-8").replace('"/api/_definitions.json', f'"file://{target}/_definitions.json'), encoding="utf-8"
            )
    return target


def kubeconform(folder: Path) -> list[Finding]:
    """Strict schema validation."""
    location = f"{schemas()}/{{{{.ResourceKind}}}}{{{{.KindSuffix}}}}.json"
    output = run([str(BUILD / "bin" / "kubeconform"), "-strict", "-output", "json", "-schema-location", location, str(folder)], allowed=(0, 1))
    return [Finding("kubeconform", "schema", f"{r['kind']}/{r['name']}", r["msg"]) for r in json.loads(output)["resources"] or []]


def kube_score(folder: Path) -> list[Finding]:
    """Comments of every check that is not fully passed."""
    files = [str(path) for path in sorted(folder.glob("*.yaml"))]
    output = run([str(BUILD / "bin" / "kube-score"), "score", "--output-format", "json", *files], allowed=(0, 1))
    found = []
    for item in json.loads(output):
        name = f"{item['type_meta']['kind']}/{item['object_meta']['name']}"
        for check in item["checks"]:
            if not check["skipped"] and check["grade"] < 10:
                found += [Finding("kube-score", check["check"]["id"], name, comment["summary"]) for comment in check["comments"] or []]
    return found


def checkov(folder: Path) -> list[Finding]:
    """Failed checks of the kubernetes framework."""
    command = ["-d", str(folder), "--framework", "kubernetes", "--skip-download", "--compact", "--quiet", "-o", "json"]
    output = json.loads(run([str(BUILD / "checkov" / "bin" / "checkov"), *command], allowed=(0, 1)))
    failed: list[dict[str, Any]] = output.get("results", {}).get("failed_checks", []) if isinstance(output, dict) else []
    return [Finding("checkov", f["check_id"], "{0}/{2}".format(*f["resource"].split(".", 2)), f["check_name"]) for f in failed]


def accepted(finding: Finding, reasons: list[dict[str, str]]) -> bool:
    """Whether a reason covers the finding: same check, and the pattern matches the whole object."""
    return any(reason["check"] == finding.check and re.fullmatch(reason["objects"], finding.object) for reason in reasons)


def main() -> int:
    """0 when every finding has a reason and prod is within its budget."""
    install()
    reasons: list[dict[str, str]] = yaml.safe_load(ACCEPTED.read_text(encoding="utf-8"))
    table = Table("environment", *BUDGET, "without reason")
    new: list[str] = []
    for environment in sorted(path for path in DIST.iterdir() if path.is_dir()):
        folder = with_task_pods(environment)
        findings = [*kubeconform(folder), *checkov(folder), *kube_score(folder)]
        count = Counter(finding.scanner for finding in findings)
        unexplained = [finding for finding in findings if not accepted(finding, reasons)]
        new += [f"{environment.name}: {f.scanner} {f.check} on {f.object}: {f.text}" for f in unexplained]
        table.add_row(environment.name, *(str(count[scanner]) for scanner in BUDGET), str(len(unexplained)))
        if environment.name == "prod":
            over = [f"prod: {scanner} found {count[scanner]}, more than the budget of {most}" for scanner, most in BUDGET.items() if count[scanner] > most]
            new += over
    console.print(table)
    for line in new:
        print(f"error: {line}; mend it, or give a reason in {ACCEPTED.relative_to(ROOT)}", file=sys.stderr)
    return 1 if new else 0


if __name__ == "__main__":
    sys.exit(main())
