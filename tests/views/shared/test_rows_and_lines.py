"""Text finds a second line, and a row a second row, before anything is cut."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QPushButton

from app.bridge.lines_model import LinesModel
from app.views.shared import theme
from app.views.shared.flow_box import FlowBox
from app.views.shared.labels import ElidedText, Text
from app.views.shared.line_breaks import broken
from app.views.shared.lines_face import HIGH
from app.views.shared.lines_table import LinesTable
from app.views.shared.words_row import WordsRow

LONG = "Improving educational facilities through Building Schools for the Future"


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light", 1.0)
    yield
    theme.apply(qapp, "light", 1.0)


@pytest.mark.parametrize("width", [40, 90, 150, 260, 900])
@pytest.mark.parametrize("most", [1, 2, 3])
def test_a_text_is_broken_between_words_and_only_its_last_line_gives_way(width: int, most: int) -> None:
    metrics = QFontMetrics(theme.font(13))
    lines = broken(LONG, metrics, width, most)
    assert 1 <= len(lines) <= most
    assert all(metrics.horizontalAdvance(line) <= width for line in lines)
    if not any("…" in line for line in lines):
        assert " ".join(lines) == LONG
    if width >= 150:
        assert not any("…" in line for line in lines[:-1])


def test_a_text_that_has_room_stays_on_one_line() -> None:
    assert broken("Road safety", QFontMetrics(theme.font(13)), 400, 3) == ("Road safety",)
    assert broken("", QFontMetrics(theme.font(13)), 400, 3) == ("",)


def test_a_label_of_two_lines_shows_the_whole_name_and_keeps_it_for_readers(qtbot) -> None:
    label = ElidedText("Hampshire's plan of February 2010", "third", lines=2)
    qtbot.addWidget(label)
    label.resize(140, 40)
    label.show()
    assert label.text().count("\n") == 1
    assert label.text().replace("\n", " ") == label.whole() == label.accessibleName()
    assert label.toolTip() == ""


def test_a_line_of_a_table_has_two_lines_of_text_where_text_is_large(qtbot, qapp: QApplication) -> None:
    model = LinesModel(("Issue",), lambda line, _column: str(line))
    table = LinesTable(model, "Issues", (300,))
    qtbot.addWidget(table)
    model.show((LONG,))
    table.show()
    assert table.line_height() == table.rowHeight(0) == HIGH
    assert table._face.is_cut(LONG, 300)
    theme.apply(qapp, "light", 2.0)
    assert table.rowHeight(0) == table.line_height() > 2 * HIGH
    assert not table._face.is_cut(LONG, 600)


def test_words_stand_beside_their_buttons_or_over_them_where_it_is_narrow(qtbot) -> None:
    words, buttons = Text(f"{LONG}. {LONG}.", "second", wrap=True), [QPushButton(name) for name in ("Change", "Remove")]
    row = WordsRow(words, buttons)
    qtbot.addWidget(row)
    row.resize(900, 60)
    row.show()
    QApplication.processEvents()
    assert words.geometry().right() < row.flow.x()
    row.resize(300, 200)
    QApplication.processEvents()
    QApplication.processEvents()
    assert words.geometry().bottom() < row.flow.y()
    assert all(button.width() >= button.sizeHint().width() for button in buttons)


def test_a_column_that_is_left_out_is_not_drawn(qtbot) -> None:
    pictures = []
    for hidden in ("", "words that are left out"):
        model = LinesModel(("Issue", "Bodies", "State"), lambda line, column: line[column])
        model.show([("Road safety", hidden, "Planned")])
        table = LinesTable(model, "Issues", (-1, -1, 80))
        qtbot.addWidget(table)
        table.set_narrow(500, (-1, 0, 80))
        table.resize(300, 200)
        table.show()
        pictures.append(table.viewport().grab().toImage())
    assert pictures[0] == pictures[1]


def test_a_wordy_list_has_two_lines_of_text_before_a_cell_gives_way(qtbot) -> None:
    model = LinesModel(("Issue",), lambda line, _column: line)
    model.show([LONG])
    one, two = (LinesTable(model, "Issues", (300,), most=most) for most in (1, 2))
    for table in (one, two):
        qtbot.addWidget(table)
    assert one.line_height() == theme.px(HIGH) < two.line_height()


def test_a_flow_box_is_measured_once_a_turn_and_anew_when_a_part_changes(qtbot, monkeypatch: pytest.MonkeyPatch) -> None:
    flow = FlowBox()
    buttons = [QPushButton("Name") for _ in range(3)]
    for button in buttons:
        flow.add(button)
    qtbot.addWidget(flow)
    flow.show()
    QApplication.processEvents()
    asked: list[int] = []
    arrange = FlowBox._arrange
    monkeypatch.setattr(FlowBox, "_arrange", lambda self, width, **how: asked.append(width) or arrange(self, width, **how))
    (low,) = {flow.heightForWidth(400) for _ in range(5)}
    assert asked == [400]
    for button in buttons:
        button.setText("A far longer name than before, which needs a row of its own")
    QApplication.processEvents()
    assert flow.heightForWidth(400) > low
