"""Every knob of AirflowProps reaches the manifests: none is read and dropped."""

from collections.abc import Iterator
from typing import Any

from cdk8s_airflow import (
    AirflowProps,
    ConfigProps,
    ConfigurationError,
    DagsFromConfigMap,
    DagsFromImage,
    DagsFromPersistentVolumeClaim,
    DagSource,
    Image,
    LimitRangeProps,
    PeerProps,
    PersistentVolumeClaimProps,
    ProbeTiming,
    Props,
    ResourceQuotaProps,
    Resources,
    SecretKeyRef,
    SecretsProps,
)
from tests.cdk8s_airflow.dag_processor.test_dag_processor import FULL as DAG_PROCESSOR
from tests.cdk8s_airflow.dags.test_dag_sources import HTTPS, SSH
from tests.cdk8s_airflow.database.test_database import FULL as DATABASE
from tests.cdk8s_airflow.network_policy.test_network_policies import FULL as NETWORK_POLICY
from tests.cdk8s_airflow.scheduler.test_scheduler import FULL as SCHEDULER
from tests.cdk8s_airflow.task_pod.test_task_pod import FULL as EXECUTOR
from tests.cdk8s_airflow.triggerer.test_triggerer import FULL as TRIGGERER
from tests.cdk8s_airflow.webserver.test_webserver import FULL as WEBSERVER
from tests.full_values import CLAIM, IMAGE, JOB, TOLERATION
from tests.rendering import render, unset_fields

CONFIG = ConfigProps(
    parallelism=33,
    max_active_tasks_per_dag=17,
    max_active_runs_per_dag=18,
    load_examples=True,
    sql_alchemy_pool_size=6,
    sql_alchemy_max_overflow=11,
    sql_alchemy_pool_recycle=1801,
    sql_alchemy_pool_pre_ping=False,
    settings={"core": {"default_timezone": "Europe/Berlin"}},
)
SECRETS = SecretsProps(**{name: SecretKeyRef(name=f"secret-{number}", key="value") for number, name in enumerate(SecretsProps.model_fields)})
QUOTA = ResourceQuotaProps(
    requests_cpu="11", requests_memory="12Gi", limits_cpu="13", limits_memory="14Gi", persistent_volume_claims=3, services_load_balancers=4
)
LIMITS = LimitRangeProps(
    default_request_cpu="101m", default_request_memory="257Mi", default_limit_cpu="501m", default_limit_memory="2Gi", max_cpu="9", max_memory="17Gi"
)
FULL = AirflowProps(
    airflow_version="2.11.2",
    namespace="team",
    name="air",
    owner="team",
    image=IMAGE,
    image_pull_policy="Always",
    image_pull_secrets=("registry",),
    executor=EXECUTOR,
    config=CONFIG,
    secrets=SECRETS,
    dags=HTTPS,
    logs=CLAIM,
    scripts=CLAIM,
    scheduler=SCHEDULER,
    webserver=WEBSERVER,
    dag_processor=DAG_PROCESSOR,
    triggerer=TRIGGERER,
    database=DATABASE,
    create_user=JOB,
    network_policy=NETWORK_POLICY,
    resource_quota=QUOTA,
    limit_range=LIMITS,
    node_selector={"zone": "a"},
    tolerations=(TOLERATION,),
)
HOST_PATH = PersistentVolumeClaimProps(size="1Gi", host_path="/data")
VARIANTS = (
    FULL,
    FULL.changed(airflow_version="3.3.2", dags=SSH, webserver=WEBSERVER.changed(autoscaling=None), logs=HOST_PATH, scripts=HOST_PATH),
    FULL.changed(dags=DagsFromPersistentVolumeClaim(existing_claim="claim", path="/dags")),
    FULL.changed(dags=DagsFromPersistentVolumeClaim(claim=CLAIM, path="/dags")),
    FULL.changed(dags=DagsFromPersistentVolumeClaim(claim=HOST_PATH)),
    FULL.changed(dags=DagsFromConfigMap(files={"a.py": "a = 1"})),
    FULL.changed(dags=DagsFromImage(path="/dags")),
)
"""Values that exclude each other, each set in one of them."""
VALUES = (Image, PeerProps, ProbeTiming, Resources, SecretKeyRef)
"""Props that are one value: rendered whole or not at all."""


def without(props: Props, path: str = "") -> Iterator[tuple[str, Any]]:
    """Path of each field, and a copy of the props without its value; a ConfigurationError where one is wanted.

    The path of a DAG source names its class.
    """
    for name in sorted(props.model_fields_set):
        value = getattr(props, name)
        where = f"{path}{name}"
        others = {field: getattr(props, field) for field in props.model_fields_set - {name}}
        if type(props).model_fields[name].is_required():
            yield where, None
        else:
            yield where, lambda others=others: type(props)(**others)
        if isinstance(value, Props) and not isinstance(value, VALUES):
            inside = f"{where}[{type(value).__name__}]." if isinstance(value, DagSource) else f"{where}."
            for deeper, make in without(value, inside):
                yield deeper, make and (lambda make=make, name=name, others=others: type(props)(**others, **{name: make()}))


def test_every_field_is_set_in_some_variant() -> None:
    """A new field needs a value in FULL, or in a variant when it excludes another."""
    assert unset_fields(FULL) == []


def test_every_knob_changes_the_manifests() -> None:
    """Each field with a default, taken out of the full values by itself; required fields cannot be forgotten."""
    effective: set[str] = set()
    seen: set[str] = set()
    for variant in VARIANTS:
        full = render(variant)
        for path, make in without(variant):
            if make is None or path in effective:
                continue
            seen.add(path)
            try:
                if render(make()) != full:
                    effective.add(path)
            except ConfigurationError:
                effective.add(path)  # a rule between fields reads it
    assert len(seen) > 120
    assert "\n".join(sorted(seen - effective)) == ""
