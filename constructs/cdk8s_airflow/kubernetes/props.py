"""Base of every props class: frozen, closed, and one sentence per wrong value."""

import difflib
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, Self

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from ..errors import ConfigurationError

SENSITIVE = re.compile(r"passw|secret|token|private|credential|fernet|_key$|dsn|sql_alchemy_conn", re.IGNORECASE)
"""Field names whose value is never repeated in a message."""
URL_WITH_PASSWORD = re.compile(r"://[^/@\s]*:[^/@\s]*@")
"""Values that are never repeated, whatever the field's name."""

WHOLE_NUMBER = "must be a whole number; write it without unit or quotes"
TRUE_OR_FALSE = "must be True or False; write the Python value"
MAPPING = "must be a mapping; write {{name: value}}"
RULES = {
    "missing": "must be set; it has no default",
    "greater_than_equal": "must be at least {ge}; raise it",
    "greater_than": "must be greater than {gt}; raise it",
    "less_than_equal": "must be at most {le}; lower it",
    "less_than": "must be less than {lt}; lower it",
    "int_parsing": WHOLE_NUMBER,
    "int_parsing_size": "must be a smaller number; lower it",
    "int_type": WHOLE_NUMBER,
    "int_from_float": "must be a whole number; drop the fraction",
    "finite_number": WHOLE_NUMBER,
    "bool_parsing": TRUE_OR_FALSE,
    "bool_type": TRUE_OR_FALSE,
    "string_type": "must be a string; put it in quotes",
    "string_unicode": "must be a string of Unicode characters; decode it",
    "literal_error": "must be one of {expected}; choose one of them",
    "too_short": "must not be empty; add an entry",
    "dict_type": MAPPING,
    "mapping_type": MAPPING,
    "tuple_type": "must be a tuple; write (value,)",
    "string_too_short": "must not be empty; give it a value",
}
"""pydantic error type -> the rule and the cure in our words."""
OTHER_RULE = "must be of the type that its docstring describes; correct it"


class Props(BaseModel):
    """Values of one construct: immutable, unknown fields refused, all findings reported at once.

    Raises:
        ConfigurationError: one sentence per wrong field, ``Class.field (value) must <rule>; <cure>``.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True, use_attribute_docstrings=__debug__
    )  # reading them costs 0.08 s, which python -O saves

    never_shown: ClassVar[frozenset[str]] = frozenset()
    """Fields whose value no message repeats, beside those that SENSITIVE names."""

    def __init__(self, **values: Any) -> None:
        try:
            super().__init__(**values)
        except ValidationError as error:
            raise ConfigurationError(sentence for detail in error.errors() for sentence in self._sentences(detail)) from None

    if not TYPE_CHECKING:  # a type checker must go on refusing unknown attributes

        def __setattr__(self, name: str, value: object = None) -> NoReturn:
            raise ConfigurationError([f"{type(self).__name__}.{name} must not be assigned, props are frozen; write props.changed({name}=...)"])

        __delattr__ = __setattr__

    def changed(self, **values: Any) -> Self:
        """A copy with other values, validated again (pydantic's ``model_copy`` does not validate)."""
        return type(self)(**{**{name: getattr(self, name) for name in self.model_fields_set}, **values})

    @classmethod
    def _sentences(cls, detail: ErrorDetails) -> Iterator[str]:
        """One pydantic error in our words; several when the value is a Props that found several."""
        keys = [part for part in detail["loc"] if part != "[key]"]
        last, field = str(keys[-1]) if keys else "", _path(cls.__name__, keys)
        kind, value, context = detail["type"], detail["input"], detail.get("ctx", {})
        if kind == "extra_forbidden":
            near = difflib.get_close_matches(last, cls.model_fields, n=1, cutoff=0.5)
            others = f"known fields: {', '.join(sorted(cls.model_fields))}" if cls.model_fields else _constructors(cls.__name__)
            yield f"{field} must be a known field; {f'did you mean {near[0]}?' if near else others}"
        elif kind == "too_short" and len(value) >= context["min_length"]:
            return  # follows from a wrong entry, which has a sentence of its own
        elif kind == "value_error" and isinstance(context["error"], ConfigurationError):
            yield from (_below(field, finding) for finding in context["error"].findings)
        elif kind == "value_error" and not str(context["error"]).startswith("must "):  # a rule between fields names the first of them itself
            yield _one_line(f"{field}.{context['error']}")
        else:
            if kind == "value_error":
                rule = str(context["error"])
            elif kind == "model_type":
                name = str(context["class_name"])
                rule = f"must be {'an' if name[0] in 'AEIO' else 'a'} {name}; {_constructors(name)}"
            else:
                rule = RULES.get(kind, OTHER_RULE).format(**context)
            hidden = kind == "missing" or not keys or SENSITIVE.search(last) or last in cls.never_shown
            shown = "" if hidden or (kind == "value_error" and isinstance(value, (tuple, list, dict))) else _shown(value)
            yield _one_line(f"{field}{shown} {rule}")


def _path(name: str, keys: Sequence[int | str]) -> str:
    return name + "".join(f"[{key}]" if isinstance(key, int) or not key.isidentifier() else f".{key}" for key in keys)


def _below(field: str, finding: str) -> str:
    """A finding of nested props, told from the outer ones: ``Resources.cpu_limit ...`` as ``SchedulerProps.resources.cpu_limit ...``."""
    name, dot, rest = finding.partition(".")
    return f"{field}.{rest}" if dot and name in {props.__name__ for props in _family(Props)} else finding


def _family(root: type[Props]) -> Iterator[type[Props]]:
    for props in root.__subclasses__():
        yield props
        yield from _family(props)


def _constructors(name: str) -> str:
    """What to write for a class; a base without fields stands for its subclasses of the same package."""
    bases = [props for props in _family(Props) if props.__name__ == name and not props.model_fields]
    children = sorted(child.__name__ for base in bases for child in _family(base) if _package(child) == _package(base))
    return f"write {' or '.join(f'{child}(...)' for child in children or [name])}"


def _package(props: type[Props]) -> str:
    return props.__module__.partition(".")[0]


def _shown(value: object) -> str:
    """The value in brackets; neither a URL's password nor the insides of a container or object."""
    if not (value is None or isinstance(value, (str, int, float)) or value in ((), [], {})):
        return f" ({type(value).__name__})"
    text = repr(value) if isinstance(value, str) else str(value)
    return "" if URL_WITH_PASSWORD.search(text) else f" ({text if len(text) <= 80 else f'{text[:77]}...'})"


def _one_line(sentence: str) -> str:
    return " ".join(sentence.splitlines())
