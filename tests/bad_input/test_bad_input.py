"""Bad input gets one sentence per finding, before anything is written: field, value, rule, cure."""

import re
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

import main
from cdk8s_airflow import AirflowProps, ConfigurationError, Environment, synthesize
from environments import ENVIRONMENTS, dev
from tests.bad_input.cases import CASES
from tests.rendering import airflow_props

FOREIGN = re.compile(r"jsii|RuntimeError|Traceback|pydantic|validation error|Input should", re.IGNORECASE)


def findings(name: str) -> tuple[str, ...]:
    with pytest.raises(ConfigurationError) as caught:
        CASES[name]()
    return caught.value.findings


def test_there_are_enough_cases() -> None:
    """At least sixty ways to be wrong."""
    assert len(CASES) >= 60


@pytest.mark.parametrize("name", CASES)
def test_each_finding_is_one_clean_sentence(name: str) -> None:
    """A rule and a cure in one line, in our words, without a secret."""
    for finding in findings(name):
        assert " must " in finding
        assert re.search(r"[;?]", finding)
        assert "\n" not in finding
        assert "hunter2" not in finding
        assert not FOREIGN.search(finding)


def test_sentences(golden: SnapshotAssertion) -> None:
    """The exact words of every case."""
    assert [{name: list(findings(name)) for name in CASES}] == golden


def broken(**values: object) -> Environment:
    return Environment(lambda: airflow_props(**values))


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_all_environments_report_together_and_nothing_is_written(tmp_path: Path) -> None:
    """One run shows everything that must change."""
    out = tmp_path / "dist"
    synthesize({"good": Environment(dev.props)}, outdir=str(out), quiet=True)
    before = contents(out)
    with pytest.raises(ConfigurationError) as caught:
        synthesize({"good": broken(replicas=1), "one": broken(airflow_version="1.10"), "two": broken(namespace="A_B")}, outdir=str(out))
    assert [finding.split(":")[0] for finding in caught.value.findings] == ["good", "one", "two"]
    assert contents(out) == before


@pytest.mark.parametrize(
    ("prepare", "sentence"),
    [
        (lambda out: out.write_text("x"), "must be a folder"),
        (lambda out: (out.mkdir(), (out / "main.py").write_text("x")), "must hold only synthesized YAML, it has main.py"),
        (lambda out: out.parent.joinpath("link").symlink_to(out), None),
    ],
)
def test_a_folder_with_somebodys_work_is_refused(prepare: object, sentence: str | None, tmp_path: Path) -> None:
    """``-o .`` must not empty a repository."""
    out = tmp_path / "out"
    prepare(out)  # type: ignore[operator]
    if sentence is None:
        synthesize({"dev": Environment(dev.props)}, outdir=str(out), quiet=True)
        return
    before = contents(tmp_path)
    with pytest.raises(ConfigurationError, match=re.escape(sentence)):
        synthesize({"dev": Environment(dev.props)}, outdir=str(out), quiet=True)
    assert contents(tmp_path) == before


def test_an_unwritable_folder_gets_one_sentence(tmp_path: Path) -> None:
    """Its parent is a file."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(ConfigurationError, match="must be writable"):
        synthesize({"dev": Environment(dev.props)}, outdir=str(tmp_path / "file" / "dist"), quiet=True)


def test_the_command_line_says_what_is_missing(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Exit code 1, one line, no traceback."""
    monkeypatch.setenv("CDK8S_OUTDIR", str(tmp_path / "dist"))
    assert main.main(["nowhere"]) == 1
    known = ", ".join(ENVIRONMENTS)
    assert capsys.readouterr().err == f"error: environment (nowhere) must be one of {known}; correct the name\n"
    assert not (tmp_path / "dist").exists()


def test_props_are_frozen() -> None:
    """A value is changed by ``changed``, which validates again."""
    props: AirflowProps = airflow_props()
    with pytest.raises(ValueError, match="frozen"):
        props.namespace = "other"  # type: ignore[misc]
    with pytest.raises(ConfigurationError, match=r"AirflowProps.namespace \('A'\) must be"):
        props.changed(namespace="A")
    assert props.changed(namespace="b").namespace == "b"
