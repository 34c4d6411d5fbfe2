"""Put readings in: typed, pasted or imported. A correction is a new reading; the old one stays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.indicator import IndicatorRow
from app.models.lists import WHOLE_COUNTY
from app.rules import clock
from app.rules.errors import Problem, Refused
from app.rules.period import Period
from app.rules.readings import ReadingRow, arrival_problem, newest_day, sound
from app.rules.texts import NOTE_LIMIT, text_problem
from app.store.queries.lists import newest_quarter
from app.store.recording import insert_rows


@dataclass(frozen=True)
class PutReadings:
    """`source` names the workbook or "typed"; each row adds its cell. All or nothing."""

    rows: tuple[ReadingRow, ...]
    source: str
    reason: str = ""
    recorded_by: str = ""

    @property
    def label(self) -> str:
        return f"Put in {len(self.rows)} reading{'s' if len(self.rows) != 1 else ''}"

    def do(self, session: Session) -> None:
        check_rows(session, self.rows)
        now = clock.now()
        insert_rows(
            session, "reading", [values_of(row, self.source, self.recorded_by, now) for row in self.rows]
        )


def values_of(row: ReadingRow, source: str, by: str, moment: datetime | None = None) -> dict[str, object]:
    """The row as the table takes it: for the whole county, recorded now."""
    return {
        "indicator_id": row.indicator_id,
        "locality_id": WHOLE_COUNTY,
        "period": row.period,
        "value": row.value,
        "numerator": row.numerator,
        "denominator": row.denominator,
        "status": row.status,
        "note": row.note,
        "source": f"{source} · {row.cell}" if row.cell else source,
        "recorded": moment or clock.now(),
        "recorded_by": by,
        "illustrative": False,
    }


def check_rows(session: Session, rows: Iterable[ReadingRow]) -> None:
    """Raise Refused where a row names an unknown indicator, comes twice or ahead, or holds what cannot be kept."""
    columns = (IndicatorRow.id, IndicatorRow.retired, IndicatorRow.code, IndicatorRow.title)
    known = {row.id: row for row in session.execute(select(*columns))}
    newest = newest_day(clock.today(), newest_quarter(session))
    seen: set[tuple[int, Period]] = set()
    for row in rows:
        indicator = known.get(row.indicator_id)
        if indicator is None:
            raise Refused(Problem("gone", {"noun": "indicator", "id": row.indicator_id}))
        problem = arrival_problem(row.period, indicator.retired, newest, indicator.code, indicator.title)
        if problem is not None:
            raise Refused(Problem(problem.code, {"cell": row.cell, "period": row.period.label, **problem.facts}))
        _check(row, seen)


def _check(row: ReadingRow, seen: set[tuple[int, Period]]) -> None:
    key = (row.indicator_id, row.period)
    if key in seen:
        raise Refused(Problem("reading_twice", _where(row)))
    seen.add(key)
    for number in (row.value, row.numerator, row.denominator):
        if number is not None and sound(number) is None:
            raise Refused(Problem("not_a_number", _where(row)))
    problem = text_problem("note", row.note, NOTE_LIMIT, lines=True) if row.note else None
    if problem is not None:
        raise Refused(problem)


def _where(row: ReadingRow) -> dict[str, object]:
    return {"cell": row.cell, "period": row.period.label, "indicator": row.indicator_id}
