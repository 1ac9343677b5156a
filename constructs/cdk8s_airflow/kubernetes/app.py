"""A cdk8s app that lets cdk8s validate the tree and writes the YAML itself, all or nothing."""

import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import cdk8s

from ..errors import ConfigurationError
from .chart import Chart
from .node_errors import sentences
from .yaml import dump


class Written(NamedTuple):
    """What one chart became."""

    chart: str
    objects: int
    files: int
    seconds: float
    """Time to render it; building its constructs and writing its files come on top."""


class App(cdk8s.App):
    """Writes ``<outdir>/<chart id>/<component>.yaml`` for every chart.

    ``outdir``: ``CDK8S_OUTDIR`` (set by ``cdk8s synth``) or ``dist``. Nothing is written before every chart is rendered and
    valid; folders of charts are then replaced as a whole, so that no stale file is left.
    """

    def __init__(self, *, outdir: str | None = None) -> None:
        super().__init__(outdir=outdir or os.environ.get("CDK8S_OUTDIR"))
        self.extra_files: dict[str, str] = {}
        """File name beside the charts' folders -> text; for what is no manifest of a cluster (kind's own config)."""
        self._seconds: dict[str, float] = {}

    def synth(self, *, on_written: Callable[[Written], None] | None = None, prune: bool = True) -> None:
        """Validates, renders, writes; ``prune`` also removes folders and files that no chart makes any more.

        Raises:
            ConfigurationError: a finding of a validation, a duplicate object, a stock chart, or an output folder that holds
                anything but YAML.
        """
        files = self.render()
        outdir = Path(self.outdir)
        refuse_foreign_files(outdir)
        try:
            outdir.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=outdir, prefix=".synth-") as scratch:
                for chart, contents in files.items():
                    self._write(Path(scratch) / chart, contents)
                for name, text in self.extra_files.items():
                    (Path(scratch) / name).write_text(text, encoding="utf-8")
                for chart, contents in files.items():
                    shutil.rmtree(outdir / chart, ignore_errors=True)
                    (Path(scratch) / chart).rename(outdir / chart)
                    if on_written:
                        on_written(Written(chart, sum(count for count, _ in contents.values()), len(contents), self._seconds[chart]))
                for name in self.extra_files:
                    (Path(scratch) / name).replace(outdir / name)
                if prune:
                    remove_others(outdir, {*files, *self.extra_files, Path(scratch).name})
        except OSError as error:
            raise ConfigurationError([f"output folder ({outdir}) must be writable ({error.strerror}); choose another one or free this one"]) from None

    def render(self) -> dict[str, dict[str, tuple[int, str]]]:
        """Chart id -> file name -> (number of objects, YAML), validated and not yet written."""
        try:
            found = self.charts
        except RuntimeError as error:  # a cycle of dependencies
            raise ConfigurationError(sentences(error)) from None
        charts = [chart for chart in found if isinstance(chart, Chart)]
        if len(charts) < len(found):
            raise ConfigurationError(["every chart must be a cdk8s_airflow.Chart; a plain cdk8s.Chart does not see manifests"])
        findings: list[str] = []
        try:
            for chart in charts:
                start = time.perf_counter()
                try:
                    chart.rendered = chart.to_json()
                except ConfigurationError as error:
                    findings += error.findings
                self._seconds[chart.id] = time.perf_counter() - start
            if findings:  # the checks below want every object
                raise ConfigurationError(findings)
            findings = self._validate(charts)
            dumped = {chart.id: self._dump(chart, findings) for chart in charts}
        finally:
            for chart in charts:
                chart.rendered = None
        if findings:
            raise ConfigurationError(findings)
        return dumped

    def _dump(self, chart: Chart, findings: list[str]) -> dict[str, tuple[int, str]]:
        start, dumped = time.perf_counter(), {}
        try:
            for file, documents in chart.files().items():
                dumped[file] = (len(documents), dump(documents))
        except ConfigurationError as error:
            findings += (f"{chart.id}: {finding}" for finding in error.findings)
        self._seconds[chart.id] += time.perf_counter() - start
        return dumped

    def _validate(self, charts: list[Chart]) -> list[str]:
        """cdk8s' own pass: node validations and dependency cycles; charts answer with nothing to render meanwhile."""
        try:
            for chart in charts:
                chart._validating = True
            self.synth_yaml()
        except RuntimeError as error:  # all that jsii lets through
            return sentences(error)
        finally:
            for chart in charts:
                chart._validating = False
        return []

    @staticmethod
    def _write(folder: Path, contents: dict[str, tuple[int, str]]) -> None:
        folder.mkdir()
        for name, (_, text) in contents.items():
            (folder / name).write_text(text, encoding="utf-8")


def refuse_foreign_files(outdir: Path) -> None:
    """Stops before a folder is emptied that holds somebody's work.

    Raises:
        ConfigurationError: the folder holds a file that is not YAML, or is a file itself.
    """
    if outdir.exists() and not outdir.is_dir():
        raise ConfigurationError([f"output folder ({outdir}) must be a folder; it is a file: choose another one"])
    foreign = next((path for path in sorted(outdir.rglob("*")) if path.is_file() and path.suffix != ".yaml"), None)
    if foreign is not None:
        raise ConfigurationError([f"output folder ({outdir}) must hold only synthesized YAML, it has {foreign.name}; choose another folder"])


def remove_others(outdir: Path, keep: set[str]) -> None:
    """Deletes entries of the output folder that this synth did not write."""
    for path in outdir.iterdir():
        if path.name not in keep:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
