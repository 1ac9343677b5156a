"""JSON data out of what a body may hold: dicts, tuples, enums, structs of jsii."""

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

from ..errors import ConfigurationError
from .struct_names import KUBERNETES_NAMES


def plain(value: Any) -> Any:
    """JSON data out of dicts, tuples, enums and ``k8s.*`` or ``imports.*`` structs, without a jsii call; None is dropped.

    Raises:
        ConfigurationError: a value that is no data, or a jsii enum, whose Python value is not the Kubernetes word.
    """
    kind = type(value)
    if kind is str or kind is int or kind is bool:
        return value
    if kind is dict:  # most of a body, so asked before the slower Mapping
        return {key: plain(item) for key, item in value.items() if item is not None}
    if value is None or isinstance(value, (str, int, float)):
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items() if item is not None}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    names = getattr(kind, "__jsii_name_mapping__", None)
    if names is not None:
        return {KUBERNETES_NAMES.get(names[key], names[key]): plain(item) for key, item in value._values.items() if item is not None}
    if isinstance(value, Enum):
        if hasattr(kind, "__jsii_type__"):
            raise ConfigurationError([f"({value}) must be the Kubernetes word; write it as a string"])
        return plain(value.value)
    inner = getattr(value, "value", None)  # k8s.Quantity, k8s.IntOrString
    if isinstance(inner, (str, int, float)):
        return inner
    raise ConfigurationError([f"({kind.__name__}) must be text, a number, True, False, a list or a mapping; convert it"])


def findings(value: Any, path: str) -> Iterator[str]:
    """Every value that ``plain`` refuses, by its path; asked for after it refused one."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from findings(item, f"{path}.{key}")
    elif isinstance(value, (list, tuple)):
        for index, item in enumerate(value):
            yield from findings(item, f"{path}[{index}]")
    else:
        try:
            plain(value)
        except ConfigurationError as error:
            yield from (f"{path} {finding}" for finding in error.findings)
