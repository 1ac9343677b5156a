"""What a field's docstring promises is what the code does."""

import importlib
import pkgutil
import re
from typing import Any

import pytest
from pydantic.fields import FieldInfo

import cdk8s_airflow
from cdk8s_airflow import Image, ProbeTiming, Props, Resources, SecretKeyRef, VolumeClaimTemplateProps


def classes() -> dict[str, type[Props]]:
    """Every props class of the library."""
    for module in pkgutil.walk_packages(cdk8s_airflow.__path__, "cdk8s_airflow."):
        if not module.name.endswith("__main__") and ".scripts." not in module.name:
            importlib.import_module(module.name)
    found, queue = {}, [Props]
    while queue:
        for cls in queue.pop().__subclasses__():
            if cls.__module__.startswith("cdk8s_airflow."):
                found[cls.__name__] = cls
                queue.append(cls)
    return found


def promised(info: FieldInfo) -> str:
    """What stands behind ``Default:``."""
    return (info.description or "").partition("Default:")[2].strip()


def expected(value: Any) -> str:
    """How a default is written; empty where words say it better (None, no entries)."""
    if isinstance(value, Resources):
        return f"{value.cpu_request}/{value.memory_request} to {value.cpu_limit}/{value.memory_limit}"
    if isinstance(value, ProbeTiming):
        return f"{value.period_seconds} s x {value.failure_threshold}"
    if isinstance(value, SecretKeyRef):
        return f"Secret {value.name}"
    if isinstance(value, VolumeClaimTemplateProps):
        return value.size
    return str(value) if isinstance(value, bool | int | str | Image) else ""


def is_table_of_contents(info: FieldInfo) -> bool:
    """Props of a part: their own fields say their defaults."""
    value = info.default_factory or type(info.default)
    return isinstance(value, type) and issubclass(value, Props) and not issubclass(value, VALUES)


VALUES = (Resources, ProbeTiming, SecretKeyRef, VolumeClaimTemplateProps, Image)
FIELDS = {f"{name}.{field}": info for name, cls in classes().items() for field, info in cls.model_fields.items()}


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_with_a_default_says_it(name: str) -> None:
    """And a required one does not."""
    info = FIELDS[name]
    assert info.description, "a docstring below the field"
    assert bool(promised(info)) is not info.is_required() or is_table_of_contents(info)


@pytest.mark.parametrize("name", [name for name, info in FIELDS.items() if not info.is_required()])
def test_the_default_is_the_one_that_is_promised(name: str) -> None:
    """The text begins with the value."""
    value = FIELDS[name].get_default(call_default_factory=True)
    assert promised(FIELDS[name]).lower().startswith(expected(value).lower())


@pytest.mark.parametrize("name", [name for name, info in FIELDS.items() if re.search(r"_seconds$|_days$|replicas$|connections?$|parallelism$", name)])
def test_a_number_says_its_unit(name: str) -> None:
    """Units cannot be mistaken."""
    assert "Unit: " in (FIELDS[name].description or "")
