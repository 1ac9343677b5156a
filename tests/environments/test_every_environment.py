"""What holds in each environment."""

import json
import re
from pathlib import Path

import pytest

from cdk8s_airflow import AirflowProps
from environments import ENVIRONMENTS
from tests.environments.conftest import Rendered
from tests.rendering import Object, names

SOURCES = Path(__file__).parents[2] / "environments"
LITERAL = re.compile(r"(password|passwd|secret|token|fernet|private)[\w-]*\s*[:=]\s*\S", re.IGNORECASE)
HARMLESS = re.compile(
    r"/run/secrets/airflow/|/etc/git-secret/|_FILE|_CMD|secretName|--password-file|automountServiceAccountToken: (true|false)|password=\"?\$|path: |userlist"
)


def changed(one: AirflowProps, other: AirflowProps) -> set[str]:
    """Fields of AirflowProps whose values differ."""
    return {name for name in AirflowProps.model_fields if getattr(one, name) != getattr(other, name)}


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_no_secret_is_in_git(environment: str, fresh: Path, rendered: Rendered) -> None:
    """No object of kind Secret, and no line that gives one a value."""
    assert not any(names(documents, "Secret") for documents in rendered[environment].values())
    for path in (fresh / environment).iterdir():
        if path.name == "config.yaml":
            continue  # programs that read the files; test below
        for line in path.read_text(encoding="utf-8").splitlines():
            assert not LITERAL.search(line) or HARMLESS.search(line), f"{path.name}: {line}"


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_airflow_cfg_holds_no_secret(environment: str, rendered: Rendered) -> None:
    """The options that Airflow takes from files."""
    (config,) = (d for d in rendered[environment]["config.yaml"] if d["metadata"]["name"] == "airflow-config")
    options = {line.split(" = ")[0] for line in config["data"]["airflow.cfg"].splitlines() if " = " in line}
    assert not {option for option in options if re.search(r"password|secret_key|jwt_secret|fernet|sql_alchemy_conn$|broker|result_backend", option)}


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_only_manifests_of_one_namespace(environment: str, rendered: Rendered) -> None:
    """Argo CD applies every YAML file in the folder."""
    namespace = ENVIRONMENTS[environment].props().namespace
    for file, documents in rendered[environment].items():
        for document in documents:
            assert {"apiVersion", "kind", "metadata"} <= set(document), file
            assert document["metadata"].get("namespace", namespace) == namespace
            assert ("namespace" in document["metadata"]) is (file != "00-cluster.yaml")


def test_namespaces_are_distinct() -> None:
    """Environments may share a cluster."""
    namespaces = [environment.props().namespace for environment in ENVIRONMENTS.values()]
    assert len(set(namespaces)) == len(namespaces)


@pytest.mark.parametrize(
    ("one", "other", "fields"),
    [
        ("dev", "next", {"namespace", "airflow_version"}),
        ("dev", "staging", {"namespace", "scheduler", "webserver", "database", "resource_quota"}),
        ("prod", "prod-multi-region", {"namespace", "webserver", "database"}),
    ],
)
def test_an_environment_says_only_what_differs(one: str, other: str, fields: set[str]) -> None:
    """``next`` is one value away from ``dev``, its namespace aside."""
    assert changed(ENVIRONMENTS[one].props(), ENVIRONMENTS[other].props()) == fields


@pytest.mark.parametrize("path", sorted(SOURCES.glob("*.py")), ids=lambda path: path.name)
def test_a_file_reads_at_a_glance(path: Path) -> None:
    """It says what differs; the library says the rest."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 90


def differences(one: dict[str, list[Object]], other: dict[str, list[Object]]) -> dict[str, str]:
    """``Kind/name`` -> ``changed``, ``gone`` or ``new``, the names of environment and namespace aside, and checksums over them."""

    def by_name(files: dict[str, list[Object]]) -> dict[str, str]:
        objects = [document for documents in files.values() for document in documents]
        (namespace,) = names(objects, "Namespace")
        environment = objects[0]["metadata"]["annotations"]["cdk8s-airflow/environment"]
        own = re.compile(rf'(?<![\w-])({namespace}|{environment})(?![\w])|"checksum/[\w-]+": "\w+"')
        return {f"{d['kind']}/{own.sub('', d['metadata']['name']).strip('-')}": own.sub("", json.dumps(d)) for d in objects}

    old, new = by_name(one), by_name(other)
    changes = {name: "changed" for name in old.keys() & new.keys() if old[name] != new[name]}
    return changes | dict.fromkeys(old.keys() - new.keys(), "gone") | dict.fromkeys(new.keys() - old.keys(), "new")


def test_several_zones_change_three_objects_of_production(rendered: Rendered) -> None:
    """The number of UI pods without their autoscaler, and the size of the database."""
    assert differences(rendered["prod"], rendered["prod-multi-region"]) == {
        "Deployment/airflow-webserver": "changed",
        "HorizontalPodAutoscaler/airflow-webserver": "gone",
        "StatefulSet/airflow-postgresql": "changed",
    }


def test_staging_changes_what_a_pooler_and_two_schedulers_touch(rendered: Rendered) -> None:
    """Jobs, settings and rights stay as they are in dev."""
    found = differences(rendered["dev"], rendered["staging"])
    assert {name for name, change in found.items() if change == "gone"} == set()
    touched = {name.partition("/")[0] for name, change in found.items() if change == "changed"}
    assert touched == {"ConfigMap", "Deployment", "NetworkPolicy", "ResourceQuota", "StatefulSet"}
    assert {name.partition("/")[2] for name, change in found.items() if change == "new"} == {
        "airflow-pgbouncer",
        "airflow-pgbouncer-config",
        "airflow-scheduler",
        "airflow-webserver",
    }
