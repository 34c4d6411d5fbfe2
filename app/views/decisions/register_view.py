"""The register of decisions: what is wanted of it above, the lines below."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.bridge.register_model import COLUMNS, SORTED_BY, RegisterModel
from app.rules.decision import Body, Stage
from app.rules.meetings import Meeting
from app.rules.register import DecisionLine, RegisterChoice, RegisterColumn, Special
from app.views.shared import theme
from app.views.shared.buttons import MenuButton, QuietButton
from app.views.shared.flow_box import FlowBox
from app.views.shared.labels import Card, Text
from app.views.shared.lines_table import LinesTable
from app.views.shared.word_filter import WordFilter

STAGE_TONES = {
    Stage.PROPOSED: "accent", Stage.INTERIM: "amber", Stage.CONFIRMED: "green", Stage.REFUSED: "red",
    Stage.WITHDRAWN: "neutral",
}  # fmt: skip
_SPECIAL = {
    Special.EXCEPTION: "Exceptions",
    Special.WAIVER: "With a waiver",
    Special.CONDITION: "With a condition",
    Special.CONDITION_OPEN: "Condition still open",
}
_SHARES = (94, -11, -7, 92, 68, -5, 78, 90, -4)
_NARROW = (94, -11, -8, 92, 68, 0, 78, 90, -4)
"""The meeting stands in the decision's sheet too; a title has no other place."""
_NARROW_BELOW = 1100
_EMPTY = (
    "No decision is recorded yet. A move proposed on the board, and what a body decides on it, stands here "
    "with its evidence as it stood."
)


def stage_tone(line: Any) -> str:
    return STAGE_TONES[line.stage] if isinstance(line, DecisionLine) else ""


def particular_tone(line: Any) -> str:
    if not isinstance(line, DecisionLine):
        return ""
    return "amber" if line.rule == "exception" or line.condition_open else "neutral"


