"""All keys on one sheet, read from the actions themselves so that it cannot be out of date."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.views.shared import theme
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
        both = QHBoxLayout()
        both.setSpacing(theme.px(32))
        column, at = _column(both), 0
        filled = [group for group in groups if group[1]]
        half = (sum(len(lines) + 2 for _, lines in filled) + 1) // 2
        for title, lines in filled:
            if both.count() == 1 and at and at + len(lines) // 2 > half:
                column, at = _column(both), 0
            head = Text(title, "label")
            head.setContentsMargins(0, 10 if at else 0, 0, 2)
            column.addWidget(head, at, 0, 1, 2)
            at += 1
            for keys, words in lines:
                column.addWidget(Text(keys, "soft"), at, 0, Qt.AlignmentFlag.AlignTop)
                column.addWidget(Text(words, "", wrap=True), at, 1, Qt.AlignmentFlag.AlignTop)
                at += 1
        self.body.addLayout(both)
        self.body.addStretch(1)
        close = PrimaryButton("Close")
        close.clicked.connect(self.accept)
        self.footer.addStretch(1)
        self.footer.addWidget(close)


def _column(both: QHBoxLayout) -> QGridLayout:
    """Another column of groups, whose rows are as high as its own words and no other's."""
    outer, grid = QVBoxLayout(), QGridLayout()
    grid.setHorizontalSpacing(theme.px(16))
    grid.setVerticalSpacing(theme.px(5))
    grid.setColumnStretch(1, 1)
    outer.addLayout(grid)
    outer.addStretch(1)
    both.addLayout(outer, 2 if both.count() else 3)  # those of the page in view stand first, and have more to say
    return grid
