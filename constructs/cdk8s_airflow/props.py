"""Every knob of one Airflow: a table of contents, one field per part."""

from collections.abc import Mapping

from pydantic import Field, model_validator

from .component.props import JobProps
from .config.props import ConfigProps, SecretsProps
from .dag_processor.props import DagProcessorProps
from .dags.dag_source import DagSource
from .dags.image import DagsFromImage
from .database.props import DatabaseProps
from .executor.executor import Executor
from .executor.kubernetes_executor import KubernetesExecutor
from .kubernetes.image import Image, PullPolicy
from .kubernetes.persistent_volume_claim import PersistentVolumeClaimProps
from .kubernetes.props import Props
from .kubernetes.quantities import LabelKey, LabelValue, ResourceName, ServiceName, SubdomainName
from .kubernetes.resource_quota import LimitRangeProps, ResourceQuotaProps
from .kubernetes.scheduling import Toleration
from .network_policy.props import NetworkPolicyProps
from .release.release import AirflowVersion
from .scheduler.props import SchedulerProps
from .triggerer.props import TriggererProps
from .webserver.props import WebserverProps


class AirflowProps(Props):
    """One Airflow in one namespace."""

    airflow_version: AirflowVersion
    """Version of Airflow, with patch: ``2.8.1``. Decides commands, probes, secrets, and which components exist."""

    namespace: ResourceName
    """Namespace, made by the chart with Pod Security ``restricted`` enforced."""

    name: ServiceName = "airflow"
    """Prefix of all object names and value of app.kubernetes.io/name; immutable, selectors hold it. Default: airflow."""

    owner: str = "platform"
    """Team that answers for the environment. Default: platform. Written as annotation cdk8s-airflow/owner on every object."""

    image: Image | None = None
    """Airflow image of all components and task pods. Default: docker.io/apache/airflow:<airflow_version>."""

    image_pull_policy: PullPolicy = "IfNotPresent"
    """When the kubelet asks the registry. Default: IfNotPresent, tags are versions."""

    image_pull_secrets: tuple[SubdomainName, ...] = ()
    """Names of Secrets with registry credentials, put on every ServiceAccount. Default: none."""

    executor: Executor = Field(default_factory=KubernetesExecutor)
    """Where tasks run. Default: KubernetesExecutor with the profiles small, medium, large."""

    config: ConfigProps = Field(default_factory=ConfigProps)
    """airflow.cfg."""

    secrets: SecretsProps = Field(default_factory=SecretsProps)
    """Keys of existing Secrets."""

    dags: DagSource = Field(default_factory=DagsFromImage)
    """How DAG files reach the pods. Default: they are in the image."""

    logs: PersistentVolumeClaimProps | None = None
    """Shared volume for task logs. Default: none; then a task's log is gone with its pod."""

    scripts: PersistentVolumeClaimProps | None = None
    """Shared volume of programs that DAGs call, at /opt/airflow/scripts (read-only) in every pod that reads DAGs. Default: none."""

    scheduler: SchedulerProps = Field(default_factory=SchedulerProps)
    """Scheduler."""

    webserver: WebserverProps = Field(default_factory=WebserverProps)
    """Webserver (Airflow 2), api-server (Airflow 3)."""

    dag_processor: DagProcessorProps | None = None
    """Standalone dag-processor. Default: none in Airflow 2, where the scheduler parses; Airflow 3 always has one."""

    triggerer: TriggererProps | None = Field(default_factory=TriggererProps)
    """Triggerer. Default: one. None: deferrable operators do not work."""

    database: DatabaseProps = Field(default_factory=DatabaseProps)
    """PostgreSQL, PgBouncer, migration, clean-up."""

    create_user: JobProps | None = Field(default_factory=JobProps)
    """Job that makes the first Admin. Default: on. None: users come from elsewhere."""

    network_policy: NetworkPolicyProps | None = Field(default_factory=NetworkPolicyProps)
    """Default deny and the declared flows. Default: on. None: no policy at all."""

    resource_quota: ResourceQuotaProps | None = None
    """Totals of the namespace. Default: none."""

    limit_range: LimitRangeProps | None = Field(default_factory=LimitRangeProps)
    """Bounds of a container. Default: on."""

    node_selector: Mapping[LabelKey, LabelValue] = Field(default_factory=dict)
    """Labels that nodes of all pods must have, task pods included. Default: none."""

    tolerations: tuple[Toleration, ...] = ()
    """Taints that all pods live with, task pods included. Default: none."""

    @model_validator(mode="after")
    def _name_leaves_room(self) -> "AirflowProps":
        longest = f"{self.name}-postgresql-headless"
        if len(longest) > 52:
            raise ValueError(f"name ({self.name}) must leave room for {longest}, a name of at most 52 characters; shorten it")
        return self

    def airflow_image(self) -> Image:
        """The image of all Airflow containers."""
        return self.image or Image(repository="docker.io/apache/airflow", tag=self.airflow_version)
