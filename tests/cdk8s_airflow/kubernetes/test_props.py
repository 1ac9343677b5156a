"""One sentence per wrong value: field, value, rule, cure."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

import pytest
from pydantic import Field, model_validator

from cdk8s_airflow import ConfigurationError, Props
from cdk8s_airflow.kubernetes.props import OTHER_RULE, RULES
from tests.sentences import refused, sentence


class Inner(Props):
    size: int = Field(ge=1)
    unit: Literal["a", "b"] = "a"


class Abstract(Props):
    """A base without fields."""


class First(Abstract):
    one: int = 1


class Second(First):
    two: int = 2


class Outer(Props):
    never_shown: ClassVar[frozenset[str]] = frozenset({"hidden"})

    replicas: int = Field(default=1, ge=0, lt=100)
    password: int = 1
    hidden: int = 1
    inner: Inner = Inner(size=1)
    many: tuple[Inner, ...] = ()
    named: Mapping[str, Inner] = Field(default_factory=dict)
    names: tuple[str, ...] = Field(default=("x",), min_length=1)
    source: Abstract = First()
    url: str = "x"

    @model_validator(mode="after")
    def _rule_between_fields(self) -> "Outer":
        if self.replicas > self.inner.size:
            raise ValueError(f"replicas ({self.replicas}) must not exceed inner.size ({self.inner.size}); lower it")
        return self


CASES: list[tuple[dict[str, Any], tuple[str, ...]]] = [
    ({"replica": 1}, ("Outer.replica must be a known field; did you mean replicas?",)),
    (
        {"zzz": 1},
        ("Outer.zzz must be a known field; known fields: hidden, inner, many, named, names, password, replicas, source, url",),
    ),
    ({"replicas": -1}, ("Outer.replicas (-1) must be at least 0; raise it",)),
    ({"replicas": 100}, ("Outer.replicas (100) must be less than 100; lower it",)),
    ({"replicas": "two"}, ("Outer.replicas ('two') must be a whole number; write it without unit or quotes",)),
    ({"replicas": 1.5}, ("Outer.replicas (1.5) must be a whole number; drop the fraction",)),
    ({"replicas": float("nan")}, ("Outer.replicas (nan) must be a whole number; write it without unit or quotes",)),
    ({"replicas": "9" * 5000}, (f"Outer.replicas ('{'9' * 76}...) must be a smaller number; lower it",)),
    ({"replicas": 2}, ("Outer.replicas (2) must not exceed inner.size (1); lower it",)),
    ({"password": "hunter2"}, ("Outer.password must be a whole number; write it without unit or quotes",)),
    ({"hidden": "hunter2"}, ("Outer.hidden must be a whole number; write it without unit or quotes",)),
    ({"replicas": "https://u:hunter2@e.com"}, ("Outer.replicas must be a whole number; write it without unit or quotes",)),
    ({"replicas": {"a": "hunter2"}}, ("Outer.replicas (dict) must be a whole number; write it without unit or quotes",)),
    ({"replicas": object()}, ("Outer.replicas (object) must be a whole number; write it without unit or quotes",)),
    ({"inner": "big"}, ("Outer.inner ('big') must be an Inner; write Inner(...)",)),
    ({"inner": None}, ("Outer.inner (None) must be an Inner; write Inner(...)",)),
    ({"inner": [1]}, ("Outer.inner (list) must be an Inner; write Inner(...)",)),
    (
        {"inner": {"size": 0, "unit": "c", "x": 1}},
        (
            "Outer.inner.size (0) must be at least 1; raise it",
            "Outer.inner.unit ('c') must be one of 'a' or 'b'; choose one of them",
            "Outer.inner.x must be a known field; known fields: size, unit",
        ),
    ),
    ({"many": ({"size": 1}, {})}, ("Outer.many[1].size must be set; it has no default",)),
    ({"many": {"size": 1}}, ("Outer.many (dict) must be a tuple; write (value,)",)),
    ({"named": {"a b": {"size": 0}}}, ("Outer.named[a b].size (0) must be at least 1; raise it",)),
    ({"named": ["a"]}, ("Outer.named (list) must be a mapping; write {name: value}",)),
    ({"names": ()}, ("Outer.names (()) must not be empty; add an entry",)),
    ({"names": (1,)}, ("Outer.names[0] (1) must be a string; put it in quotes",)),
    ({"source": "git"}, ("Outer.source ('git') must be an Abstract; write First(...) or Second(...)",)),
    ({"source": {"path": "x"}}, ("Outer.source.path must be a known field; write First(...) or Second(...)",)),
    ({"url": b"\xff"}, ("Outer.url (bytes) must be a string of Unicode characters; decode it",)),
    ({"url": "a" * 100, "names": "a\nb"}, ("Outer.names ('a\\nb') must be a tuple; write (value,)",)),
    (
        {"replicas": "x", "url": 1},
        ("Outer.replicas ('x') must be a whole number; write it without unit or quotes", "Outer.url (1) must be a string; put it in quotes"),
    ),
]


@pytest.mark.parametrize(("values", "findings"), CASES)
def test_sentences(values: dict[str, Any], findings: tuple[str, ...]) -> None:
    """All findings at once, in our words, by the path of the field, without secrets."""
    assert refused(lambda: Outer(**values)) == findings


def test_a_rule_of_pydantic_that_has_no_words_of_ours_leaks_nothing() -> None:
    """Field types that the package does not use yet."""
    assert "frozen_set_type" not in RULES
    assert sentence(frozenset[int], 3) == f"(3) {OTHER_RULE}"


def test_a_sentence_stays_on_its_line() -> None:
    """Whatever a validator repeats."""

    class Repeats(Props):
        text: str

        @model_validator(mode="after")
        def _refuse(self) -> "Repeats":
            raise ValueError(f"text ({self.text}) must be other; change it")

    assert refused(lambda: Repeats(text="a\nb")) == ("Repeats.text (a b) must be other; change it",)


def test_props_are_values() -> None:
    """Frozen, equal when their fields are equal, without what was not asked for."""
    props = Outer(inner=Inner(size=3))
    assert props == Outer(inner=Inner(size=3))
    finding = "Outer.replicas must not be assigned, props are frozen; write props.changed(replicas=...)"
    assert refused(lambda: setattr(props, "replicas", 2)) == refused(lambda: delattr(props, "replicas")) == (finding,)
    assert props.replicas == 1


def test_a_changed_copy_is_validated_again() -> None:
    """Rules between fields see the new values; what was not set stays a default."""
    props = Outer(inner=Inner(size=3))
    assert props.changed(replicas=3).replicas == 3
    assert props.changed(replicas=3).model_fields_set == {"inner", "replicas"}
    with pytest.raises(ConfigurationError, match=r"Outer.replicas \(4\) must not exceed inner.size \(3\)"):
        props.changed(replicas=4)


def test_findings_can_be_caught_as_value_error() -> None:
    """One exception type, one line per finding in its text."""
    with pytest.raises(ValueError) as caught:
        Outer(replicas="x", url=1)
    assert len(str(caught.value).splitlines()) == 2
