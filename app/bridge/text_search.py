"""Asks the store for what was written, once for the newest words typed, however fast one types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.bridge.operations import Operations
from app.rules.found_text import TextSearch

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class TextQuestion:
    typed: str

    def __call__(self, session: Session) -> TextSearch:
        from app.store.queries.text_search import search_texts

        return search_texts(session, self.typed)


class TextSearches(QObject):
    """One question is under way at most; what is typed meanwhile waits, and only the newest of it."""

    found = Signal(object)
    """(TextSearch) for the newest words alone."""

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._typed = ""
        self._asked: str | None = None

    def search(self, typed: str) -> None:
        """Nothing typed: no question, and no late answer either."""
        self._typed = typed.strip()
        if self._typed and self._asked is None:
            self._ask()

    def _ask(self) -> None:
        self._asked = self._typed
        self._operations.ask(TextQuestion(self._asked), self._answered, self._failed)

    def _answered(self, search: TextSearch) -> None:
        self._asked = None
        if search.typed == self._typed:
            self.found.emit(search)
        elif self._typed:
            self._ask()

    def _failed(self, _error: Exception) -> None:
        self._asked = None
