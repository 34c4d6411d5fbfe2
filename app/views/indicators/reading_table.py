"""The table of readings under the chart: figures with where they came from, and the place to type new ones."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFontMetricsF, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QVBoxLayout, QWidget

from app.bridge.reading_model import Column, ReadingModel, Role
from app.rules.errors import Problem
from app.rules.period import Period
from app.views.indicators.reading_face import ReadingFace
from app.views.shared import theme
from app.views.shared.fields import InlineError
from app.views.shared.labels import Card, Text
from app.views.shared.words import of_error, sentence

MANY = 400
"""Rows from which all have one height, so that a long series opens at once."""


class ReadingTable(Card):
    """`looked_at` tells the period of the row that is current."""

    looked_at = Signal(object)
    pasted = Signal(str)
    """A block of the clipboard is wanted in the table."""

    def __init__(self, model: ReadingModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self.view = _View(self)
        self.view.setModel(model)
        self.message = InlineError(None)
        self.message.setMargin(theme.px(8))
        self.empty = Text("", "soft", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(self.empty, 1)
        column.addWidget(self.message)
        self._fit = QTimer(self)
        self._fit.setSingleShot(True)
        self._fit.setInterval(0)
        self._fit.timeout.connect(self.view.fit)
        model.modelReset.connect(self._reset)
        model.dataChanged.connect(self._refit)
        model.refused.connect(self._refused)
        theme.notifier.changed.connect(self._refit)
        self.paste_action = QAction("Paste figures…", self)
        self.paste_action.setShortcut(QKeySequence.StandardKey.Paste)
        self.paste_action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.paste_action.triggered.connect(self.paste)
        self.addAction(self.paste_action)
        self.copy_action = QAction("Copy", self)
        self.copy_action.triggered.connect(self.view.copy_cell)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.view.addActions([self.copy_action, self.paste_action])
        self.view.selectionModel().currentChanged.connect(self._current_changed)
        self._reset()

    def paste(self) -> None:
        """A single figure goes into the current cell as if typed; anything more is shown before it is stored."""
        series, text = self.model.series, QApplication.clipboard().text()
        if series is None:
            return
        if self.model.read_only:
            self.say(sentence(Problem("past_quarter")))
            return
        index = self.view.currentIndex()
        single = not any(mark in text.rstrip("\r\n") for mark in "\t\r\n")
        fits = index.isValid() and index.column() in (Column.VALUE, Column.NOTE)
        if single and text.strip() and fits and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.model.setData(index, text.strip())
        else:
            self.pasted.emit(text)

    def say(self, words: str) -> None:
        """A sentence under the table; "" takes it away."""
        self.message.set_message(words)

    def say_error(self, error: Exception) -> None:
        self.say(" ".join(str(said) for said in of_error(error)))

    def _refused(self, period: Period, column: int, problem: Problem) -> None:
        title = self.model.headerData(column, Qt.Orientation.Horizontal)
        self.say(f"{title} {period.label} was not stored. {sentence(problem)}")

    def _reset(self) -> None:
        self.say("")
        rows = self.model.rowCount()
        if rows:
            self.view.setCurrentIndex(self.model.index(0, Column.VALUE))
        words = ""
        if not rows and self.model.series is not None:
            words = ("No readings yet. They come with a department's return, or are typed or pasted here in the newest "
                     "quarter.")
        self.empty.setText(words)
        self.empty.setVisible(bool(words))
        self.view.setVisible(not words)
        self._refit()

    def _refit(self, *_: object) -> None:
        self._fit.start()

    def _current_changed(self, current: QModelIndex, before: QModelIndex) -> None:
        if self.view.hasFocus() and current.row() != before.row() and current.isValid():
            self.looked_at.emit(current.data(Role.PERIOD))


class _View(QTableView):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setItemDelegate(ReadingFace(self))
        self.setStyleSheet("QTableView { selection-background-color: transparent; }")  # the face paints it
        self.setAccessibleName("Readings")
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed  # not SelectedClicked: it waits and swallows typing
        )
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setMinimumSectionSize(theme.px(40))

    def fit(self) -> None:
        """Column widths from their words; the last two share what is left. Rows as high as their text."""
        model = self.model()
        if not isinstance(model, ReadingModel) or not model.rowCount():
            return
        narrow = (Column.PERIOD, Column.VALUE, Column.TARGET, Column.RAG, Column.STATUS)
        used = 0
        for column in narrow:
            width = self._wanted(model, column)
            self.setColumnWidth(column, width)
            used += width
        spare = max(theme.px(260), self.viewport().width() - used)
        source = min(round(spare * 0.42), theme.px(240))
        self.setColumnWidth(Column.SOURCE, source)
        self.setColumnWidth(Column.NOTE, spare - source)
        if model.rowCount() <= MANY:
            self.resizeRowsToContents()
        else:
            self.verticalHeader().setDefaultSectionSize(theme.px(35))

    def _wanted(self, model: ReadingModel, column: Column) -> int:
        """Of the heading and the rows that can be seen first; figures of a column are much alike."""
        bold = QFontMetricsF(theme.font(13, 600))
        if column is Column.STATUS:
            chip = QFontMetricsF(theme.font(11, 600)).horizontalAdvance("Not collected") + theme.px(30)
            awaited = QFontMetricsF(theme.font(13)).horizontalAdvance("Due Nov 2010") + theme.px(20)
            return round(max(chip, awaited))
        texts = [model.text(row, column) for row in range(min(model.rowCount(), 60))]
        if column is Column.VALUE:
            texts.append("Type it")
        title = str(model.headerData(column, Qt.Orientation.Horizontal))
        widest = max(bold.horizontalAdvance(text) for text in [title, *texts])
        return round(widest) + theme.px(20)

    def copy_cell(self) -> None:
        model, index = self.model(), self.currentIndex()
        if index.isValid() and isinstance(model, ReadingModel):
            QApplication.clipboard().setText(model.text(index.row(), Column(index.column())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_cell()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            if self.state() != QAbstractItemView.State.EditingState:  # an editor passes its own Enter on
                self.edit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
