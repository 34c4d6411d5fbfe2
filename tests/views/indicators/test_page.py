"""The page as its user meets it: list, filters, views, typing a figure, copying, coming back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as Tree

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.bridge.indicator_filter import Change
from app.bridge.reading_model import Column
from app.rules.errors import Problem, Refused
from app.rules.indicator import Rag, Shape, Status
from app.rules.series import IndicatorLine
from app.rules.trend import View
from app.views.indicators.note_popup import NotePopup
from app.views.indicators.page import NONE_KEPT, NOTHING_YET, IndicatorsPage
from app.views.shared import theme
from tests.sample_series import indicator, series
from tests.views.indicators.conftest import Open
from tests.views.indicators.sample import Q4, FakeWorkspace

LEFT = Qt.MouseButton.LeftButton


def captions(page: IndicatorsPage) -> list[str]:
    found = [child.text() for child in page.panel.captions.findChildren(QWidget) if hasattr(child, "text")]
    return [text for text in found if text]


def value_cell(page: IndicatorsPage, row: int, column: Column = Column.VALUE) -> QPoint:
    return page.table.view.visualRect(page.readings.index(row, column)).center()


# The list

def test_the_first_indicator_is_chosen_and_shown(open_page: Open, workspace: FakeWorkspace) -> None:
    page = open_page(workspace)
    assert page.panel.code.text() == "LI 34"
    assert page.readings.text(0, Column.VALUE) == "38%"


def test_a_click_in_the_list_shows_that_indicator(page: IndicatorsPage) -> None:
    view = page.list.view
    index = page.lines.place(3)
    view.scrollTo(index)
    QTest.mouseClick(view.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, view.visualRect(index).center())
    assert page.panel.code.text() == "NI 112"
    assert page.panel.facts[0].text() == "Latest 29.4 per 1,000"


def test_arrows_in_the_list_go_from_indicator_to_indicator_past_headings(page: IndicatorsPage) -> None:
    page.filters.arrange.menu().actions()[3].trigger()
    view = page.list.view
    view.setFocus()
    page.list.choose(page.lines.first().data(Qt.ItemDataRole.UserRole + 2))
    seen = []
    for _ in range(10):
        QTest.keyClick(view, Qt.Key.Key_Down)
        seen.append(page.panel.code.text())
    assert len(set(seen)) == 10


def test_filters_say_how_many_are_shown_and_clear_in_one_click(page: IndicatorsPage, qtbot: QtBot) -> None:
    QTest.keyClicks(page.filters.words, "roads")
    qtbot.waitUntil(lambda: page.lines.shown == 2)
    assert page.filters.count.text() == "2 of 11 shown"
    assert page.panel.code.text() == "LI 34"
    QTest.mouseClick(page.filters.clear, LEFT)
    assert page.lines.shown == 11
    assert page.filters.words.text() == ""


def test_a_filter_that_keeps_nothing_says_so(page: IndicatorsPage, qtbot: QtBot) -> None:
    QTest.keyClicks(page.filters.words, "zzz")
    qtbot.waitUntil(lambda: page.lines.shown == 0)
    assert page.list.empty.text() == NONE_KEPT
    assert page.list.empty.isVisible()


def test_an_empty_plan_says_what_belongs_here(open_page: Open) -> None:
    page = open_page(FakeWorkspace([]))
    assert page.nothing.isVisible()
    assert NOTHING_YET in [label.text() for label in page.nothing.findChildren(QLabel)]


def test_illustrative_figures_are_marked_once_where_all_are(open_page: Open) -> None:
    page = open_page(FakeWorkspace())
    assert page.filters.illustrative.isVisible()
    mixed = [series(), replace(series(), indicator=indicator(id=2, code="NI 2", illustrative=False))]
    page = open_page(FakeWorkspace(mixed))
    page.show_thing("indicator", 1)
    assert not page.filters.illustrative.isVisible()
    assert page.panel.illustrative.isVisible()
    page.show_thing("indicator", 2)
    assert not page.panel.illustrative.isVisible()


def test_a_hidden_indicator_that_is_asked_for_clears_the_filters(page: IndicatorsPage, qtbot: QtBot) -> None:
    QTest.keyClicks(page.filters.words, "roads")
    qtbot.waitUntil(lambda: page.lines.shown == 2)
    page.show_thing("indicator", 1)
    assert page.panel.code.text() == "NI 117"
    assert page.lines.shown == 11


# The chart's views

def test_the_views_are_chosen_with_the_arrow_keys(page: IndicatorsPage) -> None:
    page.panel.tabs.setFocus()
    QTest.keyClick(page.panel.tabs, Qt.Key.Key_Right)
    assert page.state.view is View.LIMITS
    assert captions(page) == ["Concern: above the process limits", "Target not reliably met"]


def test_where_limits_cannot_be_the_page_says_why_in_place(open_page: Open) -> None:
    page = open_page(FakeWorkspace([series(shape=Shape.CUMULATIVE)]))
    page.state.set_view(View.LIMITS)
    assert captions(page) == [
        "No process limits: the figures add up through the year, and without counts none can be told alone."
    ]


def test_comparison_without_other_areas_says_so(open_page: Open) -> None:
    page = open_page(FakeWorkspace([series()]))
    page.state.set_view(View.COMPARE)
    assert captions(page) == ["No figures of other areas are stored for this indicator."]


def test_an_issue_it_measures_opens_from_the_chart(page: IndicatorsPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.open_requested) as asked:
        page.panel.issues.menu().actions()[0].trigger()
    assert asked.args == ["issue", 7]


def test_the_figures_are_said_in_sentences_that_can_be_copied(page: IndicatorsPage) -> None:
    QTest.mouseClick(page.panel.words, LEFT)
    (popup,) = page.panel.findChildren(NotePopup)
    assert popup.isVisible()
    assert popup.text().startswith("NI 117: 6.9% (provisional) in 2009/10 Q4, target 5.4%")
    QTest.mouseClick(popup.findChild(QPushButton), LEFT)
    assert QApplication.clipboard().text() == popup.text()
    assert not popup.isVisible()


# Typing

def due(page: IndicatorsPage, workspace: FakeWorkspace) -> None:
    workspace.quarters = (*workspace.quarters, Q4.shift(1))
    workspace.set_quarter(Q4.shift(1))


def test_a_figure_typed_into_the_table_is_stored(
    page: IndicatorsPage, workspace: FakeWorkspace, qtbot: QtBot
) -> None:
    due(page, workspace)
    qtbot.waitUntil(lambda: page.readings.text(0, Column.PERIOD) == "2010/11 Q1")
    view = page.table.view
    QTest.mouseClick(view.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, value_cell(page, 0))
    QTest.keyClicks(view, "7")
    editor = view.viewport().findChild(QLineEdit)
    assert editor is not None
    QTest.keyClicks(editor, ".2")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(workspace.operations.commands))
    (command,) = workspace.operations.commands
    (row,) = command.rows
    assert (row.period, row.value, row.status) == (Q4.shift(1), 7.2, Status.PROVISIONAL)
    qtbot.waitUntil(lambda: page.readings.text(0, Column.VALUE) == "7.2%")
    assert page.panel.facts[0].text() == "Latest 7.2%"
    assert page.readings.text(0, Column.SOURCE) == "typed by Corporate Performance Team, 15/04/2010"


def test_what_is_no_figure_stays_open_with_its_sentence_and_is_not_stored(
    page: IndicatorsPage, workspace: FakeWorkspace, qtbot: QtBot
) -> None:
    view = page.table.view
    view.setFocus()
    view.setCurrentIndex(page.readings.index(0, Column.VALUE))
    QTest.keyClick(view, Qt.Key.Key_F2)
    editor = view.viewport().findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    QTest.keyClicks(editor, "about seven")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    face = view.itemDelegate()
    assert editor.isVisible()
    assert face.error.isVisible()
    assert face.error.text() == "“about seven” is not a figure. Write it as 6.9%."
    assert editor.accessibleDescription() == face.error.text()
    assert workspace.operations.commands == []
    editor.selectAll()
    QTest.keyClicks(editor, "6.8")
    assert not face.error.isVisible()
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(workspace.operations.commands))
    assert workspace.operations.commands[0].rows[0].value == 6.8


def test_escape_leaves_the_figure_as_it_was(page: IndicatorsPage, workspace: FakeWorkspace) -> None:
    view = page.table.view
    view.setFocus()
    view.setCurrentIndex(page.readings.index(0, Column.VALUE))
    QTest.keyClick(view, Qt.Key.Key_F2)
    editor = view.viewport().findChild(QLineEdit)
    assert editor is not None
    QTest.keyClicks(editor, "5")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert workspace.operations.commands == []
    assert page.readings.text(0, Column.VALUE) == "6.9%"


def test_unfit_text_left_by_going_elsewhere_is_named_under_the_table(
    page: IndicatorsPage, workspace: FakeWorkspace, qtbot: QtBot
) -> None:
    view = page.table.view
    view.setFocus()
    view.setCurrentIndex(page.readings.index(0, Column.VALUE))
    QTest.keyClick(view, Qt.Key.Key_F2)
    editor = view.viewport().findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    QTest.keyClicks(editor, "690")
    page.activateWindow()
    qtbot.waitUntil(editor.hasFocus)
    page.panel.copy.setFocus()
    qtbot.waitUntil(page.table.message.isVisible)
    assert page.table.message.text().startswith("Value 2009/10 Q4 was not stored. This percentage is not between")
    assert workspace.operations.commands == []


def test_a_figure_typed_over_counts_that_make_another_is_stored_without_them_and_says_so(
    page: IndicatorsPage, workspace: FakeWorkspace, qtbot: QtBot
) -> None:
    known = page.readings.series
    assert known is not None
    newest = replace(known.readings[-1], numerator=69, denominator=1000)
    counted = replace(known, readings=(*known.readings[:-1], newest))
    page.readings.set_series(counted, Q4, read_only=False)
    view = page.table.view
    view.setFocus()
    view.setCurrentIndex(page.readings.index(0, Column.VALUE))
    QTest.keyClick(view, Qt.Key.Key_F2)
    editor = view.viewport().findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    QTest.keyClicks(editor, "7.3")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(page.table.message.isVisible)
    assert page.table.message.text() == (
        "Value 2009/10 Q4. It was stored without its counts: 69 of 1,000 make 6.9%. "
        "Send its own counts with a return, or take it back with Undo."
    )
    (command,) = workspace.operations.commands
    assert (command.rows[0].value, command.rows[0].denominator) == (7.3, None)


def test_a_comment_of_several_lines_is_typed_with_shift_and_enter(
    page: IndicatorsPage, workspace: FakeWorkspace
) -> None:
    view = page.table.view
    view.setFocus()
    view.setCurrentIndex(page.readings.index(1, Column.NOTE))
    QTest.keyClick(view, Qt.Key.Key_Return)
    editor = view.viewport().findChild(QPlainTextEdit)
    assert editor is not None
    QTest.keyClicks(editor, "First")
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(editor, "second")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert workspace.operations.commands[0].rows[0].note == "First\nsecond"


def test_a_status_is_chosen_from_its_list(
    page: IndicatorsPage, workspace: FakeWorkspace, qtbot: QtBot
) -> None:
    view = page.table.view
    view.setFocus()
    view.setCurrentIndex(page.readings.index(0, Column.STATUS))
    QTest.keyClick(view, Qt.Key.Key_Return)
    editor = view.viewport().findChild(QComboBox)
    assert editor is not None
    QTest.keyClick(editor, Qt.Key.Key_F)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(workspace.operations.commands))
    assert workspace.operations.commands[0].rows[0].status is Status.FINAL


def test_what_the_store_refuses_is_said_under_the_table(page: IndicatorsPage, workspace: FakeWorkspace) -> None:
    workspace.operations.fail_with = Refused(Problem("reading_twice", {"period": "2009/10 Q4"}))
    page.readings.setData(page.readings.index(0, Column.VALUE), "6.8", Qt.ItemDataRole.EditRole)
    assert page.table.message.text().startswith("Two figures were given for one period.")


def test_a_past_quarter_offers_no_typing(page: IndicatorsPage, workspace: FakeWorkspace, qtbot: QtBot) -> None:
    workspace.set_quarter(Q4.shift(-1))
    qtbot.waitUntil(lambda: page.readings.read_only)
    page.table.view.setCurrentIndex(page.readings.index(0, Column.VALUE))
    page.table.view.setFocus()
    QTest.keyClick(page.table.view, Qt.Key.Key_F2)
    assert page.table.view.viewport().findChild(QLineEdit) is None


# The chart elsewhere

def test_the_copied_picture_is_crisp_and_titled(page: IndicatorsPage) -> None:
    QTest.mouseClick(page.panel.copy, LEFT)
    mime = QApplication.clipboard().mimeData()
    image = mime.imageData()
    assert isinstance(image, QImage)
    assert (image.width(), image.height()) == (2375, 1312)
    assert round(image.dotsPerMeterX() * 0.0254) == 300
    drawing = bytes(mime.data("image/svg+xml").data()).decode()
    assert "16–18 year olds not in education" in drawing
    Tree.fromstring(drawing)


def test_the_numbers_are_copied_as_a_table(page: IndicatorsPage) -> None:
    page.sharing.export("numbers")
    assert QApplication.clipboard().text().splitlines()[1].startswith("2009/10 Q4\t6.9%\t5.4%\tR\tProvisional")


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_the_chart_is_written_to_a_file(page: IndicatorsPage, tmp_path: Path, ending: str) -> None:
    trend = page.sharing.picture
    assert trend is not None
    path = tmp_path / f"chart.{ending}"
    page.sharing.write(trend, ending, str(path))
    if ending == "png":
        assert QImage(str(path)).width() == round(760 * 300 / 96)
    else:
        Tree.fromstring(path.read_text("utf-8"))
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_a_place_that_cannot_be_written_is_said(page: IndicatorsPage, tmp_path: Path, qtbot: QtBot) -> None:
    trend = page.sharing.picture
    assert trend is not None
    with qtbot.waitSignal(page.state.operations.refused) as said:
        page.sharing.write(trend, "svg", str(tmp_path / "no such folder" / "chart.svg"))
    assert said.args[0].problem.code == "chart_not_written"


# Coming back

def test_choice_indicator_and_view_are_there_again(
    page: IndicatorsPage, open_page: Open, workspace: FakeWorkspace, qtbot: QtBot
) -> None:
    page.filters.change.menu().actions()[3].trigger()
    page.state.set_view(View.LIMITS)
    kept = page.view_state()
    other = IndicatorsPage(FakeWorkspace())  # type: ignore[arg-type]
    qtbot.addWidget(other)
    other.restore_view_state(kept)
    other.resize(1200, 800)
    other.show()
    other.activated()
    assert other.panel.code.text() == "NI 117"
    assert other.state.view is View.LIMITS
    assert other.filters.choice.change is Change.WORSE


def test_a_state_from_elsewhere_is_taken_up_without_harm(open_page: Open, workspace: FakeWorkspace) -> None:
    page = open_page(workspace)
    page.restore_view_state({"choice": 7, "indicator": "x", "view": "sideways", "scroll": "y", "across": [1]})
    assert page.panel.code.text() == "LI 34"


# Everybody

def test_every_control_has_a_name(page: IndicatorsPage, chart: object) -> None:
    nameless = []
    for widget in page.findChildren(QWidget):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or not widget.isVisible():
            continue
        if widget.objectName().startswith("qt_") or (widget.parent() is not None and isinstance(
            widget.parent(), QLineEdit
        )):
            continue
        if isinstance(widget, QAbstractButton) and widget.text():
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if not interface.text(QAccessible.Text.Name):
            nameless.append((widget, widget.parent(), widget.objectName(), widget.size()))
    assert nameless == []


def test_cells_and_rows_say_what_they_are(page: IndicatorsPage) -> None:
    cell = page.readings.index(0, Column.VALUE)
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == "Value 2009/10 Q4: 6.9%"
    row = page.lines.place(1)
    assert row.data(Qt.ItemDataRole.AccessibleTextRole).startswith("NI 117 16–18 year olds")


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("title", ["<h1>Big</h1> & more", "W" * 200, "مرحبا بالعالم 😀", "two\nlines\tand a tab"])
def test_any_title_is_shown_as_text_and_breaks_no_layout(
    open_page: Open, qapp: QApplication, title: str, scale: float
) -> None:
    theme.apply(qapp, "light", scale)
    page = open_page(FakeWorkspace([series(title=title)]), 1108, 643)
    page.grab()
    assert page.panel.name.textFormat() == Qt.TextFormat.PlainText
    assert page.width() == 1108


def test_at_twice_the_text_nothing_is_cut_off_sideways(
    open_page: Open, qapp: QApplication, workspace: FakeWorkspace
) -> None:
    theme.apply(qapp, "light", 2.0)
    page = open_page(workspace, 1108, 643)
    page.show_thing("indicator", 1)
    assert page.minimumSizeHint().width() <= 1108
    assert page.panes.area.horizontalScrollBar().maximum() == 0


def test_the_page_is_ready_before_pyqtgraph_is_read(qtbot: QtBot) -> None:
    import subprocess
    import sys

    script = (
        "import sys\n"
        "from app.views.indicators import page\n"
        "heavy = {'pyqtgraph', 'numpy', 'sqlalchemy', 'openpyxl'} & set(sys.modules)\n"
        "sys.exit(f'imports {heavy}' if heavy else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_text_enlarged_while_the_page_is_open_leaves_the_chart_whole(
    page: IndicatorsPage, qapp: QApplication, qtbot: QtBot
) -> None:
    panel = page.panel
    try:
        theme.apply(qapp, "light", 2.0)
        qtbot.waitUntil(lambda: panel.height() >= panel.layout().minimumHeightForWidth(panel.width()) > 600)  # type: ignore[union-attr]
        chart = QRect(panel.place.mapTo(panel, QPoint(0, 0)), panel.place.size())
        for button in (panel.record, panel.words, panel.note, panel.copy, panel.export):
            spot = QRect(button.mapTo(panel, QPoint(0, 0)), button.size())
            assert not spot.intersects(chart) and panel.rect().contains(spot)
        assert page.panes.area.verticalScrollBar().maximum() > 0
        assert page.table.minimumHeight() >= theme.px(140) == 280
    finally:
        theme.apply(qapp, "light", 1.0)


def test_in_a_small_window_the_filters_fold_into_one_menu_and_stay_one_row(page: IndicatorsPage, qtbot: QtBot) -> None:
    filters = page.filters
    filters.illustrative.show()
    page.resize(1088, 640)
    qtbot.waitUntil(filters.folded.isVisible)
    assert [action.text() for action in filters.folded.menu().actions()] == [
        "Category or issue", "Department", "RAG", "Change",
    ]
    under = filters.folded.menu().actions()[2].menu()
    under.actions()[1].trigger()
    assert filters.choice.rag is Rag.GREEN
    assert filters.folded.text().startswith("Filters (1)")
    assert filters.clear.isVisible() and filters.count.text().endswith("shown")
    parts = (filters.title, filters.clear, filters.words, filters.folded, filters.arrange, filters.new)
    qtbot.waitUntil(lambda: len({part.mapTo(filters, part.rect().center()).y() // 4 for part in parts}) <= 2)
    qtbot.waitUntil(lambda: filters.height() < 60)
    page.resize(1600, 820)
    qtbot.waitUntil(lambda: filters.rag.isVisible() and not filters.folded.isVisible())


def test_what_a_test_says_stands_in_the_list_and_can_be_asked_for(page: IndicatorsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: all(line.signal for line in page.lines.lines))
    said = {line.signal for line in page.lines.lines}
    assert {"concern", "common"} <= said
    page.filters.change.menu().actions()[1].trigger()
    shown = [row for row in page.lines.rows if isinstance(row, IndicatorLine)]
    assert shown and {row.signal for row in shown} == {"concern"}
    index = page.lines.place(shown[0].id)
    assert shown[0].signal_words.startswith("a concern: ")
    assert shown[0].signal_words in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert shown[0].signal_words in index.data(Qt.ItemDataRole.ToolTipRole)


def test_tests_that_arrive_leave_the_list_where_it_was_scrolled_to(page: IndicatorsPage, qtbot: QtBot) -> None:
    page.resize(1200, 420)
    bar = page.list.view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 100 and all(line.signal for line in page.lines.lines))
    bar.setValue(bar.maximum())
    page.state.mark_stale()
    with qtbot.waitSignal(page.state.tested):
        pass
    assert bar.value() == bar.maximum()


def test_on_a_usual_screen_the_filters_and_the_new_button_share_one_row(page: IndicatorsPage, qtbot: QtBot) -> None:
    filters = page.filters
    filters.illustrative.show()
    page.resize(1247, 820)
    qtbot.waitUntil(lambda: filters.width() > 1200)
    tops = {part.mapTo(filters, part.rect().center()).y() for part in (filters.words, filters.arrange, filters.new)}
    assert max(tops) - min(tops) <= 2
