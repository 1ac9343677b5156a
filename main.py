"""Writes dist/<environment>/ for every environment, or for those named: ``python main.py [-q] [ENVIRONMENT ...]``."""

import gc

if __name__ == "__main__":
    gc.disable()  # a synth keeps what it makes and then ends; collecting costs a tenth to a fifth of its time, imports included

import argparse
import sys
from collections.abc import Iterable

from cdk8s_airflow import ConfigurationError, synthesize


def main(arguments: list[str]) -> int:
    """0 when everything was written; 1 after one sentence per finding, and then nothing was."""
    parser = argparse.ArgumentParser(prog="main.py", description="Synthesize Kubernetes manifests into dist/, or into $CDK8S_OUTDIR.")
    parser.add_argument("environments", nargs="*", metavar="ENVIRONMENT", help="folder of dist/ to write, as ENVIRONMENTS names it; default: all")
    parser.add_argument("-q", "--quiet", action="store_true", help="print findings only")
    options = parser.parse_args(arguments)
    try:
        from environments import ENVIRONMENTS  # here, because a wrong value may stand at the top of a module
    except ConfigurationError as error:
        return refuse(error.located())
    try:
        synthesize(ENVIRONMENTS, options.environments, quiet=options.quiet)
    except ConfigurationError as error:
        return refuse(error.findings)
    return 0


def refuse(findings: Iterable[str]) -> int:
    """Says what must change; the exit code."""
    for finding in findings:
        print(f"error: {finding}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    status = main(sys.argv[1:])
    gc.freeze()  # else Python looks at every object once more before it exits
    sys.exit(status)
