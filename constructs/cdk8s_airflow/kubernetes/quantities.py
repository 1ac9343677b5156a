"""Checked values: quantities, names, labels, ports, schedules. Each refuses a wrong value with its cure."""

import re
from decimal import Decimal
from ipaddress import ip_network
from math import ceil
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

MEMORY_UNITS = {"Ki": 1, "Mi": 1024, "Gi": 1024**2, "Ti": 1024**3}
"""Binary memory suffixes and their size. Unit: KiB."""
SUFFIXES = {suffix: Decimal(1000) ** power for power, suffix in enumerate(("n", "u", "m", "", "k", "M", "G", "T", "P", "E"), -3)}
SUFFIXES |= {suffix: Decimal(1024) ** power for power, suffix in enumerate(("Ki", "Mi", "Gi", "Ti", "Pi", "Ei"), 1)}
QUANTITY = re.compile(r"([+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+))(?:[eE]([+-]?[0-9]+)|([numkMGTPE]|[KMGTPE]i))?")

CRON_FIELDS = (("minute", 0, 59), ("hour", 0, 23), ("day of month", 1, 31), ("month", 1, 12), ("day of week", 0, 7))
CRON_NAMES = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
CRON_NAMES |= {name: number for number, name in enumerate("sun mon tue wed thu fri sat".split())}


def quantity(value: object) -> Decimal:
    """Any Kubernetes quantity as a number; objects of a team's own may spell it in every way.

    https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/

    Raises:
        ValueError: it is none.
    """
    match = QUANTITY.fullmatch(str(value))
    if match is None:
        raise ValueError(f"quantity ({value}) must be a number with a Kubernetes suffix; write 500m or 2Gi")
    number, exponent, suffix = match.groups()
    return Decimal(number) * 10 ** Decimal(exponent or 0) * SUFFIXES[suffix or ""]


def millicpu(value: object) -> int:
    """CPU as millicores, rounded up, whatever its spelling (``500m``, ``1``, ``0.5``). Unit: 1/1000 core."""
    return ceil(quantity(value) * 1000)


def kibibytes(value: object) -> int:
    """Memory or storage, rounded up, whatever its spelling (``1Gi``, ``1G``, ``1e9``). Unit: KiB."""
    return ceil(quantity(value) / 1024)


