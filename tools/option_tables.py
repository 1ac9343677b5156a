"""Writes constructs/cdk8s_airflow/config/data/ from tables that real Airflow installations printed.

``python tools/option_tables.py FOLDER``: FOLDER holds ``airflow-config-<version>.json`` (section -> option -> type, default,
sensitive, source, version_deprecated), ``airflow-config-deprecated-<version>.json`` (old and new names that the version still
reads) and ``airflow-config-changes-2-to-3.json`` (what ``airflow config lint`` knows).
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parent.parent / "constructs" / "cdk8s_airflow" / "config" / "data"
TABLES = {"2.8": "2.8.1", "2.11": "2.11", "3.3": "3.3"}
"""First minor version that a table serves -> version in the file names of FOLDER."""
SENSITIVE, PROVIDER, DEPRECATED = 1, 2, 4
OPEN_SECTIONS = ["celery_broker_transport_options", "celery_result_backend_transport_options"]
OPEN_SECTIONS_OF_2 = ["kubernetes_environment_variables"]
"""Sections whose options are free."""
NOT_BOOLEAN = frozenset({"expose_config"})
"""Strings whose default looks like a boolean and that take other words too: ``non-sensitive-only``."""


def table(folder: Path, version: str, major: int) -> dict[str, Any]:
    """One compact table: options as [type, flags], renamed as old -> new, removed as old -> what to do instead."""
    raw = json.loads((folder / f"airflow-config-{version}.json").read_text(encoding="utf-8"))
    renamed = json.loads((folder / f"airflow-config-deprecated-{version}.json").read_text(encoding="utf-8"))
    changes = json.loads((folder / "airflow-config-changes-2-to-3.json").read_text(encoding="utf-8"))
    options = {section: {key: [kind(key, option), flags(option)] for key, option in sorted(keys.items())} for section, keys in sorted(raw.items())}
    new_names = {".".join(pair["old"]): ".".join(pair["new"]) for pair in renamed}
    removed: dict[str, str] = {}
    for change in changes if major >= 3 else []:
        name = f"{change['section']}.{change['key']}"
        if (change["was_removed"] or change["renamed_to"]) and not has(options, name):
            removed[name] = ".".join(change["renamed_to"]) if change["renamed_to"] else ""
    ends = {name: last_name(options, removed | new_names, name) for name in removed | new_names}
    return {
        "open": sorted(OPEN_SECTIONS + (OPEN_SECTIONS_OF_2 if major == 2 else [])),
        "options": options,
        "removed": {name: new for name, new in sorted(ends.items()) if name in removed or not new},
        "renamed": {name: ends[name] for name in sorted(new_names) if ends[name]},
    }


def has(options: dict[str, dict[str, Any]], name: str) -> bool:
    """Whether ``section.option`` is an option."""
    section, _, option = name.rpartition(".")
    return option in options.get(section, {})


def last_name(options: dict[str, dict[str, Any]], new_names: dict[str, str], name: str) -> str:
    """The name that the version really has, through renames of renames; empty when all are gone."""
    seen = {name}
    while name in new_names and (name := new_names[name]) not in seen:
        if has(options, name):
            return name
        seen.add(name)
    return ""


def kind(key: str, option: dict[str, Any]) -> str:
    """First letter of the type; many booleans are declared as strings and known by their default."""
    looks_boolean = option["type"] == "string" and str(option.get("default")) in ("True", "False")
    return "b" if looks_boolean and key not in NOT_BOOLEAN else str(option["type"][0])


def flags(option: dict[str, Any]) -> int:
    """Bits: sensitive, provider option, deprecated."""
    return SENSITIVE * bool(option.get("sensitive")) + PROVIDER * (option.get("source") == "provider") + DEPRECATED * bool(option.get("version_deprecated"))


def main(arguments: list[str]) -> int:
    """Writes all tables."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print("error: argument must be the folder of raw tables; see the docstring", file=sys.stderr)
        return 1
    TARGET.mkdir(exist_ok=True)
    for minor, version in TABLES.items():
        content = table(Path(arguments[0]), version, int(minor.split(".")[0]))
        text = re.sub(r'\[\s+("\w"),\s+(\d)\s+\]', r"[\1, \2]", json.dumps(content, indent=1, sort_keys=True))  # one line per option
        (TARGET / f"airflow_{minor}.json").write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
