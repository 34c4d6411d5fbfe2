"""A quarter played through: six workbooks out, filled in with LibreOffice, some spoilt, taken back, and traced."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.commands.issue_returns import IssueReturns
from app.commands.open_quarter import OpenQuarter
from app.exchange.import_plan import ImportLine, ImportPlan, LineState
from app.exchange.return_decisions import Choice, choices_for, stops, undecided
from app.exchange.return_workbook import file_name, save_form
from app.rules import clock as program_clock
from app.rules.indicator import Shape
from app.rules.period import Period
from app.rules.return_form import FormValue
from app.rules.returns import Standing
from app.store.opening import open_store
from app.store.queries import returns
from app.store.queries.board import board
from app.store.queries.history import history
from app.store.queries.lists import entries
from app.store.queries.return_form import return_form
from app.store.queries.series import series
from app.store.store import Store
from app.store.verifying import verify
from app.views.shared.words import sentence
from tests.conftest import StoppedClock
from tests.exchange.office import filled
from tests.exchange.test_taking_returns import planned, store_it
from tests.plans import ACTOR
from tests.samples.sample_plans import PLAN, loaded

Q1 = Period.quarter(2010, 1)
TODAY = date(2010, 7, 9)
TEXT, TENFOLD, FRACTION = "NI 63", "NI 123", "NI 192"
"""Indicators whose figure is spoilt in the workbook."""
SOFT = {"figure_outside_limits", "figure_as_before"}
"""Doubts that honest figures may raise."""


@dataclass(frozen=True)
class Asked:
    """One figure of a workbook: where it stands, what the department means, and what it writes."""

    department: int
    indicator: int
    code: str
    period: Period
    row: int
    meant: float
    written: float | str

    @property
    def cell(self) -> str:
        return f"Values!L{self.row}"


@dataclass
class Played:
    """The quarter as it goes: the workbooks by department, and every figure they ask for."""

    store: Store
    folder: Path
    sent: dict[int, Path] = field(default_factory=dict)
    back: dict[int, Path] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def of(self, code: str) -> Asked:
        return next(each for each in self.asked if each.code == code and each.period == Q1)

    def job(self, department: int, source: Path, target: Path, **extra: Any) -> dict[str, Any]:
        """All the department's figures, and other cells: `extra` under their place."""
        cells: dict[str, Any] = {}
        for each in self.asked:
            if each.department == department:
                cells |= {each.cell: each.written, f"Values!O{each.row}": "final"}
        return {"source": str(source), "target": str(target), "cells": cells | extra}


@pytest.fixture
def played(tmp_path: Path) -> Iterator[Played]:
    """The sample plan with a new quarter open and the six departments' workbooks sent out."""
    program_clock.set_source(lambda: datetime(2010, 4, 15, 9, 0))
    made = Played(loaded(tmp_path, PLAN), tmp_path)
    clock = StoppedClock(datetime(2010, 7, 5, 9, 0))
    made.store.change(OpenQuarter(Q1), ACTOR)
    with made.store.reading() as session:
        forms = [return_form(session, each.id, Q1) for each in entries(session, "department")]
    for form in forms:
        path = tmp_path / file_name(form)
        save_form(form, path, clock.moment)
        made.sent[form.department.id] = path
        made.asked += _asked(
            path, form.department.id, {(v.indicator.code, v.period.label): v for v in form.values}
        )
    made.store.change(IssueReturns(tuple(made.sent), Q1, "tester"), ACTOR)
    clock.at(2010, 7, 9, 10, 0)
    yield made
    made.store.close()
    program_clock.set_source(None)


def _asked(path: Path, department: int, values: dict[tuple[str, str], FormValue]) -> Iterator[Asked]:
    """The rows for which nothing is stored yet, each with a figure like those before it."""
    page = openpyxl.load_workbook(path)["Values"]
    for row in range(6, page.max_row + 1):
        value = values.get((str(page.cell(row, 1).value), str(page.cell(row, 11).value)))
        if value is None or not value.due:
            continue
        meant = _figure(value)
        code = value.indicator.code
        spoilt: dict[str, float | str] = {TEXT: "tbc", TENFOLD: meant * 10, FRACTION: round(meant / 100, 5)}
        written = spoilt.get(code, meant)
        yield Asked(department, value.indicator.id, code, value.period, row, meant, written)


