"""A store that cannot be opened or saved: what happened, where, and the ways out as buttons.

Whoever joins the parts gives each way out its work; a way without work is not offered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.rules.errors import Problem
from app.views.shared import theme
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.flow_box import FlowBox
from app.views.shared.labels import Text
from app.views.shared.sheet import Sheet
from app.views.shared.words import said

Way = Callable[[Problem], object]

LABELS = {
    "copy_here": "Copy to this computer",
    "read_only": "Open read-only",
    "restore": "Restore the backup",
    "folder": "Show folder",
    "try_again": "Try again",
    "backup_read_only": "Open the backup read-only",
    "open_other": "Open another…",
    "start": "Start page",
    "save_copy": "Save a copy…",
    "preferences": "Preferences…",
    "import_data": "Import its data…",
    "check": "Check the history",
    "keep_text": "Show the unsaved text",
}
WAYS: dict[str, tuple[str, ...]] = {
    "store_not_ours": ("open_other", "folder", "start"),
    "store_empty": ("restore", "open_other", "folder"),
    "store_newer": ("open_other", "folder", "start"),
    "store_older_read_only": ("copy_here", "open_other"),
    "store_unfinished": ("copy_here", "open_other"),
    "store_damaged": ("restore", "folder", "open_other"),
    "store_unreadable": ("try_again", "folder", "open_other"),
    "store_altered": ("read_only", "import_data", "restore", "folder"),
    "store_locked": ("try_again", "backup_read_only", "open_other"),
    "store_network": ("copy_here", "read_only", "open_other"),
    "store_missing": ("try_again", "open_other", "start"),
    "store_exists": ("open_other",),
    "store_gone": ("save_copy", "try_again"),
    "store_read_only": ("copy_here", "folder"),
    "disk_full": ("try_again", "save_copy", "folder"),
    "could_not_save": ("try_again", "save_copy", "folder"),
    "cannot_tell": ("try_again",),
    "backup_invalid": ("restore", "folder"),
    "backup_failed": ("preferences", "folder"),
    "backup_unreachable": ("preferences",),
    "backup_late": ("preferences",),
    "log_behind": ("folder", "save_copy"),
    "history_unsound": ("save_copy", "restore", "folder"),
    "ended_suddenly": ("keep_text",),
    "drafts_found": ("keep_text",),
}
"""What is offered for each problem, the most helpful first."""


def ways_for(problem: Problem, works: Mapping[str, Way]) -> list[tuple[str, Callable[[], object]]]:
    """(label, work) for what is offered here, ready for a banner or a sheet."""
    if problem.code == "store_damaged" and not problem.facts.get("backup"):
        works = {key: work for key, work in works.items() if key != "restore"}
    if problem.code == "ended_suddenly" and not problem.facts.get("drafts"):
        works = {}
    return [(LABELS[key], partial(works[key], problem)) for key in WAYS.get(problem.code, ()) if key in works]


class StoreErrorSheet(Sheet):
    """Shown over the window when a store did not open. Closing it changes nothing."""

    chosen = Signal(str)
    """The label of the way that was taken, after its work was started."""

    def __init__(self, window: QWidget, problem: Problem, works: Mapping[str, Way]) -> None:
        words = said(problem)
        super().__init__(window, words.what, width_wanted=560)
        self.problem = problem
        self._words = words
        self.where = Text(words.where, "soft", wrap=True)
        self.where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.do = Text(words.do, "", wrap=True)
        row = QHBoxLayout()
        picture = QLabel()
        picture.setPixmap(theme.icon("warning", theme.current().amber, 24).pixmap(theme.px(24), theme.px(24)))
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        for part in (self.where, self.do):
            if not part.text():
                part.hide()  # shown here, before it has a parent, it would be a window of its own
            column.addWidget(part)
        row.addLayout(column, 1)
        row.setSpacing(12)
        self.body.addLayout(row)
        buttons = FlowBox(gap=8)
        self.buttons: list[QuietButton | PrimaryButton] = []
        for index, (label, work) in enumerate(ways_for(problem, works)):
            button = QuietButton(label) if index else PrimaryButton(label)
            button.clicked.connect(partial(self._take, label, work))
            buttons.add(button)
            self.buttons.append(button)
        self.copy = QuietButton("Copy this message", flat=True)
        self.copy.clicked.connect(self._copy)
        buttons.add(self.copy)
        self.body.addWidget(buttons)

    def _take(self, label: str, work: Callable[[], object]) -> None:
        self.accept()
        work()
        self.chosen.emit(label)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(str(self._words))
