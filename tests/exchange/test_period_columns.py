"""A department's own workbook with columns for each period: proposed, said, kept, and read so the next time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.commands.apply_return import ApplyReturn
from app.commands.map_return import RememberMapping
from app.exchange.foreign_file import ForeignFile, read_any
from app.exchange.import_either import Chosen, held_against, plan_all, read_all
from app.exchange.import_plan import ImportPlan, LineState
from app.exchange.mapping_draft import MappingDraft
from app.exchange.return_decisions import Choice, taken, undecided
from app.rules.errors import Refused
from app.rules.indicator import Status
from app.rules.period import Period
from app.rules.return_mapping import (
    ChosenMapping,
    MappedColumn,
    PeriodColumns,
    ReturnMapping,
    gaps,
    plain_name,
)
from app.store.queries.return_mappings import indicators_by_department, return_mappings
from app.store.queries.returns import origin
from app.store.queries.series import series
from app.store.store import Store
from app.store.verifying import verify
from app.views.shared.words import sentence
from tests.plan_fixtures import store
from tests.plans import ACTOR, Q4

__all__ = ["store"]
TODAY = date(2010, 4, 20)
ROADS, PLACES = "Road deaths and injuries", "Young people without a place"
NAMES = {plain_name(ROADS): 2, plain_name(PLACES): 1}
Q = [Period.quarter(2009, number) for number in range(1, 5)]


def book(path: Path, rows: Sequence[Sequence[Any]], merged: Sequence[str] = ()) -> Path:
    found = openpyxl.Workbook()
    page = found.active
    page.title = "Scorecard"
    for row in rows:
        page.append(list(row))
    for each in merged:
        page.merge_cells(each)
    found.save(path)
    return path


def foreign(path: Path) -> ForeignFile:
    found = read_any(path)
    assert isinstance(found, ForeignFile)
    return found


def draft(store: Store, path: Path, quarter: Period = Q4) -> MappingDraft:
    with store.reading() as session:
        known, own = return_mappings(session), indicators_by_department(session)
    made = MappingDraft(foreign(path), known, quarter)
    made.set_department(1, own[1])
    return made


def mapped(store: Store, path: Path, quarter: Period = Q4) -> ReturnMapping:
    """Every proposal taken, as someone does who looks and agrees."""
    made = draft(store, path, quarter)
    if not made.by_period:
        made.set_by_period(True)
    made.periods.accept()
    for name in made.names():
        made.answer(name.key, NAMES[name.key])
    assert made.lacks() == ()
    return made.mapping()


def planned(store: Store, path: Path, mapping: ReturnMapping | None = None) -> ImportPlan:
    files = read_all([path])
    chosen: Chosen = {file.sha256: ChosenMapping(mapping, Q4) for file in files if isinstance(file, ForeignFile)}
    chosen = chosen if mapping else {}
    with store.reading() as session:
        now = held_against(session, files, chosen)
    return plan_all(files, now, TODAY, chosen)


def told(found: ImportPlan) -> dict[tuple[str, str], tuple[str, str, str]]:
    return {(line.code, line.period): (line.state.value, line.cell, line.after) for line in found.lines}


def test_columns_that_name_a_period_are_proposed_and_wait_where_no_year_is_named(store: Store, tmp_path: Path) -> None:
    path = book(tmp_path / "own.xlsx", [("Measure", "2008/09 Q4", "Q1", "Q2", "Q2 num", "Q2 den", "Target Q3", "Remarks"),
                                        (ROADS, 7.0, 7.1, 7.2, 72, 1000, 6.0, "")])  # fmt: skip
    made = draft(store, path)
    assert made.by_period and made.columns == {"title": 1, "note": 8}
    first, second, third = made.periods.each
    assert (first.said, second.said, third.said) == (Period.quarter(2008, 4), None, None)
    assert (second.proposed, third.proposed) == (Q[0], Q[1])
    assert third.columns == {"value": 4, "numerator": 5, "denominator": 6}
    assert made.lacks() == ("period",)
    assert made.periods.accept() == 2 and made.lacks() == ()
    made.set_quarter(Period.quarter(2010, 1))
    assert [each.said for each in made.periods.each[1:]] == [Period.quarter(2010, 1), Period.quarter(2010, 2)]


def test_a_single_column_of_figures_stays_one_until_someone_says_otherwise(store: Store, tmp_path: Path) -> None:
    made = draft(store, book(tmp_path / "own.xlsx", [("Measure", "Actual", "Q1", "Q2"), (ROADS, 7.0, 7.1, 7.2)]))
    assert not made.by_period and made.columns == {"title": 1, "value": 2}
    made.set_by_period(True)
    assert made.columns == {"title": 1} and [each.proposed for each in made.periods.each] == [Q[0], Q[1]]
    made.set_period_column(1, "value", 2)
    made.periods.remove(0)
    assert [(each.columns, each.proposed) for each in made.periods.each] == [({"value": 2}, Q[1])]
    made.set_by_period(False)
    assert list(made.periods.each) == []


def test_each_figure_is_a_line_of_its_own_period_and_cell_and_all_are_one_change(store: Store, tmp_path: Path) -> None:
    roads = (ROADS, 7.4, None, 7.2, 7.1, "The best yet")
    path = book(tmp_path / "own.xlsx", [("Measure", "Q1", "Q2", "Q3", "Q4", "Remarks"), roads, (PLACES, *[None] * 3, 6.9)])
    found = planned(store, path, mapped(store, path))
    assert found.problems == ()
    lines = told(found)
    assert {key[1] for key in lines if key[0] == "NI 47"} == {"2009/10 Q1", "2009/10 Q3", "2009/10 Q4"}
    assert lines["NI 47", "2009/10 Q1"][1:] == ("B2", "7.4%")
    assert "B 2009/10 Q1, C 2009/10 Q2, D 2009/10 Q3, E 2009/10 Q4" in sentence(found.notes[0])
    notes = {line.period: line.row.note for line in found.lines if line.row and line.code == "NI 47"}
    assert notes == {"2009/10 Q1": "", "2009/10 Q3": "", "2009/10 Q4": "The best yet"}
    before = store.raw.execute("SELECT count(*) FROM reading").fetchone()[0]
    takings, rows = taken(found, dict.fromkeys(undecided(found, {}), Choice.KEEP))
    store.change(ApplyReturn(takings, "looked at", "tester", rows, found.source), ACTOR)
    with store.reading() as session:
        where = {quarter: origin(session, 2, quarter) for quarter in (Q[0], Q[2], Q[3])}
    assert [each.cell for each in where.values() if each] == ["Scorecard!B2", "Scorecard!D2", "Scorecard!E2"]
    assert verify(store.raw).sound
    store.undo(ACTOR)
    assert store.raw.execute("SELECT count(*) FROM reading").fetchone()[0] == before


def test_the_same_second_look_is_taken_in_every_column(store: Store, tmp_path: Path) -> None:
    path = book(tmp_path / "own.xlsx", [("Measure", "Q3", "Q4"), (PLACES, "tbc", 690)])
    lines = told(planned(store, path, mapped(store, path)))
    assert lines["NI 117", "2009/10 Q3"][:2] == ("unreadable", "B2")
    assert lines["NI 117", "2009/10 Q4"][:2] == ("check", "C2")


def test_what_was_mapped_is_read_so_the_next_year_and_month_and_a_line_says_so(store: Store, tmp_path: Path) -> None:
    path = book(tmp_path / "own.xlsx", [("Measure", "Q3", "Q4"), (ROADS, 7.2, 7.1)])
    store.change(RememberMapping(mapped(store, path), "Environment", "Performance Officer"), ACTOR)
    moved = book(tmp_path / "next.xlsx", [(), ("Q4", "Q3", "Measure"), (7.0, 7.3, ROADS)])
    found = planned(store, moved)
    assert set(told(found)) >= {("NI 47", "2009/10 Q3"), ("NI 47", "2009/10 Q4")}
    assert "by Performance Officer" in sentence(found.notes[0]) and "A 2009/10 Q4" in sentence(found.notes[0])
    store.raw.execute("INSERT INTO quarter (period, frozen, version) VALUES (?, 0, 1)", (Period.quarter(2010, 4).key,))
    later = planned(store, path)
    assert {line.period for line in later.lines} == {"2010/11 Q3", "2010/11 Q4"}


def test_a_new_column_that_says_its_period_in_the_same_way_is_read_and_any_other_named(
    store: Store, tmp_path: Path
) -> None:
    path = book(tmp_path / "own.xlsx", [("Measure", "Q2 2009/10", "Q3 2009/10"), (ROADS, 7.2, 7.1)])
    store.change(RememberMapping(mapped(store, path), "Environment"), ACTOR)
    later = book(tmp_path / "next.xlsx", [("Measure", "Q3 2009/10", "Q4 2009/10", "Q1 2010", "Q4 2009/10 num"),
                                          (ROADS, 7.1, 7.0, 6.9, 70)])  # fmt: skip
    found = planned(store, later)
    assert {(line.period, line.cell) for line in found.lines} == {("2009/10 Q3", "B2"), ("2009/10 Q4", "C2")}
    (note,) = [note for note in found.notes if note.code == "columns_not_mapped"]
    assert "'Q1 2010', 'Q4 2009/10 num'" in sentence(note)


def test_headings_in_two_rows_are_read_together(store: Store, tmp_path: Path) -> None:
    above, below = ("Measure", "2009/10 Q3", None, "2009/10 Q4", None), (None, "Num", "Den", "Num", "Den")
    rows = [above, below, (PLACES, 66, 1000, 69, 1000)]
    path = book(tmp_path / "own.xlsx", rows, ["A1:A2", "B1:C1", "D1:E1"])
    made = draft(store, path)
    made.set_row(2)
    assert made.by_period and made.columns == {"title": 1}
    assert [(each.said, each.columns) for each in made.periods.each] == [
        (Q[2], {"numerator": 2, "denominator": 3}), (Q[3], {"numerator": 4, "denominator": 5}),
    ]  # fmt: skip


def test_a_pair_makes_its_value_where_the_unit_is_a_rate_and_says_so(store: Store, tmp_path: Path) -> None:
    path = book(tmp_path / "own.xlsx", [("Measure", "Q4 num", "Q4 den"), (PLACES, 66, 1000), (ROADS, 71, 1000)])
    store.raw.execute("UPDATE indicator SET unit = 'number', decimals = 0 WHERE id = 2")
    found = planned(store, path, mapped(store, path))
    (line,) = [each for each in found.lines if each.code == "NI 117"]
    assert line.row is not None and (line.row.value, line.row.numerator, line.row.denominator) == (6.6, 66, 1000)
    assert line.cell == "B2"
    assert "worked out: 66 of 1000" in " ".join(sentence(each) for each in line.why) or line.state is LineState.CHECK
    (other,) = [each for each in found.lines if each.code == "NI 47"]
    assert other.state is LineState.UNREADABLE
    assert "Scorecard, B3: numerator and denominator make no value in number." in sentence(other.why[-1])


def test_a_month_s_column_for_a_quarter_s_figure_is_asked_about(store: Store, tmp_path: Path) -> None:
    path = book(tmp_path / "own.xlsx", [("Measure", "Feb-10", "Mar-10"), (PLACES, 6.8, 6.7)])
    found = planned(store, path, mapped(store, path))
    lines = {line.cell: line for line in found.lines}
    assert lines["B2"].state is LineState.UNREADABLE
    assert (lines["C2"].state, lines["C2"].period) == (LineState.CHECK, "2009/10 Q4")
    assert any("its column is of March 2010" in sentence(why) for why in lines["C2"].why)


def test_what_nobody_says_never_takes_back_that_a_figure_is_final(store: Store, tmp_path: Path) -> None:
    with store.reading() as session:
        now = {reading.period: reading for reading in series(session, 1).readings}
    final = next(reading for reading in now.values() if reading.status is Status.FINAL and reading.value is not None)
    heading = final.period.label
    path = book(tmp_path / "own.xlsx", [("Measure", heading, "2010/11 Q1"), (PLACES, final.value, None)])
    (line,) = planned(store, path, mapped(store, path)).lines
    assert line.state is LineState.UNCHANGED


def test_a_mapping_by_period_is_kept_and_one_that_could_read_nothing_is_refused(store: Store) -> None:
    columns = {"title": MappedColumn(1, "Measure")}
    one = PeriodColumns(Q[0], Q4, {"value": MappedColumn(2, "Q1", "2009/10")})
    mapping = ReturnMapping(1, "Scorecard", columns, NAMES, periods=(one,))
    store.change(RememberMapping(mapping, "Environment"), ACTOR)
    with store.reading() as session:
        (kept,) = return_mappings(session)
    assert (kept.periods, kept.columns) == (mapping.periods, columns)
    alone = PeriodColumns(Q[1], Q4, {"numerator": MappedColumn(3, "Q2")})
    wrong = ReturnMapping(1, "Scorecard", columns, NAMES, periods=(one, alone, one))
    assert gaps(wrong) == ("twice", "period_value", "period_twice")
    both = ReturnMapping(1, "Scorecard", {**columns, "value": MappedColumn(4, "Actual")}, NAMES, periods=(one,))
    for each in (wrong, both):
        with pytest.raises(Refused):
            store.change(RememberMapping(each, "Environment"), ACTOR)
