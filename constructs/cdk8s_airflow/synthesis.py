"""From environments to files: build all, report every finding at once, write all or nothing."""

import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from .environment import Environment
from .errors import ConfigurationError
from .kubernetes.app import App, Written, refuse_foreign_files
from .kubernetes.node_errors import is_from_node, sentences
from .kubernetes.yaml import dump


def synthesize(environments: Mapping[str, Environment], names: Sequence[str] = (), *, outdir: str | None = None, quiet: bool = False) -> None:
    """Writes ``<outdir>/<name>/`` for the named environments, or for all; progress goes to stderr.

    ``outdir``: default ``CDK8S_OUTDIR``, else ``dist``. When all are built, what is left of a removed environment is deleted.

    Raises:
        ConfigurationError: one sentence per finding; no file was changed.
    """
    unknown = [f"environment ({name}) must be one of {', '.join(environments)}; correct the name" for name in names if name not in environments]
    if unknown:
        raise ConfigurationError(unknown)
    start = time.perf_counter()
    app = App(outdir=outdir)
    refuse_foreign_files(Path(app.outdir))
    findings: list[str] = []
    seconds: dict[str, float] = {}
    for name in names or environments:
        begin = time.perf_counter()
        try:
            _build(app, name, environments[name])
        except ConfigurationError as error:
            findings += [f"{name}: {finding}" for finding in error.located()]
        seconds[name] = time.perf_counter() - begin
    if findings:
        raise ConfigurationError(findings)
    written: list[Written] = []

    def report(chart: Written) -> None:
        written.append(chart)
        if not quiet:
            print(f"{chart.chart:<20} {chart.objects:>4} objects {chart.files:>3} files {seconds[chart.chart] + chart.seconds:6.3f} s", file=sys.stderr)

    app.synth(on_written=report, prune=not names)
    if not quiet:
        total = sum(chart.objects for chart in written)
        print(f"{len(written)} environments, {total} objects, {time.perf_counter() - start:.2f} s", file=sys.stderr)


def _build(app: App, name: str, environment: Environment) -> None:
    if not isinstance(environment, Environment):
        raise ConfigurationError([f"environment ({type(environment).__name__}) must be an Environment; write Environment(props)"])
    try:
        environment.chart_class(app, name, props=environment.build_props())
    except RuntimeError as error:
        if not is_from_node(error):
            raise
        raise ConfigurationError(sentences(error)).with_traceback(error.__traceback__) from None
    if environment.kind_cluster is not None:
        app.extra_files[f"{name}.kind.yaml"] = dump([environment.kind_cluster.to_config()])