def _cpu(value: object) -> str:
    text = str(value)
    if not re.fullmatch(r"[0-9]+m|[0-9]+(\.[0-9]{1,3})?", text) or millicpu(text) == 0:
        raise ValueError("must be a CPU quantity above zero; write cores (2) or millicores (500m)")
    amount = millicpu(text)
    return f"{amount}m" if amount % 1000 else str(amount // 1000)


def _memory(value: str) -> str:
    if not re.fullmatch(r"[1-9][0-9]*(Ki|Mi|Gi|Ti)", value):
        digits = re.match(r"[0-9]*", value)
        cure = f"write {digits[0]}Mi or {digits[0]}Gi" if digits and digits[0].strip("0") else "write 512Mi or 2Gi"
        raise ValueError(f"must be bytes with a binary unit (Ki, Mi, Gi, Ti); {cure}")
    amount = kibibytes(value)
    for suffix, size in reversed(MEMORY_UNITS.items()):
        if amount % size == 0:
            return f"{amount // size}{suffix}"
    raise AssertionError("unreachable: Ki divides every amount")


def _pattern(pattern: str, limit: int, rule: str) -> AfterValidator:
    compiled = re.compile(pattern)

    def check(value: str) -> str:
        if len(value) > limit:
            raise ValueError(f"must have at most {limit} characters, it has {len(value)}; shorten it")
        if not compiled.fullmatch(value):
            raise ValueError(rule)
        return value

    return AfterValidator(check)


def _cidr(value: str) -> str:
    try:
        return str(ip_network(value))
    except ValueError as error:
        raise ValueError(f"must be a network in CIDR form ({error}); write 10.0.0.0/8") from None


def _cron(value: str) -> str:
    fields = value.split()
    if len(fields) != len(CRON_FIELDS):
        raise ValueError(f"must have five fields (minute hour day month weekday), it has {len(fields)}; write 0 2 * * *")
    for text, (name, low, high) in zip(fields, CRON_FIELDS, strict=True):
        for part in text.split(","):
            match = re.fullmatch(r"(\*|(\w+)(?:-(\w+))?)(?:/([1-9][0-9]*))?", part)
            bounds = [CRON_NAMES.get(b.lower(), b) for b in match.groups()[1:3] if b] if match else ["?"]
            if not all(str(b).isdigit() and low <= int(b) <= high for b in bounds):
                raise ValueError(f"must have its {name} between {low} and {high}, not {part!r}; correct that field")
    return value


DNS_LABEL = r"[a-z0-9]([a-z0-9-]*[a-z0-9])?"
_NAME_RULE = "must be lower-case letters, digits and '-', starting and ending with a letter or digit; rename it"

Cpu = Annotated[str, BeforeValidator(_cpu)]
"""CPU in cores or millicores, canonical as the API server writes it (``1000m`` becomes ``1``)."""
Memory = Annotated[str, AfterValidator(_memory)]
"""Bytes with a binary suffix, canonical (``1024Mi`` becomes ``1Gi``); ``512m`` is refused."""
Seconds = Annotated[int, Field(ge=0)]
"""A duration. Unit: seconds."""
PositiveSeconds = Annotated[int, Field(ge=1)]
"""A duration that is not zero. Unit: seconds."""
TimeZone = Annotated[str, _pattern(r"[A-Za-z]+(/[A-Za-z0-9_+-]+)*", 64, "must be a name of the time zone database; write Etc/UTC or Europe/Berlin")]
"""Name of a time zone, as ``spec.timeZone`` of a CronJob takes it."""
Port = Annotated[int, Field(ge=1, le=65535)]
"""A TCP or UDP port."""
NodePort = Annotated[int, Field(ge=30000, le=32767)]
"""A port in Kubernetes' default NodePort range."""
Percent = Annotated[int, Field(ge=1, le=100)]
"""A share. Unit: percent."""
Cidr = Annotated[str, AfterValidator(_cidr)]
"""An IPv4 or IPv6 network, ``10.0.0.0/8``."""
CronSchedule = Annotated[str, AfterValidator(_cron)]
"""Five cron fields, as ``spec.schedule`` of a CronJob takes them (no seconds, no ``@daily``)."""
ResourceName = Annotated[str, _pattern(DNS_LABEL, 63, _NAME_RULE)]
"""metadata.name of a Service or Namespace: a DNS label of at most 63 characters."""
CronJobName = Annotated[str, _pattern(DNS_LABEL, 52, _NAME_RULE)]
"""metadata.name of a CronJob: 52 characters leave room for the Job's suffix."""
SubdomainName = Annotated[str, _pattern(rf"{DNS_LABEL}(\.{DNS_LABEL})*", 253, _NAME_RULE)]
"""metadata.name of most kinds: DNS labels joined by dots."""
LabelValue = Annotated[
    str,
    _pattern(
        r"([A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?)?",
        63,
        "must be letters, digits, '-', '_' or '.', starting and ending with a letter or digit; no '+' or '/'",
    ),
]
"""Value of a label."""
LabelKey = Annotated[
    str,
    _pattern(rf"({DNS_LABEL}(\.{DNS_LABEL})*/)?[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?", 317, "must be a label key; write name or prefix.example.com/name"),
]
"""Key of a label or annotation."""
EnvName = Annotated[str, _pattern(r"[A-Za-z_][A-Za-z0-9_]*", 255, "must be letters, digits and '_', not starting with a digit; rename it")]
"""Name of an environment variable."""
AbsolutePath = Annotated[str, _pattern(r"/[^\0:]*", 4096, "must be an absolute path without ':'; start it with '/'")]
"""A path inside a container."""
