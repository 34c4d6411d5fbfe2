"""The lines of self-assessments that the issue, or an action on it, came from, each leading back to its section."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.bridge.assessment_origin import Origins, ask_origins
from app.bridge.issue_state import IssueState
from app.rules.assessment import WorkLink
from app.rules.issue import IssueSheet
from app.rules.lists import Lists
from app.views.issues.section import Section
from app.views.shared import theme
from app.views.shared.buttons import IconButton
from app.views.shared.labels import Text
from app.views.shared.side_panel import emptied


class OriginSection(Section):
    """Not there for an issue that no self-assessment named."""

    title = "From a self-assessment"
    assessment_wanted = Signal(object)
    """(department id, Period, section key)"""

    def __init__(self, state: IssueState) -> None:
        super().__init__(state)
        self.origins: Origins = ()
        self.buttons: list[IconButton] = []
        self._of: int | None = None
        self.hide()

    def build(self, column: QVBoxLayout) -> None:
        self.list = QVBoxLayout()
        self.list.setSpacing(theme.px(8))
        column.addLayout(self.list)
        self._lay()

    def show_sheet(self, sheet: IssueSheet, lists: Lists) -> None:
        if sheet.id != self._of:
            self._show(sheet.id, ())
        super().show_sheet(sheet, lists)
        ask_origins(self.state.operations, sheet.id, partial(self._came, sheet.id))

    def summary(self, sheet: IssueSheet, lists: Lists) -> str:
        count = len(self.origins)
        return f"{count} line{'' if count == 1 else 's'}"

    def _came(self, issue_id: int, origins: Origins) -> None:
        if self.state.issue_id == issue_id and (origins != self.origins or self._of != issue_id):
            self._show(issue_id, origins)

    def _show(self, issue_id: int, origins: Origins) -> None:
        self._of, self.origins = issue_id, origins
        self.setVisible(bool(origins))
        if self.state.sheet is not None:
            self.heading.set_summary(self.summary(self.state.sheet, self.state.lists))
        if self.content is not None:
            self._lay()

    def _lay(self) -> None:
        emptied(self.list)
        self.buttons = []
        for link, section in self.origins:
            self.list.addLayout(self._line(link, section))
        self.rebuilt.emit()

    def _line(self, link: WorkLink, section: str) -> QHBoxLayout:
        assert link.quarter is not None
        said = QWidget()
        words = QVBoxLayout(said)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        became = "became an action" if link.kind == "action" else "became this issue"
        done = ", done" if link.done else ""
        words.addWidget(Text(f"“{link.line}”", "", wrap=True))
        words.addWidget(Text(f"{link.department}, {link.quarter.label}, {section}; {became}{done}", "third", wrap=True))
        button = IconButton("open_away", f"Open {section} in the self-assessment of {link.department}")
        button.setProperty("small", "true")
        button.clicked.connect(partial(self._open, link))
        self.buttons.append(button)
        line = QHBoxLayout()
        line.setContentsMargins(4, 0, 0, 0)
        line.addWidget(said, 1)
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _open(self, link: WorkLink, _checked: bool = False) -> None:
        self.assessment_wanted.emit((link.department_id, link.quarter, link.section_key))
