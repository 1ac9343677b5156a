"""One Airflow as a whole: what holds for every pod, in both families, with all options on."""

from typing import Any

import pytest

from cdk8s_airflow import (
    AirflowProps,
    ConfigProps,
    ConfigurationError,
    DagProcessorProps,
    DagsFromGitSync,
    DatabaseProps,
    Executor,
    PersistentVolumeClaimProps,
    PgbouncerProps,
    SchedulerProps,
)
from tests.rendering import Object, airflow_props, chart_of, containers, find, names, pod_of, pods, render

VERSIONS = ["2.8.1", "2.11.2", "3.3.2"]


def everything(version: str, **values: Any) -> AirflowProps:
    """All optional parts on."""
    options: dict[str, Any] = {
        "dags": DagsFromGitSync(repo="https://example.com/dags.git"),
        "logs": PersistentVolumeClaimProps(size="1Gi"),
        "dag_processor": DagProcessorProps(),
        "database": DatabaseProps(pgbouncer=PgbouncerProps()),
        "image_pull_secrets": ("registry",),
    }
    return airflow_props(airflow_version=version, **{**options, **values})


@pytest.fixture(params=VERSIONS)
def objects(request: pytest.FixtureRequest) -> list[Object]:
    return render(everything(request.param))


def test_every_container_is_bounded_and_locked_down(objects: list[Object]) -> None:
    """Init containers, sidecars, Jobs and task pods included."""
    seen = 0
    for pod in pods(objects).values():
        for entry in containers(pod):
            seen += 1
            assert {"cpu", "memory", "ephemeral-storage"} == set(entry["resources"]["requests"]) == set(entry["resources"]["limits"])
            assert entry["securityContext"]["readOnlyRootFilesystem"] is True
            assert entry["image"].split(":")[-1] not in ("", "latest")
    assert seen >= 17


def test_only_scheduler_and_ui_mount_a_token(objects: list[Object]) -> None:
    """ServiceAccounts say no, pods say it for themselves."""
    mounting = {component for component, pod in pods(objects).items() if pod["spec"]["automountServiceAccountToken"]}
    assert mounting in ({"scheduler", "webserver"}, {"scheduler", "api-server"})
    assert all(document["automountServiceAccountToken"] is False for document in objects if document["kind"] == "ServiceAccount")


def test_every_pod_has_an_identity_that_pulls(objects: list[Object]) -> None:
    """A ServiceAccount of its own with the registry's credentials."""
    accounts = {d["metadata"]["name"]: d for d in objects if d["kind"] == "ServiceAccount"}
    used = {pod["spec"]["serviceAccountName"] for pod in pods(objects).values()}
    assert used == set(accounts)
    assert all(account["imagePullSecrets"] == [{"name": "registry"}] for account in accounts.values())


def test_no_secret_is_rendered(objects: list[Object]) -> None:
    """References only; every mounted key is one of SecretsProps."""
    assert names(objects, "Secret") == set()
    mounted = {
        (source["secret"]["name"], item["key"])
        for pod in pods(objects).values()
        for volume in pod["spec"].get("volumes", ())
        for source in volume.get("projected", {}).get("sources", ())
        for item in source["secret"]["items"]
    }
    assert {name for name, _ in mounted} >= {"airflow-database", "airflow-fernet-key", "airflow-first-user"}


def test_selectors_are_minimal_and_match_their_pods(objects: list[Object]) -> None:
    """Name and component, nothing that changes with a version."""
    for document in objects:
        if document["kind"] in ("Deployment", "StatefulSet"):
            selector = document["spec"]["selector"]["matchLabels"]
            assert set(selector) == {"app.kubernetes.io/name", "app.kubernetes.io/component"}
            assert selector.items() <= pod_of(document)["metadata"]["labels"].items()


def test_every_namespaced_object_says_its_namespace(objects: list[Object]) -> None:
    """Cluster-scoped ones do not."""
    for document in objects:
        cluster = document["kind"] in ("Namespace", "PriorityClass", "PersistentVolume")
        assert document["metadata"].get("namespace") == (None if cluster else "airflow")


def wave(document: Object) -> int:
    return int(document["metadata"].get("annotations", {}).get("argocd.argoproj.io/sync-wave", "0"))


def test_waves_put_the_database_before_the_migration_before_the_workloads(objects: list[Object]) -> None:
    """And what may stay unhealthy (HPA, CronJob, budgets) last; the last wave holds no hook."""
    migrate = find(objects, "Job", "airflow-migrate")
    assert migrate["metadata"]["annotations"]["argocd.argoproj.io/hook"] == "Sync"
    assert wave(find(objects, "StatefulSet", "airflow-postgresql")) < wave(migrate) < wave(find(objects, "Job", "airflow-create-user")) < 0
    assert wave(find(objects, "Deployment", "airflow-scheduler")) == 0
    assert wave(find(objects, "CronJob", "airflow-db-clean")) == max(wave(document) for document in objects)


