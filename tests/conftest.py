"""Snapshots as readable YAML files, one per assertion, beside the test module in __snapshots__/."""

from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from cdk8s_airflow.kubernetes.yaml import dump


class YamlSnapshot(SingleFileSnapshotExtension):
    """Objects as ``App`` would write them."""

    _write_mode = WriteMode.TEXT
    file_extension = "yaml"

    def serialize(self, data: list[dict[str, Any]], **_: object) -> str:
        return dump(data)


@pytest.fixture
def golden(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """``assert objects == golden``; ``make golden`` rewrites the files."""
    return snapshot.use_extension(YamlSnapshot)
