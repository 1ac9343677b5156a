"""What a check is, and the list of all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from .installation import Installation

Bed = Literal["nothing", "kubectl", "argocd"]
"""What a check finds in the cluster: no platform, one by ``kubectl apply``, or whatever it makes by Argo CD."""

Function = Callable[["Installation"], str]


class Failed(AssertionError):
    """The platform did not do what the check wants; the message says what was seen."""


class NotHere(Exception):
    """The cluster lacks what the check needs; the message says what."""


@dataclass(frozen=True, slots=True)
class Check:
    """One statement about the running platform. Its function returns what was seen, in one sentence."""

    name: str
    row: str
    """Rows of the tutorial's systems that it proves: ``S4``."""
    function: Function
    bed: Bed

    @property
    def statement(self) -> str:
        """First line of the function's docstring."""
        return (self.function.__doc__ or "").strip().splitlines()[0]


REGISTERED: list[Check] = []
"""Every check that was imported."""


def check(name: str, row: str, *, bed: Bed = "kubectl") -> Callable[[Function], Function]:
    """Registers a function as a check."""

    def register(function: Function) -> Function:
        REGISTERED.append(Check(name, row, function, bed))
        return function

    return register


def expect(condition: object, sentence: str) -> None:
    """Raises ``Failed`` with the sentence unless the condition holds."""
    if not condition:
        raise Failed(sentence)
