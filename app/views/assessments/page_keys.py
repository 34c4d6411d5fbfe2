"""The keys of the self-assessments' page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

KEYS = (
    ("Ctrl+E", "Cite evidence in the text"), ("Ctrl+Enter", "Open the evidence at the text cursor"),
    ("Ctrl+F, Ctrl+H", "Find and replace in the text"), ("F7", "Next word that is spelt wrong"),
    ("F8, Shift+F8", "Next change, change before"), ("F9", "Removed words in place, or writing again"),
    ("Ctrl+B, Ctrl+I", "Bold, italic"),
    ("Ctrl+Shift+8, Ctrl+Shift+7", "List, numbered list"), ("Ctrl+Alt+0 to 3", "Text, headings"),
    ("Ctrl+Shift+K", "Link"), ("Ctrl+Shift+V", "Paste the words alone"),
)  # fmt: skip


def action_of(page: QWidget, words: str, keys: str, work: Callable[[], None]) -> QAction:
    action = QAction(words, page)
    action.setShortcut(QKeySequence(keys))
    action.triggered.connect(lambda _checked=False: work())
    return action
