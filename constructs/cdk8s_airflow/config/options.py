"""Proof that every option of airflow.cfg exists in the chosen Airflow version; Airflow itself ignores unknown ones silently."""

import difflib
import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from .option_table import TABLES, OptionTable, table_of

Value = str | int | float | bool
TRUE_OR_FALSE = frozenset({"t", "true", "1", "f", "false", "0"})
"""What Airflow reads as a boolean, in any case."""
SECRET_WORDS = re.compile(r"password|passwd|secret|token|credential|dsn", re.IGNORECASE)
URL_WITH_PASSWORD = re.compile(r"://[^/]*:.*@")
NAME_THE_KEY = "name the Secret's key in SecretsProps or a component's env"
RENAMED_SECTIONS = {"kubernetes": "kubernetes_executor"}
"""Sections of Airflow 1 and 2 that moved as a whole."""


class Finding(NamedTuple):
    """One remark about one option."""

    section: str
    option: str
    message: str
    """``[section] option (value) must <rule>; <cure>``; the value of a sensitive option is left out."""
    is_error: bool


def check_options(version: str, settings: Mapping[str, Mapping[str, Value]]) -> list[Finding]:
    """What is wrong with settings under an Airflow version; empty when all is well.

    Errors: unknown, renamed, removed or mistyped options, sensitive ones given literally, ``_cmd`` and ``_secret`` on others.
    Remarks: options in sections that only an installed provider can know.
    """
    table = table_of(version)
    findings = []
    for section, options in settings.items():
        for option, value in options.items():
            finding = _check(version, table, section, option, value)
            if finding is not None:
                findings.append(finding)
    return findings


def _check(version: str, table: OptionTable, section: str, option: str, value: Value) -> Finding | None:
    name = f"[{section}] {option}"
    if table.is_sensitive(section, option):
        return Finding(section, option, f"{name} must come from a Secret, not from airflow.cfg; {NAME_THE_KEY}", True)
    shown = name if _looks_secret(option, value) else f"{name} ({value})"
    if table.has(section, option):
        rule = _type_rule(_type_of(table, section, option), value)
        return Finding(section, option, f"{shown} must be {rule}", True) if rule else None
    if section in table.open_sections:
        return None
    own = ".".join(version.split(".")[:2]) == table.minor
    rule = _unknown(version if own else f"{version} (checked as {table.minor})", table, section, option)
    if rule is None:
        return Finding(section, option, f"{shown} is of a section that Airflow {version} alone does not know; check the provider's documentation", False)
    wanted = re.findall(r"\[\S+\] (\w+)", rule)
    return Finding(section, option, f"{name if _sensitive_names() & set(wanted) else shown} {rule}", True)


def _looks_secret(option: str, value: Value) -> bool:
    """Whether a message must leave the value out: sensitive in any version, named like a secret, or a URL with a password."""
    base = option.removesuffix("_cmd").removesuffix("_secret")
    return base in _sensitive_names() or bool(SECRET_WORDS.search(option) or URL_WITH_PASSWORD.search(str(value)))


@cache
def _sensitive_names() -> frozenset[str]:
    return frozenset(option for table in _tables() for section, options in table.options.items() for option in options if table.is_sensitive(section, option))


def _type_of(table: OptionTable, section: str, option: str) -> str:
    """The option's type; 2.8 calls many numbers strings, so a later table that says more precisely is believed."""
    kinds = [other.type_of(section, option) for other in _tables() if other.has(section, option)]
    own = table.type_of(section, option)
    return next((kind for kind in kinds if kind != "string"), own) if own == "string" else own


def _tables() -> list[OptionTable]:
    return [table_of(f"{major}.{minor}.0") for major, minor in TABLES]


def _type_rule(kind: str, value: Value) -> str | None:
    """The rule that a value breaks and its cure; None when it fits."""
    text = str(value)
    if kind == "boolean" and text.lower() not in TRUE_OR_FALSE:
        return "a boolean; write True or False"
    try:
        if kind == "integer":
            int(text)
        if kind == "float":
            float(text)
    except ValueError:
        return f"a {'whole ' if kind == 'integer' else ''}number; write it without unit"
    return None


def _unknown(version: str, table: OptionTable, section: str, option: str) -> str | None:
    """The rule that an option outside of the table breaks; None when nothing can be said."""
    old = f"{section}.{option}"
    base, suffix = next(((option.removesuffix(end), end) for end in ("_cmd", "_secret") if option.endswith(end)), (option, ""))
    if suffix and table.is_sensitive(section, base):
        return f"must not stand in airflow.cfg, the secret files are wired by the package; name the key in SecretsProps instead of {suffix}"
    if suffix and table.has(section, base):
        return f"must not end in {suffix}: Airflow ignores it there, the option is not sensitive; write {base}"
    moved = table.renamed | table.removed
    if new := moved.get(old) or moved.get(f"{section}.{base}"):
        if table.is_sensitive(*new.rsplit(".", 1)):
            return f"must come from a Secret as {_bracketed(new)} in Airflow {version}, not from airflow.cfg; {NAME_THE_KEY}"
        return f"must be written {_bracketed(new)} in Airflow {version}; rename it"
    if old in table.removed:
        return f"must not be set, it was removed before Airflow {version}; delete it"
    known = [other for other in _tables() if other.has(section, option)]
    later = [other for other in known if other.key > table.key]
    if known:
        when = f"from {later[0].minor}" if later else f"until {known[-1].minor}"
        return f"must be an option of Airflow {version}, it exists {when}; delete it or change airflow_version"
    if section not in table.options and not difflib.get_close_matches(section, table.options, cutoff=0.8):
        return _unknown_section(version, table, section, option)
    near = difflib.get_close_matches(option, table.options.get(section, {}), n=1, cutoff=0.6)
    elsewhere = [where for where, options in table.options.items() if option in options]
    best = f"{section}.{near[0]}" if near else f"{elsewhere[0]}.{option}" if elsewhere else None
    cure = f"did you mean {_bracketed(best)}?" if best else "see the configuration reference"
    return f"must be an option of Airflow {version}; {cure}"


def _unknown_section(version: str, table: OptionTable, section: str, option: str) -> str | None:
    """A section that resembles none: moved, gone, a wrong place for one of Airflow's own options, or a provider's."""
    moved = RENAMED_SECTIONS.get(section, "")
    own = [where for where in table.options if table.is_own(where, option)] if "_" in option else []  # single words are anybody's
    if table.has(moved, option) or own:
        return f"must be written {_bracketed(f'{moved or own[0]}.{option}')}; correct the section"
    if moved or any(section in other.options or section in other.open_sections for other in _tables()):
        return f"must not be set, Airflow {version} has no section [{section}]; delete it"
    return None


def _bracketed(name: str) -> str:
    section, _, option = name.rpartition(".")
    return f"[{section}] {option}"
