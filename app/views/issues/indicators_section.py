"""The indicators that measure the issue, with small trends; link, unlink, and by which it is judged."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.bridge.linkable_indicators import ask_linkable
from app.commands.link_indicator import LinkIndicator, UnlinkIndicator
from app.rules.indicator import Rag
from app.rules.issue import IssueSheet, LinkedIndicator
from app.rules.lists import Lists
from app.rules.series import IndicatorLine
from app.views.issues.figures import SparkLine, figure_words
from app.views.issues.section import Section
from app.views.shared import complaints, theme
from app.views.shared.choice_value import ChoiceValue
from app.views.shared.widgets import (
    DirectionMark,
    IconButton,
    InlineError,
    QuietButton,
    RagBadge,
    Text,
    rag_words,
)


class LinkedRow(QWidget):
    """One indicator: title and value, trend and RAG; open it, judge by it, unlink it."""

    lead_changed = Signal(int, bool)
    unlinked = Signal(int)
    opened = Signal(int)

    def __init__(self, line: LinkedIndicator, read_only: bool) -> None:
        super().__init__()
        self.line = line
        self.setAccessibleName(figure_words(line))
        title = Text(f"{line.code} {line.title}".strip(), "", wrap=True)
        value = line.latest or "no reading yet"
        target = f", target {line.target}" if line.target else ", no target"
        note = " (illustrative)" if line.illustrative else ""
        self.lead = QuietButton("Judged by this" if line.lead else "Not judged by this", flat=True)
        self.lead.setCheckable(True)
        self.lead.setChecked(line.lead)
        self.lead.setProperty("small", "true")
        self.lead.setAccessibleName(f"The issue is judged by {line.code}")
        self.open_button = IconButton("indicators", f"See the chart of {line.code or 'the indicator'}")
        self.unlink_button = IconButton("close", f"Unlink {line.code or 'the indicator'}")
        grid = QGridLayout(self)
        grid.setContentsMargins(4, 0, 0, 0)
        grid.setVerticalSpacing(theme.px(2))
        grid.addWidget(title, 0, 0)
        marks = QHBoxLayout()
        marks.setSpacing(theme.px(8))
        for part in (SparkLine(line.trend, line.rag), DirectionMark(line.direction), RagBadge(line.rag)):
            marks.addWidget(part)
        marks.addWidget(self.open_button)
        marks.addWidget(self.unlink_button)
        grid.addLayout(marks, 0, 1, Qt.AlignmentFlag.AlignTop)
        under = QHBoxLayout()
        under.addWidget(Text(f"{value}{target}{note}", "second"))
        under.addStretch(1)
        under.addWidget(self.lead)
        grid.addLayout(under, 1, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        for button in (self.lead, self.unlink_button):
            button.setVisible(not read_only)
        self.lead.clicked.connect(self._on_lead)
        self.open_button.clicked.connect(self._on_open)
        self.unlink_button.clicked.connect(self._on_unlink)

    def _on_lead(self, checked: bool) -> None:
        self.lead_changed.emit(self.line.indicator_id, checked)

    def _on_open(self) -> None:
        self.opened.emit(self.line.indicator_id)

    def _on_unlink(self) -> None:
        self.unlinked.emit(self.line.indicator_id)


class IndicatorsSection(Section):
    title = "Indicators"
    open_indicator = Signal(int)

    def build(self, column: QVBoxLayout) -> None:
        self.none = Text(
            "No indicator measures this issue yet. Link one to see its trend and to have the issue judged by it.",
            "second", wrap=True,
        )  # fmt: skip
        self.none.setContentsMargins(4, 0, 0, 0)
        self.shown: tuple[LinkedIndicator, ...] | None = None
        self.lines: list[LinkedRow] = []
        self.list = QVBoxLayout()
        self.list.setSpacing(theme.px(10))
        self.adder = ChoiceValue("Link an indicator", empty="Link an indicator", find=True)
        self.error = InlineError(self.adder)
        self.adder.committed.connect(self._on_chosen)
        self.adder.unknown.connect(self._on_unknown)
        column.addWidget(self.none)
        column.addLayout(self.list)
        column.addWidget(self.adder)
        column.addWidget(self.error)
        self._all: tuple[IndicatorLine, ...] = ()
        ask_linkable(self.state, self._on_all)

    def fill(self, sheet: IssueSheet, lists: Lists) -> None:
        self.none.setVisible(not sheet.indicators)
        if sheet.indicators != self.shown:
            self.shown = sheet.indicators
            self._rebuild(sheet)
        self._offer()

    def _rebuild(self, sheet: IssueSheet) -> None:
        for old in self.lines:
            self.list.removeWidget(old)
            old.deleteLater()
        ordered = sorted(sheet.indicators, key=lambda line: not line.lead)
        self.lines = [LinkedRow(line, self.state.read_only) for line in ordered]
        for row in self.lines:
            row.lead_changed.connect(self._on_lead)
            row.unlinked.connect(self._on_unlink)
            row.opened.connect(self.open_indicator)
            self.list.addWidget(row)
        self.rebuilt.emit()

    def summary(self, sheet: IssueSheet, lists: Lists) -> str:
        if not sheet.indicators:
            return "none linked"
        counts = [
            f"{number} {rag_words(rag).lower()}"
            for rag in (Rag.RED, Rag.AMBER, Rag.GREEN)
            if (number := sum(1 for line in sheet.indicators if line.rag is rag))
        ]
        return ", ".join([f"{len(sheet.indicators)} linked", *counts])

    def set_read_only(self, read_only: bool) -> None:
        super().set_read_only(read_only)
        self.adder.setVisible(not read_only)
        for row in self.lines:
            for button in (row.lead, row.unlink_button):
                button.setVisible(not read_only)

    def on_refused(self, place: str, error: Exception) -> bool:
        if place != "indicators":
            return super().on_refused(place, error)
        self.error.set_message(complaints.of_error(error))
        return True

    def _on_all(self, lines: tuple[IndicatorLine, ...]) -> None:
        self._all = lines
        self._offer()

    def _offer(self) -> None:
        linked = {line.indicator_id for line in self.shown or ()}
        self.adder.set_options(
            [
                (line.id, f"{line.code} {line.title}".strip())
                for line in self._all
                if line.id not in linked and not line.retired
            ]
        )

    def _on_chosen(self, chosen: object) -> None:
        self.adder.show_value(None)
        self.error.set_message("")
        if isinstance(chosen, int):
            lead = not self.shown
            self.state.change("indicators", lambda sheet: LinkIndicator(sheet.id, chosen, lead))

    def _on_lead(self, indicator_id: int, lead: bool) -> None:
        self.state.change("indicators", lambda sheet: LinkIndicator(sheet.id, indicator_id, lead))

    def _on_unlink(self, indicator_id: int) -> None:
        self.state.change("indicators", lambda sheet: UnlinkIndicator(sheet.id, indicator_id))

    def _on_unknown(self, typed: str) -> None:
        self.error.set_message(complaints.unknown_entry("Indicators", typed))
