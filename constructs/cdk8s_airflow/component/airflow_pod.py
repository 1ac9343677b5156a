"""A pod that runs Airflow's image: configuration, secrets, DAGs and logs in place."""

import re
from typing import Any, ClassVar

from ..config import secrets
from ..config.airflow_cfg import ASYNCPG_SETTINGS, SETTINGS_DIRECTORY
from ..config.options import check_options
from ..errors import ConfigurationError
from ..kubernetes.secret_key_ref import SecretKeyRef
from ..kubernetes.security import container_security_context
from ..kubernetes.volumes import claim_volume, config_map_volume, empty_dir, mount
from ..release.release import Settings
from .pod import PodConstruct

HOME = "/opt/airflow"
DOWNWARD_API = {"NODE_NAME": "spec.nodeName", "NAMESPACE": "metadata.namespace", "POD_NAME": "metadata.name"}
"""Facts about the pod that tasks print and hooks use."""
MIGRATION_WAIT_SECONDS = 300
"""How long a pod waits for the schema before the kubelet starts it again. Unit: seconds."""
OPTION_VARIABLE = re.compile(r"AIRFLOW__([A-Z0-9_]+?)__([A-Z0-9_]+)")
CONFIG_CHECKSUM = "checksum/airflow-cfg"


class AirflowPod(PodConstruct):
    """Base of every pod with Airflow inside.

    The container's root file system is read-only: /tmp and /opt/airflow/logs are volumes, airflow.cfg and webserver_config.py
    are mounted below /opt/airflow/settings, secrets are files below /run/secrets/airflow.
    """

    args: tuple[str, ...] = ()
    """Command line for the image's entrypoint."""
    uses_direct_database: ClassVar[bool] = False
    """True: past the pooler, to PostgreSQL itself."""
    writes_task_logs: ClassVar[bool] = True
    """True: /opt/airflow/logs is the shared volume when there is one."""

    def env(self) -> dict[str, str | dict[str, Any]]:
        """Downward API, database, secret references, and what the image's entrypoint wants."""
        release, env = self.platform.release, dict[str, str | dict[str, Any]]()
        env.update({name: {"fieldRef": {"apiVersion": "v1", "fieldPath": path}} for name, path in DOWNWARD_API.items()})
        env["AIRFLOW_CONFIG"] = f"{SETTINGS_DIRECTORY}/airflow.cfg"
        env["PYTHONDONTWRITEBYTECODE"] = "1"
        env["CONNECTION_CHECK_MAX_COUNT"] = self.connection_checks()
        if self.component in release.database_readers:
            env.update(self.platform.database.env(direct=self.uses_direct_database))
        env.update(secrets.env_of(self.component, self.platform.secrets, release))
        return env

    def env_list(self) -> list[dict[str, Any]]:
        """Options of airflow.cfg that the props set by variables are checked like those of ``ConfigProps.settings``.

        Raises:
            ConfigurationError: this Airflow version has no such option, or types it otherwise.
        """
        options: Settings = {}
        for variable in self.pod_props.env:
            match = OPTION_VARIABLE.fullmatch(variable.name)
            if match and variable.value is not None:
                options.setdefault(match[1].lower(), {})[match[2].lower()] = variable.value
        errors = [finding.message for finding in check_options(self.platform.version, options) if finding.is_error]
        if errors:
            raise ConfigurationError(f"[{self.node.path}] {type(self.pod_props).__name__}.env {message}" for message in errors)
        return super().env_list()

    def connection_checks(self) -> str:
        """How often the entrypoint tries the database first. "0": an init container has waited already."""
        return "0"

    def secret_refs(self) -> list[SecretKeyRef]:
        """Keys that the pod mounts."""
        return secrets.refs_of(self.component, self.platform.secrets, self.platform.release)

    def volumes(self) -> list[dict[str, Any]]:
        """Scratch, configuration, secrets, logs and DAGs."""
        platform, refs = self.platform, self.secret_refs()
        logs = claim_volume("logs", platform.logs_claim) if platform.logs_claim and self.writes_task_logs else empty_dir("logs", size_limit="1Gi")
        return [
            empty_dir("tmp", size_limit="512Mi"),
            logs,
            config_map_volume("config", f"{platform.name}-config"),
            config_map_volume("platform", f"{platform.name}-scripts"),
            *([secrets.volume(refs)] if refs else []),
            *(platform.dags.volumes(platform.name) if self.reads_dags() else []),
            *([claim_volume("scripts", platform.scripts_claim)] if platform.scripts_claim and self.reads_dags() else []),
        ]

    def volume_mounts(self) -> list[dict[str, Any]]:
        """Where an Airflow container, init containers included, finds them."""
        return [
            mount("tmp", "/tmp"),
            mount("logs", f"{HOME}/logs"),
            mount("config", SETTINGS_DIRECTORY, read_only=True),
            mount("platform", f"{HOME}/platform", read_only=True),
            *([mount("platform", f"{HOME}/config/{ASYNCPG_SETTINGS}", sub_path=ASYNCPG_SETTINGS, read_only=True)] if self.platform.pooled_async else []),
            *([secrets.MOUNT] if self.secret_refs() else []),
            *(self.platform.dags.volume_mounts() if self.reads_dags() else []),
            *([mount("scripts", f"{HOME}/scripts", read_only=True)] if self.platform.scripts_claim and self.reads_dags() else []),
        ]

    def reads_dags(self) -> bool:
        """Whether the pod opens DAG files."""
        return self.platform.reads_dags(self.component)

    def init_containers(self) -> list[dict[str, Any]]:
        """DAG files first."""
        return self.platform.dags.init_containers() if self.reads_dags() else []

    def pod_annotations(self) -> dict[str, str]:
        """Checksum of the DAG files that are mounted without updates."""
        return {**(self.platform.dags.annotations() if self.reads_dags() else {}), **super().pod_annotations()}

    def container(self) -> dict[str, Any]:
        """Airflow's container, run by the image's entrypoint so that dumb-init forwards signals."""
        return self.airflow_container(self.component, list(self.args))

    def wait_for_migrations(self) -> dict[str, Any]:
        """An init container that ends when the schema is that of the code."""
        args = ["airflow", "db", "check-migrations", "--migration-wait-timeout", str(MIGRATION_WAIT_SECONDS)]
        return self.airflow_container("wait-for-migrations", args, env={"CONNECTION_CHECK_MAX_COUNT": "20"})

    def airflow_container(self, name: str, args: list[str], *, env: dict[str, str] | None = None) -> dict[str, Any]:
        """A container of the Airflow image with the pod's configuration; ``env`` replaces variables."""
        variables = [entry if entry["name"] not in (env or {}) else {"name": entry["name"], "value": (env or {})[entry["name"]]} for entry in self.env_list()]
        return {
            "name": name,
            "image": str(self.platform.image),
            "imagePullPolicy": self.platform.image_pull_policy,
            "args": args or None,
            "env": variables,
            "securityContext": container_security_context(),
            "resources": self.pod_props.resources.to_container(),
            "volumeMounts": self.volume_mounts(),
        }
