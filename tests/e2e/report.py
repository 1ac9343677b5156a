"""What the user reads: a line per check on the terminal, and build/e2e/report.md."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from .check import Check

Verdict = Literal["ok", "FAILED", "not here"]
COLOURS = {"ok": "32", "FAILED": "31", "not here": "33"}


@dataclass(frozen=True, slots=True)
class Result:
    """One check on one version."""

    version: str
    check: Check
    verdict: Verdict
    seen: str
    seconds: float
    evidence: Path


def heading(text: str) -> None:
    """A line between the groups."""
    print(f"\n{text}", flush=True)


def show(result: Result) -> None:
    """One line of the terminal."""
    verdict = f"{result.verdict:<8}"
    if sys.stdout.isatty():
        verdict = f"\033[{COLOURS[result.verdict]}m{verdict}\033[0m"
    print(f"{verdict} {result.seconds:6.1f} s  {result.check.name:<24} {result.seen}", flush=True)


def write(results: list[Result], path: Path) -> None:
    """report.md: one table per version, evidence linked."""
    lines = ["# End-to-end report", ""]
    for version in dict.fromkeys(result.version for result in results):
        own = [result for result in results if result.version == version]
        good = sum(result.verdict == "ok" for result in own)
        lines += [f"## Airflow {version}: {good} of {len(own)} ok", "", "| check | rows | verdict | seconds | statement | seen |", "|---|---|---|---|---|---|"]
        for result in own:
            link = f"[{result.check.name}]({result.evidence.relative_to(path.parent)})"
            cells = (link, result.check.row, result.verdict, f"{result.seconds:.0f}", result.check.statement, result.seen.replace("\n", " "))
            lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
        lines.append("")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines), encoding="utf-8")
