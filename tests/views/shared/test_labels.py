"""Words are shown as they are, whatever they look like."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QPushButton

from app.rules.category import Category
from app.rules.indicator import Direction, Rag
from app.views.shared import theme
from app.views.shared.buttons import IconButton, MenuButton
from app.views.shared.chips import TONES, Chip, DirectionMark, RagBadge, chip_colours
from app.views.shared.flow_box import FlowBox
from app.views.shared.labels import ElidedText, Text, plain_tooltip

NASTY = "<b>Road</b> <img src=file:///etc/passwd> & =cmd|' /C calc'!A0"


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    theme.apply(qapp, "light", 1.0)


def test_a_label_shows_tags_as_text(qtbot) -> None:
    label = Text(NASTY)
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == NASTY


def test_a_tooltip_shows_tags_as_text() -> None:
    document = QTextDocument()
    document.setHtml(plain_tooltip(NASTY + "\nsecond line"))
    assert document.toPlainText() == NASTY + "\nsecond line"


def test_a_line_without_room_gives_way_and_keeps_its_whole_words_for_readers(qtbot) -> None:
    label = ElidedText("Improving educational facilities through Building Schools for the Future")
    qtbot.addWidget(label)
    label.resize(120, 20)
    label.show()
    assert label.text().endswith("…")
    assert label.accessibleName() == "Improving educational facilities through Building Schools for the Future"
    label.resize(900, 20)
    assert label.text() == label.whole()


def test_marks_say_in_words_what_they_show(qtbot) -> None:
    badge, mark, chip = RagBadge(Rag.AMBER), DirectionMark(Direction.WORSE), Chip.for_category(Category.HOT_LIST)
    for each in (badge, mark, chip):
        qtbot.addWidget(each)
    assert [each.accessibleName() for each in (badge, mark, chip)] == ["Amber", "getting worse", "Hot List"]


def test_a_chip_is_as_wide_as_its_words(qtbot) -> None:
    chip = Chip("Ready 5/6")
    qtbot.addWidget(chip)
    before = chip.sizeHint().width()
    chip.set_text("Red without action", "red")
    assert chip.sizeHint().width() > before
    assert all(chip_colours(tone)[0] != chip_colours(tone)[1] for tone in TONES)


def test_a_menu_button_shows_an_ampersand_and_is_named_without_its_arrow(qtbot) -> None:
    button = MenuButton("Culture & rural affairs")
    qtbot.addWidget(button)
    assert "&&" in button.text()
    assert button.accessibleName() == "Culture & rural affairs"


def test_a_picture_button_has_a_name_and_can_be_reached_by_tab(qtbot) -> None:
    button = IconButton("settings", "Settings")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Settings"
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert not button.icon().isNull()


def test_a_row_without_room_goes_on_in_the_next_line(qtbot) -> None:
    flow = FlowBox(gap=8)
    qtbot.addWidget(flow)
    buttons = [QPushButton(name) for name in ("All departments", "Any lead", "Saved views")]
    for button in buttons:
        flow.add(button)
    flow.show()
    wide = sum(button.sizeHint().width() for button in buttons) + 20
    flow.resize(wide, 100)
    assert len({button.y() for button in buttons}) == 1
    flow.resize(buttons[0].sizeHint().width() + 10, 300)
    assert len({button.y() for button in buttons}) == 3
    assert flow.heightForWidth(wide) < flow.heightForWidth(buttons[0].sizeHint().width() + 10)


def test_a_row_leaves_no_hole_for_what_is_hidden(qtbot) -> None:
    flow = FlowBox(gap=8)
    qtbot.addWidget(flow)
    one, hidden, three = QPushButton("One"), QPushButton("Two"), QPushButton("Three")
    for button in (one, hidden, three):
        flow.add(button)
    hidden.hide()
    flow.resize(600, 60)
    flow.show()
    assert three.x() == one.geometry().right() + 1 + 8
    hidden.show()
    qtbot.waitUntil(lambda: three.x() > hidden.geometry().right())


def test_what_stands_at_the_end_keeps_to_the_right_and_what_was_hidden_stays_hidden(qtbot) -> None:
    flow = FlowBox(gap=8)
    qtbot.addWidget(flow)
    first, last, hidden = QPushButton("First"), QPushButton("Last"), QPushButton("Hidden")
    hidden.hide()
    flow.add(first)
    flow.add(last, at_end=True)
    flow.add(hidden)
    flow.resize(600, 60)
    flow.show()
    assert (first.x(), last.geometry().right() + 1) == (0, 600)
    assert not hidden.isVisible()
    flow.resize(last.sizeHint().width(), 100)
    assert last.y() > first.y()


def test_parts_can_be_exchanged_while_the_row_is_shown(qtbot) -> None:
    flow = FlowBox(gap=8)
    qtbot.addWidget(flow)
    one, two, three = QPushButton("One"), QPushButton("Two"), QPushButton("Three")
    flow.set_parts((one, three))
    flow.resize(600, 60)
    flow.show()
    flow.set_parts((one, two, three))
    assert one.x() < two.x() < three.x()
    assert two.isVisible()
    flow.set_parts((three, two))
    assert three.x() == 0
    assert not one.isVisible()
    gc.collect()  # a layout of Python's own loses its items here
    flow.resize(100, 100)
    assert two.y() > three.y()
