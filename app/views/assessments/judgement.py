"""How the author judges the section: rating with its scale in words, prospects, risk, confidence in the data."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.rules.assessment import Assessment, Confidence, Prospects, RiskLevel, SectionText
from app.views.assessments.choice_row import ChoiceRow
from app.views.shared import theme
from app.views.shared.labels import Text, plain_tooltip
from app.views.shared.text_value import TextValue


class Judgement(QWidget):
    """Attributes: rating, prospects, risk_level, confidence (rows of words), risk (text), why."""

    judged = Signal(str, object, str)
    """(field, value, why)"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rating = ChoiceRow("Rating")
        self.prospects = ChoiceRow("Prospects for improvement", small=True)
        self.risk_level = ChoiceRow("Risk", small=True)
        self.confidence = ChoiceRow("Confidence in the data", small=True)
        self.prospects.set_steps([(each.value, each.title, each.descriptor) for each in Prospects])
        self.risk_level.set_steps([(each.value, each.title, each.descriptor) for each in RiskLevel])
        self.confidence.set_steps([(each.value, each.title, each.descriptor) for each in Confidence])
        self.risk = TextValue("What could go wrong, and how it is managed", most=3)
        self.risk.setPlaceholderText("What could go wrong, and how it is managed")
        self.why_label = Text("", "label")
        self.why = QLineEdit()
        self.why.setAccessibleName("Why the rating is another than last quarter's")
        self.why.setPlaceholderText("One line why, then Enter")
        self._text = SectionText("")
        self._before = ""
        self._waiting: str | None = None
        self._writable = True
        self._names: dict[str, str] = {}
        self._build()
        self._connect()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self.rating)
        self.why_row = QWidget()
        row = QHBoxLayout(self.why_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.why_label)
        row.addWidget(self.why, 1)
        column.addWidget(self.why_row)
        first, second = QHBoxLayout(), QHBoxLayout()
        for line in (first, second):
            line.setSpacing(theme.px(6))
            column.addLayout(line)
        labels = [Text(name, "third") for name in ("Prospects", "Confidence", "Risk")]
        labels[1].setToolTip("In the data that the section rests on")
        self._below = (labels[0], labels[2])
        first.addWidget(labels[0])
        first.addWidget(self.prospects, 5)
        first.addWidget(labels[1])
        first.addWidget(self.confidence, 3)
        second.addWidget(labels[2])
        second.addWidget(self.risk_level, 3, Qt.AlignmentFlag.AlignVCenter)
        second.addWidget(self.risk, 6)
        self.why_row.hide()
        theme.notifier.changed.connect(self._align)
        self._align()

    def _align(self) -> None:
        """The labels under one another are as wide as the widest."""
        wide = max(label.fontMetrics().horizontalAdvance(label.text()) for label in self._below) + theme.px(2)
        for label in self._below:
            label.setFixedWidth(wide)

    def _connect(self) -> None:
        self.rating.chosen.connect(self._rate)
        self.why.returnPressed.connect(self._give_why)
        self.why.editingFinished.connect(self._give_why)
        for field, part in (("prospects", self.prospects), ("risk_level", self.risk_level),
                            ("confidence", self.confidence)):  # fmt: skip
            part.chosen.connect(lambda value, name=field: self.judged.emit(name, value, ""))
        self.risk.committed.connect(lambda value: self.judged.emit("risk", value, ""))

    def show_section(self, found: Assessment, text: SectionText, *, writable: bool, fresh: bool) -> None:
        """`fresh`: another section than before; what waits for a reason is given up."""
        self._text, self._writable = text, writable
        steps = [(each.key, each.word, each.descriptor) for each in found.ratings
                 if not each.retired or each.key == text.rating]  # fmt: skip
        self._names = {key: word for key, word, _ in steps}
        self.rating.set_steps(steps)
        last = found.last.get(text.section_key)
        self._before = (last.rating or "") if last is not None else ""
        self._quarter = found.last_quarter.label if found.last_quarter is not None else "last quarter"
        if fresh or self._waiting is None or self._waiting == text.rating:
            self._waiting = None
            self.rating.show_value(text.rating)
            self.why.setText(text.rating_reason)
            self.why.setCursorPosition(0)
            self.why.setToolTip(plain_tooltip(text.rating_reason) if text.rating_reason else "")
        self.prospects.show_value(text.prospects.value if text.prospects else None)
        self.risk_level.show_value(text.risk_level.value if text.risk_level else None)
        self.confidence.show_value(text.confidence.value if text.confidence else None)
        if fresh:
            self.risk.forget()
        self.risk.show_value(text.risk)
        self.risk.set_read_only(not writable)
        for part in (self.rating, self.prospects, self.risk_level, self.confidence):
            part.set_writable(writable)
        self.why.setReadOnly(not writable)
        self._show_why()

    def _changes(self, rating: str | None) -> bool:
        return bool(self._before) and rating is not None and rating != self._before

    def _show_why(self) -> None:
        rating = self._waiting or self._text.rating
        self.why_row.setVisible(self._changes(rating))
        before = self._names.get(self._before, self._before)
        self.why_label.setText(f"“{before}” in {self._quarter}. Why another now?")

    def _rate(self, key: object) -> None:
        rating = str(key) if key is not None else None
        if self._changes(rating):
            self._waiting = rating
            self.why.clear()
            self._show_why()
            self.why.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._waiting = None
        self._show_why()
        self.judged.emit("rating", rating, "")

    def _give_why(self) -> None:
        said = self.why.text().strip()
        rating = self._waiting or self._text.rating
        if not said or rating is None or not self._writable or not self._changes(rating):
            return
        if rating != self._text.rating or said != self._text.rating_reason:
            self.judged.emit("rating", rating, said)

    def commit(self) -> None:
        """The section is left."""
        self._give_why()
        self.risk.commit()
