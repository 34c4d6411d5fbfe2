"""A department's form taken back: what it would change is said cell by cell, and only that is stored."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.commands.apply_return import ApplyReturn
from app.commands.edit_issue import EditIssue
from app.commands.issue_returns import IssueReturns
from app.commands.put_readings import PutReadings
from app.exchange.import_either import hashes, places, plan_all, read_all
from app.exchange.import_plan import ImportLine, ImportPlan, LineState
from app.exchange.return_decisions import Choice, choices_for, count, stops, taken, undecided
from app.exchange.return_layout import IDENTITY
from app.exchange.return_workbook import save_form
from app.models.plan import Quarter
from app.rules.indicator import Status
from app.rules.period import Period
from app.rules.readings import ReadingRow
from app.rules.returns import ReturnState
from app.store.queries import returns
from app.store.queries.issues import sheet
from app.store.queries.return_form import return_form
from app.store.queries.returns_now import returns_now
from app.store.queries.series import series
from app.store.store import Store
from app.store.verifying import verify
from app.views.shared.words import sentence
from tests.exchange.office import resaved
from tests.exchange.test_return_workbook import MOMENT
from tests.exchange.workbooks import make_workbook
from tests.plan_fixtures import store
from tests.plans import ACTOR, CARBON, Q4, ROADS, SmallPlan

__all__ = ["store"]
TODAY = date(2010, 4, 12)
NEXT = Q4.shift(1)
Edit = Callable[[Any], None]


@pytest.fixture
def plan(store: Store) -> Store:
    """The small plan with a new quarter open, so that figures of it are awaited."""

    class Open:
        label = "Open a quarter"

        def do(self, session: Any) -> None:
            session.add(Quarter(period=NEXT, frozen=False))

    store.change(Open(), ACTOR)
    return store


def form(store: Store, path: Path, edit: Edit | None = None, quarter: Period = NEXT, department: int = 1) -> Path:
    with store.reading() as session:
        asked = return_form(session, department, quarter)
    save_form(asked, path, MOMENT)
    if edit is not None:
        book = openpyxl.load_workbook(path)
        edit(book)
        book.save(path)
    return path


def planned(store: Store, *paths: Path, today: date = date(2010, 7, 20)) -> ImportPlan:
    files = read_all(paths)
    with store.reading() as session:
        now = returns_now(session, places(files), hashes(files))
    return plan_all(files, now, today)


def store_it(store: Store, found: ImportPlan, choices: dict[int, Choice], reason: str = "") -> None:
    assert stops(found, choices, reason) == ()
    takings, rows = taken(found, choices)
    store.change(ApplyReturn(takings, reason, "tester", rows, found.source), ACTOR)


def codes(found: ImportPlan) -> list[str]:
    return [problem.code for problem in found.problems]


def fill(row: int = 7, **cells: Any) -> Edit:
    """NI 117 stands in row 7, NI 47 in row 6; NI 47 is answered with a reason unless told otherwise."""

    def edit(book: Any) -> None:
        page = book["Values"]
        if row == 7:
            page["P6"] = "Will follow"
        for column, value in cells.items():
            page[f"{column}{row}"] = value

    return edit


def line_of(found: ImportPlan, code: str) -> ImportLine:
    return next(line for line in found.lines if line.code == code)


def test_a_filled_form_says_what_is_new_and_stores_that_with_its_cells(plan: Store, tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        fill(L=7.0, M=70, N=1000, O="provisional", Q="Seasonal")(book)
        book["Issues"]["D9"] = "Resurfacing is done"
        book["Actions"]["F6"] = 40
        book["Self-assessment"]["C13"] = "Two new risks."

    path = form(plan, tmp_path / "ENV.xlsx", edit)
    found = planned(plan, path)
    assert codes(found) == [] and found.doubts == ()
    assert {line.state for line in found.lines} == {LineState.NEW, LineState.CHANGED, LineState.UNCHANGED}
    assert (line_of(found, "NI 117").place, line_of(found, "NI 117").after) == ("Values!L7", "7.0%")
    store_it(plan, found, {})
    assert verify(plan.raw).sound
    with plan.reading() as session:
        reading = series(session, 1).readings[-1]
        assert (reading.value, reading.numerator, reading.status, reading.note) == (7.0, 70, Status.PROVISIONAL, "Seasonal")
        origin = returns.origin(session, 1, NEXT)
        assert origin is not None and (origin.file_name, origin.cell) == ("ENV.xlsx", "Values!L7")
        assert returns.return_file(session, origin.return_id)[1] == path.read_bytes()
        (one,) = returns.received(session, [NEXT])[1, NEXT]
        assert (one.state, one.figures, one.assessment) == (ReturnState.IMPORTED, 1, {"risks": "Two new risks."})
        assert sheet(session, ROADS, NEXT).fields["progress"] == "Resurfacing is done"
        assert [action.progress for action in sheet(session, CARBON, NEXT).actions] == [40]
    assert codes(planned(plan, path)) == ["return_already"]
    assert plan.undo(ACTOR).label == "Import return of Environment, 2010/11 Q1"
    with plan.reading() as session:
        assert returns.origin(session, 1, NEXT) is None
        assert sheet(session, ROADS, NEXT).fields["progress"] == ""


def test_the_same_through_libreoffice_is_the_same(plan: Store, tmp_path: Path) -> None:
    path = form(plan, tmp_path / "ENV.xlsx", fill(L=7.0, M=70, N=1000, O="final"))
    straight, through = planned(plan, path), planned(plan, resaved(path))
    assert straight.lines == through.lines
    assert [note.code for note in through.notes if "hidden" in note.code] == []


def test_a_form_left_as_it_was_sent_changes_nothing(plan: Store, tmp_path: Path) -> None:
    found = planned(plan, form(plan, tmp_path / "ENV.xlsx", quarter=Q4))
    assert {line.state for line in found.lines} == {LineState.UNCHANGED}
    asked = planned(plan, form(plan, tmp_path / "next.xlsx"))
    assert [problem.code for problem in asked.doubts] == ["figure_not_given"] * 2
    leave = dict.fromkeys(undecided(asked, {}), Choice.LEAVE)
    assert [problem.code for problem in stops(asked, leave)] == ["nothing_new"]


def set_cell(sheet_name: str, cell: str, value: Any) -> Edit:
    def edit(book: Any) -> None:
        fill(L=7.0, O="final")(book)
        book[sheet_name][cell] = value

    return edit


def renamed(book: Any) -> None:
    book["Values"].title = "Sheet1"


def doubled(book: Any) -> None:
    book["Values"]["R5"] = "Actual"


def merged(book: Any) -> None:
    book["Values"].merge_cells("Q6:Q7")


def altered(book: Any) -> None:
    book[IDENTITY]["B3"] = "2"


def later(book: Any) -> None:
    from app.exchange.return_layout import checksum

    page = book[IDENTITY]
    rows = {str(row[0].value): str(row[1].value) for row in page.iter_rows()}
    head = {key: rows.pop(key) for key in list(rows)[:7]}
    head["version"] = "2"
    rows.pop("checksum")
    page["B1"], page["B8"] = "2", checksum(head, rows)
    del book.custom_doc_props["DrivingSuccessReturn"]


@pytest.mark.parametrize(
    ("edit", "code", "words"),
    [
        (renamed, "return_sheet_missing", "sheet 'Values' is missing (found: 'Read me', 'Sheet1'"),
        (set_cell("Values", "L5", "Actaul"), "heading_misspelt", "Values, L5: 'Actaul' is not a heading"),
        (set_cell("Values", "N5", "Zzz"), "return_heading_missing", "'Denominator' is missing"),
        (merged, "cells_merged", "Values, Q6:Q7"),
        (doubled, "heading_twice", "in L5 and R5"),
        (altered, "return_altered", "hidden sheet of ENV.xlsx was changed"),
        (later, "return_newer", "form of version 2"),
        (set_cell("Values", "B2", "Housing"), "return_other_department", "Values, B2: it says 'Housing'"),
        (set_cell("Issues", "B3", "2009/10 Q4"), "return_other_quarter", "Issues, B3: it says '2009/10 Q4'"),
        (set_cell("Values", "A7", "NI 999"), "code_unknown", "Values, A7: 'NI 999' is not in the list"),
        (set_cell("Values", "A7", "NI 47"), "code_twice", "NI 47"),
        (set_cell("Values", "L7", "tbc"), "figure_not_a_number", "Values, L7: 'tbc' is not a number"),
        (set_cell("Values", "L7", "=1/0"), "cell_not_calculated", "never calculated"),
        (set_cell("Values", "O7", "draft"), "status_unknown", "Values, O7"),
        (set_cell("Values", "P7", "No cases"), "return_reason_and_figure", "Values, P7"),
        (set_cell("Values", "P6", "Dog ate it"), "return_reason_unknown", "'Dog ate it' is no reason of the list"),
        (set_cell("Values", "K7", "2030/31 Q1"), "period_after_today", "Values, K7"),
        (set_cell("Issues", "A7", 99), "return_issue_unknown", "Issues, A7: '99' is no issue"),
        (set_cell("Actions", "D6", "Nobody"), "return_post_unknown", "Actions, D6: 'Nobody'"),
        (set_cell("Actions", "E6", "31/02/2025"), "return_date_invalid", "Actions, E6: '31/02/2025' is not a date"),
        (set_cell("Actions", "E6", "09/30/2025"), "date_american", "30/09/2025"),
        (set_cell("Actions", "F6", 120), "return_done", "Actions, F6: '120'"),
        (set_cell("Actions", "C12", "Something new"), "return_action_issue", "Actions, B12"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_names_sheet_cell_and_remedy(
    plan: Store, tmp_path: Path, edit: Edit, code: str, words: str
) -> None:
    found = planned(plan, form(plan, tmp_path / "ENV.xlsx", edit))
    told = [sentence(problem) for problem in found.problems]
    assert code in codes(found), told
    assert any(words in each for each in told), told
    assert found.stops(accept_doubts=True)


def test_a_form_of_another_plan_year_or_frozen_quarter_is_refused(plan: Store, tmp_path: Path) -> None:
    from app.store.opening import create_store

    other = create_store(tmp_path / "other" / "other.plan")
    other.change(SmallPlan(), ACTOR)
    assert codes(planned(plan, form(other, tmp_path / "a.xlsx", quarter=Q4))) == ["return_other_plan"]
    other.close()
    assert codes(planned(plan, form(plan, tmp_path / "b.xlsx", quarter=NEXT.shift(-4)))) == ["return_last_year"]
    assert codes(planned(plan, form(plan, tmp_path / "c.xlsx", quarter=NEXT.shift(1)))) == ["return_quarter_unknown"]
    earlier = form(plan, tmp_path / "d.xlsx", quarter=Q4)
    assert [doubt.code for doubt in planned(plan, earlier).doubts] == ["return_earlier_quarter"]
    plan.raw.execute("UPDATE quarter SET frozen = 1 WHERE period = ?", (Q4.key,))
    assert codes(planned(plan, earlier)) == ["return_quarter_frozen"]


def test_columns_and_rows_put_in_are_found_by_their_headings(plan: Store, tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        fill(L=7.0, O="final")(book)
        book["Values"].insert_cols(3)
        book["Values"].insert_rows(4)

    found = planned(plan, form(plan, tmp_path / "ENV.xlsx", edit))
    assert line_of(found, "NI 117").place == "Values!M8" and codes(found) == []
    assert any(note.code == "columns_moved" for note in found.notes)


def test_hidden_rows_columns_sheets_and_filters_are_seen(plan: Store, tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        fill(L=7.0, O="final")(book)
        book["Values"].row_dimensions[7].hidden = True
        book["Values"].column_dimensions["M"].hidden = True
        book["Values"].auto_filter.ref = "A5:Q7"
        book.create_sheet("Extra")["A1"] = 5
        book["Extra"].sheet_state = "hidden"
        book["Issues"].row_dimensions[6].hidden = True

    found = planned(plan, form(plan, tmp_path / "ENV.xlsx", edit))
    assert {"row_hidden", "columns_hidden"} <= {doubt.code for doubt in found.doubts}
    assert {"sheet_filtered", "sheet_hidden"} <= {note.code for note in found.notes}
    assert [note.facts["sheet"] for note in found.notes if note.code == "sheet_hidden"] == ["Extra"]
    hidden = [sentence(note) for note in found.notes if note.code == "rows_hidden"]
    assert hidden == ["Sheet 'Values': 1 hidden row (7) was read too.", "Sheet 'Issues': 1 hidden row (6) was read too."]


def test_an_action_that_cannot_be_taken_is_shown_as_it_is_written(plan: Store, tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        fill(L=7.0, O="final")(book)
        book["Actions"]["E6"], book["Actions"]["F6"] = "31/02/2010", 120

    found = planned(plan, form(plan, tmp_path / "ENV.xlsx", edit))
    (line,) = (each for each in found.lines if each.state is LineState.UNREADABLE)
    assert line.after.startswith("due 31/02/2010; 120% done")


@pytest.mark.parametrize(
    ("value", "doubt", "meant"),
    [
        (69, "figure_many_times", 6.9),
        (0.069, "figure_fraction", 6.9),
        (690, "figure_many_times", 6.9),
        (6.9, "figure_as_before", None),
    ],
)
def test_an_unlikely_figure_is_asked_about(
    plan: Store, tmp_path: Path, value: float, doubt: str, meant: float | None
) -> None:
    found = planned(plan, form(plan, tmp_path / "ENV.xlsx", fill(L=value, O="final")))
    line = line_of(found, "NI 117")
    assert line.state is LineState.CHECK
    assert doubt in [problem.code for problem in line.why]
    assert line.meant == (pytest.approx(meant) if meant else None)


def test_a_figure_outside_the_limits_of_a_steady_series_is_asked_about(plan: Store, tmp_path: Path) -> None:
    steady = tuple(ReadingRow(1, Q4.shift(-at), 6.0 + at % 3 / 10) for at in range(9))
    plan.change(PutReadings(steady, "typed"), ACTOR)
    found = planned(plan, form(plan, tmp_path / "ENV.xlsx", fill(L=6.9, O="final")))
    assert [problem.code for problem in line_of(found, "NI 117").why] == ["figure_outside_limits"]
    assert "outside the limits of its series" in sentence(line_of(found, "NI 117").why[0])
    usual = planned(plan, form(plan, tmp_path / "usual.xlsx", fill(L=6.3, O="final")))
    assert line_of(usual, "NI 117").state is LineState.NEW


def test_a_small_count_and_personal_data_are_asked_about(plan: Store, tmp_path: Path) -> None:
    edit = fill(L=7.2, M=3, N=42, O="final", Q="Seen by QQ 12 34 56 C and AB123456C")
    found = planned(plan, form(plan, tmp_path / "ENV.xlsx", edit))
    asked = [problem.code for problem in line_of(found, "NI 117").why]
    assert {"figure_small_count", "personal_data"} <= set(asked)


def test_each_doubtful_row_is_decided_and_what_is_left_out_is_asked_again(plan: Store, tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        fill(L=69, O="final")(book)
        book["Values"]["L6"], book["Values"]["P6"] = "tbc", None
        book["Issues"]["D6"] = "Begun"

    found = planned(plan, form(plan, tmp_path / "ENV.xlsx", edit))
    places_of = {line.code: at for at, line in enumerate(found.lines)}
    bad, odd = places_of["NI 47"], places_of["NI 117"]
    assert choices_for(found, bad) == (Choice.LEAVE,)
    assert choices_for(found, odd) == (Choice.USE, Choice.KEEP, Choice.LEAVE)
    assert undecided(found, {}) == (bad, odd)
    assert stops(found, {bad: Choice.LEAVE})
    assert [p.code for p in stops(found, {bad: Choice.LEAVE, odd: Choice.KEEP})] == ["return_reason_missing"]
    use = {bad: Choice.LEAVE, odd: Choice.USE}
    assert count(found, use) == 2
    store_it(plan, found, use)
    with plan.reading() as session:
        assert series(session, 1).readings[-1].value == pytest.approx(6.9)
        (one,) = returns.received(session, [NEXT])[1, NEXT]
    assert one.state is ReturnState.QUERIED
    assert "figure_not_a_number" in [code for code, _ in one.problems]


def test_what_was_changed_here_since_is_never_overwritten_in_silence(plan: Store, tmp_path: Path) -> None:
    path = tmp_path / "ENV.xlsx"
    form(plan, path)
    plan.change(EditIssue(ROADS, 1, "progress", "Changed by the team"), ACTOR)
    plan.change(EditIssue(CARBON, 1, "progress", "Also by the team"), ACTOR)
    plan.change(PutReadings((ReadingRow(1, NEXT, 7.3, Status.FINAL),), "typed"), ACTOR)
    book = openpyxl.load_workbook(path)
    fill(L=None)(book)
    book["Values"]["P7"] = "Will follow"
    book["Issues"]["D9"] = "Changed by the department"
    book.save(path)
    found = planned(plan, path)
    texts = [line for line in found.lines if line.sheet == "Issues"]
    assert [(line.state, line.before, line.after) for line in texts] == [
        (LineState.CHECK, "Changed by the team", "Changed by the department")
    ]
    assert line_of(found, "NI 117").state is LineState.CHECK
    with plan.reading() as session:
        assert series(session, 1).readings[-1].value == 7.3


def test_a_newer_version_restates_only_what_differs_and_wants_a_reason(plan: Store, tmp_path: Path) -> None:
    path = form(plan, tmp_path / "ENV.xlsx", fill(L=7.0, O="provisional"))
    store_it(plan, planned(plan, path), {})
    book = openpyxl.load_workbook(path)
    book["Values"]["L7"], book["Values"]["O7"], book["Values"]["P6"] = 7.1, "final", "Not collected"
    book.save(tmp_path / "ENV v2.xlsx")
    found = planned(plan, tmp_path / "ENV v2.xlsx")
    assert [doubt.code for doubt in found.doubts] == ["return_again"]
    assert (line_of(found, "NI 117").before, line_of(found, "NI 117").after) == ("7.0%", "7.1%")
    assert [problem.code for problem in stops(found, {})] == ["return_reason_missing"]
    store_it(plan, found, {}, "the director corrected it")
    with plan.reading() as session:
        reading = series(session, 1).readings[-1]
        gap = series(session, 2).readings[-1]
        assert len(returns.received(session, [NEXT])[1, NEXT]) == 2
    assert (reading.value, reading.status) == (7.1, Status.FINAL)
    assert (gap.value, gap.note, gap.period) == (None, "Not collected", NEXT)


def test_a_newer_version_may_take_back_what_the_one_before_changed(plan: Store, tmp_path: Path) -> None:
    plan.change(PutReadings((ReadingRow(1, NEXT, 7.0, Status.FINAL),), "typed"), ACTOR)
    issued = form(plan, tmp_path / "ENV.xlsx")

    def slip(book: Any) -> None:
        book["Values"]["P6"], book["Values"]["L7"] = "Will follow", 7.4
        book["Issues"]["D9"] = "A slip"

    book = openpyxl.load_workbook(issued)
    text = book["Issues"]["D9"].value
    slip(book)
    book.save(tmp_path / "ENV v1.xlsx")
    store_it(plan, planned(plan, tmp_path / "ENV v1.xlsx"), {})
    book = openpyxl.load_workbook(issued)
    book["Values"]["P6"] = "Not collected"
    book.save(tmp_path / "ENV v2.xlsx")
    found = planned(plan, tmp_path / "ENV v2.xlsx")
    line = line_of(found, "NI 117")
    assert (line.state, line.before, line.after, line.why[0].code) == (LineState.CHECK, "7.4%", "7.0%", "figure_as_sent")
    said = next(each for each in found.lines if each.sheet == "Issues")
    assert (said.state, said.before, said.after) == (LineState.CHECK, "A slip", text or "")
    assert stops(found, {}) != ()
    keep = dict.fromkeys(undecided(found, {}), Choice.KEEP)
    store_it(plan, found, keep, "the first version was a slip")
    with plan.reading() as session:
        assert series(session, 1).readings[-1].value == 7.0


def test_a_figure_left_as_sent_leaves_what_the_team_made_of_it_and_says_so(plan: Store, tmp_path: Path) -> None:
    plan.change(PutReadings((ReadingRow(1, NEXT, 7.0, Status.FINAL),), "typed"), ACTOR)
    path = form(plan, tmp_path / "ENV.xlsx", lambda book: book["Values"].__setitem__("P6", "Will follow"))
    plan.change(PutReadings((ReadingRow(1, NEXT, 7.4, Status.FINAL),), "typed"), ACTOR)
    line = line_of(planned(plan, path), "NI 117")
    assert (line.state, line.before, line.after) == (LineState.UNCHANGED, "7.4%", "7.0%")
    assert sentence(line.why[0]) == "Left as it was sent; what the plan holds since stays"


def test_what_rounding_would_hide_is_shown_to_the_last_digit(plan: Store, tmp_path: Path) -> None:
    plan.change(PutReadings((ReadingRow(1, NEXT, 7.0, Status.FINAL),), "typed"), ACTOR)
    assert line_of(planned(plan, form(plan, tmp_path / "a.xlsx", fill(L=7.04, O="final"))), "NI 117").after == "7.04%"
    fraction = line_of(planned(plan, form(plan, tmp_path / "b.xlsx", fill(L=0.075, O="final"))), "NI 117")
    assert (fraction.state, fraction.after) == (LineState.CHECK, "0.075%")


def test_a_row_that_cannot_be_read_still_says_what_the_plan_holds(plan: Store, tmp_path: Path) -> None:
    plan.change(PutReadings((ReadingRow(1, NEXT, 7.0, Status.FINAL),), "typed"), ACTOR)
    for status, code in (("draft", "status_unknown"), (None, "status_missing")):
        line = line_of(planned(plan, form(plan, tmp_path / "a.xlsx", fill(L="null", O=status))), "NI 117")
        assert (line.state, line.before) == (LineState.UNREADABLE, "7.0%")
        assert line.why[-1].code == code
        assert "''" not in " ".join(sentence(each) for each in line.why)


def test_two_files_of_one_department_and_quarter_are_refused_together(plan: Store, tmp_path: Path) -> None:
    one = form(plan, tmp_path / "one.xlsx", fill(L=7.0, O="final"))
    two = form(plan, tmp_path / "two.xlsx", fill(L=7.2, O="final"))
    found = planned(plan, one, two)
    assert "return_twice" in codes(found)
    assert "one.xlsx and two.xlsx both hold Environment 2010/11 Q1" in sentence(found.problems[0])


def test_a_folder_is_read_and_the_bad_file_in_it_is_named(plan: Store, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    form(plan, folder / "ENV.xlsx", fill(L=7.0, O="final"))
    (folder / "bad.xlsx").write_bytes(b"")
    (folder / "~$ENV.xlsx").write_bytes(b"\x04Anne")
    (folder / "Thumbs.db").write_bytes(b"x")
    (folder / "older").mkdir()
    found = planned(plan, folder)
    assert codes(found) == ["file_empty"] and len(found.returns) == 1
    assert sentence(found.notes[0]) == "The folders inside 'in' were not read: older. Drop each of them by itself."
    (tmp_path / "nothing").mkdir()
    assert "There is no file in the folder nothing" in sentence(planned(plan, tmp_path / "nothing").problems[0])


def test_a_plain_table_beside_a_form_is_one_change_with_it(plan: Store, tmp_path: Path) -> None:
    path = form(plan, tmp_path / "ENV.xlsx", fill(L=7.0, O="final"))
    table = make_workbook(tmp_path / "table.xlsx", [("NI 47", "2010/11 Q1", 7.1, "final")])
    found = planned(plan, path, table)
    store_it(plan, found, {})
    with plan.reading() as session:
        assert series(session, 2).readings[-1].value == 7.1
    assert plan.undo(ACTOR).label == "Import 1 return and a table of readings"


def test_without_its_hidden_sheet_a_form_is_still_known_by_its_property(plan: Store, tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        fill(L=7.0, O="final")(book)
        del book[IDENTITY]

    found = planned(plan, form(plan, tmp_path / "ENV.xlsx", edit))
    assert any(note.code == "return_without_hidden_sheet" for note in found.notes)
    assert line_of(found, "NI 117").state is LineState.NEW


def test_a_form_issued_again_is_told_from_the_one_before(plan: Store, tmp_path: Path) -> None:
    path = form(plan, tmp_path / "ENV.xlsx", fill(L=7.0, O="final"))
    plan.change(IssueReturns((1,), NEXT), ACTOR)
    plan.change(IssueReturns((1,), NEXT), ACTOR)
    assert any(note.code == "return_earlier_form" for note in planned(plan, path).notes)


def test_long_texts_come_back_whole(plan: Store, tmp_path: Path) -> None:
    long = "A sentence of some length. " * 1_500
    plan.change(EditIssue(ROADS, 1, "progress", long), ACTOR)

    def edit(book: Any) -> None:
        fill(L=7.0, O="final")(book)
        rows = list(book["Long texts"].iter_rows(min_row=6))
        rows[1][2].value = str(rows[1][2].value) + "And one more."

    found = planned(plan, form(plan, tmp_path / "ENV.xlsx", edit))
    (text,) = [line.edit for line in found.lines if line.sheet == "Issues"]
    assert text is not None and text.value.endswith("And one more.")  # type: ignore[union-attr]
    assert text.value == f"{long.strip()}And one more."  # type: ignore[union-attr]
    same = planned(plan, form(plan, tmp_path / "same.xlsx", fill(L=7.0, O="final")))
    assert [line for line in same.lines if line.sheet == "Issues"] == []
