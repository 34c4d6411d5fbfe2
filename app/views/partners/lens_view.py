"""One view of the plan with its partners: a table of lines, only those that lack something if so wanted."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.bridge.lines_model import LinesModel
from app.bridge.table_export import table_of
from app.rules.partnership import Partnership
from app.rules.shown_table import ShownTable
from app.views.partners.lenses import Lens, issue_of
from app.views.shared import theme
from app.views.shared.labels import Card, Text
from app.views.shared.lines_table import LinesTable
from app.views.shared.words_row import WordsRow

_LONGEST = 600
"""Letters of one text under the table; the issue's sheet has it whole."""


class LensView(QWidget):
    """`opened` tells the issue that is to be opened, `chosen` that another line is current."""

    opened = Signal(int)
    chosen = Signal()

    def __init__(self, lens: Lens, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lens = lens
        self._of: Partnership | None = None
        self.model = LinesModel(lens.heads, self._cell, self)
        self.table = LinesTable(self.model, lens.title, lens.shares, lens.tones, most=2)
        self.table.opened.connect(self._open)
        self.table.chosen.connect(self._moved)
        self.gaps = QCheckBox(lens.box)
        self.gaps.toggled.connect(self._fill)
        self.count = Text("", "second")
        self.none = Text(lens.empty or "Nothing to show.", "soft", wrap=True)
        self.frame = Card.around(self.table)
        self.whole = Text("", "second", wrap=True)
        self.whole.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.whole.setMinimumHeight(theme.px(5 * 16))  # so that the table keeps its height from line to line
        row = WordsRow(Text(lens.about, "second", wrap=True), (self.count, self.gaps))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addWidget(row)
        column.addWidget(self.none)
        column.addWidget(self.frame, 1)
        column.addWidget(self.whole)
        column.addStretch(0)

    def show_partnership(self, of: Partnership) -> None:
        self._of = of
        self._fill()

    def current(self) -> Any:
        return self.model.line(self.table.currentIndex().row())

    def export(self) -> ShownTable | None:
        if self._of is None:
            return None
        facts = [("Quarter", self._of.quarter.label)]
        if self.gaps.isChecked():
            facts.append(("Shown", self.gaps.text()))
        return table_of(self.model, self.lens.title, tuple(facts))

    def go_to(self, wanted: Any) -> None:
        """The first line for which `wanted` holds."""
        self.table.go_to(next((at for at, line in enumerate(self.model.lines) if wanted(line)), -1))

    def _fill(self, _on: object = None) -> None:
        if self._of is None:
            return
        of = self.lens.more if self.gaps.isChecked() and self.lens.more else self.lens.lines
        lines, lacks = list(of(self._of)), self.lens.lacks
        if lacks is not None:
            every = {issue.id for line in lines if (issue := issue_of(line)) is not None}
            short = len({issue.id for line in lines if lacks(line) and (issue := issue_of(line)) is not None})
            whole = "Nothing is missing" if not short else f"Something is missing in {short} of {len(every)} issues"
            self.count.setText(whole if lines else "")
            if self.gaps.isChecked():
                lines = list(filter(lacks, lines))
        before = self.current()
        self.model.show(lines)
        if before is not None:
            key = _key(before)
            self.go_to(lambda line: _key(line) == key)
        self.none.setVisible(not lines)
        self.frame.setVisible(bool(lines))
        self._moved()

    def _moved(self, _row: int = -1) -> None:
        """Say the chosen line whole: a row of the table has no room for it."""
        line = self.current()
        heads = [(at, head) for at, head in enumerate(self.lens.heads) if head != "Category"]
        said = [(head, self._cell(line, at)) for at, head in heads] if line is not None else []
        self.whole.setText("\n".join(f"{head}: {_short(text)}" for head, text in said if text))
        self.whole.setVisible(bool(said))
        self.chosen.emit()

    def _cell(self, line: Any, column: int) -> str:
        return self.lens.cell(self._of, line, column) if self._of is not None else ""

    def _open(self, row: int) -> None:
        issue = issue_of(self.model.line(row))
        if issue is not None:
            self.opened.emit(issue.id)


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST].rstrip()}…"


def _key(line: Any) -> tuple[Any, ...]:
    issue = issue_of(line)
    other = getattr(line, "target", None) or getattr(line, "tie", None)
    return (issue.id if issue else None, other.id if other else None)


