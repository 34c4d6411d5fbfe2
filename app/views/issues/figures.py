"""What the indicators of an issue show, one line each: title, latest value against target, trend, RAG."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.rules.indicator import Rag
from app.rules.issue import LinkedIndicator
from app.views.shared import paint, theme
from app.views.shared.widgets import DirectionMark, ElidedText, RagBadge, Text, direction_words, rag_words


class SparkLine(QWidget):
    """A small trend. It says nothing that the words beside it do not say too."""

    def __init__(self, values: Sequence[float | None], rag: Rag = Rag.NONE) -> None:
        super().__init__()
        self._values = tuple(values)
        self._rag = rag
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        known = [value for value in self._values if value is not None]
        self.setAccessibleName(f"Trend over {len(known)} reports" if known else "No trend yet")
        theme.notifier.changed.connect(self._restyle)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(64), theme.px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        colour: QColor = theme.current().ink3 if self._rag is Rag.NONE else theme.rag_colour(self._rag)
        inner = QRectF(self.rect()).adjusted(3, 4, -4, -4)
        paint.draw_spark(QPainter(self), inner, self._values, colour)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


def figure_words(line: LinkedIndicator) -> str:
    """ "NI 117 6.9% against a target of 5.7%, red, getting worse": the line for a screen reader."""
    value = line.latest or "no reading"
    target = f" against a target of {line.target}" if line.target else ", no target"
    mark = f", {rag_words(line.rag).lower()}" if line.rag is not Rag.NONE else ""
    return f"{line.code} {line.title}: {value}{target}{mark}, {direction_words(line.direction)}"


class FigureLine(QWidget):
    """One indicator, read only."""

    def __init__(self, line: LinkedIndicator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = ElidedText(f"{line.code} {line.title}".strip())
        against = f"{line.latest or 'no reading'}" + (f", target {line.target}" if line.target else "")
        value = Text(f"{against} (illustrative)" if line.illustrative else against, "second")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(title, 1)
        row.addWidget(value, 0, Qt.AlignmentFlag.AlignRight)
        row.addWidget(SparkLine(line.trend, line.rag))
        row.addWidget(DirectionMark(line.direction))
        row.addWidget(RagBadge(line.rag))
        self.setAccessibleName(figure_words(line))


class Figures(QWidget):
    """All of them, under a heading; lead indicators first."""

    def __init__(self, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = Text(heading, "label")
        self.verdict = Text("", "second", wrap=True)
        self._lines: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(4))
        self._column.addWidget(self.heading)
        self._column.addWidget(self.verdict)

    def show_figures(self, lines: Sequence[LinkedIndicator], verdict: str, most: int = 6) -> None:
        for old in self._lines:
            old.deleteLater()
        ordered = sorted(lines, key=lambda line: not line.lead)
        self._lines = [FigureLine(line) for line in ordered[:most]]
        if len(ordered) > most:
            self._lines.append(Text(f"and {len(ordered) - most} more on the issue's sheet", "third"))
        for made in self._lines:
            self._column.addWidget(made)
        words = verdict if ordered else "No indicator is linked. " + verdict
        self.verdict.setText(words.strip())
        self.verdict.setVisible(bool(words.strip()))
