"""Which indicators show how an initiative does: all of them with a tick, and a field to find one."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from app.views.shared import theme
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.sheet import Sheet

_ID = Qt.ItemDataRole.UserRole


class IndicatorsSheet(Sheet):
    """`chosen` brings the ids that are ticked."""

    chosen = Signal(object)

    def __init__(self, window: QWidget, indicators: Sequence[tuple[int, str]], there: Collection[int]) -> None:
        super().__init__(window, "Indicators that show this initiative", 560)
        self.words = QLineEdit()
        self.words.setPlaceholderText("Code or title")
        self.words.setAccessibleName("Show only indicators with these words")
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(self._narrow)
        self.list = QListWidget()
        self.list.setAccessibleName("Indicators")
        self.list.setMinimumHeight(theme.px(300))
        for key, words in sorted(indicators, key=lambda each: each[0] not in there):
            item = QListWidgetItem(words)
            item.setData(_ID, key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if key in there else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.itemActivated.connect(self._toggle)
        self.body.addWidget(self.words)
        self.body.addWidget(self.list, 1)
        self.save_button = PrimaryButton("Link those ticked")
        self.save_button.clicked.connect(self._save)
        cancel = QuietButton("Cancel", flat=True)
        cancel.clicked.connect(self.dismiss)
        self.footer.addWidget(cancel)
        self.footer.addStretch(1)
        self.footer.addWidget(self.save_button)
        self.closed.connect(self.deleteLater)

    def _narrow(self, text: str) -> None:
        wanted = text.casefold().split()
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(not all(word in item.text().casefold() for word in wanted))

    @staticmethod
    def _toggle(item: QListWidgetItem) -> None:
        ticked = item.checkState() is Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)

    def _save(self) -> None:
        items = [self.list.item(row) for row in range(self.list.count())]
        ids = tuple(int(item.data(_ID)) for item in items if item.checkState() is Qt.CheckState.Checked)
        self.accept()
        self.chosen.emit(ids)
