"""The import sheet: choose files, see what would change and what is wrong, then import or leave it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.bridge.exchange_jobs import ImportJob
from app.bridge.import_model import ImportModel
from app.rules.errors import Problem
from app.views.returns.drop_area import DropArea
from app.views.returns.file_choice import FileChoice
from app.views.returns.import_table import ImportTable
from app.views.shared import theme
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.chips import Chip
from app.views.shared.fields import Labelled
from app.views.shared.labels import Card, ElidedText, Text
from app.views.shared.problem_panel import ProblemPanel
from app.views.shared.sheet import Sheet
from app.views.shared.words import of_error, sentence
from app.views.shared.words_exchange import shown_name

if TYPE_CHECKING:
    from app.bridge.operations import Operations

_CHIPS = (("new", "new", "green"), ("changed", "changed", "accent"), ("unchanged", "unchanged", "neutral"),
          ("check", "to check", "amber"), ("unreadable", "cannot be read", "red"))  # fmt: skip
_SHOWN_PROBLEMS = 8


class ImportSheet(Sheet):
    """Open it with `open()`, or with `start(paths)` for files dropped on the window."""

    def __init__(self, operations: Operations, window: QWidget) -> None:
        super().__init__(window, "Import readings", 1120)
        self.job = ImportJob(operations, self)
        self.job.progressed.connect(self._progressed)
        self.job.planned.connect(self._planned)
        self.job.imported.connect(self._imported)
        self.job.failed.connect(self._failed)
        self.closed.connect(self._let_go)
        self._plan: Any = None
        self._names = ""
        self.stages = QStackedWidget()
        self.body.addWidget(self.stages)
        self.drop_area = DropArea()
        self.drop_area.chosen.connect(self.start)
        self.stages.addWidget(self.drop_area)
        self.stages.addWidget(self._build_reading())
        self.stages.addWidget(self._build_preview())
        self._build_footer()
        self._show_stage(0)

    def _build_reading(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.addStretch(1)
        self.reading_words = Text("", "heading", wrap=True)
        self.reading_words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Reading")
        column.addWidget(self.reading_words)
        column.addWidget(self.bar)
        column.addStretch(1)
        return page

    def _build_preview(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        head = QHBoxLayout()
        self.file_words = ElidedText("", "heading")
        head.addWidget(self.file_words, 1)
        self.chips: dict[str, Chip] = {}
        for state, _, tone in _CHIPS:
            self.chips[state] = Chip("", tone)
            head.addWidget(self.chips[state])
        column.addLayout(head)
        self.problems = ProblemPanel()
        column.addWidget(self.problems)
        self.model = ImportModel(sentence, self)
        self.table = ImportTable(self.model)
        frame = Card.around(self.table)
        self.table_frame = frame
        column.addWidget(frame, 1)
        self.note_words = Text("", "second", wrap=True)
        column.addWidget(self.note_words)
        self.filler = QWidget()
        column.addWidget(self.filler, 1)
        self.accept_box = QCheckBox("")
        self.accept_box.toggled.connect(self._settle)
        column.addWidget(self.accept_box)
        self.reason = QLineEdit()
        self.reason.setMaxLength(2000)
        self.reason.setPlaceholderText("Kept in the history with these figures")
        self.reason.textChanged.connect(self._settle)
        self.reason_field = Labelled("Why they may stay as they are", self.reason, required=True)
        column.addWidget(self.reason_field)
        return page

    def _build_footer(self) -> None:
        self.promise = Text("", "second", wrap=True)
        self.whole_files = FileChoice(self.job, self)
        self.other_button = QuietButton("Other files…", flat=True)
        self.other_button.clicked.connect(self._back)
        self.cancel_button = QuietButton("Cancel")
        self.cancel_button.clicked.connect(self.dismiss)
        self.import_button = PrimaryButton("Import")
        self.import_button.clicked.connect(self._commit)
        self.footer.addWidget(self.promise, 1)
        of_files = (self.whole_files.without, self.whole_files.saved, self.other_button)
        for button in (*of_files, self.cancel_button, self.import_button):
            self.footer.addWidget(button)

    def start(self, paths: Sequence[Path]) -> None:
        """Read these files; opens the sheet if it is closed."""
        if self.isHidden():
            self.open()
        names = [shown_name(path.name) for path in paths]
        self._names = names[0] if len(names) == 1 else f"{len(names)} files"
        self.reading_words.setText(f"Reading {self._names}…")
        self._show_stage(1)
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.job.read(list(paths))

    def _show_stage(self, stage: int) -> None:
        self.stages.setCurrentIndex(stage)
        self.import_button.setVisible(stage == 2)
        self.other_button.setVisible(stage == 2)
        self.whole_files.without.setVisible(False)
        self.whole_files.saved.setVisible(False)
        self.promise.setText(
            "Nothing has been stored yet. Importing is one step and can be undone." if stage == 2 else ""
        )
        self.stages.setMinimumHeight(theme.px(160 if stage == 2 else 240))

    def _progressed(self, rows: int) -> None:
        if rows:
            self.reading_words.setText(f"Reading {self._names}… {rows:,} rows")

    def _planned(self, plan: Any, again: bool) -> None:
        self._plan = plan
        self._show_stage(2)
        self.whole_files.settle()
        left = self.job.file_count
        if left > 1:
            self._names = f"{left} files"
        elif plan.files:
            self._names = shown_name(plan.files[0].name)
        self.file_words.set_whole(self._names)
        counts = {state.value: count for state, count in plan.counts.items()}
        for state, words, _ in _CHIPS:
            self.chips[state].set_text(f"{counts[state]:,} {words}")
            self.chips[state].setVisible(counts[state] > 0)
        self.model.show(plan.lines)
        self._show_table(bool(plan.lines))
        self._tell(plan, again)
        self._settle()
        (self.import_button if self.import_button.isEnabled() else self.table).setFocus(
            Qt.FocusReason.OtherFocusReason
        )

    def _show_table(self, shown: bool) -> None:
        self.table_frame.setVisible(shown)
        self.filler.setVisible(not shown)
        self.stages.setMinimumHeight(theme.px(420 if shown else 160))

    def _tell(self, plan: Any, again: bool) -> None:
        """What stops the import and has no row of its own, then doubts and notes."""
        in_rows = {id(problem) for line in plan.lines for problem in line.why}
        apart = [problem for problem in plan.stops(accept_doubts=True) if id(problem) not in in_rows]
        words = ["The plan changed since these files were read. Look again."] if again else []
        words += [_with_file(problem) for problem in apart[:_SHOWN_PROBLEMS]]
        if len(apart) > _SHOWN_PROBLEMS:
            words.append(f"And {len(apart) - _SHOWN_PROBLEMS} more.")
        self.problems.say("\n".join(words))
        unlined = [problem for problem in plan.doubts if id(problem) not in in_rows]
        notes = [sentence(note) for note in (*unlined, *plan.notes)]
        shown = notes[:_SHOWN_PROBLEMS]
        if len(notes) > len(shown):
            shown.append(f"And {len(notes) - len(shown)} more notes.")
        self.note_words.setText("\n".join(shown))
        self.note_words.setVisible(bool(shown))
        asked = bool(plan.doubts) and not plan.stops(accept_doubts=True)
        count = len(plan.doubts)
        self.accept_box.setText("I have looked at what is to check; import it as well." if count > 1 else
                                "I have looked at the one to check; import it as well.")  # fmt: skip
        self.accept_box.setChecked(False)
        self.accept_box.setVisible(asked)
        self.reason_field.setVisible(asked)

    def _settle(self) -> None:
        """Whether it may be imported now, and what the button says."""
        plan = self._plan
        if plan is None:
            return
        accepted = self.accept_box.isChecked() and bool(self.reason.text().strip())
        self.reason_field.setEnabled(self.accept_box.isChecked())
        may = not plan.stops(accept_doubts=accepted)
        count = len(plan.rows())
        self.import_button.setEnabled(may)
        self.import_button.setText(
            f"Import {count:,} value{'' if count == 1 else 's'}" if count else "Import"
        )
        if plan.stops(accept_doubts=True):
            several = self.job.file_count > 1 and bool(self.job.files_in_the_way())
            self.promise.setText(
                "Nothing has been stored yet. Go on without what cannot be read, or have it put right."
                if several
                else "Nothing was imported, and nothing can be until this is put right in the file."
            )

    def _commit(self) -> None:
        self.import_button.setEnabled(False)
        self.job.commit_all(self.reason.text().strip() if self.accept_box.isChecked() else "")

    def _imported(self, outcome: object) -> None:
        self._plan = None
        self.accept()

    def _failed(self, error: Exception) -> None:
        self._show_stage(2)
        if self._plan is None:
            self.model.show(())
            self.import_button.setEnabled(False)
            self._show_table(False)
            for part in (
                self.note_words,
                self.accept_box,
                self.reason_field,
                *self.chips.values(),
            ):
                part.hide()
        self.problems.say(" ".join(str(said) for said in of_error(error)))
        self._settle()

    def _back(self) -> None:
        self.job.cancel()
        self._plan = None
        self._show_stage(0)
        self.drop_area.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _let_go(self, accepted: bool) -> None:
        """Closed: stop what is read; the next opening starts afresh."""
        self.job.cancel()
        self._plan = None
        self._show_stage(0)


def _with_file(problem: Problem) -> str:
    words = sentence(problem)
    file = shown_name(problem.facts.get("file") or "")
    return words if not file or file in words else f"{file}: {words}"
