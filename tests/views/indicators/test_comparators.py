"""Figures of other places put in by hand in the indicator's sheet, from the window to the chart's view Compare."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.commands.set_comparator import SetComparator
from app.rules.comparators import set_of
from app.store.queries.history import history
from app.store.queries.series import series
from app.views.indicators.comparators_section import FIRST, ComparatorRow, ComparatorsSection
from app.views.indicators.comparators_sheet import ComparatorsSheet
from app.views.indicators.record_panel import RecordPanel
from tests.issue_plan import Q4, Bench
from tests.views.indicators.test_record import LEFT, NEET, bench, panel, plan_file, real, stored, write

__all__ = ["bench", "panel", "plan_file", "real"]


@pytest.fixture
def section(panel: RecordPanel, bench: Bench) -> ComparatorsSection:
    panel.comparators.set_open(True)
    bench.settle()
    return panel.comparators


def new_row(section: ComparatorsSection) -> ComparatorRow:
    QTest.mouseClick(section.add_button, LEFT)
    assert isinstance(section.new_row, ComparatorRow)
    return section.new_row


def put(section: ComparatorsSection, bench: Bench, place: str, figure: str) -> ComparatorRow:
    row = new_row(section)
    write(row.place, place)
    write(row.figure, figure)
    QTest.mouseClick(row.set_button, LEFT)
    bench.settle()
    return row


def test_a_figure_of_another_place_is_put_in_shown_to_compare_with_and_undone(
    section: ComparatorsSection, bench: Bench
) -> None:
    put(section, bench, "England", "6.4%")
    put(section, bench, "Kent", "5.9")
    assert [(line.place, line.value) for line in stored(bench).comparators] == [("England", 6.4), ("Kent", 5.9)]
    found = bench.ask(lambda session: series(session, NEET)).comparators
    assert [(each.name, each.group, each.values) for each in found] == [
        ("England", "nation", ((Q4, 6.4),)), ("Kent", "neighbour", ((Q4, 5.9),)),
    ]  # fmt: skip
    assert section.new_row is None
    assert "England, Kent" in section.heading.accessibleName()
    told = bench.ask(lambda session: history(session, NEET, noun="indicator"))[0].words
    assert told == "Figure of Kent for 2009/10 Q4 put in: 5.9%"
    bench.undo()
    assert [line.place for line in stored(bench).comparators] == ["England"]


@pytest.mark.parametrize(
    ("place", "figure", "words"),
    [("england", "6.5", "already"), ("", "6.5", "place is empty"), ("Kent", "", "no figure"),
     ("Kent", "0.065", "6.5%"), ("Kent", "many", "not a figure")],
)  # fmt: skip
def test_what_cannot_stand_so_is_marked_and_kept(
    section: ComparatorsSection, bench: Bench, place: str, figure: str, words: str
) -> None:
    put(section, bench, "England", "6.4%")
    row = put(section, bench, place, figure)
    assert words in row.error.text().lower()
    assert row.place.value() == place
    assert len(stored(bench).comparators) == 1


def test_a_stored_figure_is_changed_in_place_and_taken_away(section: ComparatorsSection, bench: Bench) -> None:
    put(section, bench, "England", "6.4%")
    row = next(iter(section.line_rows.values()))
    assert isinstance(row, ComparatorRow)
    write(row.figure, "6.6")
    QTest.keyClick(row.figure, "\r")
    bench.settle()
    assert stored(bench).comparators[0].value == 6.6
    assert row.remove_button.accessibleName() == "Take the figure of England for 2009/10 Q4 away"
    QTest.mouseClick(row.remove_button, LEFT)
    bench.settle()
    assert stored(bench).comparators == ()


BLOCK = "\t2009/10 Q3\t2009/10 Q4\nEngland\t6.3\t6.4\nSouth East\t5.8\t5.9\nKent\t5.5\t..\n"


def paste(section: ComparatorsSection, bench: Bench, text: str) -> ComparatorsSheet:
    QApplication.clipboard().setText(text)
    QTest.mouseClick(section.paste_button, LEFT)
    sheet = section.paste_sheet
    assert sheet is not None
    for _ in range(200):
        bench.settle()
        if not sheet.promise.text().startswith("Looking"):
            return sheet
    raise AssertionError("the block was never judged")


def test_a_block_from_excel_is_seen_put_in_as_one_change_and_undone_as_one(
    section: ComparatorsSection, bench: Bench
) -> None:
    put(section, bench, "England", "6.6")
    sheet = paste(section, bench, BLOCK)
    texts = [[str(sheet.model.index(row, column).data()) for column in (1, 2, 3, 4)] for row in range(6)]
    assert texts[0] == ["England", "2009/10 Q4", "6.6%", "6.4%"]
    assert sheet.chips["new"].text() == "4 new" and sheet.chips["changed"].text() == "1 changed"
    assert sheet.put_button.text() == "Put in 5 figures" and sheet.put_button.hasFocus()
    assert len(stored(bench).comparators) == 1
    write(sheet.source, "DfE")
    QTest.keyClick(sheet.put_button, "\r")
    bench.settle()
    found = {(line.place, line.period, line.value, line.source) for line in stored(bench).comparators}
    assert found == {
        ("England", Q4, 6.4, "DfE"), ("England", Q4.shift(-1), 6.3, "DfE"), ("South East", Q4, 5.9, "DfE"),
        ("South East", Q4.shift(-1), 5.8, "DfE"), ("Kent", Q4.shift(-1), 5.5, "DfE"),
    }  # fmt: skip
    bench.undo()
    assert [(line.place, line.value) for line in stored(bench).comparators] == [("England", 6.6)]


def test_a_block_with_one_figure_that_cannot_be_read_puts_nothing_in(section: ComparatorsSection, bench: Bench) -> None:
    sheet = paste(section, bench, BLOCK.replace("5.8", "about six"))
    assert not sheet.put_button.isEnabled() and sheet.chips["unreadable"].text() == "1 cannot be read"
    assert str(sheet.model.index(0, 6).data()).startswith("“about six” is not a number.")
    QTest.keyClick(sheet.table, Qt.Key.Key_Escape)
    assert stored(bench).comparators == ()


def test_nothing_copied_says_what_to_copy(section: ComparatorsSection, bench: Bench) -> None:
    sheet = paste(section, bench, "6.4\n5.9\n")
    assert "No periods were found" in sheet.problem.text() and not sheet.frame.isVisible()


def test_of_many_the_first_are_shown_and_the_rest_when_asked_for(
    section: ComparatorsSection, bench: Bench
) -> None:
    for at in range(FIRST + 5):
        bench.operations.do(SetComparator(NEET, None, None, Q4, f"Council {at:02d}", 5.0 + at / 10, ""))
    bench.settle()
    assert len(section.line_rows) == FIRST
    assert section.more.text() == "Show the other 5"
    QTest.mouseClick(section.more, LEFT)
    assert len(section.line_rows) == FIRST + 5
    assert section.more.isHidden()


def test_nations_and_regions_are_known_by_name() -> None:
    assert [set_of(name) for name in (" england", "South  East", "Hampshire")] == ["nation", "region", "neighbour"]
