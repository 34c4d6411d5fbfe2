"""A row of figures on its way in: from a workbook, the table of an indicator, or the clipboard."""

from __future__ import annotations

from dataclasses import dataclass

from app.rules.indicator import Status
from app.rules.period import Period


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
