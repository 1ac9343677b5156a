"""From environments to files."""

from pathlib import Path

import pytest
import yaml

from cdk8s_airflow import ConfigurationError, Environment, KindClusterProps, synthesize
from tests.rendering import airflow_props

ENVIRONMENTS = {
    "blue": Environment(lambda: airflow_props(namespace="blue"), kind_cluster=KindClusterProps()),
    "green": Environment(lambda: airflow_props(namespace="green", airflow_version="3.3.2")),
}


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_each_environment_has_a_folder(tmp_path: Path) -> None:
    """And kind's configuration stands beside it: Argo CD would take it for a manifest."""
    synthesize(ENVIRONMENTS, outdir=str(tmp_path), quiet=True)
    assert {path.name for path in tmp_path.iterdir()} == {"blue", "green", "blue.kind.yaml"}
    assert "green/api-server.yaml" in files(tmp_path)
    for path in tmp_path.glob("*/*.yaml"):
        assert all(document["kind"] for document in yaml.safe_load_all(path.read_text(encoding="utf-8")))


def test_what_nothing_makes_any_more_is_removed(tmp_path: Path) -> None:
    """An object that is gone from the code would live on in the cluster."""
    synthesize(ENVIRONMENTS, outdir=str(tmp_path), quiet=True)
    (tmp_path / "blue" / "stale.yaml").write_text("stale", encoding="utf-8")
    (tmp_path / "old").mkdir()
    (tmp_path / "old.kind.yaml").write_text("stale", encoding="utf-8")
    before = files(tmp_path) - {"blue/stale.yaml", "old.kind.yaml"}
    synthesize(ENVIRONMENTS, outdir=str(tmp_path), quiet=True)
    assert files(tmp_path) == before
    assert not (tmp_path / "old").exists()


def test_naming_environments_leaves_the_others_alone(tmp_path: Path) -> None:
    """Only the named folder is written."""
    synthesize(ENVIRONMENTS, outdir=str(tmp_path), quiet=True)
    (tmp_path / "blue" / "stale.yaml").write_text("stale", encoding="utf-8")
    (tmp_path / "green" / "stale.yaml").write_text("stale", encoding="utf-8")
    synthesize(ENVIRONMENTS, ["green"], outdir=str(tmp_path), quiet=True)
    assert "blue/stale.yaml" in files(tmp_path)
    assert "green/stale.yaml" not in files(tmp_path)


def test_an_unknown_environment_is_named_with_those_that_exist(tmp_path: Path) -> None:
    """All wrong names at once, and nothing is written."""
    with pytest.raises(ConfigurationError) as caught:
        synthesize(ENVIRONMENTS, ["blue", "red", "pink"], outdir=str(tmp_path / "dist"))
    assert caught.value.findings == tuple(f"environment ({name}) must be one of blue, green; correct the name" for name in ("red", "pink"))
    assert not (tmp_path / "dist").exists()


def test_progress_goes_to_stderr(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line per environment and a summary; cdk8s swallows stdout."""
    synthesize(ENVIRONMENTS, outdir=str(tmp_path))
    captured = capsys.readouterr()
    blue, green, total = captured.err.splitlines()
    assert captured.out == ""
    assert blue.split()[0] == "blue" and "objects" in blue and "files" in blue and blue.endswith(" s")
    assert green.split()[0] == "green"
    assert total.startswith("2 environments, ")


def test_quiet_says_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Not even the summary."""
    synthesize(ENVIRONMENTS, outdir=str(tmp_path), quiet=True)
    assert capsys.readouterr() == ("", "")


def test_the_folder_of_cdk8s_is_honoured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``cdk8s synth --output`` sets CDK8S_OUTDIR."""
    monkeypatch.setenv("CDK8S_OUTDIR", str(tmp_path / "elsewhere"))
    monkeypatch.chdir(tmp_path)
    synthesize(ENVIRONMENTS, ["blue"], quiet=True)
    assert (tmp_path / "elsewhere" / "blue" / "scheduler.yaml").exists()
    assert not (tmp_path / "dist").exists()
