"""A block of figures from the clipboard, judged row by row as an import is, before anything is stored."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO

from app.exchange.import_plan import ImportPlan, LineState
from app.exchange.judge_rows import Judged, RowJudge
from app.exchange.pasted_block import MOST_ROWS, Block, block_of, letters, value_cell
from app.exchange.periods import NotAPeriodError, read_period
from app.exchange.raw import RawRow, RawSheet
from app.rules.errors import Problem
from app.rules.indicator import Status
from app.rules.period import Period
from app.rules.reading_entry import value_problem
from app.rules.readings_now import MeasuredIndicator, ReadingsNow
from app.rules.series import Series

SHEET = "Pasted"
LONGEST = 8_000_000
"""Characters; Excel puts no more than that on the clipboard for twenty thousand rows."""


_NEW = (LineState.NEW, LineState.CHECK)


@dataclass(frozen=True, slots=True)
class _Judging:
    series: Series
    now: ReadingsNow
    indicator: MeasuredIndicator
    judge: RowJudge
    status: Status


def plan_paste(text: str, series: Series, now: ReadingsNow, today: date, status: Status) -> ImportPlan:
    """What the block would do to the indicator. `status`: of new figures that come without one.

    A block in which no periods can be found has one problem and no lines.
    """
    if len(text) > LONGEST:
        return _refused("paste_too_long", most=MOST_ROWS)
    indicator = next((each for each in now.indicators if each.id == series.indicator.id), None)
    if indicator is None:
        return _refused("gone", noun="indicator", id=series.indicator.id)
    block = block_of(cells_of(text), indicator)
    if isinstance(block, Problem):
        return ImportPlan((), (), (block,), (), ())
    judging = _Judging(series, now, indicator, RowJudge(now, today, SHEET), status)
    judged = [_judged(judging, block, number, cells) for number, cells in block.rows]
    _refuse_twins(judged)
    problems = tuple(problem for each in judged for problem in each.problems)
    doubts = tuple(problem for each in judged for problem in each.doubts)
    notes = [Problem("paste_not_read", {"headings": block.not_read})] if block.not_read else []
    stated = block.places.get("status")
    unstated = [stated is None or not cells[stated] for _, cells in block.rows]
    if any(lacks and each.line.state in _NEW for lacks, each in zip(unstated, judged, strict=True)):
        notes.append(Problem("paste_status_chosen"))
    return ImportPlan((), tuple(each.line for each in judged), problems, doubts, tuple(notes))


def _refused(code: str, **facts: object) -> ImportPlan:
    return ImportPlan((), (), (Problem(code, facts),), (), ())


def cells_of(text: str) -> list[list[str]]:
    """As Excel puts them on the clipboard: tabs between cells, quotes around those with line breaks."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    csv.field_size_limit(LONGEST)
    try:
        return list(csv.reader(StringIO(plain, newline=""), delimiter="\t"))
    except csv.Error:
        return [line.split("\t") for line in plain.split("\n")]


def _judged(judging: _Judging, block: Block, number: int, cells: Sequence[str]) -> Judged:
    by_key = {key: (cells[at].strip() if at < len(cells) else "") for key, at in block.places.items()}
    texts = {key: text or None for key, text in by_key.items()}
    raw = RawRow(number, False, (
        judging.indicator.code,
        texts.get("period"),
        value_cell(texts.get("value"), judging.indicator.unit),
        _status(judging, by_key),
        value_cell(texts.get("numerator"), ""),
        value_cell(texts.get("denominator"), ""),
        texts.get("note"),
    ))  # fmt: skip
    sheet = RawSheet(SHEET, "visible", tuple(range(1, 8)), 1)
    found = judging.judge.judge(sheet, raw)
    wrong = _wrong(judging, by_key.get("code", ""), found)
    if wrong is not None:
        _refuse(found, wrong)
    elif found.line.row is not None:  # a place on the clipboard is none to go back to
        found.line = found.line._replace(row=found.line.row._replace(cell=""))
    return found


def _wrong(judging: _Judging, code: str, found: Judged) -> Problem | None:
    """What the rules of typing say besides those of an import; and that a row is another indicator's."""
    if code and letters(code) != letters(judging.indicator.code):
        return Problem("paste_other_indicator", {"text": code[:40], "code": judging.indicator.code})
    row = found.line.row
    return value_problem(row.value, judging.series) if row is not None and row.value is not None else None


def _status(judging: _Judging, by_key: dict[str, str]) -> str:
    """As it is given; else that of the figure now there; else the one chosen for new ones."""
    given = by_key.get("status", "").split(",")[0].strip()
    if given:
        return _MARKS.get(given.casefold(), given)
    known = judging.now.figures.get(judging.indicator.id, {})
    try:
        before = known.get(read_period(by_key.get("period"), judging.indicator, known))
    except NotAPeriodError:
        before = None
    status = before.status if before else judging.status
    return Status.PROVISIONAL.value if status is Status.PROVISIONAL else Status.FINAL.value


_MARKS = {
    "p": "provisional", "prov": "provisional", "estimate": "provisional", "f": "final", "r": "final",
    "revised": "final", "restated": "final",
}  # fmt: skip


def _refuse_twins(judged: Sequence[Judged]) -> None:
    """Two figures for one period: which was meant, nobody can know, so both are refused."""
    seen: dict[tuple[int, Period], list[Judged]] = {}
    for each in judged:
        if each.key is not None:
            seen.setdefault(each.key, []).append(each)
    for same in seen.values():
        for each in same if len(same) > 1 else ():
            _refuse(each, Problem("reading_twice", {"period": each.line.period}))


def _refuse(found: Judged, problem: Problem) -> None:
    line = found.line
    before = line.why if line.state is LineState.UNREADABLE else ()
    found.problems.append(problem)
    found.doubts.clear()
    found.line = line._replace(state=LineState.UNREADABLE, why=(*before, problem), row=None)
