"""What a Word file that came back would change: judgements and words, section by section, each to be ticked."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from app.views.assessments.changes_view import words_of
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.labels import Text
from app.views.shared.sheet import Sheet

_FIELDS = {"rating": "rating", "prospects": "prospects", "risk_level": "risk", "confidence": "confidence"}


class WordSheet(Sheet):
    """Attributes: boxes and reasons (fields for the line why) by section key."""

    taken = Signal(object, object)
    """(section keys, dict of the line why by section key)"""

    def __init__(self, window: QWidget, plan: Any) -> None:
        super().__init__(window, f"Take in {plan.file.name}", 720)
        self.boxes: dict[str, QCheckBox] = {}
        self.reasons: dict[str, QLineEdit] = {}
        if not plan.changes:
            self.body.addWidget(Text("Nothing in the file differs from what is stored.", "soft", wrap=True))
        for each in plan.changes:
            self._add(each)
        for section, field, words in plan.unread:
            said = f"Not taken in: “{words}” is no {_FIELDS[field]} ({section}). Choose it here instead."
            self.body.addWidget(Text(said, "error", wrap=True))
        if plan.unknown:
            self.body.addWidget(Text(f"Not taken in, as no section has this heading: {', '.join(plan.unknown)}.",
                                     "third", wrap=True))  # fmt: skip
        self.yes, self.no = PrimaryButton("Take in"), QuietButton("Cancel")
        self.footer.addStretch(1)
        self.footer.addWidget(self.no)
        self.footer.addWidget(self.yes)
        self.no.clicked.connect(self.dismiss)
        self.yes.clicked.connect(self._take)
        self.closed.connect(lambda _done: self.deleteLater())
        self._judge()

    def _add(self, each: Any) -> None:
        key, words, judged = each.section.key, each.change.words, each.judged.changes
        counts = [f"{len(judged)} judgement{'' if len(judged) == 1 else 's'}"] if judged else []
        counts += [f"{words} word{'' if words == 1 else 's'}"] if words or not judged else []
        box = QCheckBox(f"{each.section.title} ({' and '.join(counts)} changed)".replace("&", "&&"))
        box.setChecked(True)
        box.toggled.connect(self._judge)
        self.boxes[key] = box
        self.body.addWidget(box)
        self.body.addWidget(words_of(each.change, judged))
        if each.judged.wants_why:
            field = QLineEdit()
            field.setAccessibleName(f"Why the rating of {each.section.title} changed")
            field.setPlaceholderText("One line why the rating is not last quarter's: the file gives none")
            field.textChanged.connect(self._judge)
            self.reasons[key] = field
            self.body.addWidget(field)

    def _chosen(self) -> tuple[str, ...]:
        return tuple(key for key, box in self.boxes.items() if box.isChecked())

    def _judge(self, _change: object = None) -> None:
        chosen = self._chosen()
        told = all(field.text().strip() for key, field in self.reasons.items() if key in chosen)
        self.yes.setEnabled(bool(chosen) and told)

    def _take(self) -> None:
        keys = self._chosen()
        why = {key: field.text().strip() for key, field in self.reasons.items()}
        self.accept()
        self.taken.emit(keys, why)
