"""Issues that left the lists (M4, M5): they can be read, and can return."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QStackedLayout,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.bridge.board_facts import verdicts_for
from app.bridge.board_model import BoardModel
from app.rules.category import Category
from app.rules.issue import Card
from app.views.board.drop_words import refusal
from app.views.shared import theme
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.labels import Text

COLUMNS = ("Issue", "Left in", "Department", "Lead", "")
EMPTY = (
    "No issue has left the lists. One leaves the Hot List by a decision not to proceed with it, "
    "and the Improvement Plan when CPEG deletes it. Both can return."
)
ISSUE = Qt.ItemDataRole.UserRole


class LeftTable(QTableWidget):
    """Enter and double-click open."""

    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, len(COLUMNS), parent)
        self.setHorizontalHeaderLabels(COLUMNS)
        self.setAccessibleName("Issues that left the lists")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setStyleSheet(f"QTableView::item {{ padding: {theme.px(5)}px {theme.px(6)}px; }}")
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        head.setHighlightSections(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, len(COLUMNS)):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.cellActivated.connect(self._on_activated)

    def issue_at(self, row: int) -> int | None:
        item = self.item(row, 0)
        return item.data(ISSUE) if item is not None else None

    def _on_activated(self, row: int, _column: int) -> None:
        issue = self.issue_at(row)
        if issue is not None:
            self.opened.emit(issue)


class LeftList(QWidget):
    """Takes the board's place while it is looked at."""

    move_requested = Signal(object, object)
    issue_opened = Signal(int)
    closed = Signal()

    def __init__(self, model: BoardModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.heading = Text("Issues that left the lists", "heading")
        self.back = QuietButton("Back to the board")
        self.table = LeftTable()
        self.open_button = QuietButton("Open")
        self.to_hot_list = PrimaryButton("Return to the Hot List\u2026")
        self.to_plan = QuietButton("Add to the plan\u2026")
        self.why = Text("", "second", wrap=True)
        self.back.clicked.connect(self.closed)
        self.table.opened.connect(self.issue_opened)
        self.table.itemSelectionChanged.connect(self._show_possible)
        self.open_button.clicked.connect(self._on_open)
        self.to_hot_list.clicked.connect(partial(self._return, Category.HOT_LIST))
        self.to_plan.clicked.connect(partial(self._return, Category.IMPROVEMENT_PLAN))
        self._lay_out()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.heading)
        top.addStretch(1)
        top.addWidget(self.back)
        self.listing = QWidget()
        column = QVBoxLayout(self.listing)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self.why)
        buttons = QHBoxLayout()
        for button in (self.to_hot_list, self.to_plan, self.open_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        self.empty = Text(EMPTY, "soft", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        middle = QWidget()
        self._stack = QStackedLayout(middle)
        self._stack.addWidget(self.listing)
        self._stack.addWidget(self.empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, theme.px(14), theme.px(14))
        outer.setSpacing(theme.px(10))
        outer.addLayout(top)
        outer.addWidget(middle, 1)

    def cards(self) -> tuple[Card, ...]:
        return tuple(card for card in self._model.board.cards if card.category is Category.LEFT)

    def refresh(self) -> None:
        """Fill from the board, keeping the row that is selected."""
        chosen = self.selected()
        cards = self.cards()
        self.table.setRowCount(len(cards))
        names = self._model.rows.names
        for row, card in enumerate(cards):
            waiting = f"Return to {card.proposed_to.title} proposed" if card.proposed_to else ""
            since = card.since.label if card.since else ""
            for column, words in enumerate(
                (card.title, since, names.department(card), names.lead(card) or "No lead", waiting)
            ):
                item = QTableWidgetItem(words)
                item.setData(ISSUE, card.issue_id)
                self.table.setItem(row, column, item)
            if chosen is not None and chosen.issue_id == card.issue_id:
                self.table.selectRow(row)
        if cards and self.table.currentRow() < 0:
            self.table.selectRow(0)
        self.table.resizeRowsToContents()
        self._stack.setCurrentWidget(self.listing if cards else self.empty)
        self._show_possible()

    def selected(self) -> Card | None:
        issue = self.table.issue_at(self.table.currentRow())
        return next((card for card in self.cards() if card.issue_id == issue), None)

    def _show_possible(self) -> None:
        card = self.selected()
        self.open_button.setEnabled(card is not None)
        verdicts = verdicts_for([card], self._model) if card else {}
        closed = []
        for to, button in ((Category.HOT_LIST, self.to_hot_list), (Category.IMPROVEMENT_PLAN, self.to_plan)):
            verdict = verdicts.get(to)
            button.setEnabled(verdict is not None and verdict.possible)
            if verdict is not None and not verdict.possible:
                closed.append(refusal(verdict))
        self.why.setText(closed[0] if closed else "")
        self.why.setVisible(bool(closed))

    def _on_open(self) -> None:
        card = self.selected()
        if card is not None:
            self.issue_opened.emit(card.issue_id)

    def _return(self, to: Category, _checked: bool = False) -> None:
        card = self.selected()
        if card is not None:
            self.move_requested.emit((card.issue_id,), to)
