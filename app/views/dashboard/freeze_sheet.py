"""Freezing the quarter: what it means, what is still open, and a reason where it is done all the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QProgressBar, QVBoxLayout, QWidget

from app.bridge.freeze_job import FreezeJob
from app.rules.frozen import OpenMatter, reason_problem
from app.views.dashboard.matter_words import matter_heading, place_of
from app.views.shared import theme
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.fields import InlineError, Labelled
from app.views.shared.labels import Rule, Text
from app.views.shared.sheet import Sheet
from app.views.shared.words import of_error, sentence

if TYPE_CHECKING:
    from app.bridge.operations import Operations
    from app.rules.papers import Pack
    from app.rules.period import Period

_MEANS = (
    "What the papers say now is kept as reported: every value, text, target and place, the rules they were judged by, "
    "and the PDF of the pack “{pack}” with its public version. It is not changed or undone afterwards. A correction "
    "is a new version beside the old; later papers say what was restated."
)


_GO = {"returns": "Go to Returns", "assessments": "Go to Self-assessments"}


class FreezeSheet(Sheet):
    """Open it with `show_quarter`. `go_wanted`: to the page where an open matter can be seen to."""

    help_topic = "freeze-the-quarter"

    go_wanted = Signal(str)

    def __init__(self, operations: Operations, window: QWidget, by: str) -> None:
        super().__init__(window, "Freeze the quarter", 640)
        self.job = FreezeJob(operations, self)
        self._by = by
        self._quarter: Period | None = None
        self._pack: Pack | None = None
        self._matters: tuple[OpenMatter, ...] = ()
        self.means = Text("", "", wrap=True)
        self.found = Text("Looking for what is still open…", "heading", wrap=True)
        self.error = InlineError()
        self.reason = QPlainTextEdit()
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(theme.px(76))
        self.field = Labelled("Why it is frozen all the same", self.reason, required=True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName("Setting the paper")
        above: tuple[QWidget, ...] = (self.means, Rule(), self.found)
        below: tuple[QWidget, ...] = (self.field, self.error, self.bar)
        for part in (*above, *below):
            self.body.addWidget(part)
        self._list_at = len(above)
        self.field.hide()
        self.bar.hide()
        self._build_footer()
        self.job.looked.connect(self._looked)
        self.job.frozen.connect(self._frozen)
        self.job.failed.connect(self._failed)
        self.closed.connect(self._let_go)

    def _build_footer(self) -> None:
        self.cancel_button = QuietButton("Cancel")
        self.cancel_button.clicked.connect(self.dismiss)
        self.freeze_button = PrimaryButton("Freeze the quarter")
        self.freeze_button.setEnabled(False)
        self.freeze_button.clicked.connect(self._freeze)
        self.footer.addStretch(1)
        self.footer.addWidget(self.cancel_button)
        self.footer.addWidget(self.freeze_button)

    def show_quarter(self, quarter: Period, pack: Pack) -> None:
        self._quarter, self._pack = quarter, pack
        self.set_title(f"Freeze {quarter.label}")
        self.means.setText(_MEANS.format(pack=pack.name))
        self.open()
        self.job.look(quarter)

    def _looked(self, matters: tuple[OpenMatter, ...]) -> None:
        self._matters = matters
        count = len(matters)
        self.found.setText(
            "Nothing is open." if not count else "Before you freeze it, this is still open:"
        )
        for at, matter in enumerate(matters):
            self.body.insertWidget(self._list_at + at, _Matter(matter, self._go))
        self.field.setVisible(bool(matters))
        self.freeze_button.setEnabled(True)
        self.freeze_button.setText("Freeze all the same" if matters else "Freeze the quarter")
        (self.reason if matters else self.freeze_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self, place: str) -> None:
        self.dismiss()
        self.go_wanted.emit(place)

    def _freeze(self) -> None:
        assert self._quarter is not None
        assert self._pack is not None
        reason = self.reason.toPlainText() if self._matters else ""
        problem = reason_problem(self._matters, reason, edition=1)
        self.field.error.set_message(sentence(problem) if problem else "")
        if problem is not None:
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._work(True)
        self.job.freeze(self._quarter, self._pack, reason, self._by)

    def _work(self, working: bool) -> None:
        self.error.set_message("")
        self.bar.setVisible(working)
        self.freeze_button.setEnabled(not working)
        self.reason.setEnabled(not working)

    def _frozen(self, _outcome: object) -> None:
        self.accept()

    def _failed(self, error: Exception) -> None:
        self._work(False)
        self.error.set_message(" ".join(str(said) for said in of_error(error)))

    def _let_go(self, _accepted: bool) -> None:
        self.job.cancel()


class _Matter(QWidget):
    """One open matter with what it is about, and the way to the page where it can be seen to."""

    def __init__(self, matter: OpenMatter, go: Callable[[str], None]) -> None:
        super().__init__()
        place = place_of(matter)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(Text(matter_heading(matter), "label"))
        column.addWidget(Text("\n".join(f"•  {name}" for name in matter.names), "second", wrap=True))
        link = QuietButton(_GO.get(place, "Go to the board"))
        link.setAccessibleDescription(matter_heading(matter))
        link.clicked.connect(lambda: go(place))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(10))
        row.addLayout(column, 1)
        row.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
