"""Clock times of transcripts as seconds."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from math import isfinite

_CLOCK = re.compile(r"[\[(#]?\s*(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2}(?:[.,:]\d{1,3})?)(?:-\d+)?\s*[\])#]?")

_LONGEST = 1e9  # seconds, about thirty years


def seconds(value: object) -> float | None:
    """Seconds of `[00:02:53]`, `2:53`, `00:01:02,500`, `#00:01:02-3#`, a number, or a spreadsheet's time."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return float(value) if 0 <= value <= _LONGEST and isfinite(value) else None
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, time | datetime):
        return value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6
    if match := _CLOCK.fullmatch(str(value).strip()):
        hours, minutes, rest = match.groups()
        return int(hours or 0) * 3600 + int(minutes) * 60 + float(rest.replace(",", ".").replace(":", "."))
    try:
        return seconds(float(str(value).replace(",", ".")))
    except ValueError:
        return None
