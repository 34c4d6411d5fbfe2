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

FIGURES = ("value", "numerator", "denominator")
"""Those of which a table with a column for each period has several."""

NOT_OURS = 0
"""Stands for the indicator where a name was said to be none of the plan's."""


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """Where a meaning was found: the column, from 1, its heading as it was written, and what stood above that."""

    column: int
    heading: str
    over: str = ""


@dataclass(frozen=True, slots=True)
class PeriodColumns:
    """The figures of one period, side by side: a value, a numerator and a denominator, or the last two alone.

    `of`: the quarter the workbook was of when it was mapped. A heading that names no year moves on with it.
    """

    period: Period
    of: Period
    columns: Mapping[str, MappedColumn]


@dataclass(frozen=True, slots=True)
class ReturnMapping:
    """`id` and `version` are None while it is not kept. `status` is taken where no column says it."""

    department_id: int
    sheet: str
    columns: Mapping[str, MappedColumn]
    names: Mapping[str, int] = field(default_factory=dict)
    """The indicator by the name or code as `plain_name` writes it; NOT_OURS for none."""
    status: Status = Status.PROVISIONAL
    periods: tuple[PeriodColumns, ...] = ()
    """Where each period has columns of its own, these; `columns` then has none of FIGURES and no period."""
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
    """What it lacks to be of use.

    "value", "name" (neither code nor title), "twice" (one column for two things), "period_value" (a period without
    value or pair), "period_twice".
    """
    every = (mapping.columns, *(each.columns for each in mapping.periods))
    places = [each.column for columns in every for each in columns.values()]
    found = [] if "value" in mapping.columns or mapping.periods else ["value"]
    if not {"code", "title"} & set(mapping.columns):
        found.append("name")
    if len(set(places)) < len(places):
        found.append("twice")
    if any("value" not in each.columns and set(each.columns) != set(FIGURES[1:]) for each in mapping.periods):
        found.append("period_value")
    if len({each.period for each in mapping.periods}) < len(mapping.periods):
        found.append("period_twice")
    return tuple(found)
