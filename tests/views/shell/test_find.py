"""Find anything: a word of the name is enough, the best comes first, and the keys never leave the field."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.views.shell.finding import Found, find
from app.views.shell.window import MainWindow
from tests.growth import growth

ISSUES = [
    Found("issue", 1, "Road safety", "Outcomes"),
    Found("issue", 2, "Improved satisfaction with roads", "Improvement Plan"),
    Found("issue", 3, "Better carbon management", "Hot List"),
    Found("issue", 4, "Children's safeguarding", "Outcomes"),
    Found("issue", 5, "Aide à l'enfance <b>x</b>", "Hot List"),
]
INDICATORS = [Found("indicator", 9, "16-18s not in education, employment or training", code="NI 117"),
              Found("indicator", 10, "People killed or seriously injured in road traffic", code="NI 47")]
POSTS = [Found("post", 1, "Head of Skills 14-19")]
ALL = ISSUES + INDICATORS + POSTS


def keys(text: str) -> list[object]:
    return [(thing.noun, thing.key) for thing in find(ALL, text)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("road", ("issue", 1)),
        ("ROADS", ("issue", 2)),
        ("carb", ("issue", 3)),
        ("management carbon", ("issue", 3)),
        ("ni117", ("indicator", 9)),
        ("NI 47", ("indicator", 10)),
        ("skills", ("post", 1)),
        ("safeguard", ("issue", 4)),
        ("enfance a", ("issue", 5)),
        ("hot carbon", ("issue", 3)),
        ("carbn managment", ("issue", 3)),
    ],
)
def test_the_best_match_comes_first(typed: str, first: object) -> None:
    assert keys(typed)[0] == first


@pytest.mark.parametrize("typed", ["NEET", "neets", "neet 16"])
def test_an_abbreviation_finds_what_is_named_in_full(typed: str) -> None:
    in_full = {"NEET": "Not in Education, Employment or Training", "CIP": "Corporate Improvement Plan"}
    assert [thing.key for thing in find(ALL, typed, stands_for=in_full)] == [9]


def test_what_carries_the_abbreviation_itself_comes_before_what_is_named_in_full() -> None:
    pool = [*ALL, Found("issue", 7, "Fewer NEETs by 2012")]
    in_full = {"NEET": "Not in Education, Employment or Training"}
    assert [thing.key for thing in find(pool, "neet", stands_for=in_full)] == [7, 9]


def test_a_word_that_begins_the_title_beats_one_inside_it() -> None:
    assert keys("road")[:2] == [("issue", 1), ("issue", 2)]


def test_all_words_must_match() -> None:
    assert keys("road carbon") == []


@pytest.mark.parametrize("typed", ["", "   ", "%'; DROP TABLE", "...."])
def test_nothing_sensible_typed_finds_nothing_and_harms_nothing(typed: str) -> None:
    assert [key for key in keys(typed) if key != ("issue", 5)] == []


def test_ten_times_the_things_take_no_more_than_about_ten_times_as_long() -> None:
    many = [Found("issue", at, f"Issue {at} about road safety and carbon {at % 97}", "Hot List") for at in range(10_000)]
    assert len(find(many, "carbon 13")) == 40
    assert growth(lambda things: find(things, "carbon 13"), many[:1_000], many, enough=25) < 25


def test_control_k_goes_to_the_field_from_anywhere(window: MainWindow) -> None:
    window.frame.pages["board"].field.setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.frame.top.finder.hasFocus()


def test_typing_lists_and_enter_goes_there(window: MainWindow) -> None:
    finder = window.frame.top.finder
    finder.set_things("issue", ISSUES)
    finder.start()
    QTest.keyClicks(finder, "road")
    assert [thing.key for thing in finder.results()[:2]] == [1, 2]
    assert finder.hasFocus()
    QTest.keyClick(finder, Qt.Key.Key_Down)
    QTest.keyClick(finder, Qt.Key.Key_Return)
    assert window.frame.pages["board"].shown == [("issue", 2)]
    assert finder.text() == ""
    assert finder.results() == []


def test_a_click_on_a_line_goes_there(window: MainWindow) -> None:
    finder = window.frame.top.finder
    finder.set_things("indicator", INDICATORS)
    finder.start()
    QTest.keyClicks(finder, "NI 47")
    lines = finder._list.list
    QTest.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton,
                     pos=lines.visualItemRect(lines.item(0)).center())
    assert window.frame.current_page().key == "indicators"
    assert window.frame.pages["indicators"].shown == [("indicator", 10)]


def test_escape_first_closes_the_list_and_then_goes_back_to_the_page(window: MainWindow) -> None:
    finder = window.frame.top.finder
    finder.set_things("issue", ISSUES)
    finder.start()
    QTest.keyClicks(finder, "road")
    QTest.keyClick(finder, Qt.Key.Key_Escape)
    assert finder.results() == []
    assert finder.text() == ""
    assert finder.hasFocus()
    QTest.keyClick(finder, Qt.Key.Key_Escape)
    assert not finder.hasFocus()


def test_leaving_the_field_closes_the_list(window: MainWindow) -> None:
    finder = window.frame.top.finder
    finder.set_things("issue", ISSUES)
    finder.start()
    QTest.keyClicks(finder, "road")
    window.frame.pages["board"].field.setFocus()
    assert finder.results() == []


def test_commands_and_places_are_found_with_what_they_would_do_now(window: MainWindow) -> None:
    finder = window.frame.top.finder
    finder.start()
    QTest.keyClicks(finder, "prefer")
    assert [thing.title for thing in finder.results()] == ["Preferences"]
    finder.clear()
    QTest.keyClicks(finder, "indicators")
    assert ("page", "indicators") in [(thing.noun, thing.key) for thing in finder.results()]


def test_a_command_that_cannot_be_used_is_not_offered(window: MainWindow) -> None:
    window.frame.commands.provide("undo", window.update)
    window.frame.commands["undo"].setEnabled(False)
    finder = window.frame.top.finder
    finder.start()
    QTest.keyClicks(finder, "undo")
    assert finder.results() == []


def test_nothing_is_said_to_be_missing_before_the_texts_were_looked_through(window: MainWindow) -> None:
    finder = window.frame.top.finder
    finder.start()
    QTest.keyClicks(finder, "zzzz")
    assert finder._list.nothing.text() == "Looking through the texts…"
    finder.set_texts("zzzz", ())
    assert finder._list.nothing.isVisible()
    assert finder._list.nothing.text() == "Nothing holds “zzzz”. Try one word of it, or a code."


def test_texts_stand_below_the_names_and_enter_opens_what_they_are_part_of(window: MainWindow) -> None:
    finder = window.frame.top.finder
    finder.set_things("issue", ISSUES)
    finder.start()
    QTest.keyClicks(finder, "road")
    text = Found("indicator", 10, "People killed", "NI 47", runs=(("Work on the ", False), ("road", True)))
    finder.set_texts("road", [text, Found("nothing-opens-this", 1, "X", runs=(("road", True),))])
    assert [thing.key for thing in finder.results()] == [1, 2, 10]
    for _ in range(2):
        QTest.keyClick(finder, Qt.Key.Key_Down)
    QTest.keyClick(finder, Qt.Key.Key_Return)
    assert window.frame.pages["indicators"].shown == [("indicator", 10)]


def test_an_answer_to_older_words_is_dropped(window: MainWindow) -> None:
    finder = window.frame.top.finder
    finder.start()
    QTest.keyClicks(finder, "roads")
    finder.set_texts("road", [Found("indicator", 10, "People killed", runs=(("road", True),))])
    assert finder.results() == []


def test_lines_are_read_out_with_what_they_are(window: MainWindow) -> None:
    finder = window.frame.top.finder
    finder.set_things("issue", ISSUES)
    finder.start()
    QTest.keyClicks(finder, "carbon")
    assert finder._list.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Better carbon management, Issue, Hot List"


def test_the_list_stays_inside_the_window(window: MainWindow) -> None:
    window.resize(640, 480)
    QApplication.processEvents()
    finder = window.frame.top.finder
    finder.set_things("issue", [Found("issue", at, f"Road {at} " + "x" * 200, "Hot List") for at in range(40)])
    finder.start()
    QTest.keyClicks(finder, "road")
    assert window.rect().contains(finder._list.geometry())


def test_spaces_alone_open_no_list(window: MainWindow) -> None:
    finder = window.frame.top.finder
    finder.start()
    QTest.keyClicks(finder, "zz")
    assert finder._list.isVisible()
    finder.selectAll()
    QTest.keyClicks(finder, "  ")
    assert not finder._list.isVisible()
