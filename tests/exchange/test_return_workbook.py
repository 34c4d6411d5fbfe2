"""The workbook a department is sent: only what it may fill in is open, and it survives another program."""

from __future__ import annotations

import re
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from app.commands.edit_action import SaveAction
from app.commands.edit_issue import EditIssue
from app.commands.put_readings import PutReadings
from app.exchange.read_return import FormFile, read_either
from app.exchange.return_layout import HEADING_ROW, IDENTITY, LONG_TEXTS, OWN_HIDDEN, PROPERTY, VALUE_HEADINGS
from app.exchange.return_words import chaser
from app.exchange.return_workbook import file_name, save_form
from app.exchange.values_book import safe_text
from app.rules.indicator import Status
from app.rules.period import Period
from app.rules.readings import ReadingRow
from app.rules.return_form import SECTIONS, ReturnForm
from app.store.queries.return_form import return_form
from app.store.store import Store
from tests.exchange.office import resaved
from tests.plan_fixtures import store
from tests.plans import ACTOR, CARBON, Q4, ROADS

__all__ = ["store"]
MOMENT = datetime(2010, 4, 1, 9, 30)


def form_of(store: Store, quarter: Period = Q4) -> ReturnForm:
    with store.reading() as session:
        return return_form(session, 1, quarter)


def saved(store: Store, folder: Path) -> Path:
    form = form_of(store)
    path = folder / file_name(form)
    save_form(form, path, MOMENT)
    return path


def read(path: Path) -> FormFile:
    found = read_either(path)
    assert isinstance(found, FormFile)
    return found


