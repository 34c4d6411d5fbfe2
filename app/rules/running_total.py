"""What a figure of a running total is held against: not the quarters beside it, which hold more or less of a year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.rules.decumulate import first_month
from app.rules.indicator import YearKind
from app.rules.period import Period
from app.rules.readings_now import CurrentFigure

Figures = Mapping[Period, CurrentFigure]
Known = tuple[Period, float]


def same_time(period: Period, figures: Figures) -> list[Known]:
    """The totals at the same time of earlier years, oldest first."""
    return sorted(each for each in _earlier(period, figures) if (period.end - each[0].end) % 12 == 0)


def so_far(period: Period, figures: Figures, year_kind: YearKind) -> Known | None:
    """What the year had reached before the period, as far as it is known."""
    first = first_month(year_kind)
    year = _year(period, first)
    return max((each for each in _earlier(period, figures) if _year(each[0], first) == year), default=None)


def expected(period: Period, last: Known, year_kind: YearKind) -> float:
    """What the total of another part of a year would be at the pace of the last one known."""
    first = first_month(year_kind)
    return last[1] * _part(period, first) / _part(last[0], first)


def _earlier(period: Period, figures: Figures) -> Iterator[Known]:
    for each, figure in figures.items():
        if each.months == period.months and each < period and figure.value is not None:
            yield each, figure.value


def _year(period: Period, first: int) -> int:
    """The year that its first month lies in."""
    return (period.end - max(period.months, 1) + 2 - first) // 12


def _part(period: Period, first: int) -> int:
    """Months of its year up to its end."""
    return period.end + 2 - first - _year(period, first) * 12
