"""The issues that an indicator measures."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.bridge.indicator_sheet_state import IndicatorSheetState
from app.rules.indicator_sheet import IndicatorSheet
from app.rules.lists import Lists
from app.rules.series import IssueLink
from app.views.indicators.record_section import RecordSection
from app.views.shared import theme
from app.views.shared.buttons import IconButton
from app.views.shared.chips import Chip
from app.views.shared.labels import Text


class IssuesSection(RecordSection):
    """Links are made and taken away in the issue's own sheet."""

    opened = Signal(int)

    def __init__(self, state: IndicatorSheetState) -> None:
        super().__init__(state, "Issues it measures")
        self.shown: tuple[IssueLink, ...] | None = None
        self.parts: list[QWidget] = []
        self.buttons: list[IconButton] = []

    def build(self, column: QVBoxLayout) -> None:
        self.none = Text("None yet. An issue's sheet links the indicators that measure it.", "second", wrap=True)
        self.none.setContentsMargins(4, 0, 0, 0)
        self.list = QVBoxLayout()
        self.list.setSpacing(theme.px(6))
        column.addWidget(self.none)
        column.addLayout(self.list)

    def fill(self, sheet: IndicatorSheet, lists: Lists) -> None:
        self.none.setVisible(not sheet.issues)
        if sheet.issues == self.shown:
            return
        self.shown = sheet.issues
        for part in self.parts:
            self.list.removeWidget(part)
            part.deleteLater()
        self.parts, self.buttons = [], []
        for link in sheet.issues:
            part = self._part(link)
            self.parts.append(part)
            self.list.addWidget(part)
        self.rebuilt.emit()

    def _part(self, link: IssueLink) -> QWidget:
        part = QWidget()
        line = QHBoxLayout(part)
        line.setContentsMargins(4, 0, 0, 0)
        line.setSpacing(theme.px(8))
        title = Text(link.title, "", wrap=True)
        title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        line.addWidget(title, 1)
        if link.lead:
            line.addWidget(Chip("Judged by this"))
        line.addWidget(Chip.for_category(link.category))
        button = IconButton("open_away", f"Open the issue: {link.title}")
        button.clicked.connect(partial(self.opened.emit, link.issue_id))
        line.addWidget(button)
        self.buttons.append(button)
        return part

    def summary(self, sheet: IndicatorSheet, lists: Lists) -> str:
        count = len(sheet.issues)
        return "none" if not count else sheet.issues[0].title if count == 1 else f"{count} issues"

    def forget(self) -> None:
        self.shown = None