def _figure(value: FormValue) -> float:
    """One step of its last digit beside the last; of a total that begins anew, beside the same quarter's last year."""
    total = value.indicator.shape is Shape.CUMULATIVE and not value.indicator.unit.startswith("%")
    alike = [(at, each) for at, each in value.last if not total or at == value.period.same_period_last_year]
    last = next((each for _, each in reversed(alike) if each is not None), 50.0)
    step = 10.0**-value.indicator.decimals
    return round(last + (step if last < 99 or last > 101 else -step), value.indicator.decimals)


def line(found: ImportPlan, asked: Asked) -> ImportLine:
    return next(each for each in found.lines if (each.code, each.period) == (asked.code, asked.period.label))


def codes_of(each: ImportLine) -> set[str]:
    return {problem.code for problem in each.why}


def decided(found: ImportPlan, leave: tuple[str, ...] = ()) -> dict[int, Choice]:
    """What was meant where the program sees it; nothing of what cannot be read; the rest as it stands."""
    choices = {}
    for at in undecided(found, {}):
        offered = choices_for(found, at)
        choice = (
            Choice.USE if Choice.USE in offered else Choice.KEEP if Choice.KEEP in offered else Choice.LEAVE
        )
        assert choice is not Choice.KEEP or codes_of(found.lines[at]) <= SOFT, found.lines[at]
        assert choice is not Choice.LEAVE or found.lines[at].code in leave, found.lines[at]
        choices[at] = choice
    return choices


def standings(store: Store) -> dict[int, Standing]:
    with store.reading() as session:
        found = returns.matrix(session, Q1, TODAY)
        return {each.id: found.cells[each.id, Q1].standing for each in found.departments}


def check(store: Store, asked: list[Asked], files: dict[int, Path]) -> None:
    """Chart, board and history hold each figure, and its trace ends in the very cell of the very workbook."""
    originals: dict[int, Any] = {}
    with store.reading() as session:
        for each in asked:
            drawn = series(session, each.indicator)
            (reading,) = [one for one in drawn.readings if one.period == each.period]
            assert reading.value == pytest.approx(each.meant), each
            origin = returns.origin(session, each.indicator, each.period)
            assert origin is not None, each
            data = files[each.department].read_bytes()
            assert (origin.file_name, origin.cell) == (files[each.department].name, each.cell)
            assert origin.sha256 == hashlib.sha256(data).hexdigest()
            if origin.return_id not in originals:
                assert returns.return_file(session, origin.return_id)[1] == data
                originals[origin.return_id] = openpyxl.load_workbook(io.BytesIO(data))
            sheet, cell = origin.cell.split("!")
            assert originals[origin.return_id][sheet][cell].value == pytest.approx(each.written)
            told = [one.words for one in history(session, each.indicator, noun="indicator")]
            assert any("readings put in" in words or each.period.label in words for words in told[:2]), told
        shown = _check_board(session, asked)
    assert shown or len(asked) == 1
    assert verify(store.raw).sound


def _check_board(session: Any, asked: list[Asked]) -> int:
    """How many cards draw a figure that came in."""
    meant = {each.code: each for each in asked if each.period == Q1}
    shown = 0
    for card in board(session, Q1).cards:
        each = meant.get(" ".join(card.trend_words.split(" ")[:2]))
        if each is not None:
            assert card.trend[-1] == pytest.approx(each.meant), card
            if card.leads == 1:
                assert card.rag is series(session, each.indicator).rags[Q1], card
            shown += 1
    return shown


