"""Renders props in memory, and finds objects by kind and name."""

from collections.abc import Iterable
from typing import Any

import yaml

from cdk8s_airflow import AirflowChart, AirflowProps, App, Chart, EnvVar, Props

Object = dict[str, Any]


def airflow_props(**values: Any) -> AirflowProps:
    """The smallest Airflow 2.8.1, with changes."""
    return AirflowProps(**{"airflow_version": "2.8.1", "namespace": "airflow", **values})


def chart_of(props: AirflowProps, chart_class: type[AirflowChart] = AirflowChart, name: str = "test") -> AirflowChart:
    """One chart in an app of its own."""
    return chart_class(App(outdir="unused"), name, props=props)


def render(props: AirflowProps, chart_class: type[AirflowChart] = AirflowChart) -> list[Object]:
    """Every object."""
    return chart_of(props, chart_class).to_json()


def file(name: str, **values: Any) -> list[Object]:
    """The objects of one file of dist, ``scheduler.yaml`` without its ending."""
    return chart_of(airflow_props(**values)).files()[f"{name}.yaml"]


def objects(chart: Chart) -> list[Object]:
    """Every object of a chart."""
    return chart.to_json()


def find(documents: Iterable[Object], kind: str, name: str) -> Object:
    """The only object of a kind and name."""
    (found,) = (document for document in documents if (document["kind"], document["metadata"]["name"]) == (kind, name))
    return found


def names(documents: Iterable[Object], kind: str) -> set[str]:
    """Names of all objects of a kind."""
    return {document["metadata"]["name"] for document in documents if document["kind"] == kind}


def pod_of(document: Object) -> Object:
    """The pod template of a workload."""
    spec = document["spec"]
    template: Object = spec["jobTemplate"]["spec"]["template"] if document["kind"] == "CronJob" else spec["template"]
    return template


def pods(documents: Iterable[Object]) -> dict[str, Object]:
    """Component -> pod template, the default task pod included."""
    documents = list(documents)
    kinds = ("Deployment", "StatefulSet", "Job", "CronJob")
    found = {d["metadata"]["labels"]["app.kubernetes.io/component"]: pod_of(d) for d in documents if d["kind"] in kinds}
    templates = find(documents, "ConfigMap", "airflow-pod-template")["data"]
    return {**found, "task": yaml.safe_load(templates["small.yaml"])}


def containers(pod: Object) -> list[Object]:
    """Init containers and containers of a pod template."""
    return [*pod["spec"].get("initContainers", ()), *pod["spec"]["containers"]]


def container(pod: Object, name: str) -> Object:
    """One container by name."""
    (found,) = (entry for entry in containers(pod) if entry["name"] == name)
    return found


def env(entry: Object) -> dict[str, Any]:
    """Environment of a container: name -> value, or the source of the value."""
    return {variable["name"]: variable.get("value", variable.get("valueFrom")) for variable in entry["env"]}


def unset_fields(props: Props) -> list[str]:
    """Fields of the props, nested ones included, that a "full" test leaves at their default. An EnvVar has either source."""
    unset = [f"{type(props).__name__}.{name}" for name in type(props).model_fields if name not in props.model_fields_set]
    for name in props.model_fields_set:
        value = getattr(props, name)
        parts = value if isinstance(value, tuple) else [value]
        unset += [field for part in parts if isinstance(part, Props) and not isinstance(part, EnvVar) for field in unset_fields(part)]
    return unset
