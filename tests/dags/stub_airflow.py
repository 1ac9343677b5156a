"""Airflow's authoring names without Airflow: DAG files load, and tests read what they asked for."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any, ClassVar

FAMILIES = {"2": "2.8.1", "3": "3.3.2"}


class Operator:
    """Keeps its arguments and stands in the DAG that is being written."""

    def __init__(self, task_id: str, executor_config: dict[str, Any] | None = None, **arguments: Any) -> None:
        self.executor_config = executor_config or {}
        self.arguments = arguments
        self.downstream: list[Operator] = []
        DAG.written[-1].tasks[task_id] = self

    def __rshift__(self, other: Operator) -> Operator:
        self.downstream.append(other)
        return other


class DAG:
    """Keeps its arguments and tasks; ``written`` lists every DAG since the stand-in was installed."""

    written: ClassVar[list[DAG]] = []

    def __init__(self, dag_id: str, **arguments: Any) -> None:
        self.dag_id = dag_id
        self.arguments = arguments
        self.tasks: dict[str, Operator] = {}
        self.written.append(self)

    def __enter__(self) -> DAG:
        return self

    def __exit__(self, *_: object) -> None: ...


class TaskFunction:
    """What ``@task`` makes of a function: a call or ``expand`` puts an operator into the DAG."""

    def __init__(self, function: Any, arguments: dict[str, Any]) -> None:
        self.function = function
        self.arguments = arguments

    def __call__(self, *_: Any, **__: Any) -> Operator:
        return Operator(task_id=self.function.__name__, python_callable=self.function, **self.arguments)

    expand = __call__


def task(function: Any = None, **arguments: Any) -> Any:
    """Airflow's decorator, with and without arguments."""
    if function is not None:
        return TaskFunction(function, arguments)
    return lambda decorated: TaskFunction(decorated, arguments)


def modules(family: str) -> dict[str, ModuleType]:
    """``sys.modules`` entries of one Airflow family; the other family's modules are missing from it."""
    DAG.written.clear()
    names: dict[str, dict[str, Any]] = {"airflow": {"__version__": FAMILIES[family], "__path__": []}}
    if family == "2":
        names["airflow"]["DAG"] = DAG
        names["airflow.decorators"] = {"task": task}
        operators = "airflow.operators"
    else:
        names["airflow.sdk"] = {"DAG": DAG, "task": task}
        names["airflow.providers"] = {"__path__": []}
        names["airflow.providers.standard"] = {"__path__": []}
        operators = "airflow.providers.standard.operators"
    names[operators] = {"__path__": []}
    names[f"{operators}.python"] = {"PythonOperator": Operator}
    names[f"{operators}.bash"] = {"BashOperator": Operator}
    made = {}
    for name, attributes in names.items():
        made[name] = ModuleType(name)
        vars(made[name]).update(attributes)
    return made


def forget(prefixes: tuple[str, ...]) -> None:
    """Drop modules that were imported against a stand-in."""
    for name in [name for name in sys.modules if name.split(".")[0] in prefixes]:
        del sys.modules[name]
