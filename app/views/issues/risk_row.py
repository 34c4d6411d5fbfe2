"""One risk of an issue: what might happen, how likely, how bad, and what is done about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from app.rules.issue import Risk
from app.rules.lists import Lists
from app.rules.texts import NOTE_LIMIT, TITLE_LIMIT, text_problem
from app.views.issues.risk_matrix import IMPACT, LIKELIHOOD, NumberMark, level_tone, level_words
from app.views.shared import complaints, theme
from app.views.shared.choice_value import ChoiceValue
from app.views.shared.inplace_style import text_inset
from app.views.shared.text_value import TextValue
from app.views.shared.widgets import Chip, IconButton, InlineError


class RiskRow(QWidget):
    """`saved` asks for the risk to be stored as it now reads; a new one is stored once it has a title."""

    saved = Signal(object)
    removed = Signal(object)

    def __init__(self, lists: Lists, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        del lists  # a risk names nobody, but rows of both kinds are made the same way
        self.risk: Risk | None = None
        self._sent: tuple[object, ...] | None = None
        self.mark = NumberMark()
        self.title = TextValue("Risk", lines=False, most=4, weight=500)
        self.title.setPlaceholderText("What might happen")
        self.likelihood = ChoiceValue("Likelihood", optional=False, find=False)
        self.likelihood.set_options(
            [(n, f"Likelihood {n}: {words}") for n, words in enumerate(LIKELIHOOD, 1)]
        )
        self.likelihood.show_value(3)
        self.impact = ChoiceValue("Impact", optional=False, find=False)
        self.impact.set_options([(n, f"Impact {n}: {words}") for n, words in enumerate(IMPACT, 1)])
        self.impact.show_value(3)
        self.level = Chip("")
        self.mitigation = TextValue("Mitigation", size=11.5, most=6)
        self.mitigation.setProperty("evidence", "true")
        self.mitigation.setPlaceholderText("What is done about it")
        self.remove_button = IconButton("delete", "Remove the risk")
        self.remove_button.setProperty("small", "true")
        self.error = InlineError(self.title)
        self._lay_out()
        for text in (self.title, self.mitigation):
            text.committed.connect(self.commit)
            text.touched.connect(self._on_touched)
        self.likelihood.committed.connect(self.commit)
        self.impact.committed.connect(self.commit)
        self.remove_button.clicked.connect(self._on_remove)
        self._say()

    def _lay_out(self) -> None:
        for text in (self.title, self.mitigation):
            text.stand_in_column()
        self.error.setContentsMargins(text_inset(), 0, 0, 0)
        under = QHBoxLayout()
        under.setSpacing(theme.px(4))
        under.addWidget(self.likelihood, 1)
        under.addWidget(self.impact, 1)
        under.addWidget(self.level)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(2))
        grid.setVerticalSpacing(0)
        grid.addWidget(self.mark, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.title, 0, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.remove_button, 0, 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.error, 1, 1)
        grid.addLayout(under, 2, 1, 1, 2)
        grid.addWidget(self.mitigation, 3, 1, 1, 2)
        grid.setColumnStretch(1, 1)

    def values(self) -> tuple[str, int, int, str]:
        """Title, likelihood, impact, mitigation, as they now read."""
        likelihood, impact = self.likelihood.value(), self.impact.value()
        return (
            self.title.value().strip(),
            likelihood if isinstance(likelihood, int) else 3,
            impact if isinstance(impact, int) else 3,
            self.mitigation.value(),
        )

    def show_risk(self, risk: Risk) -> None:
        self.risk = risk
        self._sent = None
        self.title.show_value(risk.title)
        self.likelihood.show_value(risk.likelihood)
        self.impact.show_value(risk.impact)
        self.mitigation.show_value(risk.mitigation)
        self._say()

    def take_over(self, risk: Risk) -> None:
        """A new row was stored as this risk; what was typed since is stored after it."""
        self.risk = risk
        self._sent = None
        self.title.accept_stored(risk.title)
        self.mitigation.accept_stored(risk.mitigation)
        self.likelihood.accept_stored(risk.likelihood)
        self.impact.accept_stored(risk.impact)
        self.commit()
        self._say()

    def waits_for(self, title: str) -> bool:
        """Whether what was stored under that title is this new row."""
        return self._sent is not None and self._sent[0] == title

    def on_saved(self) -> None:
        if self._sent is None:
            return
        title, likelihood, impact, mitigation = self._sent
        self.title.accept_stored(title)
        self.likelihood.accept_stored(likelihood)
        self.impact.accept_stored(impact)
        self.mitigation.accept_stored(mitigation)
        self.error.set_message("")

    def on_refused(self, error: Exception) -> None:
        self._sent = None
        self.error.set_message(complaints.of_error(error))

    def set_read_only(self, read_only: bool) -> None:
        for part in (self.title, self.mitigation, self.likelihood, self.impact):
            part.set_read_only(read_only)
        self.remove_button.setVisible(not read_only)

    def commit(self, _value: object = None) -> None:
        """Ask for it to be stored, if it reads otherwise than stored and may stand."""
        title, _likelihood, _impact, mitigation = now = self.values()
        risk = self.risk
        self._say()
        if risk is None and (not title or self._sent is not None):
            return  # nothing to store yet, or on its way: `take_over` stores what was typed since
        was = (risk.title, risk.likelihood, risk.impact, risk.mitigation) if risk else None
        if now in (was, self._sent):
            return
        problem = text_problem("title", title, TITLE_LIMIT, required=True) or text_problem(
            "mitigation", mitigation, NOTE_LIMIT, lines=True
        )
        if problem is not None:
            self.error.set_message(complaints.of_problem(problem).replace("Title", "The risk", 1))
            return
        self.error.set_message("")
        self._sent = now
        self.saved.emit(self)

    def _say(self) -> None:
        _title, likelihood, impact, _mitigation = self.values()
        score = likelihood * impact
        self.level.set_text(f"{level_words(score)} {score}", level_tone(score))
        self.setAccessibleName(f"Risk: {self.title.value()}, {level_words(score)}, {score} of 25")

    def _on_touched(self) -> None:
        if not self.error.isHidden():
            self.error.set_message("")

    def _on_remove(self) -> None:
        self.removed.emit(self)
