"""Before an assessment goes a step on: what it means, what is still open, and what has to be said for it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.rules import clock
from app.rules.assessment import Assessment
from app.rules.assessment_stages import Possible, Step
from app.views.assessments.step_bar import WORDS
from app.views.shared import complaints, theme
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.date_value import DateValue
from app.views.shared.fields import InlineError
from app.views.shared.labels import Text
from app.views.shared.sheet import Sheet
from app.views.shared.words import sentence

_MEANS = {
    Step.AGREE: "The department agrees the text. From now on the Chief Officer alone changes it, or it is returned "
                "to draft.",
    Step.RETURN: "It goes back to draft and can be written in again by the department.",
    Step.SIGN: "Signing freezes the text and the figures it cites, as they stand now. In a store on this computer "
               "it is a record of who signed, not a control.",
    Step.RECEIVE: "The performance team takes it in. From now on it can be challenged.",
    Step.CLOSE: "It was discussed at the joint session of Cabinet and the management team, and is closed.",
    Step.REOPEN: "It becomes a draft again; the figures it cites are no longer frozen. The reason is kept.",
}  # fmt: skip


class StepSheet(Sheet):
    """`agreed` brings the reason, the day of the session and its minute."""

    agreed = Signal(str, object, str)

    def __init__(self, window: QWidget, found: Assessment, possible: Possible) -> None:
        step = possible.step
        super().__init__(window, f"{WORDS[step]}: {found.department.name}, {found.quarter.label}", 560)
        self._needs_reason = possible.needs_reason
        self.body.addWidget(Text(_MEANS.get(step, ""), "soft", wrap=True))
        for problem in possible.notes:
            self.body.addWidget(Text(f"• {sentence(problem)}", "", wrap=True))
        self.on: DateValue | None = None
        self.minute: QLineEdit | None = None
        if step is Step.CLOSE:
            self.on = DateValue("Day of the joint session", inplace=False)
            self.on.show_value(clock.today())
            self.minute = QLineEdit()
            self.minute.setAccessibleName("Minute reference")
            for label, part in (("Day of the joint session", self.on), ("Minute reference", self.minute)):
                self.body.addWidget(Text(label, "label"))
                self.body.addWidget(part)
        self.reason = QPlainTextEdit()
        self.reason.setAccessibleName("Reason")
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(theme.px(84))
        self.body.addWidget(Text("Reason" if possible.needs_reason else "Remark (need not be given)", "label"))
        self.body.addWidget(self.reason)
        self.problem = InlineError()
        self.body.addWidget(self.problem)
        self.no = QuietButton("Cancel")
        self.yes = PrimaryButton(WORDS[step])
        self.no.clicked.connect(self.dismiss)
        self.yes.clicked.connect(self._agree)
        self.footer.addStretch(1)
        self.footer.addWidget(self.no)
        self.footer.addWidget(self.yes)
        self.reason.textChanged.connect(self._judge)
        self._judge()
        self.closed.connect(lambda _done: self.deleteLater())

    def first_field(self) -> QWidget | None:
        return self.reason if self._needs_reason else self.on or self.yes

    def _judge(self) -> None:
        self.yes.setEnabled(not self._needs_reason or bool(self.reason.toPlainText().strip()))

    def _agree(self) -> None:
        day = self.on.value() if self.on is not None else None
        if self.on is not None and self.on.is_unreadable():
            self.problem.set_message(complaints.unreadable_day("Day of the joint session"))
            self.on.setFocus()
            return
        said = self.reason.toPlainText().strip()
        minute = self.minute.text().strip() if self.minute is not None else ""
        self.accept()
        self.agreed.emit(said, day if isinstance(day, date) else None, minute)
