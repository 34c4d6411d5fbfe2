"""Words are shown as they are, whatever they look like."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.rules.category import Category
from app.rules.indicator import Direction, Rag
from app.views.shared import theme
from app.views.shared.buttons import IconButton, MenuButton
from app.views.shared.chips import TONES, Chip, DirectionMark, RagBadge, chip_colours
from app.views.shared.flow import FlowLayout
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
    box = QWidget()
    qtbot.addWidget(box)
    flow = FlowLayout(box, gap=8)
    buttons = [QPushButton(name) for name in ("All departments", "Any lead", "Saved views")]
    for button in buttons:
        flow.addWidget(button)
    box.show()
    wide = sum(button.sizeHint().width() for button in buttons) + 20
    flow.setGeometry(QRect(0, 0, wide, 100))
    assert len({button.y() for button in buttons}) == 1
    flow.setGeometry(QRect(0, 0, buttons[0].sizeHint().width() + 10, 300))
    assert len({button.y() for button in buttons}) == 3
    assert flow.heightForWidth(wide) < flow.heightForWidth(buttons[0].sizeHint().width() + 10)


def test_a_row_leaves_no_hole_for_what_is_hidden(qtbot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    flow = FlowLayout(box, gap=8)
    one, hidden, three = QPushButton("One"), QPushButton("Two"), QPushButton("Three")
    for button in (one, hidden, three):
        flow.addWidget(button)
    hidden.hide()
    box.resize(600, 60)
    box.show()
    flow.setGeometry(QRect(0, 0, 600, 60))
    assert three.x() == one.geometry().right() + 1 + 8
