"""Checked values: quantities, names, labels, ports. Each refuses a wrong value with its cure."""

import re
from decimal import Decimal
from ipaddress import ip_network
from itertools import takewhile
from math import ceil
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

MEMORY_UNITS = {"Ki": 1, "Mi": 1024, "Gi": 1024**2, "Ti": 1024**3}
"""Binary memory suffixes and their size. Unit: KiB."""
SUFFIXES = {suffix: Decimal(1000) ** power for power, suffix in enumerate(("n", "u", "m", "", "k", "M", "G", "T", "P", "E"), -3)}
SUFFIXES |= {suffix: Decimal(1024) ** power for power, suffix in enumerate(("Ki", "Mi", "Gi", "Ti", "Pi", "Ei"), 1)}
QUANTITY = re.compile(r"([+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+))(?:[eE]([+-]?[0-9]+)|([numkMGTPE]|[KMGTPE]i))?")


def quantity(value: object) -> Decimal:
    """Any Kubernetes quantity as a number; objects of a team's own may spell it in every way.

    https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/

    Raises:
        ValueError: it is none, or larger than any machine.
    """
    match = QUANTITY.fullmatch(str(value))
    if match is None or abs(int(match[2] or 0)) > 30:
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
        raise ValueError(f"must be bytes with a binary unit (Ki, Mi, Gi, Ti); write {_binary(value)}")
    amount = kibibytes(value)
    suffix, size = next((suffix, size) for suffix, size in reversed(MEMORY_UNITS.items()) if amount % size == 0)
    return f"{amount // size}{suffix}"


def _binary(value: str) -> str:
    """What somebody may have meant."""
    if re.fullmatch(r"[0-9]+\.[0-9]+[KMGT]i", value) and quantity(value):
        return f"{ceil(quantity(value) / 1024**2)}Mi"
    digits = "".join(takewhile(str.isdecimal, value)).lstrip("0")
    return f"{digits}Mi or {digits}Gi" if digits.isascii() and digits else "512Mi or 2Gi"


def matching(pattern: str, limit: int, rule: str) -> AfterValidator:
    """A check of text: at most ``limit`` characters, the whole of it matching ``pattern``, else ``rule`` is said."""
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
Port = Annotated[int, Field(ge=1, le=65535)]
"""A TCP or UDP port."""
NodePort = Annotated[int, Field(ge=30000, le=32767)]
"""A port in Kubernetes' default NodePort range."""
Percent = Annotated[int, Field(ge=1, le=100)]
"""A share. Unit: percent."""
Cidr = Annotated[str, AfterValidator(_cidr)]
"""An IPv4 or IPv6 network, ``10.0.0.0/8``."""
ResourceName = Annotated[str, matching(DNS_LABEL, 63, _NAME_RULE)]
"""metadata.name of a Namespace, or a container's name: a DNS label of at most 63 characters."""
ServiceName = Annotated[str, matching(r"[a-z]([a-z0-9-]*[a-z0-9])?", 63, "must be lower-case letters, digits and '-', starting with a letter; rename it")]
"""metadata.name of a Service: a DNS label that does not begin with a digit."""
CronJobName = Annotated[str, matching(DNS_LABEL, 52, _NAME_RULE)]
"""metadata.name of a CronJob: 52 characters leave room for the Job's suffix."""
SubdomainName = Annotated[str, matching(rf"{DNS_LABEL}(\.{DNS_LABEL})*", 253, _NAME_RULE)]
"""metadata.name of most kinds: DNS labels joined by dots."""
LabelValue = Annotated[
    str,
    matching(
        r"([A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?)?",
        63,
        "must be letters, digits, '-', '_' or '.', starting and ending with a letter or digit; no '+' or '/'",
    ),
]
"""Value of a label."""
LabelKey = Annotated[
    str,
    matching(
        rf"({DNS_LABEL}(\.{DNS_LABEL})*/)?[A-Za-z0-9]([A-Za-z0-9._-]{{0,61}}[A-Za-z0-9])?",
        317,
        "must be a label key, its name of at most 63 characters; write name or prefix.example.com/name",
    ),
]
"""Key of a label or annotation."""
SecretKey = Annotated[str, matching(r"[A-Za-z0-9._-]+", 253, "must be letters, digits, '-', '_' or '.'; rename it")]
"""Key in the data of a Secret or ConfigMap."""
DatabaseName = Annotated[str, matching(r"[a-z_][a-z0-9_]*", 63, "must be lower-case letters, digits and '_', not starting with a digit; rename it")]
"""Name in PostgreSQL that needs no quotes."""
ParameterName = Annotated[str, matching(r"[A-Za-z_][A-Za-z0-9_.]*", 63, "must be letters, digits, '_' or '.'; correct the name")]
"""Name of a server parameter of PostgreSQL."""
EnvName = Annotated[str, matching(r"[A-Za-z_][A-Za-z0-9_]*", 255, "must be letters, digits and '_', not starting with a digit; rename it")]
"""Name of an environment variable."""
AbsolutePath = Annotated[str, matching(r"/[^\0:]*", 4096, "must be an absolute path without ':'; start it with '/'")]
"""A path inside a container."""
