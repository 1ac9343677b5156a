"""Checked values of a CronJob: when it runs, and in which time zone."""

import re
from typing import Annotated

from pydantic import AfterValidator

MONTHS, WEEKDAYS = "jan feb mar apr may jun jul aug sep oct nov dec".split(), "sun mon tue wed thu fri sat".split()
CRON_FIELDS: tuple[tuple[str, int, int, dict[str, int]], ...] = (
    ("minute", 0, 59, {}),
    ("hour", 0, 23, {}),
    ("day of month", 1, 31, {}),
    ("month", 1, 12, {name: number for number, name in enumerate(MONTHS, 1)}),
    ("day of week", 0, 6, {name: number for number, name in enumerate(WEEKDAYS)}),
)
"""Name, bounds and words of each field, as Kubernetes' cron library reads them: Sunday is 0, never 7."""
REGIONS = "Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Brazil|Canada|Chile|Etc|Europe|Indian|Mexico|Pacific|US"


def _cron(value: str) -> str:
    fields = value.split()
    if len(fields) != len(CRON_FIELDS):
        raise ValueError(f"must have five fields (minute hour day month weekday), it has {len(fields)}; write 0 2 * * *")
    for text, (name, low, high, words) in zip(fields, CRON_FIELDS, strict=True):
        for part in text.split(","):
            match = re.fullmatch(r"(?:\*|([0-9A-Za-z]+)(?:-([0-9A-Za-z]+))?)(?:/[1-9][0-9]*)?", part)
            ends = [str(words.get(end.lower(), end)) for end in match.groups() if end] if match else ["?"]
            if not all(end.isdigit() and low <= int(end) <= high for end in ends):
                raise ValueError(f"must have its {name} between {low} and {high}, not {part!r}; correct that field")
            if ends != sorted(ends, key=int):
                raise ValueError(f"must have its {name} from low to high, not {part!r}; turn the range or write two")
    return " ".join(fields)


def _time_zone(value: str) -> str:
    if not re.fullmatch(rf"UTC|GMT|({REGIONS})(/[A-Z][A-Za-z0-9_+-]*)+", value):
        raise ValueError("must be Region/City of the time zone database; write Etc/UTC or Europe/Berlin")
    return value


CronSchedule = Annotated[str, AfterValidator(_cron)]
"""Five cron fields, as ``spec.schedule`` of a CronJob takes them (no seconds, no ``@daily``)."""
TimeZone = Annotated[str, AfterValidator(_time_zone)]
"""Name of a time zone, as ``spec.timeZone`` of a CronJob takes it. Its form is checked: not every machine has the database."""
