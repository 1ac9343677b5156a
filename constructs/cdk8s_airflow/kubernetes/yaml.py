"""Writes JSON-shaped data as YAML: deterministic, and read alike by YAML 1.1 and 1.2 parsers.

Own module because it is five times as fast as PyYAML's C dumper (docs/architecture.md). No anchors, no flow style except empty
collections, several lines as a literal block; a string that any reader could take for something else is quoted.
"""

import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import isfinite
from typing import Any

from ..errors import ConfigurationError

_PLAIN = re.compile(r"[A-Za-z0-9_./][A-Za-z0-9_./-]*(?:[ :=+@,][A-Za-z0-9_./-]+)*\Z").match
_PLAIN_KEY = re.compile(r"[A-Za-z_./][A-Za-z0-9_./-]*\Z").match
_AMBIGUOUS = re.compile(r"(?:y|n|yes|no|on|off|true|false|null|\.inf|\.nan|[0-9.][0-9a-fxobtz_.: +-]*)\Z", re.IGNORECASE).match
"""Words and everything made only of what numbers, sexagesimals and timestamps are made of; ``1Gi`` and ``500m`` are not."""
_UNPRINTABLE = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_NOT_IN_BLOCK = re.compile(rf"[\x00-\x09\x0b-\x1f\ud800-\udfff]|{_UNPRINTABLE.pattern}").search
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]").search
_LEADING_SPACE = re.compile(r"\A[ \n]").match
_TRAILING_SPACE = re.compile(r" $", re.MULTILINE).search


def dump(documents: Iterable[Mapping[str, Any]]) -> str:
    """The documents as one YAML stream, separated by ``---``; keys keep their order.

    Raises:
        ConfigurationError: a key that is no string, a number that is not finite, text that is no Unicode.
    """
    parts = []
    for document in documents:
        lines: list[str] = []
        try:
            _mapping(document, 0, lines)
        except ConfigurationError as error:
            where = f"{document.get('kind', 'document')} ({document.get('metadata', {}).get('name', 'without name')})"
            raise ConfigurationError(f"{where}: {finding}" for finding in error.findings) from None
        parts.append("\n".join(lines) + "\n")
    return "---\n".join(parts)


def _mapping(value: Mapping[str, Any], depth: int, lines: list[str]) -> None:
    pad = "  " * depth
    for key, item in value.items():
        name = _key(key)
        if isinstance(item, dict) and item:
            lines.append(f"{pad}{name}:")
            _mapping(item, depth + 1, lines)
        elif isinstance(item, list) and item:
            lines.append(f"{pad}{name}:")
            _sequence(item, depth + 1, lines)
        else:
            lines.append(f"{pad}{name}: {_scalar(item, depth + 1)}")


def _sequence(value: list[Any], depth: int, lines: list[str]) -> None:
    pad = "  " * depth
    for item in value:
        first = len(lines)
        if isinstance(item, dict) and item:
            _mapping(item, depth + 1, lines)
        elif isinstance(item, list) and item:
            _sequence(item, depth + 1, lines)
        else:
            lines.append(f"{pad}- {_scalar(item, depth + 1)}")
            continue
        lines[first] = f"{pad}- {lines[first][len(pad) + 2 :]}"


def _scalar(value: Any, depth: int) -> str:
    if isinstance(value, str) and "\n" not in value:
        return _word(value)
    if isinstance(value, dict):
        return "{}"
    if isinstance(value, list):
        return "[]"
    if isinstance(value, float):
        if not isfinite(value):
            raise ConfigurationError([f"number ({value}) must be finite; JSON knows no other"])
        return re.sub(r"^(-?\d+)e", r"\1.0e", repr(value))  # YAML 1.1 wants a dot before the exponent
    if not isinstance(value, str):
        return str(value) if type(value) is int else json.dumps(value)
    if not _NOT_IN_BLOCK(value) and value.strip() and not _LEADING_SPACE(value) and not _TRAILING_SPACE(value):
        body = value.rstrip("\n")
        if len(value) - len(body) < 2:
            pad = "  " * depth
            return "\n".join(["|" if value.endswith("\n") else "|-", *(pad + line if line else "" for line in body.split("\n"))])
    return _word(value)


@lru_cache(maxsize=4096)
def _word(value: str) -> str:
    """One line; remembered, because manifests repeat their words."""
    return value if _PLAIN(value) and not _AMBIGUOUS(value) else _quoted(value)


@lru_cache(maxsize=4096)
def _key(value: str) -> str:
    if not isinstance(value, str):
        raise ConfigurationError([f"key ({value}) must be a string; put it in quotes"])
    return value if _PLAIN_KEY(value) and not _AMBIGUOUS(value) else _quoted(value)


def _quoted(value: str) -> str:
    """JSON's double quotes; characters beyond the printable ones as escapes."""
    if _LONE_SURROGATE(value):
        raise ConfigurationError([f"text ({json.dumps(value)}) must be Unicode that UTF-8 can hold; drop the lone surrogates"])
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False))
