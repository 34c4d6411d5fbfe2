"""A page in the frame that pages share: its head, what is so of the quarter, what happened, and its own parts under it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.views.shared import theme
from app.views.shared.flow_box import FlowBox
from app.views.shared.labels import Text
from app.views.shared.page import Page
from app.views.shared.problem_panel import ProblemPanel
from app.views.shared.sheet import Sheet
from app.views.shared.table_exports import TableExports
from app.views.shared.words import of_error


class FramedPage(Page):
    """Attributes: head (title and buttons), band (what is so of the quarter in view), problems, said (what went wrong,
    what was done), column (takes the page's own parts), exports (what its menu offers), sheet (the small one open)."""

    heading = ""
    """What stands over the page, where that is more than its name in the rail."""

    def __init__(self, workspace: Any, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.head = FlowBox(theme.px(8), row_gap=theme.px(6))
        self.head.add(Text(self.heading or self.title, "title"))
        self.band = Text("", "second", wrap=True)
        self.problems = ProblemPanel()
        self.said = Text("", "second", wrap=True)
        self.exports = TableExports(workspace.operations, self)
        self.sheet: Sheet | None = None
        self.column = QVBoxLayout(self)
        edge = theme.px(18)
        self.column.setContentsMargins(edge, theme.px(14), edge, edge)
        self.column.setSpacing(theme.px(10))
        for part in (self.head, self.band, self.problems, self.said):
            self.column.addWidget(part)
        self.band.hide()
        self.said.hide()

    def fill_head(self, beside: Iterable[QWidget] = (), buttons: Iterable[QWidget] = ()) -> None:
        """`beside` the title: counts, chips, tabs; `buttons` at the right. What finds no room goes to a row below."""
        for part in beside:
            self.head.add(part)
        for button in buttons:
            self.head.add(button, at_end=True)

    @property
    def editable(self) -> bool:
        """A plan is open, and may be written."""
        state = self.workspace.operations.state
        return bool(state.is_open and not state.read_only)

    def explain(self, words: str) -> None:
        """What is so of the quarter in view; "" takes it away."""
        self.band.setText(words)
        self.band.setVisible(bool(words))

    def say(self, words: str) -> None:
        """What was done, in place of what went wrong before; "" says nothing any more."""
        self.problems.say("")
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def fail(self, error: Exception) -> None:
        self.say("")
        self.problems.say(" ".join(str(part) for part in of_error(error)))

    def open_sheet(self, sheet: Sheet) -> None:
        self.sheet = sheet
        sheet.open()

    def page_actions(self) -> Sequence[QAction]:
        return tuple(self.exports.actions)
