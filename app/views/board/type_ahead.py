"""Find a card by typing the first letters of its title, or of a word in it."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent

from app.views.board.board_view import BoardView

PAUSE = 1000
"""Milliseconds after which typing begins a new search."""


class TypeAhead(QObject):
    """Collects what is typed and goes to the next card that begins with it."""

    def __init__(self, view: BoardView) -> None:
        super().__init__(view)
        self._view = view
        self.typed = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._forget)

    @property
    def running(self) -> bool:
        return bool(self.typed)

    def _forget(self) -> None:
        self.typed = ""

    def take(self, event: QKeyEvent) -> bool:
        """Use a key that stands for a character; False for any other."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        text = event.text()
        if modifiers not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            return False
        if not text or not text.isprintable():
            return False
        again = self.typed == text.casefold()
        self.typed = self.typed if again else self.typed + text.casefold()
        self._timer.start()
        self._go(again=again or len(self.typed) == 1)
        return True

    def _go(self, *, again: bool) -> None:
        """From the card after the current one if the same letter was typed anew, else from the current one."""
        view, model = self._view, self._view.board_model
        places = list(model.rows)
        start = max(view.currentIndex().row(), 0) + (1 if again else 0)
        order = [(start + step) % len(places) for step in range(len(places))] if places else []
        for begins in (_title_begins, _word_begins):
            for row in order:
                if begins(places[row].card.title.casefold(), self.typed):
                    index = model.index(row)
                    flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
                    view.selectionModel().setCurrentIndex(index, flags)
                    view.scrollTo(index)
                    return


def _title_begins(title: str, typed: str) -> bool:
    return title.startswith(typed)


def _word_begins(title: str, typed: str) -> bool:
    return f" {typed}" in title
