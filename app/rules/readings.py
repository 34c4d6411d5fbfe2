"""A row of figures on its way in: from a workbook, the table of an indicator, or the clipboard."""

from __future__ import annotations

from dataclasses import dataclass

from app.rules.indicator import Status
from app.rules.period import Period

LARGEST = 1e15
"""Nothing a council counts is larger, and beyond it a figure loses its last digits."""


def sound(value: float | None) -> float | None:
    """The figure, or None where it is no number to reckon with: infinite, none at all, or beyond all measure.

    Whatever comes in is held to this; a store that something else wrote to must not upset a chart or a test.
    """
    return value if value is not None and -LARGEST <= value <= LARGEST else None


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One figure for one period, in the indicator's unit. `cell`: where it stood ("Returns!D7"), if known."""

    indicator_id: int
    period: Period
    value: float | None
    status: Status = Status.FINAL
    numerator: float | None = None
    denominator: float | None = None
    note: str = ""
    cell: str = ""
