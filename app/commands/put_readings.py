"""Put readings in: typed, pasted or imported. A correction is a new reading; the old one stays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

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
from app.store.recording import insert_columns


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
        insert_columns(session, "reading", columns_of(self.rows, self.source, self.recorded_by))


def columns_of(rows: Sequence[ReadingRow], source: str, by: str) -> dict[str, list[Any]]:
    """The rows as the table takes them, by column: for the whole county, recorded now."""
    count = len(rows)
    return {
        "indicator_id": [row.indicator_id for row in rows],
        "locality_id": [WHOLE_COUNTY] * count,
        "period": [row.period for row in rows],
        "value": [row.value for row in rows],
        "numerator": [row.numerator for row in rows],
        "denominator": [row.denominator for row in rows],
        "status": [row.status for row in rows],
        "note": [row.note for row in rows],
        "source": [f"{source} · {row.cell}" if row.cell else source for row in rows],
        "recorded": [clock.now()] * count,
        "recorded_by": [by] * count,
        "illustrative": [False] * count,
    }


def check_rows(session: Session, rows: Iterable[ReadingRow]) -> None:
    """Raise Refused where a row names an unknown indicator, comes twice or ahead, or holds what cannot be kept."""
    columns = (IndicatorRow.id, IndicatorRow.retired, IndicatorRow.code, IndicatorRow.title)
    known = {row.id: row for row in session.execute(select(*columns))}
    newest = newest_day(clock.today(), newest_quarter(session))
    seen: dict[Period, set[int]] = {}
    notes = {""}
    for row in rows:
        indicator = known.get(row.indicator_id)
        if indicator is None:
            raise Refused(Problem("gone", {"noun": "indicator", "id": row.indicator_id}))
        of_period = seen.get(row.period)
        if of_period is None or indicator.retired is not None:  # of a period that is known the rest was asked before
            problem = arrival_problem(row.period, indicator.retired, newest, indicator.code, indicator.title)
            if problem is not None:
                raise Refused(Problem(problem.code, {"cell": row.cell, "period": row.period.label, **problem.facts}))
            of_period = seen.setdefault(row.period, set())
        if row.indicator_id in of_period:
            raise Refused(Problem("reading_twice", _where(row)))
        of_period.add(row.indicator_id)
        _check(row, notes)


def _check(row: ReadingRow, notes: set[str]) -> None:
    """`notes`: those that were looked at before; a table says the same few again and again."""
    for number in (row.value, row.numerator, row.denominator):
        if number is not None and sound(number) is None:
            raise Refused(Problem("not_a_number", _where(row)))
    if row.note not in notes:
        problem = text_problem("note", row.note, NOTE_LIMIT, lines=True)
        if problem is not None:
            raise Refused(problem)
        notes.add(row.note)


def _where(row: ReadingRow) -> dict[str, object]:
    return {"cell": row.cell, "period": row.period.label, "indicator": row.indicator_id}