def test_a_quarter_is_played_through_and_every_figure_is_traced_to_its_cell(played: Played) -> None:
    store, folder, asked = played.store, played.folder, played.asked
    text, tenfold, fraction = (played.of(code) for code in (TEXT, TENFOLD, FRACTION))
    spoilt = next(iter(set(played.sent) - {each.department for each in (text, tenfold, fraction)}))
    heading = "Values!L5"
    played.back = {each: folder / f"back {path.name}" for each, path in played.sent.items()}
    whole = folder / "whole.xlsx"
    jobs = [
        played.job(each, path, played.back[each], **({heading: ""} if each == spoilt else {}))
        for each, path in played.sent.items()
    ]
    filled(folder, [*jobs, played.job(spoilt, played.sent[spoilt], whole)])
    assert len(played.back) == 6 and all(path.exists() for path in played.back.values())
    assert set(standings(store).values()) == {Standing.ISSUED}

    found = planned(store, *played.back.values(), today=TODAY)
    stopped = [(each.facts["file"], sentence(each)) for each in stops(found, decided(found, (TEXT,)), "seen")]
    gone = "Values, row 5: the column 'Actual' is missing. Put it back. Nothing was imported."
    assert stopped == [(played.back[spoilt].name, gone)]
    assert line(found, text).state is LineState.UNREADABLE and line(found, text).place == text.cell
    assert "figure_not_a_number" in codes_of(line(found, text))
    for each, code in ((tenfold, "figure_many_times"), (fraction, "figure_fraction")):
        assert line(found, each).state is LineState.CHECK and code in codes_of(line(found, each))
        assert line(found, each).meant == pytest.approx(each.meant)

    five = [path for each, path in played.back.items() if each != spoilt]
    found = planned(store, *five, today=TODAY)
    choices = decided(found, (TEXT,))
    store_it(store, found, choices, "looked at with the departments")
    first = [each for each in asked if each.department != spoilt and each is not text]
    check(store, first, played.back)
    nothing_of(store, text)
    assert standings(store) == {
        each: Standing.ISSUED
        if each == spoilt
        else Standing.QUERIED
        if each == text.department
        else Standing.IMPORTED
        for each in played.sent
    }
    _undone_and_corrected(played, spoilt, whole, first)
    _text_put_right(played, text, first)
    path = store.path
    store.close()
    played.store = open_store(path)
    check(played.store, [each for each in asked if each is not text], played.back)


def nothing_of(store: Store, asked: Asked) -> None:
    with store.reading() as session:
        assert returns.origin(session, asked.indicator, asked.period) is None
        assert all(
            one.value is None
            for one in series(session, asked.indicator).readings
            if one.period == asked.period
        )


def _undone_and_corrected(played: Played, department: int, whole: Path, first: list[Asked]) -> None:
    """The sixth comes back with its heading, is found to be wrong, undone, and its corrected version taken."""
    store = played.store
    own = [each for each in played.asked if each.department == department]
    played.back[department] = whole
    found = planned(store, whole, today=TODAY)
    store_it(store, found, decided(found), "as before")
    check(store, [*first, *own], played.back)
    assert [problem.code for problem in planned(store, whole, today=TODAY).problems] == ["return_already"]
    store.undo(ACTOR)
    for each in own:
        nothing_of(store, each)
    check(store, first, played.back)
    assert standings(store)[department] is Standing.ISSUED

    wrong = next(each for each in own if each.period == Q1)
    right = replace(wrong, meant=wrong.meant + 1, written=wrong.meant + 1)
    played.asked[played.asked.index(wrong)] = right
    target = played.folder / "corrected.xlsx"
    filled(
        played.folder, [{"source": str(whole), "target": str(target), "cells": {right.cell: right.written}}]
    )
    found = planned(store, target, today=TODAY)
    store_it(store, found, decided(found), "the department corrected it")
    played.back[department] = target
    check(store, [*first, *(each for each in played.asked if each.department == department)], played.back)


def _text_put_right(played: Played, text: Asked, first: list[Asked]) -> None:
    """A newer version of a return with the figure that could not be read: it alone is stored anew."""
    store, target = played.store, played.folder / "put right.xlsx"
    source = played.back[text.department]
    cells = {each.cell: each.meant for each in played.asked if each.department == text.department}
    filled(played.folder, [{"source": str(source), "target": str(target), "cells": cells}])
    found = planned(store, target, today=TODAY)
    assert [(each.code, each.state) for each in found.lines if each.state is not LineState.UNCHANGED] == [
        (text.code, LineState.NEW)
    ]
    store_it(store, found, decided(found), "the figure that was missing")
    put_right = replace(text, written=text.meant)
    check(store, [put_right], {text.department: target})
    check(store, first, played.back)
    assert set(standings(store).values()) == {Standing.IMPORTED}
