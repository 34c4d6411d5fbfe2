"""The whole program for people who see, hear or move otherwise: names, focus, Tab, and text at twice its size."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QScrollArea,
    QScrollBar,
    QWidget,
)

from app.rules.category import Category
from app.views.shared.labels import ElidedText
from tests.exchange.workbooks import make_workbook
from tests.walks.hands import name_of
from tests.walks.window import Walk, turn, wait_for

READY = "Delivering the Havant Public Service Village"
CLIMATE = "Ensuring resilience to climate change through adaptation"
NONE = (QAccessible.Role.NoRole, QAccessible.Role.Client)


def scenes(walk: Walk, folder: Path) -> Iterator[tuple[str, QWidget]]:
    """One after another what a user may have before them, and the part of the window that is new."""
    window, board = walk.window, walk.page("board")
    yield "the board", window
    board.board.choose((walk.carbon_id, walk.card(READY).issue_id), walk.carbon_id)
    wait_for(board.stage.edit_bar.isVisible, "the bar for several issues")
    yield "several selected", board.stage.edit_bar
    board.edits.ask_tags()
    yield "tags", walk.sheet
    walk.sheet.dismiss()
    board.edits.ask_review_date()
    yield "review date", walk.sheet
    walk.sheet.dismiss()
    board.saved_views.ask_name()
    yield "save a view", walk.sheet
    walk.sheet.dismiss()
    board.actions_["new"].trigger()
    yield "new issue", walk.sheet
    walk.sheet.dismiss()
    board.actions_["size"].trigger()
    yield "plan size", walk.sheet
    walk.sheet.dismiss()
    board.board.move_requested.emit((walk.carbon_id,), Category.IMPROVEMENT_PLAN)
    sheet = walk.sheet
    for row in sheet.readiness.rows.values():
        if not row.button.isHidden():
            row.button.click()
    yield "the move sheet", sheet
    sheet.dismiss()
    walk.program.moves.decide_for(walk.card(CLIMATE).issue_id)
    yield "the decide sheet", walk.sheet
    walk.sheet.dismiss()
    board.issue_opened.emit(walk.carbon_id)
    panel = walk.panel
    for section in panel.sections:
        section.set_open(True)
    walk.settle()
    yield "the issue's sheet", walk.program.drawer
    panel.close_issue()
    board.actions_["left"].trigger()
    wait_for(board.left.isVisible, "the issues that left")
    yield "the issues that left", board.left
    board.left.back.click()
    yield from _other_scenes(walk, folder)


def _other_scenes(walk: Walk, folder: Path) -> Iterator[tuple[str, QWidget]]:
    window, page = walk.window, walk.page("indicators")
    window.frame.show_page("indicators")
    wait_for(lambda: page.panel.place.chart is not None and page.readings.rowCount() > 0, "the chart")
    walk.settle()
    yield "the indicators", page
    exchange = walk.program.exchange
    exchange.open_import()
    yield "the import", walk.sheet
    exchange.sheet.start([make_workbook(folder / "some.xlsx", [("NI 62", "2009/10 Q4", 10.0, "final")])])
    wait_for(exchange.sheet.import_button.isVisible, "what the import would do")
    yield "what the import would do", walk.sheet
    walk.sheet.dismiss()
    dashboard = walk.page("dashboard")
    window.frame.show_page("dashboard")
    wait_for(lambda: dashboard.state.facts is not None, "the quarter on screen")
    walk.settle()
    yield "the quarter on screen", dashboard
    exchange.open_print()
    wait_for(dashboard.save_button.isEnabled, "the papers")
    walk.settle()
    yield "the papers", dashboard
    window.frame.commands["preferences"].trigger()
    yield "preferences", walk.sheet
    walk.sheet.dismiss()


def _visible(root: QWidget) -> list[QWidget]:
    return [each for each in (root, *root.findChildren(QWidget)) if each.isVisible() and not isinstance(each, QScrollBar)]


def stops(root: QWidget) -> list[QWidget]:
    """What takes the focus by Tab."""
    return [
        each
        for each in _visible(root)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isEnabled() and each.focusProxy() is None
    ]


def test_every_control_has_a_name_and_a_role_in_every_place(walk: Walk, tmp_path: Path) -> None:
    nameless = []
    for place, root in scenes(walk, tmp_path):
        turn()
        for each in stops(root):
            face = QAccessible.queryAccessibleInterface(each)
            # Qt has no role of its own for what only scrolls, or is drawn by us: then the name must do.
            if not face.text(QAccessible.Text.Name).strip() or (face.role() in NONE and not _plain(each)):
                nameless.append(f"{place}: {type(each).__name__} in {name_of(each.parentWidget())}")
    assert nameless == []


def _plain(widget: QWidget) -> bool:
    return isinstance(widget, QAbstractScrollArea) or type(widget).__bases__ == (QWidget,)


def test_every_card_and_every_indicator_is_spoken(walk: Walk) -> None:
    rows = walk.board.board_model.rows
    spoken = _spoken(walk.board)
    assert len(spoken) == len(rows)
    for place in rows:
        found = [words for words in spoken if place.card.title in words]
        assert found, f"{place.card.title} is not spoken"
    assert sum(words.startswith("Proposed place of") for words in spoken) == 2
    page = walk.page("indicators")
    walk.window.frame.show_page("indicators")
    wait_for(lambda: page.lines.lines, "the list of indicators")
    walk.settle()
    told = _spoken(page.list.view)
    for line in page.lines.lines:
        assert any(line.title in words for words in told), f"{line.title} is not spoken"
    wait_for(lambda: page.panel.place.chart is not None, "the chart")
    chart = QAccessible.queryAccessibleInterface(page.panel.place.chart)
    assert len(chart.text(QAccessible.Text.Name)) > 40, "a chart says in one sentence what it shows"


def _spoken(view: QAbstractItemView) -> list[str]:
    face = QAccessible.queryAccessibleInterface(view)
    names = []
    for at in range(face.childCount()):
        child = face.child(at)
        names.append(child.text(QAccessible.Text.Name) if child is not None else "")
    return [name for name in names if name]


def test_the_focus_is_seen_on_every_control_in_every_place(walk: Walk, tmp_path: Path) -> None:
    blind = []
    for place, root in scenes(walk, tmp_path):
        for each in stops(root):
            if isinstance(each, QAbstractScrollArea) and not isinstance(each, QAbstractItemView):
                continue
            _bring_into_view(each)
            if not _looks_different(each):
                blind.append(f"{place}: {name_of(each)}")
    assert blind == []


def _looks_different(widget: QWidget) -> bool:
    around = widget.rect().adjusted(-4, -4, 4, 4)
    other = next(each for each in stops(widget.window()) if each is not widget and not each.isAncestorOf(widget))
    pictures = []
    for target in (other, widget):
        target.setFocus(Qt.FocusReason.TabFocusReason)
        turn()
        area = QRect(widget.mapTo(widget.window(), around.topLeft()), around.size())
        pictures.append(widget.window().grab(area).toImage())
    return pictures[0] != pictures[1]


def _bring_into_view(widget: QWidget) -> None:
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget)
        around = around.parentWidget()


def test_tab_reaches_every_control_of_every_place(walk: Walk, tmp_path: Path) -> None:
    missed = []
    for place, root in scenes(walk, tmp_path):
        wanted = set(stops(root))
        first = next(iter(stops(root)))
        first.setFocus(Qt.FocusReason.TabFocusReason)
        seen: set[QWidget] = set()
        for _ in range(3 * len(wanted) + 60):
            at = QApplication.focusWidget()
            seen |= {each for each in wanted if at is not None and (each is at or each.isAncestorOf(at))}
            if wanted <= seen:
                break
            walk.do.key("Tab")
        missed += [f"{place}: {name_of(each)}" for each in wanted - seen if not _is_radio_beside(each)]
    assert missed == []


def _is_radio_beside(widget: QWidget) -> bool:
    """Radio buttons of one group are one stop; the arrows go among them."""
    return widget.inherits("QRadioButton")


@pytest.mark.parametrize("size", [(1280, 720)])
def test_nothing_is_cut_off_at_twice_the_text_size(walk: Walk, tmp_path: Path, size: tuple[int, int]) -> None:
    walk.program.settings.text_scale = 2.0
    walk.window.resize(*size)
    for _ in range(5):
        turn()
    cut = []
    for place, root in scenes(walk, tmp_path):
        for _ in range(4):
            turn()
        cut += [f"{place}: {words}" for words in cut_off(root)]
    assert cut == []


def cut_off(root: QWidget) -> list[str]:
    """Labels and buttons smaller than their words, or lying outside what holds them with no way to scroll there."""
    found = []
    for each in _visible(root):
        if not isinstance(each, QLabel | QAbstractButton) or isinstance(each, ElidedText):
            continue
        if isinstance(each.parentWidget(), QLineEdit):  # a picture inside the field
            continue
        wanted = each.minimumSizeHint()
        high = each.heightForWidth(each.width()) if each.hasHeightForWidth() else wanted.height()
        if each.width() < wanted.width() or each.height() < high - 1:
            found.append(f"{name_of(each)[:70]} has {each.width()}x{each.height()}, wants {wanted.width()}x{high}")
        elif not _inside(each):
            found.append(f"{name_of(each)[:70]} lies outside")
    return found


def _inside(widget: QWidget) -> bool:
    """Within every widget around it, up to one that scrolls."""
    around, rect = widget.parentWidget(), widget.geometry()
    while around is not None:
        if isinstance(around.parentWidget(), QAbstractScrollArea):
            return True
        if not around.rect().adjusted(-1, -1, 1, 1).contains(rect):
            return False
        if around.isWindow():
            return True
        rect = QRect(around.mapToParent(rect.topLeft()), rect.size())
        around = around.parentWidget()
    return True


