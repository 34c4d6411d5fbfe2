"""Before a backup takes a store's place: both headings side by side, and a question."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.bridge.operations import Operations
from app.views.shared import theme
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.dates import moment
from app.views.shared.labels import Text
from app.views.shared.sheet import Sheet

WORDS = (
    "Changes made after the backup are brought back from the operations log. "
    "The file that is there now is kept beside it."
)


class RestoreSheet(Sheet):
    """`look` reads the backup's heading off the GUI thread, then shows the sheet."""

    help_topic = "keep-it-safe"

    wanted = Signal(str, str)
    """Backup, and the path it is to stand at."""
    failed = Signal(object)

    def __init__(self, window: QWidget, operations: Operations, backup: Path, target: Path | None) -> None:
        super().__init__(window, "Restore this backup?", width_wanted=620)
        self._operations = operations
        self._backup, self._target = backup, target
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(18))
        self._grid.setVerticalSpacing(theme.px(6))
        self.body.addLayout(self._grid)
        self.body.addWidget(Text(WORDS, "soft", wrap=True))
        keep = QuietButton("Keep things as they are")
        keep.clicked.connect(self.dismiss)
        self.go = PrimaryButton("Restore")
        self.go.clicked.connect(self._restore)
        self.footer.addWidget(keep)
        self.footer.addStretch(1)
        self.footer.addWidget(self.go)

    def look(self) -> None:
        self._operations.upkeep.read_heading(self._backup, self._show, self.failed.emit)

    def _show(self, found: Any) -> None:
        state = self._operations.state
        now = ("Now", state.plan_name, str(state.entries), moment(state.saved_at) if state.saved_at else "")
        then = ("The backup", found.plan, str(found.entries), moment(found.last_change))
        names = ("", "Plan", "Changes", "Last change")
        columns = (names, now, then) if state.is_open else (names, then)
        for at, column in enumerate(columns):
            for line, words in enumerate(column):
                style = "label" if line == 0 or at == 0 else ""
                self._grid.addWidget(Text(words, style, wrap=at > 0), line, at)
        self._grid.setColumnStretch(len(columns) - 1, 1)
        self.open()

    def _restore(self) -> None:
        target = self._target or self._backup.with_name(f"{self._backup.stem} restored.plan")
        self.accept()
        self.wanted.emit(str(self._backup), str(target))
