"""Every exception of the package.

AirflowError                what this package raises on purpose; catch it to catch all
└── ConfigurationError      a value that cannot be rendered: one sentence per finding
"""

import os
import traceback
from collections.abc import Iterable

LIBRARY = os.path.dirname(__file__)


class AirflowError(Exception):
    """Base of every error that the package raises on purpose."""


class ConfigurationError(AirflowError, ValueError):
    """Values that must change before a manifest can be written.

    Each finding is one sentence: ``<field> (<value>) must <rule>; <cure>``.
    """

    def __init__(self, findings: Iterable[str]) -> None:
        self.findings: tuple[str, ...] = tuple(findings)
        super().__init__("\n".join(self.findings))

    def located(self) -> tuple[str, ...]:
        """The findings, each with the last two lines of the caller's own files that led to it."""
        files = (frame for frame in traceback.extract_tb(self.__traceback__) if _is_own(frame.filename))
        lines = [f"{os.path.relpath(frame.filename)}:{frame.lineno}" for frame in files][-2:]
        return tuple(f"{finding} ({', '.join(lines)})" if lines else finding for finding in self.findings)


def _is_own(filename: str) -> bool:
    """A file below the working directory that belongs neither to the package nor to an installation."""
    inside = os.path.abspath(filename).startswith(os.getcwd() + os.sep)
    return inside and not filename.startswith(LIBRARY + os.sep) and "site-packages" not in filename
