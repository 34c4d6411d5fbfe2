"""A table of lines of one height, however many: column widths by share, chips where a word has a tone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QCursor, QFocusEvent, QHelpEvent, QKeyEvent, QKeySequence, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QToolTip, QWidget

from app.views.shared import theme
from app.views.shared.labels import plain_tooltip
from app.views.shared.lines_face import HIGH, LinesFace, Tone

__all__ = ["HIGH", "LinesTable", "Tone"]


PART = 20
"""Design pixels that a column has for each part of its share at the least."""


class LinesTable(QTableView):
    """`shares`: a column's width in design pixels, or its share of what is left as a negative number."""

    opened = Signal(int)
    """(row): Enter, or a double click."""
    chosen = Signal(int)
    """(row): the keyboard or the mouse went there."""

    def __init__(
        self,
        model: QAbstractItemModel,
        name: str,
        shares: Sequence[int],
        tones: Mapping[int, Tone] | None = None,
        parent: QWidget | None = None,
        *,
        links: Sequence[int] = (),
        heads: Callable[[Any], str] | None = None,
        most: int = 1,
    ) -> None:
        """`tones`: by column, the chip's tone of a line as the model's LineRole gives it; "" for plain words.

        `links`: columns of which one click opens the line; `heads`: what a line says that heads a group, "" for others;
        `most`: lines of text before a cell gives way.
        """
        super().__init__(parent)
        self._shares = tuple(shares)
        self._narrow: tuple[int, tuple[int, ...]] = (0, ())
        self._least = 0
        self._links = frozenset(links)
        self._face = LinesFace(self, dict(tones or {}), self._links, heads, most)
        self.setModel(model)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        # Every pixel is drawn here, so that a scroll moves what is there and paints only what comes into view.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.doubleClicked.connect(self._activated)
        self.clicked.connect(self._clicked)
        self.selectionModel().currentRowChanged.connect(self._moved)
        theme.notifier.changed.connect(self.fit)
        self.fit()

    def set_columns(self, shares: Sequence[int], tones: Mapping[int, Tone]) -> None:
        """The model has other columns now."""
        self._shares = tuple(shares)
        self._face.set_tones(tones)
        self.fit()

    def set_narrow(self, below: int, shares: Sequence[int]) -> None:
        """Other shares where the list is narrower than so many design pixels; 0 leaves the column out."""
        self._narrow = below, tuple(shares)
        self.fit()

    def set_least(self, rows: int) -> None:
        """So many lines are always shown; where that is too high, what is around the list scrolls."""
        self._least = rows
        self.fit()

    def go_to(self, row: int) -> None:
        if row >= 0:
            self.setCurrentIndex(self.model().index(row, 0))

    def line_height(self) -> int:
        return self._face.high()

    def row_text(self, row: int) -> str:
        """The line's cells with tabs between, as a spreadsheet takes them."""
        model = self.model()
        cells = (model.index(row, at).data() for at in range(model.columnCount()))
        return "\t".join(" ".join(str(cell or "").split()) for cell in cells)

    def fit(self) -> None:
        """Widths by share; the list scrolls sideways only where the least of them has no room."""
        self.verticalHeader().setDefaultSectionSize(self._face.high())
        if self._least:
            self.setMinimumHeight(self.horizontalHeader().sizeHint().height() + self._least * self._face.high() + 4)
        below, narrow = self._narrow
        shares = narrow if self.viewport().width() < theme.px(below) else self._shares
        fixed = sum(theme.px(share) for share in shares if share > 0)
        parts = sum(-share for share in shares if share < 0) or 1
        left = max(self.viewport().width() - fixed, theme.px(PART) * parts)
        for column, share in enumerate(shares):
            self.setColumnHidden(column, share == 0)
            if share:
                self.setColumnWidth(column, theme.px(share) if share > 0 else left * -share // parts)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A row is always chosen, so that one sees where one is; a click chooses its own."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.go_to(next((row for row in range(self.model().rowCount()) if self._can_choose(row)), -1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy) and self.currentIndex().isValid():
            QApplication.clipboard().setText(self.row_text(self.currentIndex().row()))
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """The whole text of a cell that has no room for it."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            text = str(index.data() or "") if index.isValid() else ""
            cut = bool(text) and self._face.is_cut(text, self.columnWidth(index.column()))
            QToolTip.showText(event.globalPos(), plain_tooltip(text) if cut else "", self)
            return True
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Plainly, line by line: a delegate is asked, styled and clipped for each cell of a scroll."""
        self._face.draw(event.rect())
        if self.state() == QAbstractItemView.State.DraggingState and self.showDropIndicator():
            self._face.draw_drop(self.indexAt(self.viewport().mapFromGlobal(QCursor.pos())), self.dropIndicatorPosition())

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Over the lines that head a group."""
        found, here = super().moveCursor(action, modifiers), self.currentIndex()
        if not found.isValid() or self._can_choose(found.row()):
            return found
        back = found.row() < here.row()
        rows = (*range(found.row(), -1, -1),) if back else (*range(found.row(), self.model().rowCount()),)
        row = next((each for each in rows if self._can_choose(each)), here.row())
        return self.model().index(row, found.column())

    def _can_choose(self, row: int) -> bool:
        return bool(self.model().index(row, 0).flags() & Qt.ItemFlag.ItemIsEnabled)

    def _activated(self, index: QModelIndex) -> None:
        if index.column() not in self._links and index.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.opened.emit(index.row())

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() in self._links and index.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.opened.emit(index.row())

    def _moved(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(current.row())


