"""What an import is compared with: the indicators by code, and their current figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.rules.indicator import Frequency, Shape, Status, YearKind
from app.rules.period import Period


@dataclass(frozen=True, slots=True)
class MeasuredIndicator:
    """What an import needs to know of an indicator."""

    id: int
    code: str
    title: str
    unit: str
    decimals: int
    frequency: Frequency
    year_kind: YearKind
    retired: date | None = None
    shape: Shape = Shape.SNAPSHOT
    least_count: int = 0


@dataclass(frozen=True, slots=True)
class CurrentFigure:
    value: float | None
    status: Status
    numerator: float | None = None
    denominator: float | None = None
    note: str = ""
    reported: bool = False
    """It was there, of whatever length its period is, when the newest frozen quarter's paper was closed."""


@dataclass(frozen=True, slots=True)
class ReadingsNow:
    """`figures` holds each indicator's current figures of the whole county, oldest first."""

    indicators: tuple[MeasuredIndicator, ...] = ()
    figures: Mapping[int, Mapping[Period, CurrentFigure]] = field(default_factory=dict)
    newest_quarter: Period | None = None
    frozen: Mapping[Period, date | None] = field(default_factory=dict)
    """Quarters whose papers were closed, with the day; a change to one of their figures needs a second look."""
