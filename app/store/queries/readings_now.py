"""The current figures of every indicator, for an import to be compared with."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, func, literal, select
from sqlalchemy.orm import Session

from app.models.frozen_quarter import FrozenQuarterRow
from app.models.indicator import IndicatorRow
from app.models.lists import WHOLE_COUNTY
from app.models.plan import Quarter
from app.models.reading import CurrentReading, ReadingRowEntity
from app.rules.period import Period
from app.rules.readings_now import CurrentFigure, MeasuredIndicator, ReadingsNow
from app.store.queries.frozen import published_on

_LONGEST = 99
"""Months: with a quarter's last month, a key that no period ended by then exceeds."""


def readings_now(session: Session, indicator_id: int | None = None) -> ReadingsNow:
    """Two scans: the indicators, and the county's current readings with their notes. `indicator_id`: of one alone."""
    quarters = session.execute(select(Quarter.period, Quarter.frozen).order_by(Quarter.period)).all()
    return ReadingsNow(
        indicators=_indicators(session, indicator_id),
        figures=_figures(session, indicator_id, _reported(session, [period for period, frozen in quarters if frozen])),
        newest_quarter=quarters[-1][0] if quarters else None,
        frozen={period: published_on(session, period) for period, frozen in quarters if frozen},
    )


def _indicators(session: Session, only: int | None) -> tuple[MeasuredIndicator, ...]:
    row = IndicatorRow
    columns = (
        row.id, row.code, row.title, row.unit, row.decimals, row.frequency, row.year_kind, row.retired, row.shape,
    )  # fmt: skip
    query = select(*columns, row.least_count).order_by(row.code)
    found = session.execute(query if only is None else query.where(row.id == only))
    return tuple(
        MeasuredIndicator(number, code, title, unit, decimals, frequency, year_kind, retired, shape, least)
        for number, code, title, unit, decimals, frequency, year_kind, retired, shape, least in found
    )


def _reported(session: Session, frozen: list[Period]) -> ColumnElement[bool]:
    """Whether a figure stood in the plan when its newest frozen quarter was closed. Years and months count too."""
    if not frozen:
        return literal(False)
    newest = frozen[-1]
    closed = session.scalar(select(func.max(FrozenQuarterRow.frozen_at)).where(FrozenQuarterRow.quarter == newest))
    ended = CurrentReading.period <= Period(newest.end, _LONGEST)
    return ended if closed is None else and_(ended, ReadingRowEntity.recorded <= closed)


def _figures(
    session: Session, only: int | None, reported: ColumnElement[bool]
) -> dict[int, dict[Period, CurrentFigure]]:
    now = CurrentReading
    columns = (now.indicator_id, now.period, now.value, now.status, now.numerator, now.denominator)
    query = (
        select(*columns, ReadingRowEntity.note, reported)
        .join(ReadingRowEntity, ReadingRowEntity.id == now.reading_id)
        .where(now.locality_id == WHOLE_COUNTY)
        .order_by(now.period)
    )
    if only is not None:
        query = query.where(ReadingRowEntity.indicator_id == only)
    found: dict[int, dict[Period, CurrentFigure]] = {}
    for indicator, period, value, status, numerator, denominator, note, printed in session.execute(query):
        figure = CurrentFigure(value, status, numerator, denominator, note, bool(printed))
        found.setdefault(indicator, {})[period] = figure
    return found
