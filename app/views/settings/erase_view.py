"""Erasing personal data on request: what is to go, every place that holds it, and what still holds it afterwards."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.bridge.erase_state import EraseState
from app.bridge.lines_model import LinesModel
from app.rules.erasing import MARK, Found, Holders, Place
from app.rules.errors import Refused
from app.rules.shown_table import ShownTable, columns_of
from app.rules.texts import REASON_LIMIT, TITLE_LIMIT
from app.views.settings.erase_words import left_words, place_words, summary_words
from app.views.shared import theme, words
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.fields import InlineError, Labelled
from app.views.shared.form_sheet import FormSheet
from app.views.shared.labels import Card, Text
from app.views.shared.lines_table import LinesTable

_ABOUT = (
    "On request, a person's name or words are taken out of the plan: out of every text, every earlier state in the "
    "history, drafts, the search and reported quarters. The history still verifies afterwards, and says that something "
    "was erased and why, not what. It cannot be undone."
)


class EraseView(QWidget):
    """Attributes: text, find_button, model (the places), reason, mark, files (the tick), erase_button, sheet."""

    def __init__(self, state: EraseState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = state
        self.text = QLineEdit()
        self.text.setPlaceholderText("The name or words, as they are written")
        self.text.setMaxLength(TITLE_LIMIT)
        self.find_button = QuietButton("Find every place")
        self.text_field = Labelled("What is to be erased", self.text, required=True)
        self.summary = Text("", "second", wrap=True)
        self.model = LinesModel(("Where", "Of", "In these words"), _cell, self)
        self.table = LinesTable(self.model, "Places that hold it", (-4, -5, -8))
        self.frame = Card()
        self.left = Text("", "soft", wrap=True)
        self.reason = QPlainTextEdit()
        self.mark = QLineEdit(MARK)
        self.reason_field = Labelled("Reason, without the name: it is kept", self.reason, required=True)
        self.mark_field = Labelled("What stands in its place, such as the post's title", self.mark, required=True)
        self.files = QCheckBox("Afterwards make a new backup, and delete the older ones and the log of changes")
        self.problem = InlineError()
        self.erase_button = PrimaryButton("Erase it…")
        self.sheet: FormSheet | None = None
        self.found: Found | None = None
        self.below = QWidget()
        self._build()
        self._connect()
        self._show_nothing()

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.text, 1)
        row.addWidget(self.find_button)
        self.text_field.layout().insertLayout(1, row)  # type: ignore[union-attr]
        inside = QVBoxLayout(self.frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table)
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(theme.px(52))
        self.mark.setMaxLength(TITLE_LIMIT)
        self.files.setChecked(True)
        fields = QHBoxLayout()
        fields.setSpacing(theme.px(12))
        fields.addWidget(self.reason_field, 3)
        side = QVBoxLayout()
        side.addWidget(self.mark_field)
        side.addStretch(1)
        fields.addLayout(side, 2)
        last = QHBoxLayout()
        last.addWidget(self.files, 1)
        last.addWidget(self.erase_button)
        below = QVBoxLayout(self.below)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(theme.px(8))
        below.addWidget(self.frame, 1)
        below.addWidget(self.left)
        below.addLayout(fields)
        below.addLayout(last)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(Text("Personal data", "heading"))
        column.addWidget(Text(_ABOUT, "second", wrap=True))
        column.addWidget(self.text_field)
        column.addWidget(self.problem)
        column.addWidget(self.summary)
        column.addWidget(self.below, 1)
        column.addStretch(0)

    def _connect(self) -> None:
        self.state.found.connect(self._found)
        self.state.erased.connect(self._erased)
        self.state.forgotten.connect(self._forgotten)
        self.state.failed.connect(self._failed)
        self.state.operations.opened.connect(self._show_nothing)
        self.text.returnPressed.connect(self._find)
        self.text.textEdited.connect(self._other_text)
        self.find_button.clicked.connect(self._find)
        self.reason.textChanged.connect(self._allow)
        self.erase_button.clicked.connect(self._ask)

    # What is shown

    def _show_nothing(self, _state: object = None) -> None:
        self.found = None
        self.model.show(())
        self.below.hide()
        self.summary.setText("")
        self._allow()

    def _other_text(self, _text: str) -> None:
        """What was found belongs to another text now."""
        self._say("")
        if self.found is not None:
            self._show_nothing()

    def _find(self) -> None:
        self._say("")
        self.summary.setText("Looking through the plan…")
        self.find_button.setEnabled(False)
        self.state.find(self.text.text())

    def _found(self, found: Found, holders: Holders) -> None:
        self.find_button.setEnabled(True)
        self.found = found
        self.model.show((*found.erasable, *found.originals))
        self.summary.setText(summary_words(found))
        self.left.setText(left_words(found, holders))
        self.below.setVisible(bool(found.erasable or found.originals))
        self.files.setVisible(bool(holders.files))
        self._allow()

    def _allow(self) -> None:
        can = self.found is not None and bool(self.found.erasable) and bool(self.reason.toPlainText().strip())
        self.erase_button.setEnabled(can and not self.state.operations.state.read_only)

    def table_shown(self) -> ShownTable | None:
        """The places, for a file: the answer to whoever asked for the erasure."""
        if self.found is None:
            return None
        heads = columns_of(("Where", 34), ("Of", 40), ("In these words", 80))
        rows = tuple(tuple(_cell(place, at) for at in range(3)) for place in self.model.lines)
        return ShownTable("Places that hold personal data", heads, rows)

    # What is done

    def _ask(self) -> None:
        """Once more, since it cannot be taken back."""
        if self.found is None:
            return
        count = len(self.found.erasable)
        self.sheet = sheet = FormSheet(
            self, "Erase it for good?", "Erase it",
            say=f"“{self.state.text}” goes from {count} {'place' if count == 1 else 'places'}, and "
                f"“{self.mark.text().strip()}” stands there instead. It cannot be undone.",
        )  # fmt: skip
        sheet.wanted.connect(self._erase)
        sheet.open()

    def _erase(self, _values: object) -> None:
        if self.sheet is not None:
            self.sheet.accept()
        self._say("")
        self.erase_button.setEnabled(False)
        forget = self.files.isVisibleTo(self.below) and self.files.isChecked()
        self.state.erase(self.reason.toPlainText()[: REASON_LIMIT + 1], self.mark.text(), forget=forget)

    def _erased(self) -> None:
        self.text.clear()
        self.reason.clear()
        self.mark.setText(MARK)
        self._show_nothing()
        self.summary.setText("It was erased. The history says that it was, and why.")

    def _forgotten(self, gone: Holders) -> None:
        said = "It was erased. A new backup was made; the older ones and the log of changes were deleted."
        if gone.failed:
            said += f" These could not be deleted: {', '.join(gone.failed)}. Delete them by hand."
        self.summary.setText(said)

    def _say(self, message: str) -> None:
        for part in (self.problem, self.text_field.error, self.reason_field.error, self.mark_field.error):
            part.set_message(message if part is self.problem else "")

    def _failed(self, error: Exception) -> None:
        self.find_button.setEnabled(True)
        self.summary.setText("")
        self._allow()
        fields = {"text": self.text_field, "reason": self.reason_field, "mark": self.mark_field}
        problem = error.problems[0] if isinstance(error, Refused) and error.problems else None
        field = fields.get(str(problem.facts.get("field", ""))) if problem is not None else None
        if field is not None and problem is not None:
            field.error.set_message(words.sentence(problem))
            field.field.setFocus()
        else:
            self._say(" ".join(str(said) for said in words.of_error(error)))


def _cell(place: Place, column: int) -> str:
    return (place_words(place), place.title, place.around)[column]