WAVES = {
    "Namespace": -30,
    "PriorityClass": -30,
    **dict.fromkeys(("ServiceAccount", "Role", "RoleBinding", "ConfigMap", "LimitRange", "NetworkPolicy"), -20),
    "StatefulSet": -10,
    "PersistentVolumeClaim": 0,
    **dict.fromkeys(("PodDisruptionBudget", "CronJob", "HorizontalPodAutoscaler"), 10),
}
"""Kind -> wave. Deployments and Services stand with the workloads or with the database, Jobs between the two."""


def test_every_kind_has_its_wave(objects: list[Object]) -> None:
    """What pods need first, what may stay Progressing last; a claim beside the pods that bind it."""
    for document in objects:
        kind, name = document["kind"], document["metadata"]["name"]
        database = name.startswith(("airflow-postgresql", "airflow-pgbouncer"))
        jobs = {"airflow-migrate": -5, "airflow-create-user": -4}
        assert wave(document) == WAVES.get(kind, jobs.get(name, -10 if database else 0)), f"{kind} {name}"


def test_only_the_two_jobs_are_hooks(objects: list[Object]) -> None:
    """Of phase Sync, replaced before each run: PreSync would run before the database exists, PostSync after those who wait."""
    prefix = "argocd.argoproj.io/hook"
    hooks = {(d["kind"], d["metadata"]["name"]): {k: v for k, v in d["metadata"]["annotations"].items() if k.startswith(prefix)} for d in objects}
    expected = {prefix: "Sync", f"{prefix}-delete-policy": "BeforeHookCreation"}
    assert {name: hook for name, hook in hooks.items() if hook} == {("Job", "airflow-migrate"): expected, ("Job", "airflow-create-user"): expected}


@pytest.mark.parametrize(
    ("settings", "rolled"),
    [
        ({"webserver": {"workers": 2}}, {"webserver"}),
        ({"webserver": {"base_url": "https://airflow.example.com"}}, {"webserver", "scheduler", "triggerer", "dag-processor"}),
        ({"kubernetes_executor": {"worker_pods_creation_batch_size": 2}}, {"webserver", "scheduler"}),
        ({"triggerer": {"default_capacity": 10}}, {"webserver", "triggerer"}),
        ({"core": {"default_timezone": "Europe/Berlin"}}, {"webserver", "scheduler", "triggerer", "dag-processor"}),
    ],
)
def test_a_changed_option_rolls_exactly_its_readers(settings: dict[str, dict[str, Any]], rolled: set[str]) -> None:
    """The checksum on a pod covers the sections that its program reads."""
    before, after = (pods(render(everything("2.8.1", config=ConfigProps(settings=s)))) for s in ({}, settings))
    changed = {component for component in before if before[component]["metadata"].get("annotations") != after[component]["metadata"].get("annotations")}
    assert changed == rolled


@pytest.mark.parametrize(
    ("version", "components"),
    [
        ("2.8.1", {"scheduler", "webserver", "triggerer", "postgresql", "migrate", "create-user", "db-clean", "task"}),
        ("3.3.2", {"scheduler", "api-server", "triggerer", "dag-processor", "postgresql", "migrate", "create-user", "db-clean", "task"}),
    ],
)
def test_the_version_decides_which_components_exist(version: str, components: set[str]) -> None:
    """Airflow 3 has an api-server and always a dag-processor."""
    chart = chart_of(airflow_props(airflow_version=version))
    assert chart.airflow.components() == components == set(pods(chart.to_json()))


def test_airflow_3_finds_its_execution_api() -> None:
    """The URL ends with /execution/; Airflow 2 has none."""
    cfg = {v: find(render(airflow_props(airflow_version=v)), "ConfigMap", "airflow-config")["data"]["airflow.cfg"] for v in ("2.8.1", "3.3.2")}
    assert "execution_api_server_url = http://airflow-api-server:8080/execution/\n" in cfg["3.3.2"]
    assert "execution_api_server_url" not in cfg["2.8.1"]


def test_a_foreign_executor_is_refused() -> None:
    """The seam exists, the executors come later."""

    class OtherExecutor(Executor):
        airflow_name = "LocalExecutor"

        def settings(self, *, version: str, name: str, namespace: str) -> dict[str, dict[str, Any]]:
            return {"core": {"executor": self.airflow_name}}

    with pytest.raises(ConfigurationError, match=r"executor \(OtherExecutor\) must be a KubernetesExecutor"):
        render(airflow_props(executor=OtherExecutor()))


def test_names_follow_the_prefix() -> None:
    """Two Airflows may share a namespace."""
    objects = render(airflow_props(name="team-a", scheduler=SchedulerProps(replicas=2)))
    assert find(objects, "Deployment", "team-a-scheduler")["spec"]["selector"]["matchLabels"]["app.kubernetes.io/name"] == "team-a"
    assert not [d["metadata"]["name"] for d in objects if d["kind"] == "Deployment" and d["metadata"]["name"].startswith("airflow")]
