"""All keys on one sheet, read from the actions themselves so that it cannot be out of date."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QGridLayout, QWidget

from app.views.shared.buttons import PrimaryButton
from app.views.shared.labels import Text
from app.views.shared.sheet import Sheet

Group = tuple[str, Sequence[tuple[str, str]]]

EVERYWHERE: Sequence[tuple[str, str]] = (
    ("Tab, Shift+Tab", "The next or previous control"),
    ("Enter, Space", "Press the control that has the focus"),
    ("Esc", "Close what is open, take nothing"),
    ("Up, Down", "Along the rail, a list, a menu"),
)


def keys_of(actions: Sequence[QAction]) -> list[tuple[str, str]]:
    """(keys, words) of the actions that can be used now and have keys."""
    return [(shortcut_words(action), action.text().removesuffix("…")) for action in actions
            if action.isVisible() and action.shortcuts()]


def shortcut_words(action: QAction) -> str:
    """The keys as this system writes them, without those that only some keyboards have ("New", "Zoom In")."""
    native = QKeySequence.SequenceFormat.NativeText
    texts = dict.fromkeys(keys.toString(native) for keys in action.shortcuts())
    texts.pop("Shift+?", None)
    usual = [text for text in texts if len(text) < 4 or "+" in text or not text.isascii()]
    return ", ".join(usual[: 2 if action.objectName() == "redo" else 1])


class KeysSheet(Sheet):
    """Two columns of groups where there is room."""

    def __init__(self, window: QWidget, groups: Sequence[Group]) -> None:
        super().__init__(window, "Keyboard", width_wanted=760)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(4, 1)
        grid.setColumnMinimumWidth(2, 16)
        filled = [group for group in groups if group[1]]
        half = (sum(len(lines) + 2 for _, lines in filled) + 1) // 2
        at, column = 0, 0
        for title, lines in filled:
            if column == 0 and at and at + len(lines) // 2 > half:
                at, column = 0, 3
            head = Text(title, "label")
            head.setContentsMargins(0, 10 if at else 0, 0, 2)
            grid.addWidget(head, at, column, 1, 2)
            at += 1
            for keys, words in lines:
                grid.addWidget(Text(keys, "soft"), at, column, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(Text(words, "", wrap=True), at, column + 1, Qt.AlignmentFlag.AlignTop)
                at += 1
        self.body.addLayout(grid)
        self.body.addStretch(1)
        close = PrimaryButton("Close")
        close.clicked.connect(self.accept)
        self.footer.addStretch(1)
        self.footer.addWidget(close)
