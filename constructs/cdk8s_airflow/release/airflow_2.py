"""Airflow 2.8 to 2.11: webserver, tasks in the metadata database, DAGs parsed by the scheduler unless a dag-processor runs."""

from .release import Release

PARSERS = frozenset({"dag-processor", "triggerer", "task"})
SERVERS = frozenset({"scheduler", "webserver", "dag-processor", "triggerer", "migrate", "create-user", "db-clean"})

RELEASE = Release(
    major=2,
    user_interface="webserver",
    user_interface_args=("airflow", "webserver", "--pid", "/tmp/webserver.pid"),  # AIRFLOW_HOME is read-only
    startup_path="/health",
    liveness_path="/health",
    readiness_path="/health",
    user_interface_secret_option=("webserver", "secret_key"),
    dag_processor_required=False,
    dag_processor_settings={"scheduler": {"standalone_dag_processor": True}},
    dag_refresh_option=("scheduler", "dag_dir_list_interval"),
    settings={
        "api": {"auth_backends": "airflow.api.auth.backend.basic_auth,airflow.api.auth.backend.session"},
        "webserver": {"expose_config": False, "enable_proxy_fix": True},
    },
    database_readers=SERVERS | {"task"},
    fernet_readers=SERVERS | {"task"},
    user_interface_secret_readers=frozenset({"scheduler", "webserver", "triggerer"}),
    jwt_readers=frozenset(),
    dag_readers=PARSERS,
    dag_readers_without_dag_processor=PARSERS | {"scheduler"},
    has_async_database_url=False,
    tasks_use_api_server=False,
    scheduler_health_server=False,
    scheduler_termination_seconds=30,
    user_interface_processes=5,
    scheduler_processes=3,
    connections_per_task=2,
    webserver_config_section="webserver",
    webserver_config="""\
from flask_appbuilder.security.manager import AUTH_DB

AUTH_TYPE = AUTH_DB
WTF_CSRF_ENABLED = True
""",
)
