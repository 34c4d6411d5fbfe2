"""What an earlier session was writing when it ended: each text with its place and time, to be put back or let go."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.bridge.drafts import Drafts
from app.bridge.rich_text import plain
from app.rules.drafts import Draft, DraftKind
from app.views.issues import draft_words
from app.views.shared import theme
from app.views.shared.text_value import TextValue
from app.views.shared.widgets import QuietButton, Rule, Sheet, Text

INTRODUCTION = "Written in an earlier session that ended before the text was saved."
LINES = 6


def _readable(draft: Draft) -> str:
    """The words of it: of a section's text without its marks."""
    if draft.place is not None and draft.place.kind is DraftKind.ASSESSMENT:
        return plain(draft.body)
    return draft.body


class UnsavedText(QWidget):
    """One text and what can be done with it."""

    def __init__(self, draft: Draft, *, first: bool) -> None:
        super().__init__()
        self.draft = draft
        subject = draft_words.subject(draft)
        self.setAccessibleName(f"{subject}: {draft_words.where_and_when(draft)}")
        self.text = TextValue(f"Unsaved text: {subject}", most=LINES, inplace=False)
        self.text.show_value(_readable(draft))
        self.text.set_read_only(True)
        self.put_back = QuietButton("Put back")
        self.copy = QuietButton("Copy", flat=True)
        self.discard = QuietButton("Discard", flat=True)
        self.put_back.setEnabled(draft.place is not None and bool(draft.title))
        for button, does in ((self.put_back, "Put back"), (self.copy, "Copy"), (self.discard, "Discard")):
            button.setAccessibleName(f"{does}: {subject}")
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.put_back)
        row.addWidget(self.copy)
        row.addStretch(1)
        row.addWidget(self.discard)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        if not first:
            column.addWidget(Rule())
            column.addSpacing(theme.px(8))
        column.addWidget(Text(subject, "label", wrap=True))
        column.addWidget(Text(draft_words.where_and_when(draft), "second", wrap=True))
        column.addSpacing(theme.px(2))
        column.addWidget(self.text)
        column.addSpacing(theme.px(2))
        column.addLayout(row)


class UnsavedSheet(Sheet):
    """Closes itself when nothing is left. Esc leaves the rest for later."""

    put_back = Signal(object)
    """Draft, after the sheet has closed."""

    def __init__(self, window: QWidget, drafts: Drafts, note: str = "") -> None:
        """`note` is said at the top, such as why a text could not be put back."""
        super().__init__(window, "Unsaved texts", 620)
        self._drafts = drafts
        self.note = Text(note, "error", wrap=True)
        self.texts: list[UnsavedText] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.px(14))
        if note:
            self.body.addWidget(self.note)
        self.body.addWidget(Text(INTRODUCTION, "soft", wrap=True))
        self.body.addSpacing(theme.px(4))
        self.body.addLayout(self._list)
        self.body.addStretch(1)
        self.later = QuietButton("Leave them for later", flat=True)
        self.later.clicked.connect(self.dismiss)
        self.footer.addStretch(1)
        self.footer.addWidget(self.later)
        self.fill()

    def fill(self) -> None:
        for gone in self.texts:
            self._list.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self.texts = []
        for draft in self._drafts.found:
            shown = UnsavedText(draft, first=not self.texts)
            shown.put_back.clicked.connect(partial(self._on_put_back, draft))
            shown.copy.clicked.connect(partial(self._on_copy, shown))
            shown.discard.clicked.connect(partial(self._on_discard, draft))
            self._list.addWidget(shown)
            self.texts.append(shown)
        self.set_title("Unsaved text" if len(self.texts) == 1 else f"Unsaved texts ({len(self.texts)})")
        self.later.setText("Leave it for later" if len(self.texts) == 1 else "Leave them for later")

    def first_field(self) -> QWidget | None:
        return next((shown.put_back for shown in self.texts if shown.put_back.isEnabled()), self.later)

    def _on_put_back(self, draft: Draft, _checked: bool = False) -> None:
        self.accept()
        self.put_back.emit(draft)

    def _on_copy(self, shown: UnsavedText, _checked: bool = False) -> None:
        QGuiApplication.clipboard().setText(_readable(shown.draft))
        shown.copy.setText("Copied")

    def _on_discard(self, draft: Draft, _checked: bool = False) -> None:
        at = [shown.draft for shown in self.texts].index(draft)
        self._drafts.discard(draft)
        if not self._drafts.found:
            self.accept()
            return
        self.fill()
        self.texts[min(at, len(self.texts) - 1)].discard.setFocus(Qt.FocusReason.OtherFocusReason)
