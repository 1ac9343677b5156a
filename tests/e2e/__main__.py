"""Proves the platform on the cluster of KUBECONFIG: ``python -m tests.e2e [--only NAME ...] [--airflow VERSION ...] [--list]``.

A check's name, or its beginning, selects it. Every run starts with an empty namespace unless ``--reuse`` takes the one that
stands. Needs kubectl, git and a cluster with metrics and enforced NetworkPolicies; the checks of Argo CD need an Argo CD.
Environment: KUBECONFIG; AIRFLOW_URL, GIT_SERVER_IMAGE, PYSPARK_IMAGE where the defaults do not fit.
"""

import argparse
import shutil
import sys
import time

from . import report
from .check import Check, Failed, NotHere
from .checks import CHECKS
from .installation import REPOSITORY, Installation
from .report import Result

VERSIONS = ("2.8.1", "3.3.2")
OUTPUT = REPOSITORY / "build" / "e2e"


def main(arguments: list[str]) -> int:
    """0 when no check failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.e2e", description=(__doc__ or "").split("\n\n")[1])
    parser.add_argument("--only", action="extend", nargs="+", metavar="NAME", help="checks by the beginning of their names")
    parser.add_argument("--airflow", action="append", metavar="VERSION", help=f"default: {' and '.join(VERSIONS)}")
    parser.add_argument("--reuse", action="store_true", help="take the platform that stands in the cluster")
    parser.add_argument("--keep", action="store_true", help="leave the platform in the cluster")
    parser.add_argument("--list", action="store_true", help="list the checks")
    options = parser.parse_args(arguments)
    chosen = [check for check in CHECKS if not options.only or any(check.name.startswith(name) for name in options.only)]
    if options.list or not chosen:
        for check in chosen or CHECKS:
            print(f"{check.name:<24} {check.row:<10} {check.statement}")
        return 0 if chosen else 2
    results: list[Result] = []
    for version in options.airflow or VERSIONS:
        results += run_version(version, chosen, reuse=options.reuse, keep=options.keep)
        report.write(results, OUTPUT / "report.md")
    failed = [result for result in results if result.verdict == "FAILED"]
    report.heading(f"{len(results) - len(failed)} of {len(results)} without failure; {OUTPUT / 'report.md'}")
    return 1 if failed else 0


def run_version(version: str, chosen: list[Check], *, reuse: bool, keep: bool) -> list[Result]:
    """All chosen checks on one version, by what they find in the cluster."""
    installation, results = Installation(version, OUTPUT / version), list[Result]()
    before, by_kubectl, by_argocd = ([check for check in chosen if check.bed == bed] for bed in ("nothing", "kubectl", "argocd"))
    report.heading(f"Airflow {version}")
    if not reuse:
        shutil.rmtree(installation.folder, ignore_errors=True)
    if before:
        installation.remove()
        results += [_run(check, installation) for check in before]
    if by_kubectl and not reuse and not _install(installation):
        missing = [Result(version, check, "FAILED", "the platform did not come up", 0, installation.folder) for check in by_kubectl]
        return [*results, *missing]
    results += [_run(check, installation) for check in by_kubectl]
    results += [_run(check, installation) for check in by_argocd]
    if not keep:
        installation.remove()
        installation.git.down()
    return results


def _install(installation: Installation) -> bool:
    started = time.perf_counter()
    with installation.evidence.chapter("install") as path:
        try:
            installation.install()
        except Failed as failure:
            print(f"the platform did not come up: {failure}; see {path}", flush=True)
            return False
    print(f"platform up after {time.perf_counter() - started:.0f} s", flush=True)
    return True


def _run(check: Check, installation: Installation) -> Result:
    started = time.perf_counter()
    with installation.evidence.chapter(check.name) as path:
        try:
            verdict, seen = "ok", check.function(installation)
        except Failed as failure:
            verdict, seen = "FAILED", str(failure)
        except NotHere as reason:
            verdict, seen = "not here", str(reason)
        installation.evidence.record("verdict", f"{verdict}: {seen}", started=started)
    result = Result(installation.version, check, verdict, seen, time.perf_counter() - started, path)  # type: ignore[arg-type]
    report.show(result)
    return result


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
