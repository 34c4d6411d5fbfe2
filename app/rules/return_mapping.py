"""How a department's own workbook is read: which column is what, and which indicator each name means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app.rules.indicator import Status
from app.rules.period import Period

MEANINGS = (
    ("code", "Code"),
    ("title", "Name of the indicator"),
    ("period", "Period"),
    ("value", "Value"),
    ("numerator", "Numerator"),
    ("denominator", "Denominator"),
    ("status", "Provisional or final"),
    ("note", "Note"),
)
"""What a column can be, in the order of a table of readings: key and words."""

NOT_OURS = 0
"""Stands for the indicator where a name was said to be none of the plan's."""


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """Where a meaning was found: the column, from 1, and its heading as it was written."""

    column: int
    heading: str


@dataclass(frozen=True, slots=True)
class ReturnMapping:
    """`id` and `version` are None while it is not kept. `status` is taken where no column says it."""

    department_id: int
    sheet: str
    columns: Mapping[str, MappedColumn]
    names: Mapping[str, int] = field(default_factory=dict)
    """The indicator by the name or code as `plain_name` writes it; NOT_OURS for none."""
    status: Status = Status.PROVISIONAL
    id: int | None = None
    version: int | None = None
    made: datetime | None = None
    made_by: str = ""


@dataclass(frozen=True, slots=True)
class ChosenMapping:
    """A mapping for one file, and the quarter whose figures it holds where no column says the period."""

    mapping: ReturnMapping
    quarter: Period


def plain_name(text: str) -> str:
    """A name without case, marks and double spaces: "NEET  (16-18)" and "neet 16-18" are one."""
    return " ".join("".join(mark if mark.isalnum() or mark in "%" else " " for mark in text.casefold()).split())


def gaps(mapping: ReturnMapping) -> tuple[str, ...]:
    """What it lacks to be of use: "value", "name" (neither code nor title) or "twice" (one column for two things)."""
    places = [each.column for each in mapping.columns.values()]
    found = [] if "value" in mapping.columns else ["value"]
    if not {"code", "title"} & set(mapping.columns):
        found.append("name")
    if len(set(places)) < len(places):
        found.append("twice")
    return tuple(found)
