"""How an initiative stands and what its risk is: shape, colour and word together."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.rules.indicator import Rag
from app.rules.strength import Progress, RiskLevel
from app.views.shared import theme
from app.views.shared.chips import Chip, RagBadge
from app.views.shared.labels import Text

RAGS = {Progress.ON_TRACK: Rag.GREEN, Progress.COMPLETE: Rag.GREEN, Progress.SOME_CONCERN: Rag.AMBER,
        Progress.OFF_TRACK: Rag.RED}  # fmt: skip
WORDS = {Progress.NOT_KNOWN: "Nothing said yet"}
RISK_TONES = {RiskLevel.LOW: "green", RiskLevel.MEDIUM: "amber", RiskLevel.HIGH: "red"}
_RISK_WORDS = {
    RiskLevel.NOT_KNOWN: "Risk not judged", RiskLevel.LOW: "Low risk", RiskLevel.MEDIUM: "Medium risk",
    RiskLevel.HIGH: "High risk",
}  # fmt: skip


def progress_words(state: Progress) -> str:
    return WORDS.get(state, state.title)


def risk_words(risk: RiskLevel) -> str:
    return _RISK_WORDS[risk]


class ProgressMark(QWidget):
    """The mark with its word; a state without a judgement has the word alone."""

    def __init__(self, state: Progress, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        rag = RAGS.get(state, Rag.NONE)
        if rag is not Rag.NONE:
            row.addWidget(RagBadge(rag, 16))
        row.addWidget(Text(progress_words(state), "label" if rag is not Rag.NONE else "second"))
        row.addStretch(1)
        self.setAccessibleName(progress_words(state))


def risk_chip(risk: RiskLevel) -> Chip:
    return Chip(risk_words(risk), RISK_TONES.get(risk, "neutral"))
