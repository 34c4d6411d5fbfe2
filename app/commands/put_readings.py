"""Put readings in: typed, pasted or imported. A correction is a new reading; the old one stays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.indicator import IndicatorRow
from app.models.lists import WHOLE_COUNTY
from app.rules import clock
from app.rules.errors import Problem, Refused
from app.rules.readings import LARGEST, ReadingRow, arrival_problem, newest_day
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
    retired = {number for number, row in known.items() if row.retired is not None}
    seen: dict[tuple[int, int], set[int]] = {}  # by the period's two numbers: it is looked up for every row
    notes = {""}
    for row in rows:
        number, period, value, _, numerator, denominator, note, _ = row
        if number not in known:
            raise Refused(Problem("gone", {"noun": "indicator", "id": number}))
        of_period = seen.get((period.end, period.months))
        if of_period is None or number in retired:  # of a period that is known the rest was asked before
            _check_arrival(row, known[number], newest)
            of_period = seen.setdefault((period.end, period.months), set())
        if number in of_period:
            raise Refused(Problem("reading_twice", _where(row)))
        of_period.add(number)
        if not (_is_sound(value) and _is_sound(numerator) and _is_sound(denominator)):
            raise Refused(Problem("not_a_number", _where(row)))
        if note not in notes:  # a table says the same few again and again
            problem = text_problem("note", note, NOTE_LIMIT, lines=True)
            if problem is not None:
                raise Refused(problem)
            notes.add(note)


def _check_arrival(row: ReadingRow, indicator: Any, newest: date) -> None:
    problem = arrival_problem(row.period, indicator.retired, newest, indicator.code, indicator.title)
    if problem is not None:
        raise Refused(Problem(problem.code, {"cell": row.cell, "period": row.period.label, **problem.facts}))


def _is_sound(figure: float | None) -> bool:
    return figure is None or -LARGEST <= figure <= LARGEST


def _where(row: ReadingRow) -> dict[str, object]:
    return {"cell": row.cell, "period": row.period.label, "indicator": row.indicator_id}
