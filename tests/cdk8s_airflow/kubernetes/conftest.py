"""A chart to put constructs into."""

from collections.abc import Callable
from typing import Any

import pytest

from cdk8s_airflow import App, Chart

Object = dict[str, Any]


@pytest.fixture
def chart() -> Chart:
    """An empty chart that is rendered in memory."""
    return Chart(App(outdir="unused"), "test", namespace="ns")


@pytest.fixture
def only(chart: Chart) -> Callable[[str], Object]:
    """The only object of a kind in the chart."""

    def find(kind: str) -> Object:
        (found,) = (document for document in chart.to_json() if document["kind"] == kind)
        return found

    return find
