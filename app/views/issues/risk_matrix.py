"""The five by five matrix of risks: likelihood upwards, impact to the right, a number for each risk."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.rules.issue import Risk
from app.views.shared import theme

LIKELIHOOD = ("very unlikely", "unlikely", "possible", "likely", "very likely")
IMPACT = ("very low", "low", "moderate", "high", "very high")
_HIGH, _MEDIUM = 12, 5


def level_words(score: int) -> str:
    """What a score of 1-25 amounts to."""
    return "High" if score >= _HIGH else "Medium" if score >= _MEDIUM else "Low"


def level_tone(score: int) -> str:
    return "red" if score >= _HIGH else "amber" if score >= _MEDIUM else "green"


class NumberMark(QWidget):
    """The number by which the matrix names a risk."""

    def __init__(self) -> None:
        super().__init__()
        self._number = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.notifier.changed.connect(self.updateGeometry)

    def set_number(self, number: int) -> None:
        self._number = number
        self.setAccessibleName(f"Number {number} in the matrix")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(18), theme.px(22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._number:
            middle = QRectF(0, theme.px(3), theme.px(17), theme.px(17))
            draw_number(QPainter(self), middle, str(self._number))


def draw_number(painter: QPainter, box: QRectF, words: str) -> None:
    """A number in a dark disc."""
    tokens = theme.current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tokens.ink2)
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    painter.setPen(tokens.paper)
    painter.setFont(theme.font(10, 600))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()


class RiskMatrix(QWidget):
    """A picture of what the rows say; its words are its accessible description."""

    def __init__(self) -> None:
        super().__init__()
        self._risks: tuple[Risk, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Matrix of risks")
        theme.notifier.changed.connect(self._restyle)

    def show_risks(self, risks: Sequence[Risk]) -> None:
        self._risks = tuple(risks)
        words = "; ".join(
            f"{number}: {risk.title}, likelihood {risk.likelihood}, impact {risk.impact}, "
            f"{level_words(risk.score).lower()}"
            for number, risk in enumerate(self._risks, 1)
        )
        self.setAccessibleDescription(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(260), theme.px(166))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for likelihood in range(1, 6):
            for impact in range(1, 6):
                self._draw_cell(painter, likelihood, impact)
        self._draw_words(painter)
        self._draw_risks(painter)

    def _cell(self, likelihood: int, impact: int) -> QRectF:
        wide, high = min(theme.px(52), (self.width() - theme.px(78)) / 5), theme.px(26)
        left, top = theme.px(78) + (impact - 1) * wide, (5 - likelihood) * high
        return QRectF(left, top, wide, high).adjusted(1, 1, -1, -1)

    def _draw_cell(self, painter: QPainter, likelihood: int, impact: int) -> None:
        tokens = theme.current()
        score = likelihood * impact
        painter.setPen(tokens.line)
        painter.setBrush(getattr(tokens, f"{level_tone(score)}_soft"))
        painter.drawRoundedRect(self._cell(likelihood, impact), 3, 3)
        painter.setPen(tokens.ink3)
        painter.setFont(theme.font(10))
        corner = self._cell(likelihood, impact).adjusted(4, 1, -4, -1)
        painter.drawText(corner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, str(score))

    def _draw_words(self, painter: QPainter) -> None:
        tokens = theme.current()
        painter.setPen(tokens.ink2)
        painter.setFont(theme.font(11))
        for likelihood, words in ((5, "Very likely"), (1, "Very unlikely")):
            cell = self._cell(likelihood, 1)
            box = QRectF(4, cell.top(), cell.left() - 10, cell.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        below = self._cell(1, 1).bottom() + 2
        first, last = self._cell(1, 1), self._cell(1, 5)
        line = QRectF(first.left(), below, last.right() - first.left(), theme.px(18))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, "Very low impact")
        painter.drawText(
            line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, "Very high impact"
        )

    def _draw_risks(self, painter: QPainter) -> None:
        together: dict[tuple[int, int], list[int]] = {}
        for number, risk in enumerate(self._risks, 1):
            together.setdefault((risk.likelihood, risk.impact), []).append(number)
        for (likelihood, impact), numbers in together.items():
            words = ", ".join(map(str, numbers[:3])) + ("…" if len(numbers) > 3 else "")
            painter.setFont(theme.font(10, 600))
            wide = max(theme.px(17), painter.fontMetrics().horizontalAdvance(words) + theme.px(10))
            box = QRectF(0, 0, wide, theme.px(17))
            box.moveCenter(self._cell(likelihood, impact).center())
            draw_number(painter, box, words)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
