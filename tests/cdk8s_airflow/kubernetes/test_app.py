"""Charts become folders, all or nothing."""

from pathlib import Path

import cdk8s
import jsii
import pytest
import yaml
from constructs import IValidation

from cdk8s_airflow import App, Chart, ConfigurationError, Manifest, Written
from tests.sentences import refused


@jsii.implements(IValidation)
class Refuses:
    def validate(self) -> list[str]:
        return ["replicas (9) must stay below 9; lower it", "two must be told together; do"]


def chart_in(app: App, name: str = "dev") -> Chart:
    chart = Chart(app, name, namespace="ns")
    Manifest(chart, "a", api_version="v1", kind="ConfigMap", name="a", labels={"app.kubernetes.io/component": "config"})
    Manifest(chart, "n", api_version="v1", kind="Namespace", name="ns")
    return chart


def test_one_file_per_component(tmp_path: Path) -> None:
    """Cluster-scoped objects first, what has no component last."""
    app = App(outdir=str(tmp_path / "dist"))
    chart = chart_in(app)
    Manifest(chart, "x", api_version="v1", kind="ConfigMap", name="x")
    written: list[Written] = []
    app.synth(on_written=written.append)
    assert sorted(path.name for path in (tmp_path / "dist" / "dev").iterdir()) == ["00-cluster.yaml", "config.yaml", "extra-objects.yaml"]
    ((chart, objects, files, seconds),) = written
    assert (chart, objects, files) == ("dev", 3, 3)
    assert 0 < seconds < 60


def test_guests_stand_in_the_same_chart(tmp_path: Path) -> None:
    """cdk8s-plus-27 objects, stock ApiObjects and included files get namespace, labels, a file and their place by kind."""
    import cdk8s_plus_27 as kplus

    app = App(outdir=str(tmp_path / "dist"))
    chart = chart_in(app)
    deployment = kplus.Deployment(chart, "guest", metadata={"name": "guest"}, replicas=1)
    deployment.add_container(image="docker.io/library/busybox:1.36")
    (tmp_path / "more.yaml").write_text("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: included}\n")
    cdk8s.Include(chart, "include", url=str(tmp_path / "more.yaml"))
    app.synth()
    guests = list(yaml.safe_load_all((tmp_path / "dist" / "dev" / "extra-objects.yaml").read_text()))
    assert [(guest["kind"], guest["metadata"]["name"], guest["metadata"]["namespace"]) for guest in guests] == [
        ("ConfigMap", "included", "ns"),
        ("Deployment", "guest", "ns"),
    ]


def test_stale_files_go(tmp_path: Path) -> None:
    """A removed object, a removed environment, a renamed file: Argo CD would go on applying them."""
    first = App(outdir=str(tmp_path))
    Manifest(chart_in(first), "x", api_version="v1", kind="ConfigMap", name="x")
    chart_in(first, "old")
    first.extra_files["old.kind.yaml"] = "a: 1\n"
    first.synth()
    second = App(outdir=str(tmp_path))
    chart_in(second)
    second.synth()
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.yaml")) == ["dev/00-cluster.yaml", "dev/config.yaml"]


def test_without_prune_others_stay(tmp_path: Path) -> None:
    """``python main.py dev`` replaces one folder."""
    for name in ("dev", "prod"):
        app = App(outdir=str(tmp_path))
        chart_in(app, name)
        app.synth(prune=False)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dev", "prod"]


def test_findings_come_together_and_nothing_is_written(tmp_path: Path) -> None:
    """One sentence per finding, with the construct's path, and no word of jsii."""
    app = App(outdir=str(tmp_path / "dist"))
    chart_in(app).node.add_validation(Refuses())
    with pytest.raises(ConfigurationError) as caught:
        app.synth()
    assert caught.value.findings == ("[dev] replicas (9) must stay below 9; lower it", "[dev] two must be told together; do")
    assert not (tmp_path / "dist").exists()


def test_equal_objects_are_found(tmp_path: Path) -> None:
    """Same kind, namespace and name: one would overwrite the other."""
    app = App(outdir=str(tmp_path / "dist"))
    Manifest(chart_in(app), "b", api_version="v1", kind="ConfigMap", name="a")
    with pytest.raises(ConfigurationError, match=r"dev: ConfigMap \(a\) must exist once"):
        app.synth()


