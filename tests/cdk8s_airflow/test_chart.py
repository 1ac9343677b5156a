"""One environment: what stands around Airflow, and the proofs over the whole."""

import pytest

from cdk8s_airflow import AirflowChart, AirflowProps, App, ConfigurationError, DatabaseProps, Manifest, PostgresqlProps, ResourceQuotaProps, WebserverProps
from tests.rendering import airflow_props, chart_of, find, names, render

SMALL_QUOTA = ResourceQuotaProps(requests_cpu="1", requests_memory="1Gi", limits_cpu="1000", limits_memory="1000Gi")


def test_the_namespace_enforces_restricted_and_is_never_deleted() -> None:
    """Argo CD neither prunes it nor deletes it with the Application."""
    namespace = find(render(airflow_props(namespace="team")), "Namespace", "team")["metadata"]
    modes = {key: value for key, value in namespace["labels"].items() if key.startswith("pod-security.kubernetes.io/")}
    assert modes.pop("pod-security.kubernetes.io/enforce-version") == "v1.34"
    assert modes == {f"pod-security.kubernetes.io/{mode}": "restricted" for mode in ("enforce", "audit", "warn")}
    assert namespace["annotations"]["argocd.argoproj.io/sync-options"] == "Prune=false,Delete=false"
    assert namespace["annotations"]["argocd.argoproj.io/sync-wave"] == "-30"


def test_two_environments_share_a_cluster() -> None:
    """Cluster-scoped objects carry the namespace in their name."""
    kinds = ("PriorityClass", "Namespace", "PersistentVolume")
    one, two = ({n for kind in kinds for n in names(render(airflow_props(namespace=namespace)), kind)} for namespace in ("one", "two"))
    assert len(one) == len(two) == 4
    assert not one & two


def test_quota_and_bounds_are_what_the_props_say() -> None:
    """ResourceQuota only when asked for; LimitRange unless switched off."""
    quota = ResourceQuotaProps(requests_cpu="100", requests_memory="200Gi", limits_cpu="200", limits_memory="400Gi")
    assert names(render(airflow_props()), "ResourceQuota") == set()
    assert names(render(airflow_props(limit_range=None)), "LimitRange") == set()
    assert find(render(airflow_props(resource_quota=quota)), "ResourceQuota", "airflow")["spec"]["hard"] == {
        "requests.cpu": "100",
        "requests.memory": "200Gi",
        "limits.cpu": "200",
        "limits.memory": "400Gi",
        "persistentvolumeclaims": "10",
        "services.loadbalancers": "2",
    }


def test_every_object_says_whose_it_is() -> None:
    """Labels of the platform, owner and environment as annotations."""
    for document in chart_of(airflow_props(owner="data"), name="blue").to_json():
        metadata = document["metadata"]
        assert metadata["labels"].items() >= {"app.kubernetes.io/part-of": "airflow", "app.kubernetes.io/managed-by": "cdk8s"}.items()
        assert {"app.kubernetes.io/name", "app.kubernetes.io/component", "app.kubernetes.io/version"} <= set(metadata["labels"])
        assert metadata["annotations"].items() >= {"cdk8s-airflow/environment": "blue", "cdk8s-airflow/owner": "data"}.items()


def test_one_file_per_component() -> None:
    """What the cluster owns sorts first, so that kubectl meets the Namespace before its content."""
    files = chart_of(airflow_props()).files()
    assert min(files) == "00-cluster.yaml"
    for name, documents in files.items():
        if name != "00-cluster.yaml":
            assert {f"{document['metadata']['labels']['app.kubernetes.io/component']}.yaml" for document in documents} == {name}
    assert {document["kind"] for document in files["00-cluster.yaml"]} == {"Namespace", "PriorityClass"}


def test_extra_objects_land_in_a_file_of_their_own() -> None:
    """Namespaced and labelled as all others."""

    class TeamChart(AirflowChart):
        def extra_objects(self) -> None:
            Manifest(self, "extra", api_version="v1", kind="ConfigMap", name="extra", data={"a": "1"})

    (extra,) = chart_of(airflow_props(), TeamChart).files()["extra-objects.yaml"]
    assert (extra["metadata"]["name"], extra["metadata"]["namespace"]) == ("extra", "airflow")


def validated(tmp_path: object, **values: object) -> None:
    props: AirflowProps = airflow_props(**values)
    app = App(outdir=str(tmp_path))
    AirflowChart(app, "test", props=props)
    app.synth()


def test_what_does_not_fit_stops_the_synth(tmp_path: object) -> None:
    """Both budgets in one run, each sentence with the path of the chart."""
    with pytest.raises(ConfigurationError) as caught:
        database = DatabaseProps(postgresql=PostgresqlProps(max_connections=20))
        validated(tmp_path, database=database, resource_quota=SMALL_QUOTA, webserver=WebserverProps(replicas=3))
    text = "\n".join(caught.value.findings)
    assert len(caught.value.findings) == 3
    assert "database.postgresql.max_connections (20) must leave" in text
    assert "resource_quota.requests_cpu (1) must hold the peak of" in text
    assert "resource_quota.requests_memory (1Gi) must hold the peak of" in text


def test_without_quota_nothing_is_summed(tmp_path: object) -> None:
    """The proof is about what was granted."""
    validated(tmp_path, resource_quota=None)
