"""Base of every props class: frozen, closed, and one sentence per wrong value."""

import difflib
import re
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from ..errors import ConfigurationError

SENSITIVE = re.compile(r"password|secret|token|private|credential|fernet|dsn|sql_alchemy_conn", re.IGNORECASE)
"""Field names whose value is never repeated in a message."""

RULES = {
    "missing": "must be set; it has no default",
    "greater_than_equal": "must be at least {ge}; raise it",
    "greater_than": "must be greater than {gt}; raise it",
    "less_than_equal": "must be at most {le}; lower it",
    "less_than": "must be less than {lt}; lower it",
    "int_parsing": "must be a whole number; write it without unit or quotes",
    "int_type": "must be a whole number; write it without unit or quotes",
    "int_from_float": "must be a whole number; drop the fraction",
    "bool_parsing": "must be True or False; write the Python value",
    "bool_type": "must be True or False; write the Python value",
    "string_type": "must be a string; put it in quotes",
    "literal_error": "must be one of {expected}; choose one of them",
    "too_short": "must hold at least {min_length} entries; add one",
    "string_too_short": "must not be empty; give it a value",
}
"""pydantic error type -> the rule and the cure in our words."""


class Props(BaseModel):
    """Values of one construct: immutable, unknown fields refused, all findings reported at once.

    Raises:
        ConfigurationError: one sentence per wrong field, ``Class.field (value) must <rule>; <cure>``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, arbitrary_types_allowed=True)

    def __init__(self, **values: Any) -> None:
        try:
            super().__init__(**values)
        except ValidationError as error:
            raise ConfigurationError(self._sentence(detail) for detail in error.errors()) from None

    def changed(self, **values: Any) -> Self:
        """A copy with other values, validated again (pydantic's ``model_copy`` does not validate)."""
        return type(self)(**{**{name: getattr(self, name) for name in self.model_fields_set}, **values})

    @classmethod
    def _sentence(cls, detail: ErrorDetails) -> str:
        path = [str(part) for part in detail["loc"]]
        field = ".".join([cls.__name__, *path])
        kind, value = detail["type"], detail["input"]
        if kind == "extra_forbidden":
            near = difflib.get_close_matches(path[-1], cls.model_fields, n=1, cutoff=0.5)
            cure = f"did you mean {near[0]}?" if near else f"known fields: {', '.join(sorted(cls.model_fields))}"
            return f"{field} must be a known field; {cure}"
        if kind == "value_error" and isinstance(detail["ctx"]["error"], ConfigurationError):
            return f"{field}: {detail['ctx']['error']}"
        if kind == "value_error":
            rule = str(detail["ctx"]["error"])
        else:
            rule = RULES.get(kind, "").format(**detail.get("ctx", {})) or f"must be valid; {detail['msg']}"
        if not path:  # a rule between fields names them itself
            return f"{cls.__name__}.{rule}"
        if kind == "missing" or SENSITIVE.search(field):
            return f"{field} {rule}"
        return f"{field} ({_short(value)}) {rule}"


def _short(value: object) -> str:
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 80 else f"{text[:77]}..."
