"""What became of the section's lines: actions on issues and proposals for the Hot List, and the way to make more."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.rules.assessment import WorkLink
from app.views.shared import theme
from app.views.shared.buttons import QuietButton
from app.views.shared.labels import Text


class WorkList(QWidget):
    make_wanted = Signal()
    opened = Signal(str, int)
    """("issue", id)"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said = Text("", "third", wrap=True)
        self.make = QuietButton("Make work of this line…")
        self.make.clicked.connect(self.make_wanted)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.buttons: list[QuietButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(12), theme.px(10), theme.px(6), theme.px(8))
        column.setSpacing(theme.px(8))
        column.addWidget(self.said)
        column.addWidget(self.area, 1)
        column.addWidget(self.make, 0, Qt.AlignmentFlag.AlignLeft)

    def show_work(self, found: Sequence[WorkLink], section: str, *, may_make: bool) -> None:
        here = [link for link in found if link.section_key == section]
        self.make.setVisible(may_make)
        self.said.setText(
            "What next becomes work:" if here else "Put the text cursor into a line of what is to be done next, and make "
            "an action or a Hot List proposal of it."
        )  # fmt: skip
        self.buttons = []
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, theme.px(6), 0)
        column.setSpacing(theme.px(12))
        for link in here:
            column.addWidget(self._part(link))
        column.addStretch(1)
        self.area.setWidget(inner)
        inner.setAutoFillBackground(False)
        self.area.viewport().setAutoFillBackground(False)

    def _part(self, link: WorkLink) -> QWidget:
        part = QFrame()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(3))
        column.addWidget(Text(f"“{link.line}”", "", wrap=True))
        kind = "Action on" if link.kind == "action" else "Hot List:"
        done = " (done)" if link.done else ""
        column.addWidget(Text(f"{kind} {link.issue_title}{done}", "third", wrap=True))
        button = QuietButton("Open the issue")
        button.setProperty("kind", "small")
        button.setAccessibleName(f"Open {link.issue_title}")
        button.clicked.connect(partial(self._open, link.issue_id))
        self.buttons.append(button)
        row = QHBoxLayout()
        row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        return part

    def _open(self, issue_id: int, _checked: bool = False) -> None:
        self.opened.emit("issue", issue_id)
