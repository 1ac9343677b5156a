"""The triggerer's manifests."""

import pytest
from syrupy.assertion import SnapshotAssertion

from cdk8s_airflow import TriggererProps
from tests.full_values import COMPONENT
from tests.rendering import file, unset_fields

FULL = TriggererProps(**COMPONENT)


@pytest.mark.parametrize("version", ["2.8.1", "3.3.2"])
def test_minimal(version: str, golden: SnapshotAssertion) -> None:
    """Required props only, in both families."""
    assert file("triggerer", airflow_version=version) == golden


def test_full(golden: SnapshotAssertion) -> None:
    """Every field set."""
    assert unset_fields(FULL) == []
    assert file("triggerer", airflow_version="2.8.1", triggerer=FULL) == golden
