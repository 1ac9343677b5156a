"""What somebody reads who wrote a wrong value."""

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from pydantic import create_model

from cdk8s_airflow import ConfigurationError, Props


@cache
def holder(kind: Any) -> type[Props]:
    """Props with one field of a type."""
    return create_model("P", __base__=Props, v=(kind, ...))


def checked(kind: Any, value: object) -> Any:
    """The value as props of that type hold it."""
    return holder(kind)(v=value).v


def refused(make: Callable[[], object]) -> tuple[str, ...]:
    """The findings; fails when there are none."""
    with pytest.raises(ConfigurationError) as caught:
        make()
    return caught.value.findings


def sentence(kind: Any, value: object) -> str:
    """The only finding about a value of a type, as it follows the field: ``('x') must ...``."""
    (finding,) = refused(lambda: holder(kind)(v=value))
    return finding.removeprefix("P.v ")
