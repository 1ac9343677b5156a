"""``make scan`` judges findings both ways, sees task pods, and docs/security.md shows the reasons. The scanners themselves run outside the suite."""

import re

import pytest
import yaml

from tools.scan import ACCEPTED, DIST, PAGE, covers, judge, page, task_pod
from tools.scanners import Finding, _must_see

REASONS = yaml.safe_load(ACCEPTED.read_text(encoding="utf-8"))
REASON = {"check": "CKV_1", "objects": "Deployment/(a|b)", "environments": ["dev"], "reason": "Because."}
FINDING = Finding("checkov", "CKV_1", "Deployment/a", "Do not")


def test_the_page_shows_the_reasons() -> None:
    """Else run ``python -m tools.scan --docs``."""
    text = PAGE.read_text(encoding="utf-8")

    assert page(text, REASONS) == text


def test_every_reason_is_a_sentence_about_known_environments() -> None:
    """Patterns compile; fields are spelled right."""
    environments = {path.name for path in DIST.iterdir()}

    for reason in REASONS:
        assert reason.keys() - {"environments"} == {"check", "objects", "reason"}
        assert set(reason.get("environments", ())) <= environments
        assert reason["reason"].endswith(".")
        re.compile(reason["objects"])


@pytest.mark.parametrize(
    ("environment", "finding", "covered"),
    [
        ("dev", FINDING, True),
        ("prod", FINDING, False),
        ("dev", FINDING._replace(object="Deployment/ab"), False),
        ("dev", FINDING._replace(object="Job/a"), False),
        ("dev", FINDING._replace(check="CKV_10"), False),
    ],
)
def test_a_reason_covers_its_own_findings_only(environment: str, finding: Finding, covered: bool) -> None:
    """Same check, whole object, listed environment."""
    assert covers(REASON, environment, finding) is covered


def test_all_findings_with_reasons_pass() -> None:
    """And nothing is said."""
    assert judge({"dev": [FINDING], "prod": []}, [REASON]) == []


def test_new_findings_and_idle_reasons_fail() -> None:
    """One sentence each."""
    assert judge({"dev": [FINDING._replace(check="CKV_2")]}, [REASON]) == [
        "dev: checkov CKV_2 on Deployment/a: Do not; mend it, or give a reason in tools/accepted_findings.yaml",
        "CKV_1 on Deployment/(a|b) must be found somewhere; take it out of tools/accepted_findings.yaml",
    ]


def test_prod_keeps_its_budget_even_with_reasons() -> None:
    """Accepted findings count."""
    anywhere = {key: value for key, value in REASON.items() if key != "environments"}

    assert judge({"prod": [FINDING] * 20}, [anywhere]) == []
    assert judge({"prod": [FINDING] * 21}, [anywhere]) == ["prod: checkov found 21; 20 is the budget"]


def test_the_task_pod_is_taken_out_of_its_template() -> None:
    """A ConfigMap by any other name is left alone."""
    other = {"kind": "ConfigMap", "metadata": {"name": "airflow-config"}, "data": {"airflow.cfg": "[core]"}}
    template = {"kind": "ConfigMap", "metadata": {"name": "airflow-pod-template"}, "data": {"small.yaml": "kind: Pod", "large.yaml": "kind: Pod # large"}}

    assert task_pod([other, template]) == "kind: Pod"


def test_a_scanner_that_saw_too_little_stops_the_run() -> None:
    """No findings because nothing was read is not a pass."""
    _must_see("checkov", 58, 58)
    with pytest.raises(SystemExit, match="checkov must see all of 58 objects; it read 0"):
        _must_see("checkov", 0, 58)
