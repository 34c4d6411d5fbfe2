"""One question over the window: yes, or a line or a note to write. Nothing waits for it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.views.shared import theme
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.labels import Text
from app.views.shared.sheet import Sheet


class AskSheet(Sheet):
    """`label`: of the field to fill, none for a plain question; `lines`: it may be more than one line."""

    answered = Signal(str)

    def __init__(
        self, window: QWidget, title: str, words: str, yes: str, *, label: str = "", value: str = "",
        lines: bool = False, needed: bool = True,
    ) -> None:  # fmt: skip
        super().__init__(window, title, 520)
        self._needed = needed and bool(label)
        self.field: QLineEdit | QPlainTextEdit | None = None
        if words:
            self.body.addWidget(Text(words, "soft", wrap=True))
        self.yes = PrimaryButton(yes)
        if label:
            self.field = QPlainTextEdit() if lines else QLineEdit()
            self.field.setAccessibleName(label)
            if isinstance(self.field, QPlainTextEdit):
                self.field.setPlainText(value)
                self.field.setTabChangesFocus(True)
                self.field.setMinimumHeight(theme.px(110))
            else:
                self.field.setText(value)
            self.field.textChanged.connect(self._judge)
            self.body.addWidget(Text(label, "label"))
            self.body.addWidget(self.field)
        self.no = QuietButton("Cancel")
        self.no.clicked.connect(self.dismiss)
        self.yes.clicked.connect(self._answer)
        self.footer.addStretch(1)
        self.footer.addWidget(self.no)
        self.footer.addWidget(self.yes)
        self._judge()
        self.closed.connect(self._gone)

    def text(self) -> str:
        if self.field is None:
            return ""
        found = self.field.toPlainText() if isinstance(self.field, QPlainTextEdit) else self.field.text()
        return found.strip()

    def _judge(self) -> None:
        self.yes.setEnabled(not self._needed or bool(self.text()))

    def _answer(self) -> None:
        if self.yes.isEnabled():
            said = self.text()
            self.accept()
            self.answered.emit(said)

    def _gone(self, _accepted: bool) -> None:
        self.deleteLater()
