"""The list of indicators at the left of the page."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QVBoxLayout, QWidget

from app.bridge.indicator_model import IndicatorListModel, Role
from app.rules.period import Period
from app.views.indicators.list_face import ListFace, columns
from app.views.shared import theme
from app.views.shared.labels import Card, Text


class IndicatorList(Card):
    """`chosen` tells the indicator that is current, by pointer or keyboard."""

    chosen = Signal(int)
    opened = Signal(int)
    """Enter or a double click: its sheet is wanted."""

    def __init__(self, model: IndicatorListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self.view = _View(self)
        self.view.setModel(model)
        self.empty = Text("", "soft", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setMargin(theme.px(24))
        self.empty.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(_Header(self.view))
        column.addWidget(self.view, 1)
        column.addWidget(self.empty, 1)
        self.view.selectionModel().currentChanged.connect(self._current_changed)
        self.view.activated.connect(self._activated)

    def set_facts(self, quarter: Period, *, all_illustrative: bool) -> None:
        """What the rows need to know of the whole."""
        self.view.face.quarter = quarter
        self.view.face.all_illustrative = all_illustrative

    def show_empty(self, words: str) -> None:
        """Say why there is nothing to list; "" shows the list."""
        self.empty.setText(words)
        self.empty.setVisible(bool(words))
        self.view.setVisible(not words)

    def choose(self, indicator_id: int | None) -> bool:
        """Make an indicator current and visible; False where the list does not show it.

        One that is current already stays where it was scrolled to.
        """
        index = self.model.place(indicator_id)
        if not index.isValid():
            return False
        if index == self.view.currentIndex():
            return True
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.view.selectionModel().setCurrentIndex(index, flags)
        self.view.scrollTo(index)
        return True

    def show_chosen(self) -> None:
        """Scroll to the one that is current."""
        self.view.scrollTo(self.view.currentIndex())

    def _activated(self, index: QModelIndex) -> None:
        found = index.data(Role.ID)
        if isinstance(found, int):
            self.opened.emit(found)

    def _current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        found = current.data(Role.ID)
        if isinstance(found, int):
            self.chosen.emit(found)


class _View(QListView):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.face = ListFace(self)
        self.setItemDelegate(self.face)
        self.setAccessibleName("Indicators")
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # its coming would rewrap rows
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        theme.notifier.changed.connect(self._restyle)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.verticalScrollBar().setSingleStep(theme.px(55))

    def _restyle(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()


class _Header(QWidget):
    """The columns' names, standing over their columns."""

    def __init__(self, view: _View) -> None:
        super().__init__()
        self._view = view
        theme.notifier.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self.setFixedHeight(theme.px(28))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t, places = theme.current(), columns(self._view.viewport().width(), theme.text_scale())
        painter.setFont(theme.font(11.5, 600))
        painter.setPen(t.ink2)
        middle = Qt.AlignmentFlag.AlignVCenter
        height = self.height()
        painter.drawText(round(places.title[0]), 0, 200, height, middle, "Indicator")
        painter.drawText(round(places.latest[0]), 0, round(places.latest[1]), height,
                         middle | Qt.AlignmentFlag.AlignRight, "Latest")
        if places.spark[1]:
            painter.drawText(round(places.spark[0]), 0, 100, height, middle, "Trend")
        painter.setPen(QPen(t.line, 1))
        painter.drawLine(0, height - 1, self.width(), height - 1)
