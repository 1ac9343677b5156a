"""Every exception of the package.

AirflowError                what this package raises on purpose; catch it to catch all
└── ConfigurationError      a value that cannot be rendered: one sentence per finding
"""

from collections.abc import Iterable


class AirflowError(Exception):
    """Base of every error that the package raises on purpose."""


class ConfigurationError(AirflowError, ValueError):
    """Values that must change before a manifest can be written.

    Each finding is one sentence: ``<field> (<value>) must <rule>; <cure>``.
    """

    def __init__(self, findings: Iterable[str]) -> None:
        self.findings: tuple[str, ...] = tuple(findings)
        super().__init__("\n".join(self.findings))