def test_it_asks_for_the_departments_own_figures_issues_and_actions(store: Store, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(saved(store, tmp_path))
    assert book.sheetnames == ["Read me", "Values", "Issues", "Self-assessment", "Actions", *OWN_HIDDEN]
    values = book["Values"]
    assert [cell.value for cell in values[HEADING_ROW]] == list(VALUE_HEADINGS)
    first = [cell.value for cell in values[HEADING_ROW + 1]]
    assert first[:6] == ["NI 47", "People killed or seriously injured", "%", "lower", 5.4, 6.0]
    assert first[6:10] == pytest.approx([5.5 + at * 0.2 for at in (3, 4, 5, 6)])
    assert first[10:12] == ["2009/10 Q4", pytest.approx(6.9)]
    issues = book["Issues"]
    assert [issues.cell(row, 2).value for row in range(6, 12)][:2] == [
        "Better carbon management", "Improving educational facilities",
    ]  # fmt: skip
    sections = [book["Self-assessment"].cell(HEADING_ROW + 1 + at, 1).value for at in range(len(SECTIONS))]
    assert sections == [heading for _, heading in SECTIONS]
    assert book["Actions"].cell(HEADING_ROW + 1, 3).value == "Write the plan"


def test_only_the_cells_to_fill_in_are_open(store: Store, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(saved(store, tmp_path))
    unlocked = {
        sheet.title: sorted({cell.column_letter for row in sheet.iter_rows() for cell in row if not cell.protection.locked})
        for sheet in book
    }
    assert unlocked["Values"] == list("LMNOPQ")
    assert unlocked["Issues"] == list("DEF")
    assert unlocked["Self-assessment"] == ["C"]
    assert unlocked["Actions"] == list("BCDEFG")
    assert unlocked[IDENTITY] == unlocked["Lists"] == []
    assert all(sheet.protection.sheet for sheet in book)
    headings = [cell.protection.locked for cell in book["Values"][HEADING_ROW]]
    assert all(headings)


def test_choices_formats_and_print_set_up_are_there(store: Store, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(saved(store, tmp_path))
    values = book["Values"]
    rules = {str(rule.sqref): rule for rule in values.data_validations.dataValidation}
    assert rules["O6:O7"].formula1 == '"provisional,final"'
    assert rules["P6:P7"].formula1 == '"No cases,Not collected,Not due yet,Will follow"'
    assert values["L6"].number_format == "0.0"
    assert values.freeze_panes == "C6"
    page = values.page_setup
    assert (page.orientation, page.paperSize, page.fitToHeight) == ("landscape", 9, 0)
    assert values.print_title_rows == f"${HEADING_ROW}:${HEADING_ROW}"
    assert book[IDENTITY].sheet_state == "veryHidden"
    assert [prop.name for prop in book.custom_doc_props.props] == [PROPERTY]
    assert any(name.startswith("TitleRegion1.A5.Q7") for name in book.defined_names)
    owners = [rule for rule in book["Actions"].data_validations.dataValidation if "D6" in str(rule.sqref)]
    assert owners[0].formula1 == "Lists!$B$1:$B$2"


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_libreoffice_opens_and_saves_it_without_losing_a_cell(store: Store, tmp_path: Path, kind: str) -> None:
    store.change(EditIssue(ROADS, 1, "progress", "Line one\nline two ÷ £ – “x”"), ACTOR)
    path = saved(store, tmp_path)
    before, after = read(path), read(resaved(path, kind))
    assert [sheet.name for sheet in before.sheets] == [sheet.name for sheet in after.sheets]
    for old, new in zip(before.sheets, after.sheets, strict=True):
        assert old.cells == new.cells
    assert after.mark == (before.mark if kind == "xlsx" else "")


def test_text_that_looks_like_a_formula_goes_out_as_text(store: Store, tmp_path: Path) -> None:
    for issue, text in ((ROADS, '=cmd|" /C calc"!A0'), (CARBON, "@SUM(A1)")):
        store.change(EditIssue(issue, 1, "progress", text), ACTOR)
    store.change(EditIssue(ROADS, 2, "title", "=HYPERLINK(1)"), ACTOR)
    path = saved(store, tmp_path)
    with zipfile.ZipFile(path) as parts:
        sheets = b"".join(parts.read(name) for name in parts.namelist() if "worksheets/" in name)
        names = set(parts.namelist())
    assert b"<f>" not in sheets and b"<f " not in sheets
    assert not [name for name in names if re.search("external|vba|comment|pivot|media", name)]
    issues = openpyxl.load_workbook(path)["Issues"]
    dangerous = [cell for row in issues.iter_rows() for cell in row if str(cell.value)[:1] in "=@"]
    assert len(dangerous) == 3
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in dangerous)


def test_a_text_longer_than_a_cell_goes_on_in_numbered_rows(store: Store, tmp_path: Path) -> None:
    long = "Word after word. " * 2_900
    store.change(EditIssue(ROADS, 1, "progress", long), ACTOR)
    book = openpyxl.load_workbook(saved(store, tmp_path))
    rows = [[cell.value for cell in row] for row in book[LONG_TEXTS].iter_rows(min_row=HEADING_ROW + 1)]
    assert "".join(str(row[2]) for row in rows).strip() == long.strip()
    assert [row[1] for row in rows] == [1, 2]
    assert "Long text 1" in str([cell.value for row in book["Issues"].iter_rows() for cell in row])
    assert all(len(str(cell.value or "")) <= 32_767 for sheet in book for row in sheet.iter_rows() for cell in row)


def test_a_figure_still_provisional_is_asked_for_again(store: Store) -> None:
    row = ReadingRow(1, Q4.shift(-2), 5.9, Status.PROVISIONAL, 59, 1000, "early")
    store.change(PutReadings((row,), "typed"), ACTOR)
    asked = [(value.indicator.code, value.period) for value in form_of(store).values]
    assert asked == [("NI 47", Q4), ("NI 117", Q4), ("NI 117", Q4.shift(-2))]


def test_closed_actions_and_issues_of_others_are_left_out(store: Store) -> None:
    store.change(SaveAction(CARBON, 1, 1, "Write the plan", None, None, 100), ACTOR)
    store.change(EditIssue(ROADS, 1, "department_id", 2), ACTOR)
    form = form_of(store)
    assert CARBON not in [action.issue_id for action in form.actions]
    assert ROADS not in [issue.id for issue in form.issues]


def test_the_reminder_names_the_quarter_the_day_and_what_to_do() -> None:
    text = chaser(Q4, datetime(2010, 4, 14).date(), 3, "Environment")
    assert text.startswith("Environment: your return for 2009/10 Q4 (January to March 2010) was due on 14/04/2010")
    assert "3 days late" in text and "choose the reason" in text
    assert "and has not come." in chaser(Q4, datetime(2010, 4, 14).date(), 6071, "Environment")


def test_characters_excel_cannot_hold_are_left_out(store: Store, tmp_path: Path) -> None:
    with store.reading() as session:
        session.connection().exec_driver_sql("UPDATE issue SET title = 'A' || char(7) || 'B', risk_note = 'C' || char(11)")
        form = return_form(session, 1, Q4)
    save_form(form, tmp_path / "odd.xlsx", MOMENT)
    issues = openpyxl.load_workbook(tmp_path / "odd.xlsx")["Issues"]
    assert (issues["B6"].value, issues["E6"].value) == ("AB", "C")
    assert safe_text("\x07") == ""


def test_what_no_workbook_can_hold_does_not_stop_the_form(store: Store, tmp_path: Path) -> None:
    odd = "UPDATE issue SET title = 'Roads' || char(65534), progress = 'x' || char(65535) WHERE id = ?"
    store.raw.execute(odd, (ROADS,))
    store.raw.execute("UPDATE department SET name = name || char(65534)")
    told = [cell.value for row in openpyxl.load_workbook(saved(store, tmp_path))["Issues"].iter_rows() for cell in row]
    assert "Roads" in told and "x" in told
