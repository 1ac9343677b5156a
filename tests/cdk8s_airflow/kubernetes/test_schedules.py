"""When a CronJob runs, as Kubernetes' own cron library reads it."""

import pytest

from cdk8s_airflow.kubernetes.schedules import CronSchedule, TimeZone
from tests.sentences import checked, sentence

FIVE = "must have five fields (minute hour day month weekday), it has"
ZONE = "must be Region/City of the time zone database; write Etc/UTC or Europe/Berlin"


@pytest.mark.parametrize(
    ("value", "canonical"),
    [
        ("0 2 * * *", "0 2 * * *"),
        (" 0  2 * * * ", "0 2 * * *"),
        ("*/15 0-6,12 1 jan-mar SUN", "*/15 0-6,12 1 jan-mar SUN"),
        ("59 23 31 12 6", "59 23 31 12 6"),
        ("5/10 * * * mon-fri", "5/10 * * * mon-fri"),
    ],
)
def test_schedules_that_kubernetes_takes(value: str, canonical: str) -> None:
    """Lists, ranges, steps and names; blanks are put in order."""
    assert checked(CronSchedule, value) == canonical


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        ("0 2 * *", f"{FIVE} 4; write 0 2 * * *"),
        ("0 0 2 * * *", f"{FIVE} 6; write 0 2 * * *"),
        ("@daily", f"{FIVE} 1; write 0 2 * * *"),
        ("", f"{FIVE} 0; write 0 2 * * *"),
        ("60 * * * *", "must have its minute between 0 and 59, not '60'; correct that field"),
        ("* 24 * * *", "must have its hour between 0 and 23, not '24'; correct that field"),
        ("* * 0 * *", "must have its day of month between 1 and 31, not '0'; correct that field"),
        ("* * * 13 *", "must have its month between 1 and 12, not '13'; correct that field"),
        ("* * * * 7", "must have its day of week between 0 and 6, not '7'; correct that field"),
        ("mon * * * *", "must have its minute between 0 and 59, not 'mon'; correct that field"),
        ("* * * mon *", "must have its month between 1 and 12, not 'mon'; correct that field"),
        ("*/0 * * * *", "must have its minute between 0 and 59, not '*/0'; correct that field"),
        ("² * * * *", "must have its minute between 0 and 59, not '²'; correct that field"),
        ("1,,2 * * * *", "must have its minute between 0 and 59, not ''; correct that field"),
        ("* 22-6 * * *", "must have its hour from low to high, not '22-6'; turn the range or write two"),
        ("* * * * fri-mon", "must have its day of week from low to high, not 'fri-mon'; turn the range or write two"),
    ],
)
def test_schedules_that_kubernetes_refuses(value: str, rule: str) -> None:
    """Sunday is 0 only, words stand in their own field, ranges go up."""
    assert sentence(CronSchedule, value) == f"({value!r}) {rule}"


@pytest.mark.parametrize("value", ["UTC", "Etc/UTC", "Etc/GMT+1", "Europe/Berlin", "America/Port-au-Prince", "America/Argentina/Buenos_Aires", "US/Eastern"])
def test_time_zones(value: str) -> None:
    """Names of the time zone database."""
    assert checked(TimeZone, value) == value


@pytest.mark.parametrize("value", ["Berlin", "europe/berlin", "Local", "CEST", "UTC+1", "Europe/", "Berlin time"])
def test_what_is_no_time_zone(value: str) -> None:
    """``Local`` is refused by Kubernetes, abbreviations are ambiguous."""
    assert sentence(TimeZone, value) == f"({value!r}) {ZONE}"