class RegisterView(QWidget):
    """`opened` brings the id of a decision that is to be shown whole."""

    opened = Signal(int)
    wanted = Signal()
    """Other rows than before are wanted."""

    def __init__(self, model: RegisterModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self._bodies: tuple[Body, ...] = ()
        self._meetings: tuple[Meeting, ...] = ()
        self.words = WordFilter("Issue, reason, minute, condition", "Show only decisions with these words")
        self.words.wanted.connect(self._take_words)
        self.stage, self.body, self.meeting, self.special = (MenuButton("") for _ in range(4))
        self.count = Text("", "second")
        self.clear = QuietButton("Clear filters", flat=True)
        self.clear.clicked.connect(partial(self._want, RegisterChoice()))
        self.table = LinesTable(
            model, "Register of decisions", _SHARES, {3: stage_tone, len(COLUMNS): particular_tone}
        )
        self.table.set_narrow(_NARROW_BELOW, _NARROW)
        self.table.opened.connect(self._open)
        self.table.horizontalHeader().setSectionsClickable(True)
        self.table.horizontalHeader().sectionClicked.connect(self.sort_by)
        self.table.horizontalHeader().setSortIndicatorShown(True)
        model.counted.connect(self._counted)
        self._lay_out()
        self._say()

    def _lay_out(self) -> None:
        row = FlowBox(theme.px(6))
        for part in (self.words, self.stage, self.body, self.meeting, self.special, self.clear):
            row.add(part)
        row.add(self.count, at_end=True)
        for button in (self.stage, self.body, self.meeting, self.special):
            button.menu().aboutToShow.connect(partial(self._fill, button))
        card = Card.around(self.table)
        self.empty = Text(_EMPTY, "soft", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.stack = QStackedWidget()
        self.stack.addWidget(card)
        self.stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addWidget(row)
        column.addWidget(self.stack, 1)

    # What is wanted

    def set_lists(self, bodies: tuple[Body, ...], meetings: tuple[Meeting, ...]) -> None:
        self._bodies, self._meetings = bodies, meetings
        self._say()

    def sort_by(self, section: int) -> None:
        """By that column; once more turns the order round."""
        if section >= len(COLUMNS):
            return
        column = COLUMNS[section][0]
        now = self.model.choice
        first = column in (RegisterColumn.WHEN, RegisterColumn.EFFECTIVE)
        down = not now.descending if now.sort is column else first
        self._want(replace(now, sort=column, descending=down))

    def want(self, choice: RegisterChoice) -> None:
        """A choice that came from elsewhere: the quarter in view, or what was kept."""
        self._want(choice)

    def _want(self, choice: RegisterChoice, _checked: bool = False) -> None:
        before = self.model.choice
        if not choice.filters and before.filters and choice == RegisterChoice():
            choice = replace(choice, sort=before.sort, descending=before.descending)
        if self.model.set_choice(replace(choice, quarter=self.quarter)):
            self.wanted.emit()
        self.words.show_words(choice.text)
        self._say()

    quarter: Any = None
    """Only decisions recorded by then; None for all."""

    def _take_words(self, words: str) -> None:
        if words != self.model.choice.text:
            self._want(replace(self.model.choice, text=words))

    def _say(self) -> None:
        now = self.model.choice
        stages = ", ".join(stage.title for stage in Stage if stage in now.stages)
        self.stage.set_label(f"Stage: {stages}" if stages else "Any stage")
        body = next((each.name for each in self._bodies if each.id == now.body_id), "")
        self.body.set_label(f"Body: {body}" if body else "Any body")
        meeting = next((each for each in self._meetings if each.id == now.meeting_id), None)
        self.meeting.set_label(f"Meeting: {meeting.title[:24]}" if meeting else "Any meeting")
        self.special.set_label(_SPECIAL[now.special] if now.special else "Rule, waiver or condition")
        self.clear.setVisible(now.filters)
        order = Qt.SortOrder.DescendingOrder if now.descending else Qt.SortOrder.AscendingOrder
        self.table.horizontalHeader().setSortIndicator(SORTED_BY[now.sort], order)

    def _fill(self, button: MenuButton) -> None:
        menu = button.menu()
        menu.clear()
        now = self.model.choice
        if button is self.stage:
            for stage in Stage:
                self._mark(menu, stage.title, stage in now.stages, replace(now, stages=now.stages ^ {stage}))
        elif button is self.body:
            names = {each.id: each.name for each in self._bodies}
            self._one_of(menu, "Any body", names, now.body_id, "body_id")
        elif button is self.meeting:
            meetings = {each.id: f"{each.title}, {each.held_on:%d/%m/%Y}" for each in self._meetings[:40]}
            self._one_of(menu, "Any meeting", meetings, now.meeting_id, "meeting_id")
        else:
            self._one_of(menu, "All decisions", _SPECIAL, now.special, "special")

    def _one_of(self, menu: QMenu, every: str, names: Mapping[Any, str], chosen: Any, part: str) -> None:
        group = QActionGroup(menu)
        for key, words in ((None, every), *names.items()):
            values: dict[str, Any] = {part: key}
            group.addAction(self._mark(menu, words, key == chosen, replace(self.model.choice, **values)))

    def _mark(self, menu: QMenu, words: str, on: bool, choice: RegisterChoice) -> QAction:
        action = menu.addAction(words.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(on)
        action.triggered.connect(partial(self._want, choice))
        return action

    def _counted(self, shown: int, total: int) -> None:
        self.count.setText(f"{shown:,} of {total:,} shown" if shown != total else f"{total:,} decisions")
        self.stack.setCurrentIndex(0 if total else 1)

    def _open(self, row: int) -> None:
        found = self.model.id_at(row)
        if found is not None:
            self.opened.emit(found)

    # As the page keeps it

    def view_state(self) -> dict[str, Any]:
        now = self.model.choice
        return {
            "text": now.text, "stages": sorted(now.stages), "body": now.body_id, "meeting": now.meeting_id,
            "special": now.special, "sort": now.sort, "down": now.descending,
            "row": self.table.currentIndex().row(),
        }  # fmt: skip

    def restore_view_state(self, state: dict[str, Any]) -> None:
        stages = frozenset(stage for stage in Stage if stage in (state.get("stages") or ()))
        sort = next((each for each in RegisterColumn if each == state.get("sort")), RegisterColumn.WHEN)
        special = next((each for each in Special if each == state.get("special")), None)
        ids = [value if isinstance(value := state.get(name), int) else None for name in ("body", "meeting")]
        down = state.get("down") is not False
        text = state.get("text")
        self._want(RegisterChoice(text if isinstance(text, str) else "", stages, ids[0], ids[1], special, None, sort, down))
