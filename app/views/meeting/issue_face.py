"""The issue in front, to be read from the far end of a table: what is asked, the chart, the sentence, its history."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.bridge.meeting_state import InFront
from app.rules.decision import Stage
from app.rules.figure_frame import Detail
from app.rules.horizon import horizon_of_sheet
from app.rules.lists import Lists, name_of
from app.views.decisions.register_view import STAGE_TONES
from app.views.issues import decision_words
from app.views.shared import theme
from app.views.shared.chips import Chip, RagBadge
from app.views.shared.figure_view import FigureView
from app.views.shared.flow_box import FlowBox
from app.views.shared.labels import Text

LARGER = 1.5
"""How much larger than elsewhere the type is."""


class _Chart(FigureView):
    """As high as there is room, and never so low that it cannot be read."""

    def sizeHint(self) -> QSize:
        return QSize(theme.px(320), theme.px(220 * self._larger / LARGER))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class IssueFace(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips = FlowBox(theme.px(8))
        self.issue = _big("", "stage-title")
        self.asked = _big("", "stage-asked")
        self.reason = _big("", "stage-words")
        self.sentence = _big("", "stage-words")
        self.facts = _big("", "stage-quiet")
        self.chart = _Chart(Detail.LARGE, larger=LARGER)
        self.no_chart = _big("No indicator measures this issue yet.", "stage-quiet")
        self.history_head = _big("Lately", "stage-quiet")
        self.history = _big("", "stage-small")
        self.rag = RagBadge(size=28)
        title = QHBoxLayout()
        title.setSpacing(theme.px(12))
        title.addWidget(self.rag, 0, Qt.AlignmentFlag.AlignTop)
        title.addWidget(self.issue, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addWidget(self.chips)
        column.addLayout(title)
        for part in (self.facts, self.asked, self.reason, self.sentence):
            column.addWidget(part)
        column.addWidget(self.chart, 1)
        column.addWidget(self.no_chart)
        column.addWidget(self.history_head)
        column.addWidget(self.history)
        column.addStretch(0)

    def set_larger(self, factor: float) -> None:
        """The chart's words and lines keep step with the words around it."""
        self.chart.set_larger(LARGER * factor)

    def show_issue(self, front: InFront, lists: Lists) -> None:
        sheet, decision = front.sheet, front.item.decision
        chips = [Chip.for_category(sheet.category)]
        if decision is not None:
            chips.append(Chip(decision.stage.title, STAGE_TONES[decision.stage]))
            if decision.rule == "exception":
                chips.append(Chip("Exception", "amber"))
        before = self.chips.parts()
        self.chips.set_parts(chips)
        for gone in before:
            gone.deleteLater()
        self.issue.setText(sheet.title)
        self.rag.set_rag(sheet.extra.get("rag"))  # type: ignore[arg-type]
        lead, department = sheet.fields.get("lead_post_id"), sheet.fields.get("department_id")
        who = name_of(lists.posts, lead if isinstance(lead, int) else None) or "No lead"
        where = name_of(lists.departments, department if isinstance(department, int) else None)
        horizon = horizon_of_sheet(sheet)
        judged = f"judged over {horizon.chart_years} years" if horizon is not None else ""
        self.facts.setText(", ".join(part for part in (who, where, judged) if part))
        self.asked.setText(asked_words(front))
        self.reason.setText(f"“{decision.reason.splitlines()[0]}”" if decision and decision.reason else "")
        self.reason.setVisible(bool(self.reason.text()))
        self._show_chart(front)
        lines = [f"{line.at.partition(' ')[0]}  {_first(line.words)}" for line in front.history[:3]]
        self.history.setText("\n".join(lines))
        for part in (self.history_head, self.history):
            part.setVisible(bool(lines))

    def _show_chart(self, front: InFront) -> None:
        there = front.trend is not None
        self.chart.setVisible(there)
        self.no_chart.setVisible(not front.sheet.indicators)
        if front.trend is not None:
            self.chart.set_trend(front.trend)
        self.sentence.setText(front.trend.sentence if front.trend is not None else "")
        self.sentence.setVisible(bool(self.sentence.text()))


def asked_words(front: InFront) -> str:
    """What the meeting is asked."""
    decision = front.item.decision
    if decision is None:
        return "For discussion: nothing is proposed on it."
    way = decision_words.headline(decision)
    if decision.stage is Stage.PROPOSED:
        return f"Proposed: {way}"
    if decision.stage is Stage.INTERIM:
        return f"{decision.body or 'A body'} decided, to be confirmed: {way}"
    return f"{decision.stage.title}: {way}"


def _first(words: str) -> str:
    shown = " ".join(words.split())
    return shown if len(shown) <= 110 else f"{shown[:109]}…"


def _big(words: str, role: str) -> Text:
    made = Text(words, "", wrap=True)
    made.setProperty("stage", role)
    return made
