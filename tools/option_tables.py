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
OPEN_SECTIONS = ["celery_broker_transport_options", "celery_result_backend_transport_options", "kubernetes_environment_variables"]
"""Sections whose options are free."""


def table(folder: Path, version: str, major: int) -> dict[str, Any]:
    """One compact table: options as [type, flags], renamed as old -> new, removed as old -> what to do instead."""
    raw = json.loads((folder / f"airflow-config-{version}.json").read_text(encoding="utf-8"))
    renamed = json.loads((folder / f"airflow-config-deprecated-{version}.json").read_text(encoding="utf-8"))
    changes = json.loads((folder / "airflow-config-changes-2-to-3.json").read_text(encoding="utf-8"))
    options = {section: {key: [kind(option), flags(option)] for key, option in sorted(keys.items())} for section, keys in sorted(raw.items())}
    removed: dict[str, str] = {}
    for change in changes if major >= 3 else []:
        name = f"{change['section']}.{change['key']}"
        if (change["was_removed"] or change["renamed_to"]) and change["key"] not in options.get(change["section"], {}):
            removed[name] = ".".join(change["renamed_to"]) if change["renamed_to"] else ""
    return {
        "open": OPEN_SECTIONS,
        "options": options,
        "removed": dict(sorted(removed.items())),
        "renamed": {".".join(pair["old"]): ".".join(pair["new"]) for pair in sorted(renamed, key=lambda pair: pair["old"])},
    }


def kind(option: dict[str, Any]) -> str:
    """First letter of the type; many booleans are declared as strings and known by their default."""
    return "b" if option["type"] == "string" and str(option.get("default")) in ("True", "False") else str(option["type"][0])


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
