"""One Airflow: creates the components and hands each its values; a team overrides ``create_*``."""

from constructs import Construct

from .component.platform import Platform, Pod
from .config.airflow_cfg import AirflowCfg
from .config.config_maps import ConfigMaps
from .config.database_endpoint import DatabaseEndpoint
from .dag_processor.dag_processor import DagProcessor
from .dag_processor.props import DagProcessorProps
from .dags.config_map import DagsFromConfigMap
from .dags.persistent_volume_claim import DagsFromPersistentVolumeClaim
from .database.clean_cron_job import CleanCronJob
from .database.migrate_job import MigrateJob
from .database.pgbouncer import PORT as PGBOUNCER_PORT
from .database.pgbouncer import Pgbouncer
from .database.postgresql import PORT as POSTGRESQL_PORT
from .database.postgresql import Postgresql
from .errors import ConfigurationError
from .executor.kubernetes_executor import KubernetesExecutor
from .first_user.create_user_job import CreateUserJob
from .kubernetes import argo_cd
from .kubernetes.labels import COMPONENT
from .kubernetes.manifest import Manifest
from .kubernetes.persistent_volume_claim import PersistentVolumeClaim
from .network_policy.flows import Flow, flows
from .network_policy.network_policies import NetworkPolicies
from .props import AirflowProps
from .release.release import Settings, release_of
from .scheduler.scheduler import Scheduler
from .task_pod.task_pod import TaskPod
from .triggerer.triggerer import Triggerer
from .webserver.webserver import HTTP_PORT, ApiServer, Webserver


