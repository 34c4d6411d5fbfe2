"""Indicators, their targets and readings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.rules.period import Period


class Polarity(StrEnum):
    HIGHER = "higher"
    LOWER = "lower"
    BAND = "band"
    NONE = "none"


class Frequency(StrEnum):
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    TERMLY = "termly"
    ANNUAL = "annual"
    TWO_YEARLY = "two_yearly"

    @property
    def months(self) -> int:
        """From one reading to the next."""
        return {"monthly": 1, "quarterly": 3, "termly": 4, "annual": 12, "two_yearly": 24}[self.value]


class YearKind(StrEnum):
    FINANCIAL = "financial"
    ACADEMIC = "academic"
    CALENDAR = "calendar"


class Shape(StrEnum):
    SNAPSHOT = "snapshot"
    CUMULATIVE = "cumulative"
    ROLLING = "rolling"
    SURVEY = "survey"
    ORDINAL = "ordinal"


class Status(StrEnum):
    PROVISIONAL = "provisional"
    FINAL = "final"
    RESTATED = "restated"


class Absence(StrEnum):
    """Why a period has no value: four different things."""

    NOT_DUE = "not_due"
    LATE = "late"
    NOT_COLLECTED = "not_collected"
    DATA_ONLY = "data_only"


class Rag(StrEnum):
    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    NONE = "none"
    """No judgement: no target, no reading, or data only."""

    @property
    def letter(self) -> str:
        return {"green": "G", "amber": "A", "red": "R"}.get(self.value, "")


class Direction(StrEnum):
    """Direction of travel in the light of polarity; UP and DOWN where no direction is better."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    UP = "up"
    DOWN = "down"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Target:
    """Target and floor for a period, in the indicator's unit. A band's two ends are `floor` and `value`."""

    period: Period
    value: float | None
    floor: float | None
    rationale: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One current reading. `recorded` is when it was put in; `source` says where from, down to the cell."""

    period: Period
    value: float | None
    status: Status = Status.FINAL
    numerator: float | None = None
    denominator: float | None = None
    note: str = ""
    source: str = ""
    recorded: datetime | None = None
    recorded_by: str = ""
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class Indicator:
    id: int
    version: int
    code: str
    title: str
    definition: str
    unit: str
    """"%", "number", "per 1,000", "£" ... as printed."""
    decimals: int
    polarity: Polarity
    frequency: Frequency
    year_kind: YearKind
    shape: Shape
    department_id: int | None
    post_id: int | None
    source: str
    least_count: int
    illustrative: bool = False
    retired: date | None = None
    due_days: int | None = None
    """Days from the end of a period until its figure falls due; None: as usual for its frequency."""
    fix_after: int | None = None
    """Only the first so many readings of a group set its limits; 0: all of them; None: as the plan's setting says."""


def format_value(value: float | None, unit: str, decimals: int) -> str:
    """The value as papers print it: "6.9%", "£412", "1,204". An empty string for none."""
    if value is None:
        return ""
    number = f"{value:,.{decimals}f}"
    if unit == "%":
        return f"{number}%"
    if unit.startswith("£"):
        return f"£{number}"
    return number


_MORE_DECIMALS = 6


def format_given(value: float | None, unit: str, decimals: int, beside: float | None = None) -> str:
    """As papers print it, with so many decimals more as a figure needs that came in: 0.098% is not 0.1%.

    `beside` is a figure from which it has to be told apart.
    """
    if value is None:
        return ""
    for places in range(decimals, decimals + _MORE_DECIMALS):
        shown = round(value, places)
        alike = beside is not None and beside != value and round(beside, places) == shown
        if not alike and abs(shown - value) <= abs(value) / 100:
            return format_value(value, unit, places)
    return format_value(value, unit, decimals + _MORE_DECIMALS)


def code_order(code: str) -> tuple[tuple[int, str], ...]:
    """ "NI 9" before "NI 62"."""
    parts = "".join(mark if mark.isdigit() else f" {mark} " for mark in code).split()
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in parts)
