"""Every knob of the metadata database."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field, model_validator

from ..component.props import ComponentProps, JobProps
from ..kubernetes.image import Image
from ..kubernetes.persistent_volume_claim import VolumeClaimTemplateProps
from ..kubernetes.probes import ProbeTiming
from ..kubernetes.props import Props
from ..kubernetes.quantities import DatabaseName, ParameterName, PositiveSeconds, Seconds
from ..kubernetes.resources import Resources
from ..kubernetes.schedules import CronSchedule, TimeZone


class PostgresqlProps(ComponentProps):
    """PostgreSQL inside the namespace: one pod with a volume that outlives it. No failover."""

    replicas: int = Field(default=1, ge=0, le=1)
    """Pods: 1, or 0 to stop the database. Unit: pods. Default: 1."""

    image: Image = Image(repository="docker.io/library/postgres", tag="15")
    """Official image. Default: docker.io/library/postgres:15. Another major version needs dump and restore: the data folder is not upgraded."""

    database: DatabaseName = "airflow"
    """Name of the metadata database. Default: airflow."""

    storage: VolumeClaimTemplateProps = VolumeClaimTemplateProps(size="8Gi")
    """The data volume; immutable once made. Default: 8Gi, the tutorial's, ReadWriteOnce."""

    resources: Resources = Resources(cpu_request="250m", memory_request="512Mi", cpu_limit="2", memory_limit="2Gi")
    """Of the container. Default: 250m/512Mi to 2/2Gi."""

    max_connections: int = Field(default=300, ge=10)
    """Connections PostgreSQL accepts, 3 of them reserved. Unit: connections. Default: 300, what the default components can open
    together (PostgreSQL's own 100 would not do); some 2 MB each while idle."""

    parameters: Mapping[ParameterName, str] = Field(default_factory=dict)
    """More ``-c name=value`` server parameters. Default: none. https://www.postgresql.org/docs/15/runtime-config.html"""

    priority: Literal["database", "core", "task"] = "database"
    """PriorityClass tier. Default: database, the highest: everything needs it."""

    startup_probe: ProbeTiming = ProbeTiming(period_seconds=5, timeout_seconds=10, failure_threshold=60)
    """Time to start. Default: 5 s x 60, crash recovery included."""

    liveness_probe: ProbeTiming = ProbeTiming(period_seconds=30, timeout_seconds=10, failure_threshold=6)
    """When PostgreSQL is restarted. Default: 30 s x 6."""

    readiness_probe: ProbeTiming = ProbeTiming(period_seconds=10, timeout_seconds=5, failure_threshold=3)
    """When it gets connections. Default: 10 s x 3."""

    @model_validator(mode="after")
    def _own_parameters(self) -> "PostgresqlProps":
        if "max_connections" in self.parameters:
            raise ValueError("parameters (max_connections) must not repeat a field of its own; set max_connections")
        return self


class PgbouncerProps(ComponentProps):
    """PgBouncer: many client connections on few server connections. https://www.pgbouncer.org/config.html"""

    image: Image = Image(repository="docker.io/apache/airflow", tag="airflow-pgbouncer-2025.03.05-1.23.1")
    """Default: docker.io/apache/airflow:airflow-pgbouncer-2025.03.05-1.23.1, which the Airflow project builds for its own chart."""

    resources: Resources = Resources(cpu_request="50m", memory_request="64Mi", cpu_limit="500m", memory_limit="256Mi")
    """Of the container. Default: 50m/64Mi to 500m/256Mi: some 2 kB per connection."""

    pool_mode: Literal["transaction", "session"] = "transaction"
    """When a server connection is given back. Default: transaction; Airflow keeps no session state outside of migrations."""

    max_client_conn: int = Field(default=1000, ge=1)
    """Connections PgBouncer accepts per pod. Unit: connections. Default: 1000. Proven against the demand of all components."""

    default_pool_size: int = Field(default=40, ge=1)
    """Server connections per pod. Unit: connections. Default: 40. Proven against PostgreSQL's max_connections."""

    priority: Literal["database", "core", "task"] = "database"
    """PriorityClass tier. Default: database, as PostgreSQL's: nothing reaches the one without the other."""

    startup_probe: ProbeTiming = ProbeTiming(period_seconds=1, timeout_seconds=5, failure_threshold=60)
    """Time to start. Default: 1 s x 60; it starts at once."""

    liveness_probe: ProbeTiming = ProbeTiming(period_seconds=30, timeout_seconds=5, failure_threshold=3)
    """When PgBouncer is restarted. Default: 30 s x 3."""


class CleanProps(JobProps):
    """``airflow db clean``: deletes old rows of the metadata database on a schedule."""

    schedule: CronSchedule = "0 3 * * *"
    """When. Default: 0 3 * * *, 03:00 every day."""

    time_zone: TimeZone = "Etc/UTC"
    """Zone of ``schedule``. Default: Etc/UTC. Kubernetes name: spec.timeZone."""

    retention_days: int = Field(default=30, ge=1)
    """Age of rows that are deleted. Unit: days. Default: 30, the tutorial's."""

    starting_deadline_seconds: PositiveSeconds = 3600
    """How late a missed run may still start. Unit: seconds. Default: 3600."""

    backoff_limit: int = Field(default=1, ge=0)
    """Attempts after the first. Default: 1; tomorrow is another run."""

    ttl_seconds_after_finished: Seconds = 604800
    """Age at which a finished run is deleted. Unit: seconds. Default: 604800, a week; of a daily run the last three are kept."""


class DatabaseProps(Props):
    """The metadata database and what keeps it in order."""

    postgresql: PostgresqlProps = Field(default_factory=PostgresqlProps)
    """PostgreSQL in the namespace."""

    pgbouncer: PgbouncerProps | None = None
    """Pooler between Airflow and PostgreSQL. Default: none; set it when the connection budget asks for it."""

    migrate: JobProps = Field(default_factory=JobProps)
    """The migration Job."""

    clean: CleanProps | None = Field(default_factory=CleanProps)
    """The clean-up CronJob. Default: every night. None: no clean-up."""
