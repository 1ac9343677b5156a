"""PgBouncer in front of PostgreSQL."""

import hashlib
from typing import Any, ClassVar

from constructs import Construct

from ..component.deployment import DeploymentConstruct
from ..component.platform import Platform
from ..config import secrets
from ..kubernetes import argo_cd
from ..kubernetes.manifest import Manifest
from ..kubernetes.security import container_security_context
from ..kubernetes.service import Service
from ..kubernetes.volumes import config_map_volume, empty_dir, mount
from .props import PgbouncerProps

PORT = 6543
START = """\
set -eu
umask 077
quoted() { sed 's/"/""/g' "$1" | tr -d '\\n'; }
printf '"%s" "%s"\\n' "$(quoted "$DATABASE_USERNAME_FILE")" "$(quoted "$DATABASE_PASSWORD_FILE")" > /run/pgbouncer/userlist.txt
exec pgbouncer /etc/pgbouncer/pgbouncer.ini
"""
"""Writes the user list from the mounted Secret into memory, then becomes PgBouncer."""


class Pgbouncer(DeploymentConstruct):
    """Creates: Deployment, Service, ConfigMap, ServiceAccount; PodDisruptionBudget when ``replicas`` > 1.

    Migrations do not come this way: their session lock needs PostgreSQL itself.
    Override points: those of ``PodConstruct`` and ``DeploymentConstruct``, ``ini()``. Handles: ``deployment``, ``service``.
    """

    component: ClassVar[str] = "pgbouncer"
    uid: ClassVar[int] = 65534
    gid: ClassVar[int] = 65534  # nobody, the image's user
    ports: ClassVar[tuple[tuple[str, int], ...]] = (("pgbouncer", PORT),)

    def __init__(self, scope: Construct, id: str, *, props: PgbouncerProps, platform: Platform) -> None:
        self.pgbouncer_props = props
        super().__init__(scope, id, props=props, platform=platform)
        self.deployment.annotations.update(argo_cd.sync_wave(argo_cd.DATABASE))
        self.service = Service(
            self,
            "service",
            name=self.name,
            labels=self.labels,
            selector=self.selector,
            port=PORT,
            port_name="pgbouncer",
            annotations=argo_cd.sync_wave(argo_cd.DATABASE),
        )
        self.config = Manifest(
            self,
            "config",
            api_version="v1",
            kind="ConfigMap",
            name=f"{self.name}-config",
            labels=self.labels,
            annotations=argo_cd.sync_wave(argo_cd.CONFIGURATION),
            data={"pgbouncer.ini": self.ini()},
        )

    def ini(self) -> str:
        """pgbouncer.ini; holds no secret."""
        database, props = self.platform.database, self.pgbouncer_props
        options = {
            "listen_addr": "0.0.0.0",
            "listen_port": PORT,
            "unix_socket_dir": "",  # read-only root file system
            "auth_type": "scram-sha-256",
            "auth_file": "/run/pgbouncer/userlist.txt",
            "pool_mode": props.pool_mode,
            "max_client_conn": props.max_client_conn,
            "default_pool_size": props.default_pool_size,
            "query_wait_timeout": 30,  # an api-server request holds two connections: fail fast instead of waiting 120 s for the second
            "ignore_startup_parameters": "extra_float_digits",
            "log_connections": 0,
            "log_disconnections": 0,
        }
        target = f"host={database.direct_host} port={database.direct_port} dbname={database.name}"
        lines = [f"{name} = {value}".rstrip() for name, value in options.items()]
        return "\n".join(["[databases]", f"{database.name} = {target}", "", "[pgbouncer]", *lines, ""])

    def env(self) -> dict[str, str | dict[str, Any]]:
        wanted = self.platform.secrets
        return {
            "DATABASE_USERNAME_FILE": secrets.path(wanted.database_username),
            "DATABASE_PASSWORD_FILE": secrets.path(wanted.database_password),
        }

    def volumes(self) -> list[dict[str, Any]]:
        wanted = self.platform.secrets
        return [
            empty_dir("run", size_limit="1Mi", medium="Memory"),
            config_map_volume("config", f"{self.name}-config"),
            secrets.volume([wanted.database_username, wanted.database_password]),
        ]

    def volume_mounts(self) -> list[dict[str, Any]]:
        return [mount("run", "/run/pgbouncer"), mount("config", "/etc/pgbouncer", read_only=True), secrets.MOUNT]

    def pod_annotations(self) -> dict[str, str]:
        return {"checksum/pgbouncer-ini": hashlib.sha256(self.ini().encode()).hexdigest()[:16], **super().pod_annotations()}

    def container(self) -> dict[str, Any]:
        return {
            "name": self.component,
            "image": str(self.pgbouncer_props.image),
            "imagePullPolicy": self.platform.image_pull_policy,
            "command": ["sh", "-c", START],
            "env": self.env_list(),
            **self.probes(),
            "securityContext": container_security_context(),
            "resources": self.props.resources.to_container(),
            "volumeMounts": self.volume_mounts(),
        }

    def startup_probe(self) -> dict[str, Any]:
        return self.props.startup_probe.tcp_socket("pgbouncer")

    def liveness_probe(self) -> dict[str, Any]:
        return self.props.liveness_probe.tcp_socket("pgbouncer")

    def readiness_probe(self) -> dict[str, Any]:
        return self.props.readiness_probe.tcp_socket("pgbouncer")
