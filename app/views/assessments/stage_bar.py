"""Where an assessment is in its cycle: six stages, those behind ticked, the present one in the accent."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.rules.assessment import Assessment, AssessmentStage
from app.views.shared import theme
from app.views.shared.dates import day
from app.views.shared.labels import plain_tooltip

STAGES = tuple(AssessmentStage)


class StageBar(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage: AssessmentStage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.notifier.changed.connect(self.updateGeometry)

    def show_assessment(self, found: Assessment | None) -> None:
        self._stage = found.stage if found is not None else None
        said = [f"Stage: {self._stage.title}" if self._stage else "Not begun"]
        if found is not None:
            said += [f"{event.stage.title} on {day(event.at.date())} by {event.by}"
                     + (f": {event.reason}" if event.reason else "") for event in found.events]  # fmt: skip
        self.setAccessibleName(". ".join(said))
        self.setToolTip(plain_tooltip("\n".join(said)))
        self.update()

    def words(self) -> list[str]:
        at = STAGES.index(self._stage) if self._stage is not None else -1
        return [f"✓ {stage.title}" if number < at or (number == at and stage is STAGES[-1]) else stage.title
                for number, stage in enumerate(STAGES)]  # fmt: skip

    def _widths(self) -> list[float]:
        metrics = QFontMetricsF(theme.font(12, 600))
        return [metrics.horizontalAdvance(word) + theme.px(18) for word in self.words()]

    def sizeHint(self) -> QSize:
        return QSize(round(sum(self._widths())), theme.px(30))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        widths = self._widths()
        share = min(1.0, self.width() / max(sum(widths), 1))
        at = STAGES.index(self._stage) if self._stage is not None else -1
        x = 0.0
        painter.setFont(theme.font(12 if share == 1.0 else 11, 600))
        for number, (word, wide) in enumerate(zip(self.words(), widths, strict=True)):
            box = QRectF(x, 0, wide * share, self.height())
            colour = t.outcomes if number < at else t.accent if number == at else t.ink3
            line = QRectF(box.left(), box.bottom() - 3, box.width(), 3)
            painter.fillRect(line, colour if number <= at else t.line)
            painter.setPen(colour)
            shown = painter.fontMetrics().elidedText(word, Qt.TextElideMode.ElideRight, int(box.width()))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), shown)
            x += wide * share
