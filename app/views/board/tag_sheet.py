"""Tags of one issue or several: those in use to tick, and new ones to write."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from app.rules.errors import Problem
from app.rules.issue import Card
from app.rules.texts import POST_LIMIT, text_problem
from app.views.shared import theme, words
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.fields import Labelled
from app.views.shared.labels import Text
from app.views.shared.sheet import Sheet

Check = Qt.CheckState
COLUMNS = 3


class TagSheet(Sheet):
    """`chosen` carries the tags to add and those to take away."""

    chosen = Signal(object, object)

    def __init__(self, cards: tuple[Card, ...], known: list[str], window: QWidget) -> None:
        what = f"“{cards[0].title}”" if len(cards) == 1 else f"{len(cards)} issues"
        super().__init__(window, "Tags", 560)
        self._held: dict[str, Check] = {}
        self.marks: dict[str, QCheckBox] = {}
        self.body.addWidget(Text(f"Tags of {what}", "soft", wrap=True))
        self.field = QLineEdit()
        self.field.setPlaceholderText("Several with commas between them")
        self.labelled = Labelled("New tags", self.field)
        self.body.addWidget(self.labelled)
        if known:
            self.body.addWidget(Text("Tags in use", "label"))
        self._lay_out_marks(known, cards)
        self.body.addStretch(1)
        self.save = PrimaryButton("Set the tags")
        self.save.clicked.connect(self._on_save)
        cancel = QuietButton("Cancel", flat=True)
        cancel.clicked.connect(self.dismiss)
        self.footer.addWidget(cancel)
        self.footer.addStretch(1)
        self.footer.addWidget(self.save)
        self.closed.connect(self.deleteLater)

    def _lay_out_marks(self, known: list[str], cards: tuple[Card, ...]) -> None:
        """In columns read downwards, so that a long list needs no scrolling."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(6))
        rows = max(-(-len(known) // COLUMNS), min(len(known), 4))
        for at, tag in enumerate(known):
            self._add_mark(tag, cards)
            grid.addWidget(self.marks[tag], at % rows, at // rows)
        for column in range(COLUMNS):
            grid.setColumnStretch(column, 1)
        self.body.addLayout(grid)

    def _add_mark(self, tag: str, cards: tuple[Card, ...]) -> None:
        """Ticked where all the issues carry it, half where some do; half stays as it is."""
        holding = sum(tag in card.tags for card in cards)
        state = (
            Check.Checked if holding == len(cards) else Check.PartiallyChecked if holding else Check.Unchecked
        )
        mark = QCheckBox(tag.replace("&", "&&"))
        mark.setTristate(state == Check.PartiallyChecked)
        mark.setCheckState(state)
        self.marks[tag] = mark
        self._held[tag] = state

    def _on_save(self) -> None:
        new = [" ".join(part.split()) for part in self.field.text().split(",") if part.strip()]
        problem = next(filter(None, (_problem(tag) for tag in new)), None)
        self.labelled.error.set_message(words.sentence(problem) if problem else "")
        if problem:
            return
        states = {tag: mark.checkState() for tag, mark in self.marks.items()}
        changed = {tag: state for tag, state in states.items() if state != self._held[tag]}
        add = [tag for tag, state in changed.items() if state == Check.Checked]
        remove = [tag for tag, state in changed.items() if state == Check.Unchecked]
        self.accept()
        self.chosen.emit(tuple(dict.fromkeys([*add, *new])), tuple(remove))


def _problem(tag: str) -> Problem | None:
    return text_problem("tag", tag, POST_LIMIT, required=True)
