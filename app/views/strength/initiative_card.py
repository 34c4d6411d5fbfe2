"""One initiative on the page: how it stands, its risk, its next milestone and who owns it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.rules.lists import name_of
from app.rules.overdue import day_of_view
from app.rules.strength import Initiative, Progress, RiskLevel, Strength
from app.views.shared import theme
from app.views.shared.chips import Chip
from app.views.shared.dates import day
from app.views.shared.labels import Text
from app.views.strength.progress_mark import ProgressMark, progress_words, risk_chip, risk_words


class InitiativeCard(QFrame):
    """Enter, Space or a double click opens it; up and down go to its neighbours."""

    opened = Signal(int)
    stepped = Signal(int, int)
    """(id, -1 or 1)"""

    def __init__(self, initiative: Initiative, strength: Strength, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.initiative = initiative
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # As high as its words need at the width there is: with a most of its own it would cut what wraps.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        quarter = strength.quarter
        status = initiative.status_at(quarter)
        state = status.state if status else Progress.NOT_KNOWN
        risk = status.risk if status else RiskLevel.NOT_KNOWN
        today = day_of_view(quarter)
        step = initiative.next_milestone(today)
        owner = name_of(strength.posts, initiative.owner_post_id) or "No owner"
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(14), theme.px(12), theme.px(14), theme.px(12))
        column.setSpacing(theme.px(6))
        top = QHBoxLayout()
        top.addWidget(ProgressMark(state), 1)
        top.addWidget(risk_chip(risk))
        column.addLayout(top)
        column.addWidget(Text(initiative.title, "label", wrap=True))
        if status is not None and status.note:
            column.addWidget(Text(status.note, "", wrap=True))
        late = step is not None and step.due is not None and step.due < today
        words = f"Next: {step.title}" + (f", {day(step.due)}" if step.due else "") if step else "No milestone ahead"
        line = QHBoxLayout()
        line.addWidget(Text(words, "second", wrap=True), 1)
        if late:
            line.addWidget(Chip("Overdue", "amber"))
        column.addLayout(line)
        foot = QHBoxLayout()
        foot.addWidget(Text(owner, "second", wrap=True), 1)
        if status is not None and status.quarter != quarter:
            foot.addWidget(Chip(f"As said in {status.quarter.label}"))
        if initiative.target is not None:
            saved = f"£{status.saved:,} of " if status and status.saved is not None else ""
            foot.addWidget(Chip(f"{saved}£{initiative.target:,} to save"))
        if initiative.indicators:
            count = len(initiative.indicators)
            foot.addWidget(Chip(f"{count} indicator{'' if count == 1 else 's'}", "accent"))
        column.addLayout(foot)
        said = (initiative.title, progress_words(state), risk_words(risk), words, "overdue" if late else "", owner)
        self.setAccessibleName(", ".join(part for part in said if part))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self.initiative.id)
        elif step is not None:
            self.stepped.emit(self.initiative.id, step)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit(self.initiative.id)
