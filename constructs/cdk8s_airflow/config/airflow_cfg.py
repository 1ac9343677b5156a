"""airflow.cfg: the settings of all sources in one file, and who must restart when one changes."""

import hashlib
from collections.abc import Iterable, Mapping
from importlib.resources import files

from ..errors import ConfigurationError
from ..release.release import Release, Settings
from .options import check_options
from .props import ConfigProps

USER_INTERFACE = frozenset({"webserver", "api-server"})
READERS: Mapping[str, frozenset[str]] = {
    "api": USER_INTERFACE,
    "api_auth": USER_INTERFACE | {"scheduler"},
    "dag_processor": USER_INTERFACE | {"dag-processor", "scheduler"},
    "execution_api": USER_INTERFACE | {"scheduler"},
    "fab": USER_INTERFACE,
    "kubernetes_executor": USER_INTERFACE | {"scheduler"},
    "scheduler": USER_INTERFACE | {"scheduler", "dag-processor"},
    "triggerer": USER_INTERFACE | {"triggerer"},
    "webserver": USER_INTERFACE,
}
"""Section -> long-running components that read it; every other section is read by all. webserver and api-server show the
health of the others and therefore read their thresholds."""
READ_BY_ALL = frozenset({("webserver", "base_url"), ("api", "base_url")})
"""Options that all read although their section has few readers: links in e-mails and callbacks."""

SCRIPTS = ("sql_alchemy_conn.py", "job_heartbeat.py")
"""Programs that pods run, shipped in the ConfigMap ``<name>-scripts``."""
SETTINGS_DIRECTORY = "/opt/airflow/settings"
"""Where pods find airflow.cfg and webserver_config.py. A folder, not two files mounted by subPath: those cannot be mounted in the
moment in which the kubelet exchanges a changed ConfigMap, and a task that starts then has failed."""
ASYNCPG_SETTINGS = "asyncpg_settings.py"
"""Module beside them where asyncpg connects through a pooler."""


class AirflowCfg:
    """The merged settings of one Airflow.

    Later sources win: the family's needs, typed props, executor and DAG source, ``config.settings``.

    Raises:
        ConfigurationError: an option that this Airflow version does not have, renamed, takes from a Secret, or types otherwise.
    """

    def __init__(self, version: str, release: Release, props: ConfigProps, sources: Iterable[Settings]) -> None:
        self.settings: Settings = {}
        typed: Settings = {
            "core": {
                "parallelism": props.parallelism,
                "max_active_tasks_per_dag": props.max_active_tasks_per_dag,
                "max_active_runs_per_dag": props.max_active_runs_per_dag,
                "load_examples": props.load_examples,
                "hostname_callable": "airflow.utils.net.get_host_ip_address",  # pod names do not resolve, addresses do
            },
            "database": {
                "sql_alchemy_pool_size": props.sql_alchemy_pool_size,
                "sql_alchemy_max_overflow": props.sql_alchemy_max_overflow,
                "sql_alchemy_pool_recycle": props.sql_alchemy_pool_recycle,
                "sql_alchemy_pool_pre_ping": props.sql_alchemy_pool_pre_ping,
            },
            "scheduler": {"enable_health_check": release.scheduler_health_server},
            release.webserver_config_section: {"config_file": f"{SETTINGS_DIRECTORY}/webserver_config.py"},
        }
        user = {section: dict(options) for section, options in props.settings.items()}
        for source in (release.settings, typed, *sources, user):
            for section, options in source.items():
                self.settings.setdefault(section, {}).update(options)
        findings = [f"config.settings {finding.message}" for finding in check_options(version, self.settings) if finding.is_error]
        if findings:
            raise ConfigurationError(findings)

    def text(self) -> str:
        """The file: sections and options sorted, ``%`` doubled as configparser reads it."""
        return "\n".join(f"[{section}]\n" + "".join(self._lines(section)) for section in sorted(self.settings))

    def checksum(self, component: str) -> str:
        """Changes exactly when an option changes that the component reads. 16 hex digits of SHA-256."""
        read = [
            f"[{section}] {line}"
            for section in sorted(self.settings)
            for line in self._lines(section)
            if component in READERS.get(section, {component}) or (section, line.split(" =")[0]) in READ_BY_ALL
        ]
        return hashlib.sha256("".join(read).encode()).hexdigest()[:16]

    def _lines(self, section: str) -> list[str]:
        return [f"{key} = {str(value).replace('%', '%%')}\n" for key, value in sorted(self.settings[section].items())]


def script(name: str) -> str:
    """The text of one of SCRIPTS, or of ASYNCPG_SETTINGS."""
    return (files(__package__) / "scripts" / name).read_text(encoding="utf-8")
