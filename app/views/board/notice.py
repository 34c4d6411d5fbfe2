"""A sentence over the board's lower left corner: why a move did not begin, what was refused."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.views.board.floating import Floating
from app.views.shared import theme
from app.views.shared.buttons import IconButton
from app.views.shared.labels import Text

STAYS = 20_000
"""Milliseconds; it also goes with the next press or Esc."""
WIDTH = 440


class Notice(Floating):
    """Takes no focus, so that the keys stay with the cards."""

    resized = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, WIDTH)
        self.words = Text("", "", wrap=True)
        self.close_button = IconButton("close", "Close the message")
        self.close_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.close_button.clicked.connect(self.dismiss)
        row = QHBoxLayout()
        self.inside.addLayout(row)
        row.setContentsMargins(theme.px(14), theme.px(8), theme.px(6), theme.px(8))
        row.addWidget(self.words, 1)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STAYS)
        self._timer.timeout.connect(self.dismiss)

    def say(self, words: str) -> None:
        """Show the sentence; an empty one takes the last away."""
        if not words:
            self.dismiss()
            return
        self.words.setText(words)
        self.setAccessibleName(words)
        self.show()
        self.raise_()
        self._timer.start()
        self.resized.emit()

    def dismiss(self) -> None:
        self._timer.stop()
        self.hide()
