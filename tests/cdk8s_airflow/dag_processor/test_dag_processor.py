"""The dag-processor's manifests."""

import pytest
from syrupy.assertion import SnapshotAssertion

from cdk8s_airflow import DagProcessorProps
from tests.full_values import COMPONENT
from tests.rendering import file, unset_fields

FULL = DagProcessorProps(**COMPONENT)


@pytest.mark.parametrize("version", ["2.8.1", "3.3.2"])
def test_minimal(version: str, golden: SnapshotAssertion) -> None:
    """Required props only, in both families."""
    assert file("dag-processor", airflow_version=version, dag_processor=DagProcessorProps()) == golden


@pytest.mark.parametrize("version", ["2.8.1", "3.3.2"])
def test_full(version: str, golden: SnapshotAssertion) -> None:
    """Every field set: the same values serve both families."""
    assert unset_fields(FULL) == []
    assert file("dag-processor", airflow_version=version, dag_processor=FULL) == golden
