"""Writes dist/<environment>/ for every environment, or for those named: ``python main.py [-q] [ENVIRONMENT ...]``."""

import argparse
import gc
import sys

from cdk8s_airflow import ConfigurationError, synthesize
from environments import ENVIRONMENTS


def main(arguments: list[str]) -> int:
    """0 when everything was written; 1 after one sentence per finding, and then nothing was."""
    parser = argparse.ArgumentParser(prog="main.py", description="Synthesize Kubernetes manifests into dist/, or into $CDK8S_OUTDIR.")
    parser.add_argument("environments", nargs="*", metavar="ENVIRONMENT", help=f"default: all of {', '.join(ENVIRONMENTS)}")
    parser.add_argument("-q", "--quiet", action="store_true", help="print findings only")
    options = parser.parse_args(arguments)
    try:
        synthesize(ENVIRONMENTS, options.environments, quiet=options.quiet)
    except ConfigurationError as error:
        for finding in error.findings:
            print(f"error: {finding}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    gc.disable()  # the process ends before garbage matters; 100 environments take a fifth less time
    sys.exit(main(sys.argv[1:]))
