"""What the import of departments' workbooks would do, row by row; the doubtful ones are decided here."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.bridge.import_model import Column
from app.bridge.return_preview import FILTERS, TO_DECIDE, ReturnPreview
from app.rules.errors import Problem
from app.views.returns.decision_bar import DecisionBar
from app.views.returns.import_table import ImportTable
from app.views.shared import theme
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.chips import Chip
from app.views.shared.fields import Labelled
from app.views.shared.labels import Card, ElidedText, Rule, Text
from app.views.shared.problem_panel import ProblemPanel
from app.views.shared.words import of_error, sentence
from app.views.shared.words_exchange import NOTHING_IMPORTED, shown_name

_CHIPS = (("new", "new", "green"), ("changed", "changed", "accent"), ("unchanged", "unchanged", "neutral"),
          ("check", "to check", "amber"), ("unreadable", "cannot be read", "red"))  # fmt: skip
_ORDERS = (("Worst first", -1), ("By indicator", Column.INDICATOR), ("By quarter", Column.PERIOD),
           ("By figure in store", Column.BEFORE), ("By figure in return", Column.AFTER), ("By cell", Column.CELL),
           ("By what happens", Column.WHAT))  # fmt: skip
_SHOWN = 6


class Preview(Card):
    """`wanted` asks for the import: choices by place, and the reason."""

    wanted = Signal(object, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ReturnPreview(_of_row, self)
        self.model.decided.connect(self._settle)
        self.title = ElidedText("", "heading")
        self.chips = {state: Chip("", tone) for state, _, tone in _CHIPS}
        self.filter = QComboBox()
        self.filter.setAccessibleName("Which rows are shown")
        for name, text in FILTERS:
            self.filter.addItem(text, name)
        self.filter.currentIndexChanged.connect(self._filtered)
        self.order = QComboBox()
        self.order.setAccessibleName("The order of the rows")
        for text, section in _ORDERS:
            self.order.addItem(text, int(section))
        self.order.activated.connect(lambda _: self.sort_by(int(self.order.currentData())))
        self.problems = ProblemPanel()
        self.notes = Text("", "second", wrap=True)
        self.table = ImportTable(self.model)
        self.table.selectionModel().currentRowChanged.connect(self._show_row)
        header = self.table.horizontalHeader()
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self.sort_by)
        self.filler = QWidget()
        """Takes the room of the table where there is no row to show."""
        self.decisions = DecisionBar(self.model.possible)
        self.decisions.chosen.connect(self._decide)
        self.decisions.chosen_for_all.connect(self.model.decide_all)
        self.reason = QLineEdit()
        self.reason.setMaxLength(2000)
        self.reason.setPlaceholderText("Kept in the history with these figures")
        self.reason.textChanged.connect(self._settle)
        self.reason_field = Labelled("Why they may be taken as they are", self.reason, required=True)
        self.promise = Text("", "second", wrap=True)
        self.more = QHBoxLayout()
        """What else can be done with what is shown; whoever can do it puts its button here."""
        self.more.setSpacing(theme.px(8))
        self.cancel = QuietButton("Cancel")
        self.cancel.clicked.connect(self.left)
        self.commit = PrimaryButton("Import")
        self.commit.clicked.connect(self._commit)
        self._backwards, self._ordered = False, 0
        self._build()

    def _build(self) -> None:
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(self.title, 1)
        for chip in self.chips.values():
            head.addWidget(chip)
        head.addWidget(self.order)
        head.addWidget(self.filter)
        foot.setSpacing(theme.px(8))
        foot.addWidget(self.promise, 1)
        foot.addLayout(self.more)
        foot.addWidget(self.cancel)
        foot.addWidget(self.commit)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(14), theme.px(10), theme.px(14), theme.px(10))
        column.setSpacing(theme.px(8))
        column.addLayout(head)
        column.addWidget(self.problems)
        column.addWidget(Rule())
        column.addWidget(self.table, 1)
        column.addWidget(self.filler, 1)
        column.addWidget(self.decisions)
        column.addWidget(self.notes)
        column.addWidget(self.reason_field)
        column.addLayout(foot)

    def show_plan(self, plan: Any, again: bool) -> None:
        """The plan of an import, with nothing decided yet; `again`: the store changed since it was shown."""
        names = [shown_name(file.name) for file in plan.files]
        about = names[0] if len(names) == 1 else f"{len(names)} files" if names else "Nothing could be read"
        whose = sorted({f"{each.department} {each.quarter.label}" for each in plan.returns})
        self.title.set_whole(f"{about} · {', '.join(whose)}" if whose else about)
        counts = {state.value: count for state, count in plan.counts.items()}
        for state, words, _ in _CHIPS:
            self.chips[state].set_text(f"{counts[state]:,} {words}")
            self.chips[state].setVisible(counts[state] > 0)
        self.filter.setCurrentIndex(0)
        self._backwards, self._ordered = False, 0
        self.order.setCurrentIndex(0)
        self.model.show_plan(plan)
        problems, doubts = self.model.apart()
        first = ["The plan changed since these files were read. Look again."] if again else []
        self.problems.say("\n".join([*first, *_told((*problems, *doubts))]))
        self.notes.setText("\n".join(_told(plan.notes)))
        self.notes.setVisible(bool(plan.notes))
        self.reason.clear()
        self.table.setVisible(bool(plan.lines))
        self.filter.setVisible(bool(plan.lines))
        self.order.setVisible(bool(plan.lines))
        self.filler.setVisible(not plan.lines)
        if self.model.rowCount():
            self.table.selectRow(0)
        self._settle()
        (self.table if self.model.rowCount() else self.cancel).setFocus(Qt.FocusReason.OtherFocusReason)

    def fail(self, error: Exception) -> None:
        self.problems.say(" ".join(str(part) for part in of_error(error)))
        self._settle()

    def clear(self) -> None:
        self.model.show_plan(None)

    def _filtered(self) -> None:
        self.model.set_filter(str(self.filter.currentData()))
        if self.model.rowCount():
            self.table.selectRow(0)
        self._settle()

    def sort_by(self, section: int) -> None:
        """By a column, the other way round when it is asked for again; the first brings the worst to the top."""
        at = self.order.findData(section if section > Column.MARK else -1)
        self._backwards = at == self.order.currentIndex() == self._ordered and not self._backwards
        self._ordered = max(at, 0)
        self.order.setCurrentIndex(self._ordered)
        way = Qt.SortOrder.DescendingOrder if self._backwards else Qt.SortOrder.AscendingOrder
        self.model.sort(int(self.order.currentData()), way)
        if self.model.rowCount():
            self.table.selectRow(0)

    def _decide(self, name: str) -> None:
        row = self.table.currentIndex().row()
        self.model.decide(row, name)
        if self.filter.currentData() == TO_DECIDE:
            self.model.set_filter(TO_DECIDE)
            row = min(row, self.model.rowCount() - 1)
        else:
            row = self._next_open(row)
        if row >= 0:
            self.table.selectRow(row)
        self._settle()

    def _next_open(self, row: int) -> int:
        """The row after this one that waits; this one where none does."""
        count = self.model.rowCount()
        for step in range(1, count):
            at = (row + step) % count
            if self.model.options(at) and not self.model.chosen(at):
                return at
        return row

    def _show_row(self, *_: Any) -> None:
        row = self.table.currentIndex().row()
        options = self.model.options(row)
        name = str(self.model.index(row, Column.INDICATOR).data() or "") if options else ""
        waiting = len(self.model.waiting())
        self.decisions.show_row(name, options, self.model.chosen(row) if options else "", waiting)
        self.decisions.setVisible(bool(options) or waiting > 0)

    def _settle(self, *_: Any) -> None:
        """Whether it may be imported now, and what stands in the way."""
        if self.model.plan is None:
            return
        self._show_row()
        reason, count = self.reason.text(), self.model.count()
        stops = self.model.stops(reason)
        self.reason_field.setVisible(self.model.needs_reason)
        self.commit.setEnabled(not stops)
        self.commit.setText(f"Import {count:,} {'entry' if count == 1 else 'entries'}" if count else "Import")
        self.promise.setText(self._promise(stops))

    def _promise(self, stops: tuple[Problem, ...]) -> str:
        problems, _ = self.model.apart()
        waiting = len(self.model.waiting())
        if any(problem.code in ("return_foreign", "mapping_several") for problem in problems):
            return "Nothing has been stored. Map its columns to go on."
        if problems:
            return "Nothing was imported, and nothing can be until this is put right in the file."
        if waiting:
            rows = "1 row waits" if waiting == 1 else f"{waiting} rows wait"
            return f"Nothing has been stored yet. {rows} for your decision."
        if stops:
            return f"Nothing has been stored yet. {sentence(stops[0])}"
        return "Nothing has been stored yet. Importing is one step and can be undone."

    def _commit(self) -> None:
        self.commit.setEnabled(False)
        self.wanted.emit(self.model.choices, self.reason.text().strip())


def _of_row(problem: Problem) -> str:
    """One row can be left out and the rest imported: the whole is said below."""
    return sentence(problem).removesuffix(NOTHING_IMPORTED).rstrip()


def _told(problems: tuple[Problem, ...]) -> list[str]:
    """A few sentences, with the file where the sentence does not name it, and how many more there are."""
    words = []
    for problem in problems[:_SHOWN]:
        said, file = sentence(problem), shown_name(problem.facts.get("file") or "")
        words.append(said if not file or file in said else f"{file}: {said}")
    if len(problems) > _SHOWN:
        words.append(f"And {len(problems) - _SHOWN} more.")
    return words