def test_everything_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    """Validations and objects, over all charts; keys and numbers with the object that holds them."""
    app = App(outdir=str(tmp_path / "dist"))
    chart_in(app).node.add_validation(Refuses())
    Manifest(chart_in(app, "two"), "b", api_version="v1", kind="ConfigMap", name="a")
    Manifest(chart_in(app, "three"), "b", api_version="v1", kind="ConfigMap", name="b", data={1: "x"})
    Manifest(chart_in(app, "four"), "b", api_version="v1", kind="ConfigMap", name="b", data={"x": float("inf")})
    assert refused(app.synth) == (
        "[dev] replicas (9) must stay below 9; lower it",
        "[dev] two must be told together; do",
        "two: ConfigMap (a) must exist once; rename one of the two objects",
        "three: ConfigMap (b): key (1) must be a string; put it in quotes",
        "four: ConfigMap (b): number (inf) must be finite; JSON knows no other",
    )
    assert not (tmp_path / "dist").exists()


def test_a_chart_that_cannot_be_rendered_does_not_hide_another(tmp_path: Path) -> None:
    """Both are named."""
    app = App(outdir=str(tmp_path / "dist"))
    for name in ("one", "two"):
        Manifest(chart_in(app, name), "b", api_version="v1", kind="ConfigMap", name="b", data={1})
    rule = "ConfigMap.data (set) must be text, a number, True, False, a list or a mapping; convert it"
    assert refused(app.synth) == (f"[one/b] {rule}", f"[two/b] {rule}")


def test_a_cycle_of_dependencies_is_said(tmp_path: Path) -> None:
    """cdk8s finds it while it sorts the charts."""
    app = App(outdir=str(tmp_path / "dist"))
    chart = chart_in(app)
    one, two = (Manifest(chart, name, api_version="v1", kind="ConfigMap", name=name) for name in ("one", "two"))
    one.add_dependency(two)
    two.add_dependency(one)
    assert refused(app.synth) == ("dependencies (dev/one => dev/two => dev/one) must not form a cycle; drop one of them",)


def test_a_folder_that_holds_other_files_is_left_alone(tmp_path: Path) -> None:
    """Also when they lie deep in a chart's folder."""
    app = App(outdir=str(tmp_path))
    chart_in(app)
    (tmp_path / "dev").mkdir()
    (tmp_path / "dev" / "notes.txt").write_text("mine")
    assert refused(app.synth) == (f"output folder ({tmp_path}) must hold only synthesized YAML, it has notes.txt; choose another folder",)
    assert [path.name for path in tmp_path.rglob("*")] == ["dev", "notes.txt"]


def test_a_path_that_cannot_be_a_folder_gets_one_sentence(tmp_path: Path) -> None:
    """A file, and a folder below a file; nothing of the operating system's own words but its reason."""
    (tmp_path / "file").write_text("x")
    for outdir, sentence in (
        (tmp_path / "file", "must be a folder; it is a file: choose another one"),
        (tmp_path / "file" / "dist", "must be writable (Not a directory); choose another one or free this one"),
    ):
        app = App(outdir=str(outdir))
        chart_in(app)
        assert refused(app.synth) == (f"output folder ({outdir}) {sentence}",)
    assert (tmp_path / "file").read_text() == "x"


def test_a_failing_write_leaves_the_old_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk, met before the first folder is replaced."""
    first = App(outdir=str(tmp_path))
    chart_in(first)
    first.synth()
    before = {path: path.read_text() for path in tmp_path.rglob("*.yaml")}
    second = App(outdir=str(tmp_path))
    Manifest(chart_in(second), "x", api_version="v1", kind="ConfigMap", name="x")
    second.extra_files["dev.kind.yaml"] = "a: 1\n"

    def no_space(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(App, "_write", staticmethod(no_space))
    assert refused(second.synth) == (f"output folder ({tmp_path}) must be writable (No space left on device); choose another one or free this one",)
    assert {path: path.read_text() for path in tmp_path.rglob("*.yaml")} == before


def test_a_stock_chart_is_refused(tmp_path: Path) -> None:
    """It would lose every manifest silently."""
    app = App(outdir=str(tmp_path / "dist"))
    cdk8s.Chart(app, "stock")
    with pytest.raises(ConfigurationError, match="must be a cdk8s_airflow.Chart"):
        app.synth()


def test_the_folder_follows_the_cli(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """``cdk8s synth -o`` sets CDK8S_OUTDIR."""
    monkeypatch.setenv("CDK8S_OUTDIR", str(tmp_path / "x"))
    assert App().outdir == str(tmp_path / "x")
