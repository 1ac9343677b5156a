"""The ConfigMaps of airflow.cfg, webserver_config.py and the scripts that pods run."""

from typing import Any

from constructs import Construct

from ..kubernetes import argo_cd
from ..kubernetes.labels import COMPONENT
from ..kubernetes.manifest import Manifest
from .airflow_cfg import ASYNCPG_SETTINGS, SCRIPTS, AirflowCfg, script


class ConfigMaps(Construct):
    """Creates: ConfigMap ``<name>-config`` (airflow.cfg, webserver_config.py) and ``<name>-scripts``.

    ``pooled_async``: Airflow 3 connects through a pooler, and its asyncpg engine needs a module of settings.
    """

    def __init__(self, scope: Construct, id: str, *, name: str, cfg: AirflowCfg, webserver_config: str | None, pooled_async: bool) -> None:
        super().__init__(scope, id)
        common: dict[str, Any] = {
            "api_version": "v1",
            "kind": "ConfigMap",
            "labels": {COMPONENT: "config"},
            "annotations": argo_cd.sync_wave(argo_cd.CONFIGURATION),
        }
        data = {"airflow.cfg": cfg.text(), "webserver_config.py": webserver_config}
        self.config = Manifest(self, "config", name=f"{name}-config", data=data, **common)
        scripts = (*SCRIPTS, ASYNCPG_SETTINGS) if pooled_async else SCRIPTS
        self.scripts = Manifest(self, "scripts", name=f"{name}-scripts", data={key: script(key) for key in scripts}, **common)
