"""The table of an import: what each row would do."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFocusEvent, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.bridge.import_model import Column, ImportModel
from app.views.returns.import_face import ImportFace
from app.views.shared import theme

MANY = 300
"""From so many rows on, all are of one height: measuring each would take longer than reading them."""
_LOOKED_AT = 80
"""So many rows say how wide a column is to be."""
_WIDEST = {Column.PERIOD: 176, Column.BEFORE: 90, Column.AFTER: 120, Column.CELL: 190}


class ImportTable(QTableView):
    def __init__(self, model: ImportModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = model
        self.setModel(model)
        self.setItemDelegate(ImportFace(self))
        self.setAccessibleName("What the import would do")
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        # Its own ground, so that scrolling moves what is painted already and paints only the rows that come.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._fit = QTimer(self)
        self._fit.setSingleShot(True)
        self._fit.setInterval(0)
        self._fit.timeout.connect(self.fit)
        model.modelAboutToBeReset.connect(self._stop_measuring)
        model.modelReset.connect(self._refit)
        theme.notifier.changed.connect(self._refit)

    def _stop_measuring(self) -> None:
        """Other rows come: how many, `fit` looks first. Measured at once, ten thousand would take a minute."""
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _refit(self) -> None:
        self._fit.start()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A row is always chosen, so that one sees where one is."""
        super().focusInEvent(event)
        if not self.selectionModel().hasSelection() and self._lines.rowCount():
            self.selectRow(max(self.currentIndex().row(), 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.current().paper)
        painter.end()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refit()

    def fit(self) -> None:
        """Narrow columns as wide as their words; indicator and what happens share the rest."""
        metrics = QFontMetrics(theme.font(13, 600, tabular=True))
        self.setColumnWidth(Column.MARK, theme.px(32))
        used = theme.px(32)
        for column, widest in _WIDEST.items():
            rows = range(min(self._lines.rowCount(), _LOOKED_AT))
            texts = [str(self._lines.index(row, column).data() or "") for row in rows]
            texts.append(str(self._lines.headerData(column, self.horizontalHeader().orientation())))
            wanted = max(metrics.horizontalAdvance(text) for text in texts) + theme.px(20)
            width = min(wanted, theme.px(widest))
            self.setColumnWidth(column, width)
            used += width
        least = theme.px(240)
        narrow = self.viewport().width() - used < least
        policy = Qt.ScrollBarPolicy
        self.setHorizontalScrollBarPolicy(policy.ScrollBarAsNeeded if narrow else policy.ScrollBarAlwaysOff)
        left = max(self.viewport().width() - used, least)
        self.setColumnWidth(Column.INDICATOR, round(left * 0.42))
        self.setColumnWidth(Column.WHAT, left - round(left * 0.42))
        header = self.verticalHeader()
        if self._lines.rowCount() > MANY:
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setDefaultSectionSize(theme.px(52))
        else:
            header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
