"""Airflow on Kubernetes as Python constructs; every public name is here."""

from . import _node as _node  # isort: skip
from .airflow import Airflow
from .chart import AirflowChart
from .component.airflow_pod import AirflowPod
from .component.deployment import AirflowComponent, DeploymentConstruct
from .component.job import AirflowJob, SyncHookJob
from .component.platform import Platform, Pod
from .component.pod import PodConstruct
from .component.props import ComponentProps, JobProps, PodProps
from .config.props import ConfigProps, SecretsProps
from .dag_processor.dag_processor import DagProcessor
from .dag_processor.props import DagProcessorProps
from .dags.config_map import DagsFromConfigMap
from .dags.dag_source import DagSource
from .dags.git_sync import DagsFromGitSync
from .dags.image import DagsFromImage
from .dags.persistent_volume_claim import DagsFromPersistentVolumeClaim
from .database.clean_cron_job import CleanCronJob
from .database.migrate_job import MigrateJob
from .database.pgbouncer import Pgbouncer
from .database.postgresql import Postgresql
from .database.props import CleanProps, DatabaseProps, PgbouncerProps, PostgresqlProps
from .environment import Environment
from .errors import AirflowError, ConfigurationError
from .executor.executor import Executor
from .executor.kubernetes_executor import TASK_PROFILES, KubernetesExecutor, TaskPodProps
from .first_user.create_user_job import CreateUserJob
from .kind.cluster import KindClusterProps
from .kubernetes.app import App, Written
from .kubernetes.autoscaling import HorizontalPodAutoscalerProps
from .kubernetes.chart import Chart
from .kubernetes.env_var import EnvVar
from .kubernetes.image import Image
from .kubernetes.manifest import Manifest
from .kubernetes.persistent_volume_claim import PersistentVolumeClaimProps, VolumeClaimTemplateProps
from .kubernetes.probes import ProbeTiming
from .kubernetes.props import Props
from .kubernetes.resource_quota import LimitRangeProps, ResourceQuotaProps
from .kubernetes.resources import Resources
from .kubernetes.scheduling import Toleration
from .kubernetes.secret_key_ref import SecretKeyRef
from .kubernetes.service import ServiceProps
from .network_policy.flows import Flow
from .network_policy.props import PUBLIC_HTTPS, NetworkPolicyProps, PeerProps
from .props import AirflowProps
from .scheduler.props import SchedulerProps
from .scheduler.scheduler import Scheduler
from .synthesis import synthesize
from .task_pod.task_pod import TaskPod
from .triggerer.props import TriggererProps
from .triggerer.triggerer import Triggerer
from .webserver.props import WebserverProps
from .webserver.webserver import ApiServer, Webserver

__all__ = [
    "Airflow",
    "AirflowChart",
    "AirflowComponent",
    "AirflowError",
    "AirflowJob",
    "AirflowPod",
    "AirflowProps",
    "ApiServer",
    "App",
    "Chart",
    "CleanCronJob",
    "CleanProps",
    "ComponentProps",
    "ConfigProps",
    "ConfigurationError",
    "CreateUserJob",
    "DagProcessor",
    "DagProcessorProps",
    "DagSource",
    "DagsFromConfigMap",
    "DagsFromGitSync",
    "DagsFromImage",
    "DagsFromPersistentVolumeClaim",
    "DatabaseProps",
    "DeploymentConstruct",
    "EnvVar",
    "Environment",
    "Executor",
    "Flow",
    "HorizontalPodAutoscalerProps",
    "Image",
    "JobProps",
    "KindClusterProps",
    "KubernetesExecutor",
    "LimitRangeProps",
    "Manifest",
    "MigrateJob",
    "NetworkPolicyProps",
    "PUBLIC_HTTPS",
    "PeerProps",
    "PersistentVolumeClaimProps",
    "Pgbouncer",
    "PgbouncerProps",
    "Platform",
    "Pod",
    "PodConstruct",
    "PodProps",
    "Postgresql",
    "PostgresqlProps",
    "ProbeTiming",
    "Props",
    "ResourceQuotaProps",
    "Resources",
    "Scheduler",
    "SchedulerProps",
    "SecretKeyRef",
    "SecretsProps",
    "ServiceProps",
    "SyncHookJob",
    "TASK_PROFILES",
    "TaskPod",
    "TaskPodProps",
    "Toleration",
    "Triggerer",
    "TriggererProps",
    "VolumeClaimTemplateProps",
    "Webserver",
    "WebserverProps",
    "Written",
    "synthesize",
]
