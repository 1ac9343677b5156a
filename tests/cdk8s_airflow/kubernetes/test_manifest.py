"""Objects in the cdk8s tree, bodies in Python."""

import cdk8s
import pytest
from constructs import Construct

from cdk8s_airflow import App, Chart, ConfigurationError, Manifest
from tests.sentences import refused


@pytest.fixture
def chart() -> Chart:
    """With labels and annotations of its own."""
    return Chart(App(outdir="unused"), "test", namespace="ns", labels={"a": "chart"}, annotations={"b": "chart"})


def config_map(scope: Construct, id: str = "one", **body: object) -> Manifest:
    return Manifest(scope, id, api_version="v1", kind="ConfigMap", name=id, **body)


def test_chart_and_object_labels_merge(chart: Chart) -> None:
    """The object's own win; None is dropped, an empty map is kept."""
    manifest = Manifest(chart, "one", api_version="v1", kind="ConfigMap", name="n", labels={"a": "own"}, data={"k": "v"}, x=None, y={})
    assert manifest.to_json() == {
        "apiVersion": "v1",
        "kind": "ConfigMap",
        "metadata": {"name": "n", "namespace": "ns", "labels": {"a": "own"}, "annotations": {"b": "chart"}},
        "data": {"k": "v"},
        "y": {},
    }


def test_it_is_an_api_object_for_all_of_cdk8s(chart: Chart) -> None:
    """ApiObject.of, name, kind, Testing.synth, find_all after attach_all."""
    manifest = config_map(chart, data={"k": "v"})
    assert cdk8s.ApiObject.of(manifest) is manifest
    assert (manifest.name, manifest.kind, manifest.api_version, manifest.object_name) == ("one", "ConfigMap", "v1", "one")
    assert cdk8s.Testing.synth(chart) == chart.to_json() == [manifest.to_json()]
    other = config_map(chart, "two")
    chart.attach_all()
    assert other in chart.node.find_all()
    assert other in chart.api_objects


def test_dependencies_work(chart: Chart) -> None:
    """And a cycle is found by cdk8s' own validation."""
    one, two = config_map(chart, "one"), config_map(chart, "two")
    one.add_dependency(two)
    two.add_dependency(one)
    with pytest.raises(RuntimeError, match="cycle"):
        cdk8s.App.of(chart).synth_yaml()


def test_patches_are_applied_last_and_in_order(chart: Chart) -> None:
    """After changes of the body, whenever they were added."""
    manifest = config_map(chart, data={"k": "v"})
    manifest.add_json_patch(cdk8s.JsonPatch.replace("/data/k", "patched"), cdk8s.JsonPatch.add("/data/l", "new"))
    manifest.body["data"]["k"] = "body"
    assert manifest.to_json()["data"] == {"k": "patched", "l": "new"}


def test_structs_may_be_bodies(chart: Chart) -> None:
    """k8s.* structs become plain data under their Kubernetes names; tests of plain.py have the details."""
    from cdk8s_plus_27 import k8s

    manifest = config_map(chart, spec=k8s.ServiceSpec(cluster_ip="None"))
    assert manifest.to_json()["spec"] == {"clusterIP": "None"}


def test_wrong_values_are_said_together(chart: Chart) -> None:
    """With the construct's path, the kind and the field."""
    manifest = config_map(chart, data={"a": {1}, "b": [b""]})
    rule = "must be text, a number, True, False, a list or a mapping; convert it"
    assert refused(manifest.to_json) == (f"[test/one] ConfigMap.data.a (set) {rule}", f"[test/one] ConfigMap.data.b[0] (bytes) {rule}")


def test_a_patch_that_does_not_fit_is_said(chart: Chart) -> None:
    """Not in the words of the library that applies it."""
    manifest = config_map(chart)
    manifest.add_json_patch(cdk8s.JsonPatch.replace("/data/x/y", 1))
    assert refused(manifest.to_json) == ("[test/one] ConfigMap (one) must have what its JSON patches change; correct their paths",)


def test_cluster_scoped_objects_have_no_namespace(chart: Chart) -> None:
    """By their kind."""
    role = Manifest(chart, "r", api_version="rbac.authorization.k8s.io/v1", kind="ClusterRole", name="r")
    assert "namespace" not in role.to_json()["metadata"]


def test_ids_are_unique_in_their_scope(chart: Chart) -> None:
    """Found before jsii says it in its own way."""
    config_map(chart)
    with pytest.raises(ConfigurationError, match=r"\[test\] construct id \(one\) must be unique"):
        config_map(chart)


def test_an_id_of_a_construct_is_taken_too(chart: Chart) -> None:
    """Found when the node is made."""
    Construct(chart, "one")
    manifest = config_map(chart)
    sentence = "[test] construct id (one) must be unique in its scope; give one of the two another id"
    assert refused(lambda: manifest.node) == refused(chart.attach_all) == (sentence,)


def test_unknown_attributes_stay_unknown(chart: Chart) -> None:
    """The node on demand hides no misspelling."""
    with pytest.raises(AttributeError, match="has no attribute 'bodi'"):
        _ = config_map(chart).bodi
