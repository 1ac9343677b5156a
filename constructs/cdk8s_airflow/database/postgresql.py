"""PostgreSQL as a StatefulSet on the official image."""

from typing import Any, ClassVar

from constructs import Construct

from ..component.platform import Platform
from ..component.pod import PodConstruct
from ..config import secrets
from ..kubernetes import argo_cd
from ..kubernetes.manifest import Manifest
from ..kubernetes.pod_disruption_budget import PodDisruptionBudget
from ..kubernetes.security import container_security_context
from ..kubernetes.service import Service
from ..kubernetes.volumes import empty_dir, mount
from .props import PostgresqlProps

PORT = 5432
DATA = "/var/lib/postgresql/data"
TERMINATION_GRACE_PERIOD_SECONDS = 120
"""A fast shutdown writes a checkpoint first. Unit: seconds."""


class Postgresql(PodConstruct):
    """Creates: StatefulSet, two Services (``<name>-postgresql`` and its headless twin), ServiceAccount, PodDisruptionBudget.

    The first start makes role and database from the Secret. The claim is never pruned, its retention is Retain.
    Override points: those of ``PodConstruct``. Handles: ``stateful_set``, ``service``.
    """

    component: ClassVar[str] = "postgresql"
    uid: ClassVar[int] = 999
    gid: ClassVar[int] = 999  # the image's own user; initdb wants an entry in its passwd file

    def __init__(self, scope: Construct, id: str, *, props: PostgresqlProps, platform: Platform) -> None:
        self.props = props
        super().__init__(scope, id, props=props, platform=platform)
        wave = argo_cd.sync_wave(argo_cd.DATABASE)
        common: dict[str, Any] = {"labels": self.labels, "selector": self.selector, "port": PORT, "port_name": "postgresql", "annotations": wave}
        self.service = Service(self, "service", name=self.name, **common)
        headless = Service(self, "headless-service", name=f"{self.name}-headless", headless=True, **common)
        self.stateful_set = Manifest(
            self,
            "stateful-set",
            api_version="apps/v1",
            kind="StatefulSet",
            name=self.name,
            labels=self.labels,
            annotations={**wave, **argo_cd.KEEP},
            spec={
                "replicas": props.replicas,
                "revisionHistoryLimit": 3,
                "serviceName": headless.object_name,
                "selector": {"matchLabels": self.selector},
                "persistentVolumeClaimRetentionPolicy": {"whenDeleted": "Retain", "whenScaled": "Retain"},
                "template": self.pod_template(),
                "volumeClaimTemplates": [self.claim()],
            },
        )
        PodDisruptionBudget(self, "pod-disruption-budget", name=self.name, labels=self.labels, selector=self.selector)

    def claim(self) -> dict[str, Any]:
        """The data volume's claim, with every field the API server would add, so that a second apply changes nothing."""
        storage = self.props.storage
        return {
            "apiVersion": "v1",
            "kind": "PersistentVolumeClaim",
            "metadata": {"name": "data"},
            "spec": {
                "accessModes": list(storage.access_modes),
                "storageClassName": storage.storage_class_name,
                "volumeMode": "Filesystem",
                "resources": {"requests": {"storage": storage.size}},
            },
            "status": {"phase": "Pending"},
        }

    def env(self) -> dict[str, str | dict[str, Any]]:
        wanted = self.platform.secrets
        return {
            "POSTGRES_USER_FILE": secrets.path(wanted.database_username),
            "POSTGRES_PASSWORD_FILE": secrets.path(wanted.database_password),
            "POSTGRES_DB": self.props.database,
            "PGDATA": f"{DATA}/pgdata",  # a sub-directory: the mount point itself holds lost+found on some volumes
        }

    def volumes(self) -> list[dict[str, Any]]:
        wanted = self.platform.secrets
        return [
            empty_dir("run", size_limit="16Mi"),
            empty_dir("tmp", size_limit="256Mi"),
            empty_dir("shm", size_limit="256Mi", medium="Memory"),
            secrets.volume([wanted.database_username, wanted.database_password]),
        ]

    def volume_mounts(self) -> list[dict[str, Any]]:
        return [mount("data", DATA), mount("run", "/var/run/postgresql"), mount("tmp", "/tmp"), mount("shm", "/dev/shm"), secrets.MOUNT]

    def args(self) -> list[str]:
        """Server parameters."""
        parameters = {"max_connections": str(self.props.max_connections), **self.props.parameters}
        return ["postgres", *(item for name, value in sorted(parameters.items()) for item in ("-c", f"{name}={value}"))]

    def container(self) -> dict[str, Any]:
        props = self.props
        alive = ("pg_isready", "--host=/var/run/postgresql", f"--port={PORT}")
        answers = ("sh", "-c", f'psql --quiet --username="$(cat "$POSTGRES_USER_FILE")" --dbname={props.database} --command="select 1"')
        return {
            "name": self.component,
            "image": str(props.image),
            "imagePullPolicy": self.platform.image_pull_policy,
            "args": self.args(),
            "env": self.env_list(),
            "ports": [{"name": "postgresql", "containerPort": PORT, "protocol": "TCP"}],
            "startupProbe": props.startup_probe.exec(*alive),
            "livenessProbe": props.liveness_probe.exec(*alive),
            "readinessProbe": props.readiness_probe.exec(*answers),
            "securityContext": container_security_context(),
            "resources": props.resources.to_container(),
            "volumeMounts": self.volume_mounts(),
        }

    def pod_spec(self) -> dict[str, Any]:
        grace = self.props.termination_grace_period_seconds
        return {
            **super().pod_spec(),
            "terminationGracePeriodSeconds": TERMINATION_GRACE_PERIOD_SECONDS if grace is None else grace,
            "priorityClassName": self.platform.priority_class_name(self.props.priority),
        }
