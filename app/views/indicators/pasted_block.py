"""The frame of what a pasted block would do: counts, what is wrong, each line beside what is there, all or nothing."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.bridge.import_model import Column, ImportModel
from app.views.returns.import_table import ImportTable
from app.views.shared import theme
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.chips import Chip
from app.views.shared.fields import InlineError
from app.views.shared.labels import Card, Text
from app.views.shared.sheet import Sheet
from app.views.shared.words import of_error

Chips = tuple[tuple[str, str, str], ...]


class PastedBlock(Sheet):
    """Subclasses build what stands below the table and decide when it may be put in (`_settle`, `_commit`)."""

    help_topic = "bring-figures-in"

    def __init__(self, window: QWidget, title: str, chips: Chips, table: ImportTable, model: ImportModel) -> None:
        super().__init__(window, title, 820)
        self._states = chips
        self._plan: Any = None
        self.model, self.table = model, table
        self.chips = {state: Chip("", tone) for state, _, tone in chips}
        self.head = QHBoxLayout()
        for chip in self.chips.values():
            chip.hide()
            self.head.addWidget(chip)
        self.head.addStretch(1)
        self.body.addLayout(self.head)
        self.problem = InlineError(None)
        self.body.addWidget(self.problem)
        self.frame = Card.around(table)
        self.frame.hide()
        self.body.addWidget(self.frame, 1)
        self._build_footer()

    def _build_footer(self) -> None:
        self.promise = Text("", "second", wrap=True)
        self.cancel_button = QuietButton("Cancel")
        self.cancel_button.clicked.connect(self.dismiss)
        self.put_button = PrimaryButton("Put in")
        self.put_button.clicked.connect(self._commit)
        self.put_button.setEnabled(False)
        self.footer.addWidget(self.promise, 1)
        self.footer.addWidget(self.cancel_button)
        self.footer.addWidget(self.put_button)

    def _commit(self) -> None:
        raise NotImplementedError

    def _settle(self) -> None:
        raise NotImplementedError

    def begin(self, title: str) -> None:
        """Open, while the block is judged."""
        self.set_title(title)
        self.promise.setText("Looking at the figures…")
        self.open()
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_lines(self, plan: Any) -> None:
        """How many of each kind, and the lines themselves."""
        self._plan = plan
        counts = {state.value: count for state, count in plan.counts.items()}
        for state, words, tone in self._states:
            self.chips[state].set_text(f"{counts.get(state, 0)} {words}", tone)
            self.chips[state].setVisible(counts.get(state, 0) > 0)
        self.model.show(plan.lines)
        self.frame.setVisible(bool(plan.lines))
        self.table.setMinimumHeight(min(theme.px(420), theme.px(36) * (len(plan.lines) + 1) + theme.px(8)))

    def show_promise(self, count: int, problems: bool) -> None:
        """What the button would put in."""
        several = "" if count == 1 else "s"
        self.put_button.setText(f"Put in {count:,} figure{several}" if count and not problems else "Put in")
        if problems:
            self.promise.setText("Nothing can be put in until this is right where it was copied from.")
        else:
            self.promise.setText("One change; Undo takes all of it back." if count else "")

    def tell_failure(self, error: Exception) -> None:
        self.promise.setText("Nothing was put in.")
        self.problem.set_message(" ".join(str(said) for said in of_error(error)))


class PastedModel(ImportModel):
    """Without the names of cells, which a block on the clipboard does not show."""

    titles: ClassVar[dict[Column, str]] = {Column.BEFORE: "Now", Column.AFTER: "Pasted"}

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole and section in self.titles:
            return self.titles[Column(section)]
        return super().headerData(section, orientation, role)
