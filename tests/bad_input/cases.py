"""Wrong values, each by a name; the sentences stand in __snapshots__/test_bad_input/test_sentences.yaml."""

from collections.abc import Callable

from cdk8s_airflow import (
    AirflowChart,
    AirflowProps,
    App,
    CleanProps,
    ConfigProps,
    DagsFromConfigMap,
    DagsFromGitSync,
    DagsFromPersistentVolumeClaim,
    DatabaseProps,
    EnvVar,
    HorizontalPodAutoscalerProps,
    Image,
    KindClusterProps,
    KubernetesExecutor,
    LimitRangeProps,
    Manifest,
    PeerProps,
    PersistentVolumeClaimProps,
    PgbouncerProps,
    PostgresqlProps,
    ProbeTiming,
    Props,
    ResourceQuotaProps,
    Resources,
    SchedulerProps,
    SecretKeyRef,
    SecretsProps,
    ServiceProps,
    Toleration,
    WebserverProps,
)
from cdk8s_airflow.kubernetes.quantities import CronJobName
from tests.full_values import CLAIM, RESOURCES, TEAM_TOKEN
from tests.rendering import Object, airflow_props, chart_of, render


class TwiceChart(AirflowChart):
    def extra_objects(self) -> None:
        for id in ("one", "two"):
            Manifest(self, id, api_version="v1", kind="ConfigMap", name="same")


class SameIdChart(AirflowChart):
    def extra_objects(self) -> None:
        for name in ("one", "two"):
            Manifest(self, "same", api_version="v1", kind="ConfigMap", name=name)


def validated(props: AirflowProps, chart_class: type[AirflowChart] = AirflowChart) -> object:
    app = App(outdir="unused")
    chart_class(app, "test", props=props)
    return app.render()


BOUNDS = {"cpu_request": "1", "memory_request": "1Gi", "cpu_limit": "1", "memory_limit": "1Gi"}
GIT = "https://e.com/d.git"


def option(version: str, section: str, name: str, value: object) -> list[Object]:
    return render(airflow_props(airflow_version=version, config=ConfigProps(settings={section: {name: value}})))


class CronJobNamed(Props):
    name: CronJobName


