"""Checked values: canonical forms, limits on both sides, and the sentence about what is wrong."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdk8s_airflow.kubernetes.quantities import (
    AbsolutePath,
    Cidr,
    Cpu,
    CronJobName,
    DatabaseName,
    EnvName,
    LabelKey,
    LabelValue,
    Memory,
    NodePort,
    ParameterName,
    Percent,
    Port,
    PositiveSeconds,
    ResourceName,
    Seconds,
    SecretKey,
    ServiceName,
    SubdomainName,
    kibibytes,
    millicpu,
    quantity,
)
from tests.sentences import checked, sentence

GOOD = [
    (Cpu, "1000m", "1"),
    (Cpu, "500m", "500m"),
    (Cpu, "0.5", "500m"),
    (Cpu, "0.001", "1m"),
    (Cpu, 2, "2"),
    (Cpu, 0.25, "250m"),
    (Memory, "1024Mi", "1Gi"),
    (Memory, "1536Mi", "1536Mi"),
    (Memory, "1024Ki", "1Mi"),
    (Memory, "2048Gi", "2Ti"),
    (Seconds, 0, 0),
    (PositiveSeconds, 1, 1),
    (Port, 1, 1),
    (Port, 65535, 65535),
    (NodePort, 30000, 30000),
    (NodePort, 32767, 32767),
    (Percent, 1, 1),
    (Percent, 100, 100),
    (Cidr, "10.0.0.0/8", "10.0.0.0/8"),
    (Cidr, "10.0.0.1", "10.0.0.1/32"),
    (Cidr, "2001:DB8::/32", "2001:db8::/32"),
    (ResourceName, "a" * 63, "a" * 63),
    (ResourceName, "1", "1"),
    (ServiceName, "a", "a"),
    (ServiceName, "a-1", "a-1"),
    (CronJobName, "a" * 52, "a" * 52),
    (SubdomainName, "a.b-c", "a.b-c"),
    (LabelValue, "", ""),
    (LabelValue, "A_b.c-1", "A_b.c-1"),
    (LabelKey, "example.com/a_B", "example.com/a_B"),
    (LabelKey, "a" * 63, "a" * 63),
    (SecretKey, "id_ed25519.pub", "id_ed25519.pub"),
    (DatabaseName, "_meta1", "_meta1"),
    (ParameterName, "auto_explain.log_min_duration", "auto_explain.log_min_duration"),
    (EnvName, "_A1", "_A1"),
    (AbsolutePath, "/", "/"),
    (AbsolutePath, "/a/b c", "/a/b c"),
]
CPU = "must be a CPU quantity above zero; write cores (2) or millicores (500m)"
MEMORY = "must be bytes with a binary unit (Ki, Mi, Gi, Ti); write"
NAME = "must be lower-case letters, digits and '-', starting and ending with a letter or digit; rename it"
LABEL_KEY = "must be a label key, its name of at most 63 characters; write name or prefix.example.com/name"
LABEL_VALUE = "must be letters, digits, '-', '_' or '.', starting and ending with a letter or digit; no '+' or '/'"
BAD = [
    (Cpu, "1.0001", f"('1.0001') {CPU}"),
    (Cpu, "-1", f"('-1') {CPU}"),
    (Cpu, "0", f"('0') {CPU}"),
    (Cpu, 0, f"(0) {CPU}"),
    (Cpu, True, f"(True) {CPU}"),
    (Cpu, "500 m", f"('500 m') {CPU}"),
    (Cpu, [1], CPU),
    (Memory, "512m", f"('512m') {MEMORY} 512Mi or 512Gi"),
    (Memory, "1", f"('1') {MEMORY} 1Mi or 1Gi"),
    (Memory, "1g", f"('1g') {MEMORY} 1Mi or 1Gi"),
    (Memory, "1GB", f"('1GB') {MEMORY} 1Mi or 1Gi"),
    (Memory, "1.5Gi", f"('1.5Gi') {MEMORY} 1536Mi"),
    (Memory, "0Mi", f"('0Mi') {MEMORY} 512Mi or 2Gi"),
    (Memory, "lots", f"('lots') {MEMORY} 512Mi or 2Gi"),
    (Memory, 512, "(512) must be a string; put it in quotes"),
    (Seconds, -1, "(-1) must be at least 0; raise it"),
    (Seconds, "10s", "('10s') must be a whole number; write it without unit or quotes"),
    (PositiveSeconds, 0, "(0) must be at least 1; raise it"),
    (Port, 0, "(0) must be at least 1; raise it"),
    (Port, 65536, "(65536) must be at most 65535; lower it"),
    (NodePort, 29999, "(29999) must be at least 30000; raise it"),
    (NodePort, 32768, "(32768) must be at most 32767; lower it"),
    (Percent, 0, "(0) must be at least 1; raise it"),
    (Percent, 101, "(101) must be at most 100; lower it"),
    (Cidr, "10.0.0.1/8", "('10.0.0.1/8') must be a network in CIDR form (10.0.0.1/8 has host bits set); write 10.0.0.0/8"),
    (Cidr, "any", "('any') must be a network in CIDR form ('any' does not appear to be an IPv4 or IPv6 network); write 10.0.0.0/8"),
    (ResourceName, "-a", f"('-a') {NAME}"),
    (ResourceName, "a.b", f"('a.b') {NAME}"),
    (ResourceName, "", f"('') {NAME}"),
    (ResourceName, "a" * 64, f"('{'a' * 64}') must have at most 63 characters, it has 64; shorten it"),
    (ServiceName, "1a", "('1a') must be lower-case letters, digits and '-', starting with a letter; rename it"),
    (ServiceName, "a-", "('a-') must be lower-case letters, digits and '-', starting with a letter; rename it"),
    (CronJobName, "a" * 53, f"('{'a' * 53}') must have at most 52 characters, it has 53; shorten it"),
    (SubdomainName, "a..b", f"('a..b') {NAME}"),
    (LabelValue, "-a", f"('-a') {LABEL_VALUE}"),
    (LabelValue, "2.8.1+x", f"('2.8.1+x') {LABEL_VALUE}"),
    (LabelKey, "a/b/c", f"('a/b/c') {LABEL_KEY}"),
    (LabelKey, "a" * 64, f"('{'a' * 64}') {LABEL_KEY}"),
    (SecretKey, "my key", "('my key') must be letters, digits, '-', '_' or '.'; rename it"),
    (DatabaseName, "Meta", "('Meta') must be lower-case letters, digits and '_', not starting with a digit; rename it"),
    (ParameterName, "work mem", "('work mem') must be letters, digits, '_' or '.'; correct the name"),
    (EnvName, "A-B", "('A-B') must be letters, digits and '_', not starting with a digit; rename it"),
    (AbsolutePath, "a", "('a') must be an absolute path without ':'; start it with '/'"),
    (AbsolutePath, "/a:b", "('/a:b') must be an absolute path without ':'; start it with '/'"),
]


@pytest.mark.parametrize(("kind", "value", "canonical"), GOOD)
def test_good_values_become_canonical(kind: object, value: object, canonical: object) -> None:
    """As the API server writes them, so that a second apply changes nothing; canonical twice is canonical once."""
    assert checked(kind, value) == canonical
    assert checked(kind, canonical) == canonical


@pytest.mark.parametrize(("kind", "value", "rule"), BAD)
def test_bad_values_are_refused(kind: object, value: object, rule: str) -> None:
    """At the limit, one beyond: the value, the rule, the cure."""
    assert sentence(kind, value) == rule


@given(st.integers(1, 10**6))
def test_cpu_keeps_its_amount(amount: int) -> None:
    """Whatever its spelling."""
    text = checked(Cpu, f"{amount}m")
    assert millicpu(text) == amount
    assert checked(Cpu, text) == checked(Cpu, f"{amount // 1000}.{amount % 1000:03}") == text


@given(st.integers(1, 10**6), st.sampled_from(["Ki", "Mi", "Gi", "Ti"]))
def test_memory_keeps_its_amount(amount: int, unit: str) -> None:
    """In the largest unit that divides it."""
    text = checked(Memory, f"{amount}{unit}")
    assert kibibytes(text) == kibibytes(f"{amount}{unit}")
    assert checked(Memory, text) == text
    assert len(text) <= len(f"{amount}{unit}")


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


@pytest.mark.parametrize("value", ["", "1GB", "lots", None, "1e9999999999", "1e-9999999999"])
def test_what_is_no_quantity_is_said(value: object) -> None:
    """Not a number, another's suffix, or beyond all machines."""
    with pytest.raises(ValueError, match="must be a number with a Kubernetes suffix"):
        quantity(value)
