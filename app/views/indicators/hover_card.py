"""What a point of the chart says: period, value, target, who reported it and where it came from."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.bridge.reading_model import PASTED, TYPED
from app.rules.figure import Spot
from app.rules.indicator import Rag, Reading, Status
from app.rules.series import Series
from app.rules.trend_words import target_words, value_words
from app.views.shared import theme
from app.views.shared.chips import RagBadge, rag_words
from app.views.shared.dates import day
from app.views.shared.labels import Text

MOST_NOTE = 160
_BY_HAND = {TYPED: "Typed into the table", PASTED: "Pasted into the table"}


class HoverCard(QFrame):
    """Never takes the pointer or the focus: it belongs to the point beside it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._period = Text("", "label")
        self._value = Text("", "heading")
        self._badge = RagBadge(size=16)
        self._lines = Text("", "second", wrap=True)
        self._source = Text("", "third", wrap=True)
        row = QHBoxLayout()
        row.addWidget(self._value)
        row.addWidget(self._badge)
        row.addStretch()
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(10))
        column.setSpacing(theme.px(2))
        column.addWidget(self._period)
        column.addLayout(row)
        column.addWidget(self._lines)
        column.addWidget(self._source)
        self.setFixedWidth(theme.px(232))
        self.hide()

    def say(self, series: Series, reading: Reading, spot: Spot) -> None:
        rag = series.rags.get(reading.period, Rag.NONE)
        self._period.setText(reading.period.long_label)
        self._value.setText(value_words(series, reading.value))
        self._badge.setVisible(rag is not Rag.NONE)
        self._badge.set_rag(rag)
        self._lines.setText("\n".join(_facts(series, reading, rag, spot)))
        self._source.setText("\n".join(source_lines(reading)))
        self.setFixedWidth(theme.px(232))
        self.ensurePolished()
        self._column.activate()

    def text(self) -> str:
        """Everything it says, for tests and readers."""
        parts = (self._period, self._value, self._lines, self._source)
        return "\n".join(part.text() for part in parts if part.text())


def _facts(series: Series, reading: Reading, rag: Rag, spot: Spot) -> list[str]:
    lines = []
    target = series.target_for(reading.period)
    if target is not None and target.value is not None:
        words = target_words(series, target.value, target.floor)
        lines.append(words[:1].upper() + words[1:] + (f", {rag_words(rag).lower()}" if rag is not Rag.NONE else ""))
    if reading.status is not Status.FINAL:
        lines.append(reading.status.value.capitalize())
    found = [part for part in spot.words.split(", ")
             if part.startswith(("concern:", "improvement:", "change:"))]
    lines += [part[:1].upper() + part[1:] for part in found]
    if reading.note:
        note = " ".join(reading.note.split())
        lines.append(note if len(note) <= MOST_NOTE else note[:MOST_NOTE].rstrip() + "…")
    return lines


def source_lines(reading: Reading) -> list[str]:
    """Who reported it and when; where from, down to the cell; whether it is illustrative."""
    lines = []
    by = f"Reported by {reading.recorded_by}" if reading.recorded_by else ""
    on = f"on {day(reading.recorded.date())}" if reading.recorded else ""
    if by or on:
        lines.append(" ".join(part for part in (by or "Recorded", on) if part))
    if reading.source:
        lines.append(_BY_HAND.get(reading.source) or f"From {reading.source}")
    if reading.illustrative:
        lines.append("Illustrative, not the council's own figure")
    return lines