CASES: dict[str, Callable[[], object]] = {
    "unknown field": lambda: SchedulerProps(replica=2),
    "unknown field far": lambda: SchedulerProps(zzz=2),
    "unknown root field": lambda: airflow_props(webservr=WebserverProps()),
    "missing field": lambda: AirflowProps(namespace="airflow"),
    "two at once": lambda: AirflowProps(namespace="Airflow", airflow_version="2.8.1", imagge="x"),
    "memory milli": lambda: Resources(**{**BOUNDS, "memory_request": "512m"}),
    "memory decimal": lambda: Resources(**{**BOUNDS, "memory_limit": "512M"}),
    "memory number": lambda: Resources(**{**BOUNDS, "memory_limit": 512}),
    "memory zero": lambda: Resources(**{**BOUNDS, "memory_limit": "0Mi"}),
    "cpu unit": lambda: Resources(**{**BOUNDS, "cpu_request": "1core"}),
    "cpu zero": lambda: Resources(**{**BOUNDS, "cpu_request": "0"}),
    "cpu none": lambda: Resources(**{**BOUNDS, "cpu_request": None}),
    "request over limit": lambda: Resources(**{**BOUNDS, "cpu_request": "2"}),
    "memory request over limit": lambda: Resources(**{**BOUNDS, "memory_request": "2Gi"}),
    "replicas negative": lambda: SchedulerProps(replicas=-1),
    "replicas text": lambda: SchedulerProps(replicas="two"),
    "replicas float": lambda: SchedulerProps(replicas=1.5),
    "priority": lambda: SchedulerProps(priority="high"),
    "resources dict wrong": lambda: SchedulerProps(resources={"cpu": "1"}),
    "resources text": lambda: SchedulerProps(resources="small"),
    "grace negative": lambda: SchedulerProps(termination_grace_period_seconds=-1),
    "probe period": lambda: ProbeTiming(period_seconds=0),
    "duplicate env": lambda: SchedulerProps(env=(EnvVar(name="A", value="1"), EnvVar(name="A", value="2"))),
    "env taken": lambda: render(airflow_props(scheduler=SchedulerProps(env=(EnvVar(name="NAMESPACE", value="x"),)))),
    "env name": lambda: EnvVar(name="1A", value="x"),
    "env both": lambda: EnvVar(name="A", value="x", secret=TEAM_TOKEN),
    "env none": lambda: EnvVar(name="A"),
    "label value": lambda: SchedulerProps(pod_labels={"team": "data+ml"}),
    "label key": lambda: SchedulerProps(pod_labels={"te am": "x"}),
    "label too long": lambda: SchedulerProps(pod_labels={"team": "x" * 64}),
    "toleration": lambda: Toleration(key="k", effect="Never"),
    "literal secret": lambda: SecretsProps(fernet_key="hunter2"),
    "literal password": lambda: DagsFromGitSync(repo=GIT, username="u", password="hunter2"),
    "secret name": lambda: SecretKeyRef(name="My_Secret", key="k"),
    "namespace upper": lambda: airflow_props(namespace="Airflow"),
    "namespace long": lambda: airflow_props(namespace="a" * 64),
    "name long": lambda: airflow_props(name="a" * 40),
    "cron job name long": lambda: CronJobNamed(name="a" * 53),
    "version unknown": lambda: airflow_props(airflow_version="2.7.0"),
    "version short": lambda: airflow_props(airflow_version="2.8"),
    "version 4": lambda: airflow_props(airflow_version="4.0.0"),
    "image no tag": lambda: airflow_props(image="docker.io/apache/airflow"),
    "image latest": lambda: airflow_props(image="docker.io/apache/airflow:latest"),
    "image no host": lambda: airflow_props(image="apache/airflow:2.8.1"),
    "image digest": lambda: Image(repository="docker.io/a/b", tag="1", digest="sha256:12"),
    "pull policy": lambda: airflow_props(image_pull_policy="always"),
    "node port range": lambda: ServiceProps(type="NodePort", node_port=8080),
    "node port cluster ip": lambda: ServiceProps(node_port=30007),
    "service type": lambda: ServiceProps(type="ExternalName"),
    "hpa min max": lambda: HorizontalPodAutoscalerProps(min_replicas=5, max_replicas=3),
    "hpa zero": lambda: HorizontalPodAutoscalerProps(min_replicas=0),
    "hpa percent": lambda: HorizontalPodAutoscalerProps(target_cpu_utilization_percentage=150),
    "hpa no metric": lambda: HorizontalPodAutoscalerProps(target_cpu_utilization_percentage=None),
    "quota unit": lambda: ResourceQuotaProps(requests_cpu="1", requests_memory="200G", limits_cpu="1", limits_memory="1Gi"),
    "limit range order": lambda: LimitRangeProps(default_request_cpu="1", default_limit_cpu="500m"),
    "cron fields": lambda: CleanProps(schedule="0 2 * *"),
    "cron hour": lambda: CleanProps(schedule="0 25 * * *"),
    "cron macro": lambda: CleanProps(schedule="@daily"),
    "time zone": lambda: CleanProps(time_zone="Berlin time"),
    "retention": lambda: CleanProps(retention_days=0),
    "database name": lambda: PostgresqlProps(database="meta-db"),
    "postgres replicas": lambda: PostgresqlProps(replicas=2),
    "access mode": lambda: PersistentVolumeClaimProps(size="1Gi", access_modes=("ReadWriteAll",)),
    "access modes empty": lambda: PersistentVolumeClaimProps(size="1Gi", access_modes=()),
    "host path": lambda: PersistentVolumeClaimProps(size="1Gi", host_path="dags"),
    "pool mode": lambda: PgbouncerProps(pool_mode="statement"),
    "profile": lambda: KubernetesExecutor(default_profile="huge"),
    "profiles empty": lambda: KubernetesExecutor(profiles={}),
    "profile name": lambda: KubernetesExecutor(profiles={"Huge_One": RESOURCES}, default_profile="Huge_One"),
    "git ssh": lambda: DagsFromGitSync(repo="git@e.com:d.git"),
    "git user": lambda: DagsFromGitSync(repo=GIT, username="u"),
    "git url credentials": lambda: DagsFromGitSync(repo="https://u:hunter2@e.com/d.git"),
    "config map folder": lambda: DagsFromConfigMap(files={"a/b.py": ""}),
    "config map size": lambda: DagsFromConfigMap(files={"a.py": "x" * 1048577}),
    "claim": lambda: DagsFromPersistentVolumeClaim(),
    "claim twice": lambda: DagsFromPersistentVolumeClaim(claim=CLAIM, existing_claim="x"),
    "peer": lambda: PeerProps(),
    "cidr": lambda: PeerProps(cidrs=("10.0.0.1/8",)),
    "port": lambda: PeerProps(cidrs=("10.0.0.0/8",), ports=(70000,)),
    "option unknown": lambda: option("2.8.1", "core", "paralelism", 3),
    "option renamed": lambda: option("2.8.1", "core", "dag_concurrency", 64),
    "option type": lambda: option("2.8.1", "core", "parallelism", "many"),
    "option secret": lambda: option("2.8.1", "core", "fernet_key", "hunter2"),
    "option version": lambda: option("3.3.2", "webserver", "rbac", True),
    "parallelism": lambda: ConfigProps(parallelism=0),
    "settings shape": lambda: ConfigProps(settings={"core": 3}),
    "executor": lambda: airflow_props(executor="KubernetesExecutor"),
    "dags": lambda: airflow_props(dags="/dags"),
    "toleration operator": lambda: Toleration(key="k", operator="Exists", value="v"),
    "kind workers": lambda: KindClusterProps(workers=0),
    "quota too small": lambda: validated(
        airflow_props(resource_quota=ResourceQuotaProps(requests_cpu="1", requests_memory="1Gi", limits_cpu="500", limits_memory="900Gi"))
    ),
    "connections without pgbouncer": lambda: validated(airflow_props(config=ConfigProps(sql_alchemy_pool_size=20, sql_alchemy_max_overflow=40))),
    "connections with pgbouncer": lambda: validated(
        airflow_props(database=DatabaseProps(postgresql=PostgresqlProps(max_connections=50), pgbouncer=PgbouncerProps(max_client_conn=10)))
    ),
    "duplicate object": lambda: validated(airflow_props(), TwiceChart),
    "duplicate construct id": lambda: chart_of(airflow_props(), SameIdChart),
    "image reference": lambda: Image.parse("docker.io/a/b"),
    "pod fields": lambda: SchedulerProps(resources=None, pod_annotations=3),
}
