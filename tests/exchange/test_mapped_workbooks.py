"""A department's own workbook, mapped once by hand: proposed and confirmed, kept, and read the same next time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.commands.apply_return import ApplyReturn
from app.commands.map_return import RememberMapping
from app.exchange.foreign_file import ForeignFile, read_any
from app.exchange.import_either import Chosen, held_against, plan_all, read_all
from app.exchange.import_plan import ImportLine, ImportPlan, LineState
from app.exchange.mapping_fit import fit
from app.exchange.name_proposals import CERTAIN, Proposer
from app.exchange.return_decisions import Choice, choices_for, stops, taken, undecided
from app.rules.indicator import Frequency, Status, YearKind
from app.rules.readings_now import MeasuredIndicator
from app.rules.return_mapping import ChosenMapping, MappedColumn, ReturnMapping, plain_name
from app.rules.returns import ReturnState
from app.store.queries import returns
from app.store.queries.series import series
from app.store.store import Store
from app.store.verifying import verify
from app.views.shared.words import sentence
from tests.exchange.workbooks import make_workbook
from tests.plan_fixtures import store
from tests.plans import ACTOR, Q4

__all__ = ["store"]
TODAY = date(2010, 4, 20)
ROWS = (("Road deaths and injuries", 7.1, "Provisional"), ("Young people without a place", 7.0, "Final"))
COLUMNS = {
    "title": MappedColumn(1, "Measure"), "value": MappedColumn(2, "Latest"), "status": MappedColumn(3, "State"),
}  # fmt: skip
NAMES = {plain_name("Road deaths and injuries"): 2, plain_name("Young people without a place"): 1}
MAPPING = ReturnMapping(1, "Data", COLUMNS, NAMES)


def own(path: Path, rows: Sequence[Sequence[Any]] = ROWS, headings: Sequence[str] = ("Measure", "Latest", "State"),
        *, above: int = 2) -> Path:  # fmt: skip
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Data"
    for _ in range(above):
        page.append(["Environment Department"])
    page.append(list(headings))
    for row in rows:
        page.append(list(row))
    book.save(path)
    return path


def planned(store: Store, *paths: Path, mapping: ReturnMapping | None = None, today: date = TODAY) -> ImportPlan:
    files = read_all(paths)
    shas = [file.sha256 for file in files if isinstance(file, ForeignFile)]
    chosen: Chosen = {sha: ChosenMapping(mapping, Q4) for sha in shas} if mapping else {}
    with store.reading() as session:
        now = held_against(session, files, chosen)
    return plan_all(files, now, today, chosen)


def line(found: ImportPlan, code: str) -> ImportLine:
    return next(each for each in found.lines if each.code == code)


def test_a_workbook_that_is_not_ours_says_so_and_what_can_be_done(store: Store, tmp_path: Path) -> None:
    found = planned(store, own(tmp_path / "theirs.xlsx"))
    assert [problem.code for problem in found.problems] == ["return_foreign"]
    words = sentence(found.problems[0])
    assert "theirs.xlsx is not a return form of ours." in words
    assert "Map its columns, or send the department its form. Nothing was imported." in words
    assert found.lines == () and found.stops(accept_doubts=True)


def test_a_mapped_workbook_is_a_return_like_any_other_to_the_cell(store: Store, tmp_path: Path) -> None:
    path = own(tmp_path / "theirs.xlsx")
    found = planned(store, path, mapping=MAPPING)
    assert [problem.code for problem in found.problems] == []
    assert (line(found, "NI 117").place, line(found, "NI 117").after) == ("Data!B5", "7.0%")
    assert "read as mapped for Environment" in sentence(found.notes[0])
    assert "Figures without a period are taken as those of 2009/10 Q4." in sentence(found.notes[0])
    keep = dict.fromkeys(undecided(found, {}), Choice.KEEP)
    takings, rows = taken(found, keep)
    store.change(ApplyReturn(takings, "looked at", "tester", rows, found.source), ACTOR)
    assert verify(store.raw).sound
    with store.reading() as session:
        reading = series(session, 1).readings[-1]
        origin = returns.origin(session, 1, Q4)
        assert (reading.value, reading.status, reading.period) == (7.0, Status.RESTATED, Q4)
        assert origin is not None and (origin.file_name, origin.cell) == ("theirs.xlsx", "Data!B5")
        assert returns.return_file(session, origin.return_id)[1] == path.read_bytes()
        (one,) = returns.received(session, [Q4])[1, Q4]
        assert (one.state, one.form) == (ReturnState.IMPORTED, 0)
    assert [problem.code for problem in planned(store, path, mapping=MAPPING).problems] == ["return_already"]
    assert store.undo(ACTOR).label == "Import return of Environment, 2009/10 Q4"


def test_what_was_mapped_is_read_so_next_time_and_a_line_says_so(store: Store, tmp_path: Path) -> None:
    store.change(RememberMapping(MAPPING, "Environment", "Performance Officer"), ACTOR)
    moved = own(tmp_path / "next.xlsx", [(row[2], row[0], row[1]) for row in ROWS], ("State", " MEASURE ", "Latest"),
                above=5)  # fmt: skip
    found = planned(store, moved)
    assert line(found, "NI 117").place == "Data!C8"
    words = sentence(found.notes[0])
    assert "by Performance Officer" in words and "headings in row 6" in words
    (tmp_path / "theirs.csv").write_text("Measure;Latest;State\nRoad deaths and injuries;7.1;final\n", encoding="utf-8")
    assert line(planned(store, tmp_path / "theirs.csv"), "NI 47").place == "theirs!B2"


def test_a_heading_that_is_gone_makes_it_a_foreign_workbook_again(store: Store, tmp_path: Path) -> None:
    store.change(RememberMapping(MAPPING, "Environment"), ACTOR)
    found = planned(store, own(tmp_path / "next.xlsx", headings=("Measure", "Newest", "State")))
    assert [problem.code for problem in found.problems] == ["return_foreign"]


def test_two_departments_whose_workbooks_look_alike_are_never_guessed(store: Store, tmp_path: Path) -> None:
    for department in (1, 2):
        store.change(RememberMapping(replace(MAPPING, department_id=department)), ACTOR)
    found = planned(store, own(tmp_path / "theirs.xlsx"))
    assert [problem.code for problem in found.problems] == ["mapping_several"]
    assert "Children's Services and Environment" in sentence(found.problems[0])


def test_a_name_that_nobody_matched_stays_open_and_may_be_left_out(store: Store, tmp_path: Path) -> None:
    rows = [*ROWS, ("Total", 14.1, "Final"), ("Road casualties", 3.0, "Final"), ("A section", None, None)]
    mapping = replace(MAPPING, names={**NAMES, plain_name("Total"): 0})
    found = planned(store, own(tmp_path / "theirs.xlsx", rows), mapping=mapping)
    (bad,) = [at for at, each in enumerate(found.lines) if each.state is LineState.UNREADABLE]
    assert "Data, A7: 'Road casualties' is matched to no indicator" in sentence(found.lines[bad].why[0])
    assert found.lines[bad].place == "Data!B7"
    assert choices_for(found, bad) == (Choice.LEAVE,)
    (note,) = [note for note in found.notes if note.code == "rows_not_taken"]
    assert note.facts["names"] == ["Total"]
    assert stops(found, {})


def test_the_same_second_look_is_taken_as_at_a_form(store: Store, tmp_path: Path) -> None:
    rows = [("Road deaths and injuries", "tbc", "Final"), ("Young people without a place", 69, "Final")]
    found = planned(store, own(tmp_path / "theirs.xlsx", rows), mapping=MAPPING)
    assert line(found, "NI 117").state is LineState.CHECK
    assert line(found, "NI 117").meant == pytest.approx(6.9)
    assert "Data, B4: 'tbc' is not a number" in sentence(line(found, "NI 47").why[0])


def test_hidden_rows_merged_and_error_cells_are_seen(store: Store, tmp_path: Path) -> None:
    path = own(tmp_path / "theirs.xlsx")
    book = openpyxl.load_workbook(path)
    page = book["Data"]
    page.row_dimensions[5].hidden = True
    page.column_dimensions["C"].hidden = True
    page.merge_cells("B4:B5")
    book.create_sheet("Old")["A1"] = 1
    book["Old"].sheet_state = "hidden"
    book.save(path)
    found = planned(store, path, mapping=MAPPING)
    assert "cells_merged" in [problem.code for problem in found.problems]
    assert "columns_hidden" in [doubt.code for doubt in found.doubts]
    assert "sheet_hidden" in [note.code for note in found.notes]
    book = openpyxl.load_workbook(own(path))
    book["Data"]["B5"] = "=1/0"
    book["Data"].row_dimensions[5].hidden = True
    book.save(path)
    told = [sentence(problem) for problem in planned(store, path, mapping=MAPPING).problems]
    assert any("never calculated" in each for each in told), told


def test_a_frozen_quarter_takes_no_workbook(store: Store, tmp_path: Path) -> None:
    store.raw.execute("UPDATE quarter SET frozen = 1 WHERE period = ?", (Q4.key,))
    found = planned(store, own(tmp_path / "theirs.xlsx"), mapping=MAPPING)
    assert [problem.code for problem in found.problems] == ["return_quarter_frozen"]


def test_a_plain_table_of_readings_needs_no_mapping(store: Store, tmp_path: Path) -> None:
    table = make_workbook(tmp_path / "table.xlsx", [("NI 117", "2009/10 Q4", 7.0, "final")])
    assert not isinstance(read_any(table), ForeignFile)
    assert isinstance(read_any(own(tmp_path / "theirs.xlsx")), ForeignFile)


def test_a_heading_that_stands_twice_counts_where_it_was_mapped(tmp_path: Path) -> None:
    file = read_any(own(tmp_path / "t.xlsx", [("NI 117", 6.6, 7.0)], ("Measure", "Actual", "Actual")))
    assert isinstance(file, ForeignFile)
    mapping = replace(MAPPING, columns={"title": MappedColumn(1, "measure"), "value": MappedColumn(3, "Actual")})
    found = fit(file, mapping, Q4)
    assert found is not None and (found.columns, found.blocks[0].columns) == ({"title": 1}, {"value": 3})
    elsewhere = replace(mapping, columns={**mapping.columns, "value": MappedColumn(5, "Actual")})
    assert fit(file, elsewhere, Q4) is None


def measured(number: int, code: str, title: str) -> MeasuredIndicator:
    return MeasuredIndicator(number, code, title, "%", 1, Frequency.QUARTERLY, YearKind.FINANCIAL)


INDICATORS = (
    measured(1, "NI 62", "Children in care with three or more placements"),
    measured(2, "NI 63", "Children in care in the same placement for two years"),
    measured(3, "NI 117", "16 to 18 year olds not in education, employment or training"),
)


@pytest.mark.parametrize(
    ("code", "title", "expected", "certain"),
    [
        ("ni62", "", 1, True),
        ("", "16 TO 18 year-olds not in education, employment or training", 3, True),
        ("", "NI 117: NEET", 3, False),
        ("", "16-18 not in education employment or training", 3, False),
        ("", "Children in care", None, False),
        ("", "Library visits", None, False),
        ("", "", None, False),
    ],
)
def test_a_name_is_proposed_with_its_certainty_or_left_open(
    code: str, title: str, expected: int | None, certain: bool
) -> None:
    found = Proposer(INDICATORS).propose(code, title)
    assert (found.indicator.id if found.indicator else None) == expected, found
    assert found.certain is certain and (found.alike == CERTAIN) is certain
