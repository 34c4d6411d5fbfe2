"""Organisational strength: the three strands side by side, each with its initiatives and how they stand."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.bridge.linkable_indicators import ListingQuestion
from app.bridge.strength_state import StrengthState
from app.rules.series import IndicatorLine
from app.rules.shown_table import ShownTable, columns_of
from app.rules.strength import Progress, RiskLevel, Strength
from app.rules.texts import TITLE_LIMIT
from app.views.shared import theme
from app.views.shared.buttons import PrimaryButton
from app.views.shared.chips import Chip
from app.views.shared.drawer import Drawer
from app.views.shared.form_sheet import FormSheet, Values, choices
from app.views.shared.framed_page import FramedPage
from app.views.shared.labels import Text
from app.views.shared.scroll_column import ScrollColumn
from app.views.shared.side_panel import emptied
from app.views.strength.indicators_sheet import IndicatorsSheet
from app.views.strength.initiative_card import InitiativeCard
from app.views.strength.initiative_panel import InitiativePanel
from app.views.strength.progress_mark import progress_words, risk_words

if TYPE_CHECKING:
    from app.bridge.workspace import Workspace

_STRAND = 260
"""Design pixels that a strand needs beside others."""
_EMPTY = "No initiative yet. Add what the council does to strengthen itself in this strand."


class StrengthPage(FramedPage):
    """Attributes: state, cards by initiative, panel (the sheet of one)."""

    key = "strength"
    help_topic = "report-organisational-strength"
    title = "Strength"
    heading = "Organisational strength"
    nouns = ("initiative",)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.state = StrengthState(workspace, self)
        self.cards: dict[int, InitiativeCard] = {}
        self.panel = InitiativePanel(self.state)
        self.counts = Text("", "second")
        self.unsaid = Chip("", "amber")
        self.illustrative = Chip("Illustrative")
        self.add_button = PrimaryButton("New initiative…")
        self.exports.offer("Export this list…", self.table)
        self._wanted: int | None = None
        self._build()
        self.drawer = Drawer(self.panel, self)
        self._connect()

    def _build(self) -> None:
        self.fill_head([self.counts, self.unsaid, self.illustrative], [self.add_button])
        inner = QWidget()
        self.strands = QHBoxLayout(inner)
        self.strands.setContentsMargins(0, 0, theme.px(4), 0)
        self.strands.setSpacing(theme.px(14))
        self.area = ScrollColumn(inner)
        self.column.addWidget(self.area, 1)
        for part in (self.unsaid, self.illustrative):
            part.hide()

    def _connect(self) -> None:
        self.state.loaded.connect(self._loaded)
        self.state.failed.connect(self.fail)
        self.panel.closed.connect(self._closed)
        self.panel.indicator_wanted.connect(partial(self.open_requested.emit, "indicator"))
        self.panel.link_wanted.connect(self._ask_indicators)
        self.add_button.clicked.connect(self._new)
        self.workspace.operations.state_changed.connect(self._allow)
        self.workspace.operations.opened.connect(self._forget)
        theme.notifier.changed.connect(self._side_by_side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side_by_side()

    def _side_by_side(self) -> None:
        """Strands stand under one another where they would be too narrow to read."""
        room = self.width() >= theme.px(_STRAND) * max(1, self.strands.count())
        way = QBoxLayout.Direction.LeftToRight if room else QBoxLayout.Direction.TopToBottom
        if self.strands.direction() != way:
            self.strands.setDirection(way)

    # What is shown

    def _loaded(self, strength: Strength) -> None:
        focused = next((each for each, card in self.cards.items() if card.hasFocus()), None)
        emptied(self.strands)
        self.cards = {}
        for strand in strength.strands:
            self.strands.addLayout(self._strand(strand, strength), 1)
        self._side_by_side()
        counts = strength.counts()
        words = [f"{counts[state]} {progress_words(state).lower()}" for state in Progress if counts[state]]
        self.counts.setText(", ".join(words))
        unsaid = 0 if strength.past else len(strength.unsaid())
        self.unsaid.set_text(f"{unsaid} without a report for {strength.quarter.label}")
        self.unsaid.setVisible(unsaid > 0)
        self.illustrative.setVisible(any(each.illustrative for each in strength.initiatives))
        behind = counts[Progress.OFF_TRACK]
        self.badge_changed.emit(f"{behind} at risk" if behind else "", behind > 0)
        then = f"As it stood in {strength.quarter.label}: reports of later quarters are left out."
        self.explain(then if strength.past else "")
        if focused in self.cards:
            self.cards[focused].setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_panel()
        self._allow()

    def _strand(self, strand: Any, strength: Strength) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.px(10))
        heading = Text(strand.name, "heading", wrap=True)
        heading.setMinimumHeight(theme.px(30))
        column.addWidget(heading)
        for each in strand.initiatives:
            card = InitiativeCard(each, strength)
            card.opened.connect(self.open_initiative)
            card.stepped.connect(self._step)
            self.cards[each.id] = card
            column.addWidget(card)
        if not strand.initiatives:
            column.addWidget(Text(_EMPTY, "soft", wrap=True))
        column.addStretch(1)
        return column

    def _step(self, initiative_id: int, by: int) -> None:
        ids = list(self.cards)
        at = ids.index(initiative_id) + by
        if 0 <= at < len(ids):
            self.cards[ids[at]].setFocus(Qt.FocusReason.TabFocusReason)
            self.area.ensureWidgetVisible(self.cards[ids[at]])

    def open_initiative(self, initiative_id: int) -> None:
        """Its sheet, now or as soon as it has been read."""
        if self.panel.isVisible() and initiative_id != self.state.open_id:
            self.panel.commit()
        self.state.open_id = initiative_id
        sheet = self.state.sheet()
        self._wanted = initiative_id if sheet is None else None
        if sheet is not None:
            self.panel.open_sheet(sheet, self.workspace.lists)
            self.drawer.bring()
            self.panel.show()
            self.panel.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_panel(self) -> None:
        if self._wanted is not None:
            self.open_initiative(self._wanted)
            return
        sheet = self.state.sheet()
        if sheet is not None and self.panel.isVisibleTo(self):
            self.panel.show_sheet(sheet, self.workspace.lists)
        elif sheet is None and self.state.open_id is not None:
            self.panel.close_panel()

    def _closed(self) -> None:
        card = self.cards.get(self.state.open_id or 0)
        self.state.open_id = None
        self.drawer.put_away()
        if card is not None and self.isVisible():
            card.setFocus(Qt.FocusReason.OtherFocusReason)

    def _forget(self, _state: object = None) -> None:
        """Another plan is open."""
        self.state.open_id = None
        self.panel.close_panel()

    def _allow(self, _state: object = None) -> None:
        strands = self.state.strength.strands if self.state.strength else ()
        self.add_button.setEnabled(self.editable and bool(strands))

    # What is wanted

    def _new(self) -> None:
        strength = self.state.strength
        if strength is None:
            return
        sheet = FormSheet(self, "New initiative", "Add it")
        sheet.add_choice("strand", "Strand", [(each.id, each.name) for each in strength.strands])
        hint = "What is done to strengthen the council"
        sheet.add_line("title", "Initiative", hint=hint, most=TITLE_LIMIT, required=True)
        sheet.add_choice("owner", "Owner", choices(self.workspace.lists.posts, "No owner yet"))
        sheet.store_with(self.workspace.operations, _adding)
        self.open_sheet(sheet)

    def _ask_indicators(self) -> None:
        self.workspace.operations.ask(ListingQuestion(self.workspace.quarter), self._choose_indicators, self.fail)

    def _choose_indicators(self, lines: tuple[IndicatorLine, ...]) -> None:
        sheet = self.state.sheet()
        if sheet is not None:
            there = {each.indicator_id for each in sheet.initiative.indicators}
            chooser = IndicatorsSheet(self, [(each.id, f"{each.code} {each.title}") for each in lines], there)
            chooser.chosen.connect(self._link)
            self.open_sheet(chooser)

    def _link(self, ids: tuple[int, ...]) -> None:
        from app.commands.edit_initiative import SetInitiativeIndicators

        self.state.change("indicators", lambda s: SetInitiativeIndicators(s.id, s.initiative.version, ids))

    def table(self) -> ShownTable | None:
        """Every initiative at the quarter in view."""
        strength = self.state.strength
        if strength is None:
            return None
        posts = {each.id: each.name for each in strength.posts}
        rows = []
        for strand in strength.strands:
            for each in strand.initiatives:
                status = each.status_at(strength.quarter)
                rows.append((
                    strand.name, each.title, progress_words(status.state if status else Progress.NOT_KNOWN),
                    status.note if status else "", risk_words(status.risk if status else RiskLevel.NOT_KNOWN),
                    status.risk_note if status else "", posts.get(each.owner_post_id or 0, ""), each.target,
                    status.saved if status else None, status.quarter.label if status else "",
                ))  # fmt: skip
        heads = columns_of(
            ("Strand", 24), ("Initiative", 50), ("Progress", 16), ("What happened", 60), ("Risk", 14),
            ("What the risk is", 40), ("Owner", 28), ("To save (£)", 14), ("Saved (£)", 14), ("Said in", 12),
        )  # fmt: skip
        return ShownTable("Organisational strength", heads, tuple(rows), (("Quarter", strength.quarter.label),))

    # As the window asks

    def show_thing(self, noun: str, key: object) -> None:
        if noun == "initiative" and isinstance(key, int):
            self.open_initiative(key)

    def view_state(self) -> dict[str, Any]:
        return {
            "open": self.state.open_id, "wide": self.drawer.width_wanted(),
            "scroll": self.area.verticalScrollBar().value(),
        }  # fmt: skip

    def restore_view_state(self, state: dict[str, Any]) -> None:
        wide, opened = state.get("wide"), state.get("open")
        if isinstance(wide, int):
            self.drawer.set_width_wanted(wide)
        if isinstance(opened, int):
            self.open_initiative(opened)

    def keys(self) -> Sequence[tuple[str, str]]:
        return (("Up and down", "Go from initiative to initiative"), ("Enter", "Open the initiative's sheet"),
                ("Esc", "Close it"))  # fmt: skip


def _adding(values: Values) -> Any:
    from app.commands.edit_initiative import AddInitiative

    return AddInitiative(values["strand"], values["title"], values["owner"])
