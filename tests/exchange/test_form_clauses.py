"""The workbook a department is sent, clause by clause, as we write it and as LibreOffice saves it again."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.commands.edit_issue import EditIssue
from app.exchange.return_layout import (
    ACTIONS,
    ASSESSMENT,
    HEADING_ROW,
    IDENTITY,
    ISSUES,
    LISTS,
    PROPERTY,
    READ_ME,
    VALUES,
)
from app.exchange.return_styles import GROUND, OPEN
from app.rules.return_form import REASONS, SECTIONS
from app.store.store import Store
from tests.exchange.office import resaved
from tests.exchange.test_return_workbook import form_of, read, saved
from tests.plan_fixtures import store
from tests.plans import ACTOR, ROADS

__all__ = ["store"]
SHEETS = (VALUES, ISSUES, ASSESSMENT, ACTIONS)
FIRST = HEADING_ROW + 1
Clause = Callable[["Sent"], None]


class Sent:
    """The workbook, its parts, and whether another program has saved it since."""

    def __init__(self, path: Path, ours: Path, *, again: bool) -> None:
        self.path, self.ours, self.again = path, ours, again
        self.book = openpyxl.load_workbook(path)
        with zipfile.ZipFile(path) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}

    def texts(self, sheet: str) -> str:
        return " ".join(str(cell.value) for row in self.book[sheet].iter_rows() for cell in row if cell.value is not None)

    def rules(self, sheet: str) -> dict[str, Any]:
        """Of data validation, by the cell or range."""
        found = {}
        for rule in self.book[sheet].data_validations.dataValidation:
            for part in str(rule.sqref).split():
                found[part] = rule
        return found


@pytest.fixture(params=["as we write it", "as LibreOffice saves it"])
def sent(request: pytest.FixtureRequest, store: Store, tmp_path: Path) -> Sent:
    store.change(EditIssue(ROADS, 1, "progress", "Resurfacing is done"), ACTOR)
    ours = saved(store, tmp_path)
    again = request.param == "as LibreOffice saves it"
    return Sent(resaved(ours) if again else ours, ours, again=again)


def one_for_the_department_and_quarter(sent: Sent) -> None:
    for sheet in SHEETS:
        assert (sent.book[sheet]["B2"].value, sent.book[sheet]["B3"].value) == ("Environment", "2009/10 Q4")


def read_me_says_who_when_how_and_what_the_colours_mean(sent: Sent) -> None:
    words = sent.texts(READ_ME)
    for said in ("Environment", "Please return by 14/04/2010", "Corporate Performance Team", "Type the figure alone",
                 "White with an edge: fill it in.", "Grey: ours, for you to see."):  # fmt: skip
        assert said in words
    examples = {cell.value: cell.fill.fgColor.rgb[-6:] for cell in sent.book[READ_ME]["A"] if cell.value}
    assert (examples["An open cell"], examples["A locked cell"]) == (OPEN, GROUND)


def values_has_each_column_that_is_promised(sent: Sent) -> None:
    heads = [cell.value for cell in sent.book[VALUES][HEADING_ROW]]
    assert heads == ["Code", "Indicator", "Unit", "Better", "Target", "Floor", "Four before", "Three before", "Two before",
                     "One before", "Period", "Actual", "Numerator", "Denominator", "Provisional or final",
                     "Reason for no value", "Commentary"]  # fmt: skip
    row = [cell.value for cell in sent.book[VALUES][FIRST]]
    assert row[:4] == ["NI 47", "People killed or seriously injured", "%", "lower"]
    assert all(isinstance(figure, (int, float)) for figure in row[4:10])


def values_asks_for_the_departments_own_indicators_only(sent: Sent) -> None:
    codes = [cell.value for cell in sent.book[VALUES]["A"][HEADING_ROW:] if cell.value]
    assert codes == ["NI 47", "NI 117"]


def issues_asks_for_progress_risk_and_next_step_of_those_it_leads(sent: Sent) -> None:
    heads = [cell.value for cell in sent.book[ISSUES][HEADING_ROW]]
    assert heads[:3] == ["Number", "Issue", "Category"] and heads[3:] == ["Progress", "Risk", "Next step"]
    assert "Resurfacing is done" in sent.texts(ISSUES)


def self_assessment_has_every_section_with_last_quarters_text(sent: Sent) -> None:
    page = sent.book[ASSESSMENT]
    assert [cell.value for cell in page[HEADING_ROW]] == ["Section", "Last quarter", "This quarter"]
    assert [page.cell(FIRST + at, 1).value for at in range(len(SECTIONS))] == [words for _, words in SECTIONS]


def actions_can_be_changed_and_added(sent: Sent) -> None:
    page = sent.book[ACTIONS]
    assert [cell.value for cell in page[HEADING_ROW]] == ["Number", "Issue", "Action", "Owner", "Due", "Done %", "Note"]
    assert page.cell(FIRST, 3).value == "Write the plan"
    assert [cell.value for cell in page["A"][HEADING_ROW:]].count("new") == 12


def what_is_chosen_is_chosen_from_a_list(sent: Sent) -> None:
    values, actions = sent.rules(VALUES), sent.rules(ACTIONS)
    by_sheet = {(sheet, area[0]): rule for sheet, found in ((VALUES, values), (ACTIONS, actions))
                for area, rule in found.items() if rule.type == "list"}  # fmt: skip
    assert by_sheet[VALUES, "O"].formula1 == '"provisional,final"'
    assert by_sheet[VALUES, "P"].formula1 == f'"{",".join(REASONS)}"'
    for column in "BD":
        assert by_sheet[ACTIONS, column].formula1.replace("$", "").startswith(f"{LISTS}!")
    assert all(rule.showErrorMessage for rule in by_sheet.values())


def figures_are_shown_in_their_unit_and_checked_as_numbers(sent: Sent) -> None:
    page = sent.book[VALUES]
    for column in "EFGHIJL":
        assert page[f"{column}{FIRST}"].number_format == "0.0"
    assert {page[f"{column}{FIRST}"].number_format.replace("General", "#,##0.##") for column in "MN"} == {"#,##0.##"}
    decimals = [rule for area, rule in sent.rules(VALUES).items() if rule.type == "decimal" and area[0] in "LM"]
    assert len(decimals) >= 2 and all(rule.showErrorMessage for rule in decimals)
    assert page[f"K{FIRST}"].data_type == "s"


def only_what_is_to_be_filled_in_is_open(sent: Sent) -> None:
    for sheet, columns in ((VALUES, "LMNOPQ"), (ISSUES, "DEF"), (ASSESSMENT, "C"), (ACTIONS, "BCDEFG")):
        page = sent.book[sheet]
        assert page.protection.sheet
        free = {cell.column_letter for row in page.iter_rows(min_row=FIRST) for cell in row if not cell.protection.locked}
        assert free & set("ABCDEFGHIJKLMNOPQ") == set(columns), sheet
    assert sent.book[READ_ME].protection.sheet


def every_sheet_prints_on_a4_named_and_numbered(sent: Sent) -> None:
    for sheet in (READ_ME, *SHEETS):
        page = sent.book[sheet]
        assert (page.page_setup.paperSize, int(page.page_setup.fitToWidth or 1)) == (9, 1)
        assert page.page_setup.orientation == ("portrait" if sheet == READ_ME else "landscape")
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert "Environment, 2009/10 Q4" in str(page.oddHeader.left.text)
        assert "DRAFT" in str(page.oddFooter.left.text) and "&P" in str(page.oddFooter.right.text).replace("&[Page]", "&P")
        if sheet != READ_ME:
            assert str(page.print_title_rows).replace("$", "") == f"{HEADING_ROW}:{HEADING_ROW}"


def headings_stay_in_view(sent: Sent) -> None:
    if sent.again:  # without a window it keeps no view of any sheet
        return
    frozen = {sheet: sent.book[sheet].freeze_panes for sheet in SHEETS}
    assert frozen == {VALUES: "C6", ISSUES: "C6", ASSESSMENT: "A6", ACTIONS: "D6"}


def screen_readers_find_the_headings_by_name(sent: Sent) -> None:
    names = [name for name in sent.book.defined_names if name.startswith("TitleRegion")]
    assert len(names) == len(SHEETS)
    assert any(re.match(r"TitleRegion\d\.A5\.Q7", name) for name in names)


def identity_version_and_checksum_lie_in_a_hidden_sheet(sent: Sent) -> None:
    page = sent.book[IDENTITY]
    assert page.sheet_state == ("hidden" if sent.again else "veryHidden")
    facts = {row[0]: row[1] for row in page.iter_rows(values_only=True)}
    assert {"version", "plan", "department", "quarter", "form", "checksum"} <= set(facts)
    assert sent.book[LISTS].sheet_state == "hidden"


def the_identity_is_a_custom_property_too(sent: Sent) -> None:
    assert [each.name for each in sent.book.custom_doc_props.props if each.name == PROPERTY] == [PROPERTY]
    assert read(sent.path).mark == read(sent.ours).mark != ""


def nothing_runs_and_nothing_is_linked(sent: Sent) -> None:
    assert not [name for name in sent.parts if re.search("external|vba|pivot|ole|activeX", name)]
    sheets = b"".join(part for name, part in sent.parts.items() if name.startswith("xl/worksheets/sheet"))
    assert b"<f>" not in sheets and b"<f " not in sheets and b"<hyperlink" not in sheets


def nothing_is_lost_on_the_way(sent: Sent) -> None:
    before, after = read(sent.ours), read(sent.path)
    assert [sheet.name for sheet in before.sheets] == [sheet.name for sheet in after.sheets]
    assert all(old.cells == new.cells for old, new in zip(before.sheets, after.sheets, strict=True))


CLAUSES: tuple[Clause, ...] = (
    one_for_the_department_and_quarter,
    read_me_says_who_when_how_and_what_the_colours_mean,
    values_has_each_column_that_is_promised,
    values_asks_for_the_departments_own_indicators_only,
    issues_asks_for_progress_risk_and_next_step_of_those_it_leads,
    self_assessment_has_every_section_with_last_quarters_text,
    actions_can_be_changed_and_added,
    what_is_chosen_is_chosen_from_a_list,
    figures_are_shown_in_their_unit_and_checked_as_numbers,
    only_what_is_to_be_filled_in_is_open,
    every_sheet_prints_on_a4_named_and_numbered,
    headings_stay_in_view,
    screen_readers_find_the_headings_by_name,
    identity_version_and_checksum_lie_in_a_hidden_sheet,
    the_identity_is_a_custom_property_too,
    nothing_runs_and_nothing_is_linked,
    nothing_is_lost_on_the_way,
)


def test_each_clause_of_the_form_holds(sent: Sent) -> None:
    wrong = []
    for clause in CLAUSES:
        try:
            clause(sent)
        except AssertionError as failed:
            wrong.append(f"{clause.__name__}: {str(failed)[:300]}")
    assert wrong == []


def test_the_form_asks_for_what_the_plan_says(store: Store) -> None:
    assert [value.indicator.code for value in form_of(store).values] == ["NI 47", "NI 117"]
