"""Important by in need: the plot, the issue in front edited in place, misfits in words, and what is not judged yet."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.bridge.refresh_state import RefreshState
from app.rules.category import COLUMNS, Category
from app.rules.refresh_room import RefreshRoom
from app.rules.scales import LEAST, MOST, Misfit, Placed, misfits, unjudged
from app.rules.shown_table import ShownTable, columns_of
from app.views.refresh.scales_plot import ScalesPlot, draw_shape
from app.views.shared import theme
from app.views.shared.buttons import QuietButton
from app.views.shared.fields import Labelled
from app.views.shared.flow_box import FlowBox
from app.views.shared.labels import Card, ElidedText, Text
from app.views.shared.scroll_column import ScrollColumn
from app.views.shared.side_panel import emptied

EMPTY = "No issue is judged yet. Choose one at the right, and say how important it is and how much in need, from 1 to 5."


class ScalesView(QWidget):
    """Attributes: plot; importance, need, note (fields of the issue in front)."""

    issue_wanted = Signal(int)

    def __init__(self, state: RefreshState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = state
        self.issue: Placed | None = None
        self._placed: tuple[Placed, ...] = ()
        self._misfits: tuple[Misfit, ...] = ()
        self._editable = False
        self.plot = ScalesPlot()
        self.empty = Text(EMPTY, "soft", wrap=True)
        self.title = Text("", "label", wrap=True)
        self.category = Text("", "second", wrap=True)
        self.importance, self.need = self._scale("Corporately important"), self._scale("In need of improvement")
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(theme.px(64))
        self.keep = QuietButton("Keep")
        self.open_button = QuietButton("Open the issue")
        self.lists = QVBoxLayout()
        self._lay_out()
        self.plot.chosen.connect(self._show_issue)
        self.plot.opened.connect(self.issue_wanted)
        self.plot.judge_wanted.connect(self._to_fields)
        self.keep.clicked.connect(self._on_keep)
        self.open_button.clicked.connect(self._on_open)
        for field in (self.importance, self.need):
            field.currentIndexChanged.connect(self._allow)
        self.note.textChanged.connect(self._allow)

    @staticmethod
    def _scale(name: str) -> QComboBox:
        field = QComboBox()
        field.setAccessibleName(name)
        field.addItem("Not judged", None)
        for step in range(LEAST, MOST + 1):
            field.addItem({LEAST: "1, least", MOST: "5, most"}.get(step, str(step)), step)
        return field

    def _lay_out(self) -> None:
        legend = FlowBox(theme.px(14), row_gap=theme.px(2))
        for category in COLUMNS:
            legend.add(CategoryKey(category))
        legend.add(Text("A ring: stands elsewhere than the two judgements speak for", "second", wrap=True))
        left = QVBoxLayout()
        left.setSpacing(theme.px(6))
        left.addWidget(legend)
        left.addWidget(self.empty)
        left.addWidget(self.plot, 1)
        self.lists.setContentsMargins(0, 0, 0, 0)
        self.lists.setSpacing(theme.px(4))
        inner = QWidget()
        right = QVBoxLayout(inner)
        right.setContentsMargins(0, 0, theme.px(4), 0)
        right.setSpacing(theme.px(10))
        right.addWidget(self._card())
        right.addLayout(self.lists)
        right.addStretch(1)
        self.side = ScrollColumn(inner)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(16))
        row.addLayout(left, 1)
        row.addWidget(self.side)
        theme.notifier.changed.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The issue's judgements keep to their width, and never take more than two fifths."""
        self.plot.setMinimumHeight(theme.px(190))
        self.side.setFixedWidth(min(theme.px(348), self.width() * 2 // 5))

    def _card(self) -> Card:
        card = Card()
        inside = QVBoxLayout(card)
        inside.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(10))
        inside.setSpacing(theme.px(6))
        inside.addWidget(self.title)
        inside.addWidget(self.category)
        pair = FlowBox(theme.px(10))
        for label, field in (("Corporately important", self.importance), ("In need of improvement", self.need)):
            pair.add(Labelled(label, field))
        inside.addWidget(pair)
        inside.addWidget(Labelled("Why it is placed so", self.note))
        buttons = FlowBox(theme.px(6))
        buttons.add(self.open_button)
        buttons.add(self.keep, at_end=True)
        inside.addWidget(buttons)
        return card

    def show_room(self, room: RefreshRoom, editable: bool) -> None:
        self._placed, self._editable = room.placed, editable
        self._misfits = misfits(room.placed)
        self.plot.show_issues(room.placed, frozenset(each.issue.issue_id for each in self._misfits))
        self.empty.setVisible(not self.plot.marks)
        self._fill_lists()
        kept = next((each for each in room.placed if self.issue is not None and each.issue_id == self.issue.issue_id), None)
        mark = self.plot.mark()
        shown = kept or (mark.issue if mark else next(iter(room.placed), None))
        if shown is None or self.issue is None or shown != self.issue or not self._dirty():
            self._show_issue(shown)

    def _fill_lists(self) -> None:
        emptied(self.lists)
        open_ = unjudged(self._placed)
        self.lists.addWidget(Text(f"Stand elsewhere than this speaks for: {len(self._misfits)}", "over"))
        for each in self._misfits:
            self.lists.addWidget(self._entry(each.issue, each.words))
        if not self._misfits:
            self.lists.addWidget(Text("Every judged issue stands where its two judgements speak for.", "soft", wrap=True))
        self.lists.addSpacing(theme.px(8))
        self.lists.addWidget(Text(f"Not judged yet: {len(open_)}", "over"))
        for issue in open_:
            self.lists.addWidget(self._entry(issue, issue.category.short))
        self.lists.addStretch(1)

    def _entry(self, issue: Placed, words: str) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, theme.px(4))
        column.setSpacing(0)
        row = QHBoxLayout()
        row.addWidget(ElidedText(issue.title, "label"), 1)
        show = QuietButton("Show", flat=True)
        show.setAccessibleName(f"Show {issue.title}")
        show.clicked.connect(partial(self._on_show, issue))
        row.addWidget(show)
        column.addLayout(row)
        column.addWidget(Text(words, "second", wrap=True))
        return made

    def _on_show(self, issue: Placed, _checked: bool = False) -> None:
        if issue.judged:
            self.plot.choose(issue.issue_id)
        else:
            self._show_issue(issue)
        self.importance.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_fields(self, issue: Placed) -> None:
        self._show_issue(issue)
        self.importance.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_issue(self, issue: Placed | None) -> None:
        self.issue = issue
        self.title.setText(issue.title if issue else "No issue yet")
        self.category.setText(issue.category.short if issue else "")
        for field, value in ((self.importance, issue and issue.importance), (self.need, issue and issue.need)):
            field.blockSignals(True)
            field.setCurrentIndex(max(0, field.findData(value)))
            field.blockSignals(False)
        self.note.blockSignals(True)
        self.note.setPlainText(issue.note if issue else "")
        self.note.blockSignals(False)
        self._allow()

    def _dirty(self) -> bool:
        issue = self.issue
        return issue is not None and (
            self.importance.currentData() != issue.importance or self.need.currentData() != issue.need
            or self.note.toPlainText() != issue.note
        )  # fmt: skip

    def _allow(self, _value: object = None) -> None:
        there = self._editable and self.issue is not None
        for part in (self.importance, self.need, self.note):
            part.setEnabled(there)
        self.keep.setEnabled(there and self._dirty())
        self.open_button.setEnabled(self.issue is not None)

    def _on_keep(self) -> None:
        if self.issue is not None:
            self.keep.setEnabled(False)
            self.state.judge(self.issue, self.importance.currentData(), self.need.currentData(), self.note.toPlainText())

    def _on_open(self) -> None:
        if self.issue is not None:
            self.issue_wanted.emit(self.issue.issue_id)

    def exported(self) -> ShownTable:
        odd = {each.issue.issue_id: each.words for each in self._misfits}
        rows = tuple((each.title, each.category.short, each.importance, each.need, each.note,
                      odd.get(each.issue_id, "")) for each in self._placed)  # fmt: skip
        heads = columns_of(("Issue", 50), ("Stands in", 20), ("Importance", 12), ("Need", 12), ("Why", 50), ("Misfit", 50))
        return ShownTable("Important by in need of improvement", heads, rows)


class CategoryKey(QWidget):
    """The shape and the name of a category."""

    def __init__(self, category: Category) -> None:
        super().__init__()
        self._category = category
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(category.short)
        theme.notifier.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        wide = QFontMetrics(theme.font(11.5)).horizontalAdvance(self._category.short)
        return QSize(theme.px(20) + wide + 4, theme.px(18))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.category_colour(self._category))
        draw_shape(painter, QPointF(theme.px(8), self.height() / 2), theme.px(10), self._category)
        painter.setFont(theme.font(11.5))
        painter.setPen(theme.current().ink2)
        painter.drawText(self.rect().adjusted(theme.px(20), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._category.short)
