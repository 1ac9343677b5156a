"""Which options an Airflow version has: tables printed by real installations (tools/option_tables.py)."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

SENSITIVE, PROVIDER, DEPRECATED = 1, 2, 4
"""Bits of an option's flags."""
TABLES = ((2, 8), (2, 11), (3, 3))
"""Minor versions with a table. A version between two uses the lower one of its major; 3.0 to 3.2 use 3.3's."""
TYPES = {"b": "boolean", "i": "integer", "f": "float", "s": "string"}


@dataclass(frozen=True, slots=True)
class OptionTable:
    """Options, renames and removals of one minor version."""

    minor: str
    options: dict[str, dict[str, list[Any]]]
    """Section -> option -> [first letter of its type, flags]."""
    renamed: dict[str, str]
    """``section.option`` -> the name that this version wants; the old one is still read."""
    removed: dict[str, str]
    """``section.option`` of earlier versions -> the name to use instead, or nothing."""
    open_sections: frozenset[str]
    """Sections that take any option."""

    def has(self, section: str, option: str) -> bool:
        """Whether the version knows the option."""
        return option in self.options.get(section, {})

    @property
    def key(self) -> tuple[int, ...]:
        """The minor version as numbers, to compare."""
        return tuple(int(part) for part in self.minor.split("."))

    def is_own(self, section: str, option: str) -> bool:
        """Whether the option is Airflow's, not a provider's."""
        return self.has(section, option) and not self.options[section][option][1] & PROVIDER

    def type_of(self, section: str, option: str) -> str:
        """``boolean``, ``integer``, ``float`` or ``string``."""
        return TYPES[self.options[section][option][0]]

    def is_sensitive(self, section: str, option: str) -> bool:
        """Whether Airflow takes the option from ``_CMD`` and ``_SECRET`` too."""
        return self.has(section, option) and bool(self.options[section][option][1] & SENSITIVE)


@cache
def table_of(version: str) -> OptionTable:
    """The table that serves a version, the nearest lower one of its major where there is none of its own."""
    major, minor = (int(part) for part in version.split(".")[:2])
    own = [table for table in TABLES if table[0] == major]
    best = max((table for table in own if table <= (major, minor)), default=own[0])
    name = f"{best[0]}.{best[1]}"
    data = json.loads((files(__package__) / "data" / f"airflow_{name}.json").read_text(encoding="utf-8"))
    return OptionTable(name, data["options"], data["renamed"], data["removed"], frozenset(data["open"]))
