"""Days as one writes them in the county: 22/02/2010."""

from __future__ import annotations

import re
from datetime import date

from app.views.shared import dates

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
FORM = "dd/mm/yyyy"


def day_words(day: date | None) -> str:
    return dates.day(day) if day else ""


def read_day(text: str) -> date | None:
    """22/02/2010, 22.2.10, 22-2-2010, 2010-02-22, 22 Feb 2010, 22 February 2010; None: not a day."""
    found = re.fullmatch(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*", text)
    if found:
        return _day(int(found[1]), int(found[2]), int(found[3]))
    found = re.fullmatch(r"\s*(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{2}|\d{4})\s*", text)
    if found:
        return _day(_year(found[3]), int(found[2]), int(found[1]))
    found = re.fullmatch(r"\s*(\d{1,2})\s+([A-Za-z]{3,9})\.?\s+(\d{2}|\d{4})\s*", text)
    if found and found[2][:3].lower() in _MONTHS:
        return _day(_year(found[3]), _MONTHS.index(found[2][:3].lower()) + 1, int(found[1]))
    return None


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
