"""Objects in the cdk8s tree, bodies in Python."""

import cdk8s
import pytest
from constructs import Construct

from cdk8s_airflow import Chart, ConfigurationError, Manifest


@pytest.fixture
def chart() -> Chart:
    return Chart(cdk8s.Testing.app(), "test", namespace="ns", labels={"a": "chart"}, annotations={"b": "chart"})


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


def test_typed_bodies_of_cdk8s_plus(chart: Chart) -> None:
    """k8s.* structs become plain data under their Kubernetes names."""
    from cdk8s_plus_27 import k8s

    limits = {"cpu": k8s.Quantity.from_string("1")}
    port = k8s.ServicePort(port=80, target_port=k8s.IntOrString.from_number(8080))
    manifest = config_map(chart, spec=k8s.ServiceSpec(ports=[port], cluster_ip="None"), limits=limits)
    rendered = manifest.to_json()
    assert rendered["spec"] == {"clusterIP": "None", "ports": [{"port": 80, "targetPort": 8080}]}
    assert rendered["limits"] == {"cpu": "1"}


def test_a_jsii_enum_is_refused(chart: Chart) -> None:
    """Its value is the member's name, not the Kubernetes word."""
    from cdk8s_plus_27 import ImagePullPolicy

    with pytest.raises(ConfigurationError, match="must be the Kubernetes word"):
        config_map(chart, policy=ImagePullPolicy.ALWAYS).to_json()


def test_ids_are_unique_in_their_scope(chart: Chart) -> None:
    """Found before jsii says it in its own way."""
    config_map(chart)
    with pytest.raises(ConfigurationError, match=r"\[test\] construct id \(one\) must be unique"):
        config_map(chart)


def test_unknown_attributes_stay_unknown(chart: Chart) -> None:
    """The node on demand hides no misspelling."""
    with pytest.raises(AttributeError, match="has no attribute 'bodi'"):
        _ = config_map(chart).bodi