class Airflow(Construct):
    """All components of one Airflow in one namespace.

    Override points: ``create_scheduler()``, ``create_webserver()``, ``create_dag_processor()``, ``create_triggerer()``,
    ``create_task_pod()``, ``create_postgresql()``, ``create_pgbouncer()``, ``create_migrate_job()``, ``create_user_job()``,
    ``create_clean_cron_job()`` return a subclass; ``customize_pod()`` sees every pod; ``extra_flows()`` opens connections.
    Handles: one attribute per component, None when it does not exist.

    Raises:
        ConfigurationError: values that cannot be rendered together.
    """

    def __init__(self, scope: Construct, id: str, *, props: AirflowProps) -> None:
        super().__init__(scope, id)
        self.props = props
        self.platform = self.create_platform()
        platform = self.platform
        webserver_config = platform.release.webserver_config
        self.config_maps = ConfigMaps(self, "config", name=props.name, cfg=platform.cfg, webserver_config=webserver_config, pooled_async=platform.pooled_async)
        self._create_volumes()
        self.postgresql = self.create_postgresql()
        self.pgbouncer = self.create_pgbouncer()
        self.migrate_job = self.create_migrate_job()
        self.user_job = self.create_user_job()
        self.task_pod = self.create_task_pod()
        self.scheduler = self.create_scheduler()
        self.webserver = self.create_webserver()
        self.dag_processor = self.create_dag_processor()
        self.triggerer = self.create_triggerer()
        self.clean_cron_job = self.create_clean_cron_job()
        if props.network_policy is not None:
            declared = (*flows(platform, self.components(), props.network_policy), *self.extra_flows())
            NetworkPolicies(self, "network-policy", platform=platform, components=self.components(), flows=declared, props=props.network_policy)

    def create_platform(self) -> Platform:
        """What all components are told; computed once."""
        props, release = self.props, release_of(self.props.airflow_version)
        dag_processor = release.dag_processor_required or props.dag_processor is not None
        sources: list[Settings] = [
            props.executor.settings(version=props.airflow_version, name=props.name, namespace=props.namespace),
            props.dags.settings(release),
        ]
        if dag_processor:
            sources.append(release.dag_processor_settings)
        database = self.database_endpoint()
        if release.has_async_database_url and database.pooled:
            sources.append({"database": {"sql_alchemy_connect_args_async": "asyncpg_settings.connect_args"}})
        if release.tasks_use_api_server:
            url = f"http://{props.name}-{release.user_interface}:{HTTP_PORT}/execution/"
            sources.append({"core": {"execution_api_server_url": url}})
        return Platform(
            name=props.name,
            namespace=props.namespace,
            version=props.airflow_version,
            release=release,
            image=props.airflow_image(),
            image_pull_policy=props.image_pull_policy,
            image_pull_secrets=props.image_pull_secrets,
            cfg=AirflowCfg(props.airflow_version, release, props.config, sources),
            secrets=props.secrets,
            database=database,
            dags=props.dags,
            has_dag_processor=dag_processor,
            logs_claim=f"{props.name}-logs" if props.logs else None,
            scripts_claim=f"{props.name}-shared-scripts" if props.scripts else None,
            executor=props.executor,
            node_selector=props.node_selector,
            tolerations=props.tolerations,
            customize_pod=self.customize_pod,
        )

    def database_endpoint(self) -> DatabaseEndpoint:
        """PostgreSQL, through PgBouncer when there is one."""
        props, direct = self.props, f"{self.props.name}-postgresql"
        pooled = props.database.pgbouncer is not None
        return DatabaseEndpoint(
            component="pgbouncer" if pooled else "postgresql",
            host=f"{props.name}-pgbouncer" if pooled else direct,
            port=PGBOUNCER_PORT if pooled else POSTGRESQL_PORT,
            name=props.database.postgresql.database,
            direct_host=direct,
            direct_port=POSTGRESQL_PORT,
        )

    def components(self) -> frozenset[str]:
        """Components that run pods, by their label."""
        optional = {
            "pgbouncer": self.props.database.pgbouncer,
            "create-user": self.props.create_user,
            "db-clean": self.props.database.clean,
            "triggerer": self.props.triggerer,
            "dag-processor": self.platform.has_dag_processor or None,
        }
        always = {"scheduler", self.platform.release.user_interface, "postgresql", "migrate", "task"}
        return frozenset(always | {component for component, props in optional.items() if props is not None})

    def extra_flows(self) -> tuple[Flow, ...]:
        """Connections beside the declared ones, for a team's own pods and sidecars."""
        return ()

    def customize_pod(self, component: str, pod: Pod) -> Pod:
        """Last word on every pod template (metadata and spec): components, Jobs, PostgreSQL, task pods."""
        return pod

    def create_scheduler(self) -> Scheduler:
        """The scheduler."""
        return Scheduler(self, "scheduler", props=self.props.scheduler, platform=self.platform, pod_template_checksum=self.task_pod.checksum)

    def create_webserver(self) -> Webserver:
        """The webserver, or the api-server of Airflow 3."""
        user_interface = {"webserver": Webserver, "api-server": ApiServer}[self.platform.release.user_interface]
        return user_interface(self, self.platform.release.user_interface, props=self.props.webserver, platform=self.platform)

    def create_dag_processor(self) -> DagProcessor | None:
        """The dag-processor where the version needs one or the props ask for it."""
        if not self.platform.has_dag_processor:
            return None
        return DagProcessor(self, "dag-processor", props=self.props.dag_processor or DagProcessorProps(), platform=self.platform)

    def create_triggerer(self) -> Triggerer | None:
        """The triggerer."""
        props = self.props.triggerer
        return Triggerer(self, "triggerer", props=props, platform=self.platform) if props else None

    def create_task_pod(self) -> TaskPod:
        """Pod templates of the KubernetesExecutor."""
        executor = self.props.executor
        if not isinstance(executor, KubernetesExecutor):
            raise ConfigurationError([f"executor ({type(executor).__name__}) must be a KubernetesExecutor; other executors are not modelled yet"])
        return TaskPod(self, "task-pod", executor=executor, platform=self.platform)

    def create_postgresql(self) -> Postgresql:
        """PostgreSQL."""
        return Postgresql(self, "postgresql", props=self.props.database.postgresql, platform=self.platform)

    def create_pgbouncer(self) -> Pgbouncer | None:
        """PgBouncer."""
        props = self.props.database.pgbouncer
        return Pgbouncer(self, "pgbouncer", props=props, platform=self.platform) if props else None

    def create_migrate_job(self) -> MigrateJob:
        """The migration Job."""
        return MigrateJob(self, "migrate", props=self.props.database.migrate, platform=self.platform)

    def create_user_job(self) -> CreateUserJob | None:
        """The Job of the first Admin."""
        props = self.props.create_user
        return CreateUserJob(self, "create-user", props=props, platform=self.platform) if props else None

    def create_clean_cron_job(self) -> CleanCronJob | None:
        """The clean-up CronJob."""
        props = self.props.database.clean
        return CleanCronJob(self, "db-clean", props=props, platform=self.platform) if props else None

    def _create_volumes(self) -> None:
        """Shared volumes and the ConfigMap of DAG files."""
        props = self.props
        for component, claim in (("logs", props.logs), ("shared-scripts", props.scripts)):
            if claim is not None:
                name = f"{props.name}-{component}"
                PersistentVolumeClaim(self, component, name=name, namespace=props.namespace, component=component, props=claim)
        dags = props.dags
        if isinstance(dags, DagsFromPersistentVolumeClaim) and dags.claim is not None:
            PersistentVolumeClaim(self, "dags", name=f"{props.name}-dags", namespace=props.namespace, component="dags", props=dags.claim)
        if isinstance(dags, DagsFromConfigMap):
            Manifest(
                self,
                "dags",
                api_version="v1",
                kind="ConfigMap",
                name=f"{props.name}-dags",
                labels={COMPONENT: "dags"},
                annotations=argo_cd.sync_wave(argo_cd.CONFIGURATION),
                data=dict(sorted(dags.files.items())),
            )
