"""One folder of dist: which file, which order, what is refused."""

from typing import Any

import cdk8s
import pytest

from cdk8s_airflow import App, Chart, Manifest
from tests.sentences import refused


def make(chart: Chart, kind: str, name: str = "x", *, component: Any = None, api_version: str = "v1", **body: Any) -> Manifest:
    labels = {} if component is None else {"app.kubernetes.io/component": component}
    return Manifest(chart, f"{kind}-{name}-{component}-{api_version}", api_version=api_version, kind=kind, name=name, labels=labels, **body)


def test_a_file_per_component(chart: Chart) -> None:
    """The cluster's first, a team's own without component in a file for all."""
    make(chart, "Namespace", component="cluster")
    make(chart, "ClusterRole", component="scheduler")
    make(chart, "ConfigMap", "a", component="scheduler")
    make(chart, "ConfigMap", "b")
    files = chart.files()
    assert {name: [document["kind"] for document in documents] for name, documents in files.items()} == {
        "00-cluster.yaml": ["Namespace", "ClusterRole"],
        "scheduler.yaml": ["ConfigMap"],
        "extra-objects.yaml": ["ConfigMap"],
    }
    assert min(files) == "00-cluster.yaml"


def test_what_a_pod_needs_stands_before_the_pod(chart: Chart) -> None:
    """Unknown kinds last, in the order of the tree."""
    for kind in ("Deployment", "Foo", "Service", "ConfigMap", "Bar", "ServiceAccount"):
        make(chart, kind, component="a")
    (documents,) = chart.files().values()
    assert [document["kind"] for document in documents] == ["ServiceAccount", "ConfigMap", "Service", "Deployment", "Foo", "Bar"]


def test_equal_objects_are_found(chart: Chart) -> None:
    """Same group, kind, namespace and name; another version is the same object, another group is not."""
    make(chart, "Service")
    make(chart, "Service", api_version="serving.knative.dev/v1")
    assert len(chart.files()["extra-objects.yaml"]) == 2
    make(chart, "Service", api_version="serving.knative.dev/v1beta1")
    assert refused(chart.files) == ("Service (x) must exist once; rename one of the two objects",)


def test_names_and_components_are_checked_for_all_objects_at_once(chart: Chart) -> None:
    """A guest's too; a component is a file name."""
    make(chart, "CronJob", "a" * 53)
    make(chart, "ConfigMap", "ok", component="../../etc/x")
    cdk8s.ApiObject(chart, "guest", api_version="v1", kind="ConfigMap", metadata=cdk8s.ApiObjectMetadata(name="A B"))
    assert [finding.split(" must")[0] for finding in refused(chart.files)] == [f"CronJob ({'a' * 53})", "ConfigMap (ok)", "ConfigMap (A B)"]


def test_a_patched_away_name_is_missed(chart: Chart) -> None:
    """Not a KeyError."""
    make(chart, "ConfigMap").add_json_patch(cdk8s.JsonPatch.remove("/metadata"))
    assert refused(chart.files) == ("ConfigMap () must have a name of text; give it one",)


def test_objects_that_cannot_be_rendered_are_said_together(chart: Chart) -> None:
    """Ours, and a guest of cdk8s-plus-27, each with its path."""
    import cdk8s_plus_27 as kplus

    make(chart, "ConfigMap", data={"a": {1}})
    kplus.Deployment(chart, "guest", metadata={"name": "guest"})
    assert refused(chart.to_json) == (
        "[test/ConfigMap-x-None-v1] ConfigMap.data.a (set) must be text, a number, True, False, a list or a mapping; convert it",
        "[test/guest/Resource] object must be complete (PodSpec must have at least 1 container); correct it",
    )


def test_attach_all_makes_every_node(chart: Chart) -> None:
    """For tools that walk the tree; rendering is the same before and after."""
    manifest, before = make(chart, "ConfigMap"), chart.to_json()
    assert manifest not in chart.api_objects
    chart.attach_all()
    assert manifest in chart.api_objects
    assert chart.to_json() == before == cdk8s.Testing.synth(chart)


@pytest.mark.parametrize("id", ["", ".", "..", "../x", "a/b", "a b", "a.yaml", "-a", "a\nb", "a" * 64])
def test_an_id_is_a_folder_of_dist(id: str) -> None:
    """And never one elsewhere."""
    sentence = f"chart id ({id!r}) must be letters, digits, '-' or '_', it names a folder of dist; rename the environment"
    assert refused(lambda: Chart(App(outdir="unused"), id, namespace="ns")) == (sentence,)
