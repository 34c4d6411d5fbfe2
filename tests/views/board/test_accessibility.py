"""What a screen reader and a keyboard find on the board, and the board at twice the text size."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from app.bridge.board_filter import BoardFilter
from app.rules.category import Category
from app.rules.decision import Stage
from app.views.shared import theme
from tests.views.board import sample
from tests.views.board.conftest import Desk

Name = QAccessible.Text.Name
LONG = " ".join(["Wordsworth"] * 18) + " end"
ODD = {
    "markup": "<b>Bold</b> & <script>alert(1)</script> &amp; more",
    "formula": '=HYPERLINK("http://example.invalid","press")',
    "right to left": "תחבורה ציבורית באזורים כפריים לכל התושבים במחוז",
    "emoji": "Roads 🚧🛣️ and 👩‍👩‍👧‍👦 families 🇬🇧",
    "one word": "x" * 200,
    "two hundred": LONG[:200],
    "no spaces, wide": "あ" * 120,
}


def interface(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def test_the_board_is_a_list_of_cards_each_a_sentence(desk: Desk) -> None:
    desk.workspace.put_card(sample.proposed())
    desk.settle()
    board = interface(desk.board)
    assert board.role() == QAccessible.Role.List
    assert board.text(Name) == "Board"
    assert board.childCount() == 32
    first = board.child(0)
    assert first.role() == QAccessible.Role.ListItem
    assert first.text(Name).startswith("Community Safety. Outcomes of Corporate Importance, Hampshire safer")
    names = [board.child(at).text(Name) for at in range(board.childCount())]
    assert all(name.endswith(".") for name in names)
    assert len(set(names)) == 32


def test_a_card_is_where_a_screen_reader_says_it_is(desk: Desk) -> None:
    index = desk.board.board_model.index_of(sample.issue_id("Road safety"))
    said = interface(desk.board).child(index.row()).rect()
    assert said.topLeft() == desk.board.viewport().mapToGlobal(desk.board.visualRect(index).topLeft())


def test_every_control_that_takes_the_focus_has_a_name(desk: Desk) -> None:
    desk.workspace.contents.proposals = (sample.proposal(), sample.proposal("Economy and jobs"))
    desk.page.state.reload()
    desk.page.set_filter(BoardFilter(departments=frozenset((2, 4))))
    desk.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    desk.page.actions_["find"].trigger()
    desk.settle()
    nameless = [
        type(widget).__name__ + " in " + type(widget.parent()).__name__
        for widget in desk.page.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not interface(widget).text(Name).strip()
    ]
    assert nameless == []


def test_tab_goes_through_the_page_in_reading_order(desk: Desk) -> None:
    bar = desk.page.bar
    order = [bar.group, bar.departments, bar.leads, bar.rags, bar.more, bar.views, bar.new_issue, desk.board]
    bar.group.setFocus()
    seen = [QApplication.focusWidget()]
    for _ in order[1:]:
        QTest.keyClick(seen[-1], Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert seen == order


def test_the_focus_is_seen_on_the_board(desk: Desk) -> None:
    desk.click("Road safety")
    area = desk.board.card_area(desk.board.currentIndex().row())
    focused = desk.board.viewport().grab(area).toImage()
    desk.page.bar.group.setFocus()
    desk.settle()
    assert desk.board.viewport().grab(area).toImage() != focused


def test_hovering_shows_plain_words(desk: Desk, qtbot: QtBot) -> None:
    card = sample.card("Road safety", title="<b>Road</b> safety & more")
    desk.workspace.put_card(card)
    desk.settle()
    index = desk.board.board_model.index_of(card.issue_id)
    at = desk.board.visualRect(index).center()
    event = QHelpEvent(QEvent.Type.ToolTip, at, desk.board.viewport().mapToGlobal(at))
    QApplication.sendEvent(desk.board.viewport(), event)
    assert "&lt;b&gt;Road&lt;/b&gt; safety &amp; more" in QToolTip.text()
    assert "Lead: Head of Highways" in QToolTip.text()
    QToolTip.hideText()


@pytest.mark.parametrize("title", ODD.values(), ids=ODD.keys())
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_any_title_is_shown_whole_within_its_card(
    title: str, scale: float, desk: Desk, board_look: QApplication
) -> None:
    theme.apply(board_look, "light", scale)
    card = sample.card("Road safety", title=title)
    desk.workspace.put_card(card)
    desk.settle()
    index = desk.board.board_model.index_of(card.issue_id)
    box = desk.board.visualRect(index)
    lines = desk.board.face.lines(title, box.width())
    assert "".join("".join(lines).split()) == "".join(title.split())
    from PySide6.QtGui import QFontMetricsF

    measure = QFontMetricsF(desk.board.face.title_font)
    assert max(measure.horizontalAdvance(line) for line in lines) <= desk.board.face.inner(box.width()) + 1
    assert box.height() >= len(lines) * desk.board.face.line


@pytest.mark.parametrize("scale", [0.8, 1.0, 1.5, 2.0])
def test_what_stands_under_a_title_fits_its_card_at_every_text_size(
    scale: float, desk: Desk, board_look: QApplication
) -> None:
    theme.apply(board_look, "light", scale)
    desk.workspace.put_card(
        sample.card("Road safety", stage=Stage.INTERIM, exception=True, category=Category.OUTCOMES)
    )
    desk.settle()
    from app.views.shared import paint

    face, layout = desk.board.face, desk.board.board_layout
    space = theme.px(7)
    for place in desk.board.board_model.rows:
        column = layout.columns[list(Category).index(place.category)]
        meta, room = face.meta(place.card, column.card_width, place.ghost), face.inner(column.card_width)
        for at in range(meta.rows):
            chips = meta.chips[at] if at < len(meta.chips) else ()
            wide = sum(min(paint.chip_width(chip), room) + space for chip in chips)
            wide += theme.px(26) + face.code_width(meta.code) if at == 0 else -space
            wide += face._judgement_width(place.card, meta.spark) if at == meta.judgement else 0
            assert wide <= room + space, f"{place.card.title}, row {at}"


def test_at_twice_the_size_everything_stays_reachable(desk: Desk, board_look: QApplication) -> None:
    theme.apply(board_look, "light", 2.0)
    desk.page.resize(1109, 648)
    desk.settle()
    for button in (desk.page.bar.group, desk.page.bar.views, desk.page.bar.new_issue):
        assert desk.page.rect().contains(button.mapTo(desk.page, button.rect().bottomRight()))
    desk.board.setFocus()
    desk.press(Qt.Key.Key_End)
    rect = desk.board.visualRect(desk.board.currentIndex())
    assert desk.board.viewport().rect().intersects(rect)


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_a_change_of_theme_repaints_the_cards(name: str, desk: Desk, board_look: QApplication) -> None:
    before = desk.board.viewport().grab().toImage()
    theme.apply(board_look, name)
    desk.settle()
    after = desk.board.viewport().grab().toImage()
    assert (after == before) == (name == "light")
