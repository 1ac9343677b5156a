"""Checked values: canonical forms and limits. The sentences stand in tests/bad_input."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from cdk8s_airflow.kubernetes.quantities import (
    AbsolutePath,
    Cidr,
    Cpu,
    CronJobName,
    CronSchedule,
    EnvName,
    LabelKey,
    LabelValue,
    Memory,
    NodePort,
    ResourceName,
    SubdomainName,
    TimeZone,
    kibibytes,
    millicpu,
    quantity,
)

GOOD = [
    (Cpu, "1000m", "1"),
    (Cpu, "500m", "500m"),
    (Cpu, "0.5", "500m"),
    (Cpu, 2, "2"),
    (Memory, "1024Mi", "1Gi"),
    (Memory, "1536Mi", "1536Mi"),
    (Memory, "1024Ki", "1Mi"),
    (CronSchedule, "0 2 * * *", "0 2 * * *"),
    (CronSchedule, "*/15 0-6,12 1 jan-mar sun", "*/15 0-6,12 1 jan-mar sun"),
    (Cidr, "10.0.0.0/8", "10.0.0.0/8"),
    (Cidr, "2001:db8::/32", "2001:db8::/32"),
    (ResourceName, "a" * 63, "a" * 63),
    (CronJobName, "a" * 52, "a" * 52),
    (SubdomainName, "a.b-c", "a.b-c"),
    (LabelValue, "", ""),
    (LabelValue, "A_b.c-1", "A_b.c-1"),
    (LabelKey, "example.com/a_B", "example.com/a_B"),
    (EnvName, "_A1", "_A1"),
    (AbsolutePath, "/a/b", "/a/b"),
    (NodePort, 30000, 30000),
    (TimeZone, "Etc/UTC", "Etc/UTC"),
    (TimeZone, "America/Port-au-Prince", "America/Port-au-Prince"),
]
BAD = [
    (Cpu, "1.0001"),
    (Cpu, "-1"),
    (Memory, "1"),
    (Memory, "1g"),
    (Memory, "1.5Gi"),
    (CronSchedule, "60 * * * *"),
    (CronSchedule, "* * 0 * *"),
    (CronSchedule, "* * * 13 *"),
    (CronSchedule, "* * * * 8"),
    (CronSchedule, "*/0 * * * *"),
    (CronSchedule, "a * * * *"),
    (Cidr, "10.0.0.0/33"),
    (ResourceName, "-a"),
    (ResourceName, "a" * 64),
    (CronJobName, "a" * 53),
    (SubdomainName, "a..b"),
    (LabelValue, "-a"),
    (LabelKey, "a/b/c"),
    (EnvName, "A-B"),
    (AbsolutePath, "a"),
    (NodePort, 29999),
    (NodePort, 32768),
]


@pytest.mark.parametrize(("kind", "value", "canonical"), GOOD)
def test_good_values_become_canonical(kind: object, value: object, canonical: object) -> None:
    """As the API server writes them, so that a second apply changes nothing."""
    assert TypeAdapter(kind).validate_python(value) == canonical


@pytest.mark.parametrize(("kind", "value"), BAD)
def test_bad_values_are_refused(kind: object, value: object) -> None:
    """At the limit, one beyond."""
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python(value)


@given(st.integers(1, 10**6))
def test_cpu_keeps_its_amount(amount: int) -> None:
    """Canonical twice is canonical once."""
    text = TypeAdapter(Cpu).validate_python(f"{amount}m")
    assert millicpu(text) == amount
    assert TypeAdapter(Cpu).validate_python(text) == text


@given(st.integers(1, 10**6), st.sampled_from(["Ki", "Mi", "Gi", "Ti"]))
def test_memory_keeps_its_amount(amount: int, unit: str) -> None:
    """Canonical twice is canonical once."""
    text = TypeAdapter(Memory).validate_python(f"{amount}{unit}")
    assert kibibytes(text) == kibibytes(f"{amount}{unit}")
    assert TypeAdapter(Memory).validate_python(text) == text


@pytest.mark.parametrize(
    ("value", "cores", "bytes_"),
    [
        ("500m", "0.5", None),
        (2, "2", None),
        ("1.5", "1.5", None),
        ("1e3", None, "1000"),
        ("1E", None, str(10**18)),
        ("1Gi", None, str(2**30)),
        ("2M", None, "2000000"),
    ],
)
def test_a_quantity_of_a_guest_may_be_spelled_in_every_way(value: object, cores: str | None, bytes_: str | None) -> None:
    """As the API server reads it."""
    assert quantity(value) == Decimal(cores or bytes_ or "")


def test_what_is_no_quantity_is_said() -> None:
    """Not a number, or another's suffix."""
    for value in ("", "1GB", "lots", None):
        with pytest.raises(ValueError, match="must be a number with a Kubernetes suffix"):
            quantity(value)
