"""Airflow 3.0 to 3.3: api-server with Execution API, mandatory dag-processor, task pods without database or fernet key."""

from .release import Release

SERVERS = frozenset({"scheduler", "api-server", "dag-processor", "triggerer", "migrate", "create-user", "db-clean"})
DAG_READERS = frozenset({"dag-processor", "triggerer", "task"})

RELEASE = Release(
    major=3,
    user_interface="api-server",
    user_interface_args=("airflow", "api-server"),
    startup_path="/api/v2/version",
    liveness_path="/api/v2/version",  # answers without the database: an outage there must not restart the api-server
    readiness_path="/api/v2/monitor/health",
    user_interface_secret_option=("api", "secret_key"),
    dag_processor_required=True,
    dag_processor_settings={},
    dag_refresh_option=("dag_processor", "refresh_interval"),
    settings={
        "core": {"auth_manager": "airflow.providers.fab.auth_manager.fab_auth_manager.FabAuthManager"},
        "api": {"expose_config": False},
    },
    database_readers=SERVERS,
    fernet_readers=SERVERS,
    user_interface_secret_readers=frozenset({"scheduler", "api-server", "triggerer"}),
    jwt_readers=frozenset({"scheduler", "api-server"}),
    dag_readers=DAG_READERS,
    dag_readers_without_dag_processor=DAG_READERS,
    has_async_database_url=True,
    tasks_use_api_server=True,
    scheduler_health_server=True,
    scheduler_termination_seconds=60,
    user_interface_processes=2,  # one worker with a sync and an async engine
    scheduler_processes=2,
    connections_per_task=0,
    webserver_config_section="fab",
    webserver_config="""\
from flask_appbuilder.const import AUTH_DB

AUTH_TYPE = AUTH_DB
WTF_CSRF_ENABLED = True
""",
)
