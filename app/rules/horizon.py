"""By which horizon an issue is judged: its degree of control, its partners and the years it takes to shift (8.3).

A five-year issue is not judged on a quarter: its charts and small trends show more years, its review comes later,
and what its figures propose says how long such an issue takes. Board, charts and papers ask here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from app.rules.issue import Control
from app.rules.period import Period

if TYPE_CHECKING:
    from app.rules.issue import IssueSheet
    from app.rules.series import Series

_USUAL = {Control.DIRECT: 2, Control.PARTLY: 3, Control.PARTNERS: 5}
"""Years to shift, where nobody has said: the further from direct control, the slower (X6)."""
# Up to so many years to shift: (years on the chart, months between reviews) by control.
_TABLE: tuple[tuple[int, dict[Control, tuple[int, int]]], ...] = (
    (1, {Control.DIRECT: (3, 3), Control.PARTLY: (3, 3), Control.PARTNERS: (4, 6)}),
    (3, {Control.DIRECT: (4, 6), Control.PARTLY: (5, 6), Control.PARTNERS: (6, 12)}),
    (6, {Control.DIRECT: (6, 12), Control.PARTLY: (7, 12), Control.PARTNERS: (8, 12)}),
    (20, {Control.DIRECT: (8, 12), Control.PARTLY: (10, 12), Control.PARTNERS: (12, 12)}),
)
_WORDS = {
    Control.DIRECT: "within the council's direct control",
    Control.PARTLY: "partly within the council's control",
    Control.PARTNERS: "mainly with partners",
}
_OFTEN = {3: "every quarter", 6: "twice a year", 12: "once a year"}
USUAL_TREND = 8
"""Reports in a small trend where no horizon says how many."""


@dataclass(frozen=True, slots=True)
class Horizon:
    control: Control
    years: int
    """Expected years to shift."""
    said: bool
    """Somebody said how many years; otherwise the usual ones of this degree of control."""
    chart_years: int
    review_months: int

    @property
    def long(self) -> bool:
        """A quarter or two say little of it."""
        return self.review_months >= 12

    def review_after(self, quarter: Period) -> date:
        """The review date proposed, from the quarter in view."""
        return quarter.shift(self.review_months // 3).last_day

    @property
    def words(self) -> str:
        """How it is judged, in a sentence."""
        takes = "about" if self.said else "usually"
        return f"It lies {_WORDS[self.control]} and takes {takes} {_years(self.years)} to shift: {self.judged}."

    @property
    def judged(self) -> str:
        """The same in few words: "judged over 8 years, reviewed once a year"."""
        return f"judged over {_years(self.chart_years)}, reviewed {_OFTEN[self.review_months]}"

    @property
    def caution(self) -> str:
        """What a proposal on a long horizon says of itself; "" where a quarter may well tell."""
        if not self.long:
            return ""
        return f"A long-horizon issue, {_years(self.years)} to shift: one or two reports say little of it."


def horizon_of(control: Control | None, shift_years: int | None, *, depends: bool = False) -> Horizon | None:
    """`depends`: how it depends on a partner is said. None where nothing is known that speaks for another horizon.

    Where nobody judged the degree of control, an issue that depends on a partner is partly in the council's hands.
    """
    if control is None and shift_years is None and not depends:
        return None
    held = control or Control.PARTLY
    years = _USUAL[held] if shift_years is None else shift_years
    charted, review = next(row[held] for most, row in _TABLE if years <= most)
    return Horizon(held, years, shift_years is not None, charted, review)


def horizon_of_sheet(sheet: IssueSheet) -> Horizon | None:
    """The same, of an issue as its sheet holds it."""
    control, years = sheet.fields.get("control"), sheet.fields.get("shift_years")
    held = Control(str(control)) if control else None
    return horizon_of(held, years if isinstance(years, int) else None, depends=sheet.depends)


def within(series: Series, horizon: Horizon | None, quarter: Period) -> Series:
    """The series as the issue's chart shows it: the years of its horizon, and never less than the newest figure."""
    first = since(horizon, quarter)
    if first is None:
        return series
    kept = tuple(each for each in series.readings if each.period.end >= first) or series.readings[-1:]
    begins = kept[0].period.end if kept else first
    return replace(
        series,
        readings=kept,
        targets=tuple(each for each in series.targets if each.period.end >= begins),
        events=tuple(each for each in series.events if each.period.end >= begins),
    )


def small_trend(
    values: Mapping[int, float | None], horizon: Horizon | None, quarter: Period
) -> tuple[float | None, ...]:
    """The reports of a small trend, from values by the keys of their periods, in order; the usual eight without one."""
    first = since(horizon, quarter)
    if first is None:
        return tuple(values.values())[-USUAL_TREND:]
    kept = tuple(value for key, value in values.items() if Period.from_key(key).end >= first)
    return kept or tuple(values.values())[-1:]


def since(horizon: Horizon | None, quarter: Period) -> int | None:
    """The first month that the issue's charts show, counted as periods are; None: all there is."""
    return None if horizon is None else quarter.end - 12 * horizon.chart_years + 1


def _years(count: int) -> str:
    return "a year" if count == 1 else f"{count} years" if count else "less than a year"
