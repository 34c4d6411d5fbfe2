"""Help through the window: F1 where one is, the glossary, and the tour from its offer to its end."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QApplication

from tests.walks.hands import wait_for
from tests.walks.window import Walk


def help_of(walk: Walk) -> Any:
    return walk.program.own.help


def shown(walk: Walk) -> Any:
    return wait_for(lambda: (w := help_of(walk).help_window) is not None and w.isVisible() and w, "the help window")


def test_f1_opens_the_part_for_the_page_in_view_and_for_the_sheet_above_it(walk: Walk) -> None:
    walk.do.key("F1")
    window = shown(walk)
    assert window.title.text() == "See the plan" and "Hot List" in window.reading.toPlainText()
    walk.do.key("Esc")
    wait_for(lambda: not window.isVisible(), "the help closed")
    wait_for(lambda: QApplication.focusWindow() is not None, "the window in front")
    walk.window.frame.show_page("indicators")
    walk.do.key("F1")
    assert shown(walk).title.text() == "Follow the indicators"
    window.close()
    wait_for(lambda: QApplication.focusWindow() is not None, "the window in front")
    walk.window.frame.show_page("board")
    walk.do.key("Ctrl+,")
    walk.do.key("F1")
    assert shown(walk).title.text() == "Keep it safe"


def test_help_opens_from_the_rail_and_leads_to_the_keys(walk: Walk) -> None:
    walk.press_button(walk.window.frame.rail.entry("help"))
    window = shown(walk)
    window._choose("find-your-way")
    assert "a record, not a control" in window.reading.toPlainText()
    walk.press_button(window.keys_button)
    wait_for(lambda: walk.program.own._sheet is not None, "the keys")
    assert walk.program.own._sheet.title.text() == "Keyboard"


def test_words_typed_into_the_help_leave_the_topics_that_hold_them_and_mark_them(walk: Walk) -> None:
    walk.do.key("F1")
    window = shown(walk)
    before = window.list.count()
    walk.write(window.words, "chaser")
    assert window.list.count() < before
    walk.write_over(window.words, "freeze")
    assert 0 < window.list.count() < before and window.reading.extraSelections()
    walk.write_over(window.words, "CPEG")
    window._choose("glossary")
    wait_for(lambda: "Corporate Performance and Efficiency Group" in window.reading.toPlainText(), "the plan's glossary")
    walk.write_over(window.words, "zzzz")
    assert window.list.count() == 0 and window.nothing.isVisible()


def test_a_part_of_the_help_is_found_from_the_top_bar(walk: Walk) -> None:
    walk.do.key("Ctrl+K")
    walk.do.type("freeze the quarter")
    finder = walk.window.frame.top.finder
    wait_for(lambda: any(each.noun == "help" for each in finder.results()), "the help found")


def test_the_tour_goes_through_its_steps_by_key_and_ends_where_it_began(walk: Walk) -> None:
    walk.window.frame.show_page("strength")
    help_of(walk).start_tour()
    tour = help_of(walk).tour
    titles = []
    for _ in tour.steps:
        titles.append(tour.title.text())
        assert tour.rect().contains(tour.card.geometry())
        walk.do.key("Right")
    wait_for(lambda: help_of(walk).tour is None, "the end of the tour")
    assert len(dict.fromkeys(titles)) == 5
    assert walk.window.frame.current_page().key == "strength"


def test_the_tour_can_be_left_at_any_step_and_keeps_the_keys_of_the_window_off(walk: Walk) -> None:
    help_of(walk).start_tour()
    tour = help_of(walk).tour
    walk.do.key("Right")
    walk.do.key("Ctrl+3")
    assert walk.window.frame.current_page().key == tour.steps[1].page
    walk.do.key("Esc")
    wait_for(lambda: help_of(walk).tour is None, "the tour left")
    assert not walk.window.frame.banners.band("tour")
