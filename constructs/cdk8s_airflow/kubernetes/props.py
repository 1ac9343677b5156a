"""Base of every props class: frozen, closed, and one sentence per wrong value."""

import difflib
import re
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from ..errors import ConfigurationError

SENSITIVE = re.compile(r"password|secret|token|private|credential|fernet|_key$|dsn|sql_alchemy_conn", re.IGNORECASE)
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
    "too_short": "must not be empty; add an entry",
    "model_type": "must be a {class_name}; write {class_name}(...)",
    "dict_type": "must be a mapping; write {{name: value}}",
    "mapping_type": "must be a mapping; write {{name: value}}",
    "tuple_type": "must be a tuple; write (value,)",
    "string_pattern_mismatch": "must match {pattern}; rename it",
    "string_too_short": "must not be empty; give it a value",
}
"""pydantic error type -> the rule and the cure in our words."""


class Props(BaseModel):
    """Values of one construct: immutable, unknown fields refused, all findings reported at once.

    Raises:
        ConfigurationError: one sentence per wrong field, ``Class.field (value) must <rule>; <cure>``.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True, use_attribute_docstrings=__debug__
    )  # reading them costs 0.08 s, which python -O saves

    def __init__(self, **values: Any) -> None:
        try:
            super().__init__(**values)
        except ValidationError as error:
            raise ConfigurationError(sentence for detail in error.errors() for sentence in self._sentences(detail)) from None

    def changed(self, **values: Any) -> Self:
        """A copy with other values, validated again (pydantic's ``model_copy`` does not validate)."""
        return type(self)(**{**{name: getattr(self, name) for name in self.model_fields_set}, **values})

    @classmethod
    def _sentences(cls, detail: ErrorDetails) -> tuple[str, ...]:
        """One pydantic error in our words; several when the value is a Props that found several."""
        path = [str(part) for part in detail["loc"] if part != "[key]"]
        field = ".".join([cls.__name__, *path])
        kind, value, context = detail["type"], detail["input"], detail.get("ctx", {})
        if kind == "extra_forbidden":
            near = difflib.get_close_matches(path[-1], cls.model_fields, n=1, cutoff=0.5)
            cure = f"did you mean {near[0]}?" if near else f"known fields: {', '.join(sorted(cls.model_fields))}"
            return (f"{field} must be a known field; {cure}",)
        if kind == "too_short" and len(value) >= context["min_length"]:
            return ()  # follows from a wrong entry, which has a sentence of its own
        if kind == "value_error" and isinstance(context["error"], ConfigurationError):
            return context["error"].findings
        rule = str(context["error"]) if kind == "value_error" else RULES.get(kind, f"must be valid ({detail['msg']}); correct it").format(**context)
        if not rule.startswith("must "):  # a rule between fields names the first of them itself
            return (f"{field}.{rule}",)
        shown = "" if kind == "missing" or not path or SENSITIVE.search(path[-1]) else f" ({_short(value)})"
        return (f"{field}{shown} {rule}",)


def _short(value: object) -> str:
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 80 else f"{text[:77]}..."
