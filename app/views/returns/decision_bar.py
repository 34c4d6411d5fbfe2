"""What may be decided of the row one is on, and of all that wait alike."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.views.shared import theme
from app.views.shared.buttons import MenuButton, QuietButton
from app.views.shared.labels import ElidedText

_ALIKE = (("use", "Use what was meant"), ("keep", "Keep as they are"), ("leave", "Leave out"))


class DecisionBar(QWidget):
    """`possible` says which choices at least one row that waits may have; it is asked when the menu opens."""

    chosen = Signal(str)
    """The choice's name, for the row one is on."""
    chosen_for_all = Signal(str)

    def __init__(self, possible: Callable[[], Collection[str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._possible = possible
        self.words = ElidedText("", "second")
        self.buttons = {name: QuietButton("") for name, _ in _ALIKE}
        for name, button in self.buttons.items():
            button.setCheckable(True)
            button.clicked.connect(partial(self.chosen.emit, name))
        self.all = MenuButton("All that wait")
        for name, text in _ALIKE:
            action = QAction(text, self)
            action.setData(name)
            action.triggered.connect(partial(self.chosen_for_all.emit, name))
            self.all.menu().addAction(action)
        self.all.menu().aboutToShow.connect(self._offer)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.words, 1)
        for button in self.buttons.values():
            row.addWidget(button)
        row.addWidget(self.all)

    def _offer(self) -> None:
        """What would change no row is not offered."""
        possible = self._possible()
        for action in self.all.menu().actions():
            action.setVisible(action.data() in possible)

    def show_row(self, words: str, options: tuple[tuple[str, str], ...], chosen: str, waiting: int) -> None:
        """`options` empty: there is nothing to decide of this row."""
        self.words.set_whole(words)
        texts = dict(options)
        for name, button in self.buttons.items():
            button.setVisible(name in texts)
            button.setText(texts.get(name, "").replace("&", "&&"))
            button.setChecked(name == chosen)
        self.all.set_label(f"All {waiting} that wait" if waiting != 1 else "The one that waits")
        self.all.setVisible(waiting > 0)
