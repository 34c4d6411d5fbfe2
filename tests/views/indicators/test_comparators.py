"""Figures of other places put in by hand in the indicator's sheet, from the window to the chart's view Compare."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest

from app.commands.set_comparator import SetComparator
from app.rules.comparators import set_of
from app.store.queries.history import history
from app.store.queries.series import series
from app.views.indicators.comparators_section import FIRST, ComparatorRow, ComparatorsSection
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
