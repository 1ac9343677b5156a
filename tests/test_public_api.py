"""The public names are one list, complete and documented."""

import inspect

import pytest
from pydantic import BaseModel

import cdk8s_airflow

PUBLIC = sorted(cdk8s_airflow.__all__)


def test_the_list_is_what_is_importable() -> None:
    """No public name beside it; modules keep their own names."""
    importable = {name for name, value in vars(cdk8s_airflow).items() if not name.startswith("_") and not inspect.ismodule(value)}
    assert importable == set(PUBLIC)
    assert len(cdk8s_airflow.__all__) == len(PUBLIC)


def test_the_list_is_sorted() -> None:
    """A newcomer scans it."""
    assert cdk8s_airflow.__all__ == PUBLIC


@pytest.mark.parametrize("name", [name for name in PUBLIC if inspect.isclass(getattr(cdk8s_airflow, name))])
def test_every_class_says_what_it_is(name: str) -> None:
    """A docstring of its own, not that of its base; and its public methods too, unless they override documented ones."""
    cls = getattr(cdk8s_airflow, name)
    assert cls.__doc__ and cls.__doc__ != getattr(cls.__base__, "__doc__", None)
    for member, value in vars(cls).items():
        function = value.fget if isinstance(value, property) else value
        if not member.startswith("_") and inspect.isfunction(function):
            assert inspect.getdoc(getattr(cls, member)), f"{name}.{member}"


def test_every_props_and_construct_that_a_public_one_needs_is_public() -> None:
    """What a field of public props takes can be imported from the same place."""
    needed = set()
    for name in PUBLIC:
        cls = getattr(cdk8s_airflow, name)
        if inspect.isclass(cls) and issubclass(cls, BaseModel):
            for field in cls.model_fields.values():
                needed |= {part.__name__ for part in parts(field.annotation) if inspect.isclass(part) and issubclass(part, BaseModel)}
    assert needed <= set(PUBLIC)


def parts(annotation: object) -> list[object]:
    """An annotation and everything inside it."""
    return [annotation, *(part for argument in getattr(annotation, "__args__", ()) for part in parts(argument))]
