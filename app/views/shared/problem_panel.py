"""What went wrong on a page and belongs to no field or row of it: sentences on a red ground."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from app.views.shared import theme
from app.views.shared.labels import Text


class ProblemPanel(QFrame):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self.setProperty("tone", "error")
        self.mark = QLabel()
        self.words = Text("", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(10))
        row.setSpacing(theme.px(10))
        row.addWidget(self.mark)
        row.addWidget(self.words, 1)
        theme.notifier.changed.connect(self._redraw)
        self._redraw()
        self.hide()

    def say(self, words: str) -> None:
        """Show the sentences, or with "" nothing. A screen reader hears them as the panel's name."""
        self.words.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))

    def _redraw(self) -> None:
        side = theme.px(20)
        self.mark.setPixmap(theme.icon("error", theme.current().red, 20).pixmap(side, side))
