"""``make scan``: three public scanners over every environment and its task pod; a finding without a reason fails.

Reasons of accepted findings stand in tools/accepted_findings.yaml; docs/security.md shows them (``python -m tools.scan --docs`` writes that
table alone).
"""

import os
import re
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import yaml
from rich.console import Console
from rich.table import Table

from tools.scanners import BUILD, SCANNERS, Finding, install
from tools.schemas import ROOT

DIST = ROOT / "dist"
ACCEPTED, PAGE = ROOT / "tools" / "accepted_findings.yaml", ROOT / "docs" / "security.md"
BUDGET = {"kubeconform": 0, "checkov": 20, "kube-score": 30}
"""Most findings in prod, accepted ones included. The official chart's production render has 110 (checkov) and 128 (kube-score)."""
BEGIN, END = "<!-- accepted findings: written by make scan -->\n", "<!-- end of accepted findings -->\n"


def main(arguments: list[str]) -> int:
    """0 when every finding has a reason, every reason a finding, and prod is within its budget."""
    reasons: list[dict[str, Any]] = yaml.safe_load(ACCEPTED.read_text(encoding="utf-8"))
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8"), reasons), encoding="utf-8")
    if "--docs" in arguments:
        return 0
    install()
    environments = sorted(path for path in DIST.iterdir() if path.is_dir())
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = dict(zip((path.name for path in environments), pool.map(scan, environments), strict=True))
    table = Table("environment", *BUDGET, "without reason")
    for environment, findings in found.items():
        count = Counter(finding.scanner for finding in findings)
        new = [finding for finding in findings if not any(covers(reason, environment, finding) for reason in reasons)]
        table.add_row(environment, *(str(count[scanner]) for scanner in BUDGET), str(len(new)))
    table.add_row("budget of prod", *map(str, BUDGET.values()), "0")
    Console(stderr=True).print(table)
    errors = judge(found, reasons)
    for line in errors:
        print(f"error: {line}", file=sys.stderr)
    return 1 if errors else 0


def scan(environment: Path) -> list[Finding]:
    """Findings of all scanners in a copy of an environment's manifests that has the task pod out of its template as well."""
    folder = BUILD / "manifests" / environment.name
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(environment, folder)
    documents = [document for path in sorted(folder.glob("*.yaml")) for document in yaml.safe_load_all(path.read_text(encoding="utf-8"))]
    text = task_pod(documents)
    (folder / "task-pod.yaml").write_text(text, encoding="utf-8")
    documents.append(yaml.safe_load(text))
    findings = [finding for scanner in SCANNERS.values() for finding in scanner(folder, documents)]
    print(f"scan: {environment.name}", file=sys.stderr, flush=True)
    return findings


def task_pod(documents: Iterable[Mapping[str, Any]]) -> str:
    """The pod of the first profile: profiles differ in numbers only."""
    templates = (d["data"] for d in documents if d["kind"] == "ConfigMap" and d["metadata"]["name"].endswith("-pod-template"))
    return str(next(iter(next(templates).values())))


def covers(reason: Mapping[str, Any], environment: str, finding: Finding) -> bool:
    """Whether a reason stands for the finding: same check, the pattern matches the whole object, in one of its environments."""
    in_scope = environment in reason.get("environments", (environment,))
    return in_scope and reason["check"] == finding.check and re.fullmatch(reason["objects"], finding.object) is not None


def judge(found: Mapping[str, Sequence[Finding]], reasons: Sequence[Mapping[str, Any]]) -> list[str]:
    """One sentence per new finding, per reason that stands for nothing, and per exceeded budget of prod."""
    file = ACCEPTED.relative_to(ROOT)
    pairs = [(environment, finding) for environment, findings in found.items() for finding in findings]
    errors = [
        f"{environment}: {f.scanner} {f.check} on {f.object}: {f.text}; mend it, or give a reason in {file}"
        for environment, f in pairs
        if not any(covers(reason, environment, f) for reason in reasons)
    ]
    errors += [
        f"{reason['check']} on {reason['objects']} must be found somewhere; take it out of {file}"
        for reason in reasons
        if not any(covers(reason, environment, f) for environment, f in pairs)
    ]
    count = Counter(finding.scanner for finding in found.get("prod", ()))
    return errors + [f"prod: {scanner} found {count[scanner]}; {most} is the budget" for scanner, most in BUDGET.items() if count[scanner] > most]


def page(text: str, reasons: Iterable[Mapping[str, Any]]) -> str:
    """The text of docs/security.md with the reasons as the table between its marks."""
    cells = ((f"`{r['check']}`", f"`{r['objects']}`".replace("|", "\\|"), ", ".join(r.get("environments", ["all"])), r["reason"]) for r in reasons)
    rows = "".join(f"| {' | '.join(row)} |\n" for row in cells)
    return f"{text.split(BEGIN)[0]}{BEGIN}| check | objects | environments | reason |\n|---|---|---|---|\n{rows}{END}{text.split(END)[1]}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
