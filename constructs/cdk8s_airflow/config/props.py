"""Every knob of airflow.cfg and of the Secrets that Airflow reads."""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from ..kubernetes.props import Props
from ..kubernetes.quantities import Seconds, matching
from ..kubernetes.secret_key_ref import SecretKeyRef


def _setting(value: object) -> object:
    if not isinstance(value, (str, int, float)):
        raise ValueError("must be text, a number, True or False; write lists and mappings as Airflow reads them from a file, in quotes")
    if isinstance(value, str) and len(value.splitlines()) > 1:
        raise ValueError("must stand in one line of airflow.cfg; join the lines")
    return value


OptionName = Annotated[str, matching(r"[A-Za-z0-9_.-]+", 255, "must be letters, digits, '_', '-' or '.'; write it as airflow.cfg does")]
Setting = Annotated[str | int | float | bool, BeforeValidator(_setting)]


class ConfigProps(Props):
    """Settings of airflow.cfg. Secrets do not belong here: a sensitive option is refused.

    https://airflow.apache.org/docs/apache-airflow/stable/configurations-ref.html
    """

    parallelism: int = Field(default=32, ge=1)
    """Running tasks per scheduler. Unit: tasks. Default: 32, Airflow's. airflow.cfg: [core] parallelism."""

    max_active_tasks_per_dag: int = Field(default=16, ge=1)
    """Running tasks per DAG (before 2.2: dag_concurrency). Unit: tasks. Default: 16, Airflow's. airflow.cfg: [core]."""

    max_active_runs_per_dag: int = Field(default=16, ge=1)
    """Running DAG runs per DAG. Unit: runs. Default: 16, Airflow's. airflow.cfg: [core]."""

    load_examples: bool = False
    """Airflow's example DAGs. Default: False; Airflow's own default is True. airflow.cfg: [core]."""

    sql_alchemy_pool_size: int = Field(default=5, ge=1)
    """Database connections kept per process. Unit: connections. Default: 5, Airflow's. airflow.cfg: [database]."""

    sql_alchemy_max_overflow: int = Field(default=10, ge=0)
    """Connections beyond the pool per process. Unit: connections. Default: 10, Airflow's. airflow.cfg: [database]."""

    sql_alchemy_pool_recycle: Seconds = 1800
    """Age at which a pooled connection is replaced. Unit: seconds. Default: 1800, Airflow's. airflow.cfg: [database]."""

    sql_alchemy_pool_pre_ping: bool = True
    """Test a pooled connection before use, so that a database restart is survived. Default: True. airflow.cfg: [database]."""

    settings: Mapping[OptionName, Mapping[OptionName, Setting]] = Field(default_factory=dict)
    """Any other option, section -> option -> value. Default: none. Each is checked against the Airflow version; these win
    over what the package sets itself."""


class SecretsProps(Props):
    """Where the secret values are: keys of existing Secrets. Only pods that need a key mount it.

    https://airflow.apache.org/docs/apache-airflow/stable/security/secrets/index.html
    """

    never_shown: ClassVar[frozenset[str]] = frozenset({"database_username", "first_user_username", "first_user_email"})

    database_username: SecretKeyRef = SecretKeyRef(name="airflow-database", key="username")
    """Role that owns the metadata database. Default: Secret airflow-database, key username."""

    database_password: SecretKeyRef = SecretKeyRef(name="airflow-database", key="password")
    """Its password, any characters. Default: Secret airflow-database, key password."""

    fernet_key: SecretKeyRef = SecretKeyRef(name="airflow-fernet-key", key="fernet-key")
    """Encrypts connections: 32 url-safe base64 bytes. Losing it loses them. Default: Secret airflow-fernet-key, key fernet-key."""

    webserver_secret_key: SecretKeyRef = SecretKeyRef(name="airflow-webserver-secret-key", key="webserver-secret-key")
    """Signs sessions and log requests; [webserver] secret_key, in Airflow 3 [api] secret_key. Default: Secret airflow-webserver-secret-key."""

    jwt_secret: SecretKeyRef = SecretKeyRef(name="airflow-jwt-secret", key="jwt-secret")
    """Airflow 3: signs task tokens, at least 64 bytes. [api_auth] jwt_secret. Default: Secret airflow-jwt-secret, key jwt-secret."""

    first_user_username: SecretKeyRef = SecretKeyRef(name="airflow-first-user", key="username")
    """Name of the first Admin. Default: Secret airflow-first-user, key username."""

    first_user_password: SecretKeyRef = SecretKeyRef(name="airflow-first-user", key="password")
    """Password of the first Admin; changing it later changes nothing. Default: Secret airflow-first-user, key password."""

    first_user_email: SecretKeyRef = SecretKeyRef(name="airflow-first-user", key="email")
    """E-mail address of the first Admin. Default: Secret airflow-first-user, key email."""
