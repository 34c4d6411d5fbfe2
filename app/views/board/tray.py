"""The tray of proposals: one at a time, with its evidence, over the board's lower right corner."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.rules import clock
from app.rules.proposals import Proposal
from app.views.board import proposal_words
from app.views.board.floating import SHADOW, Floating
from app.views.board.giving_text import GivingText
from app.views.board.stay_menu import StayMenu
from app.views.shared import theme
from app.views.shared.buttons import IconButton, MenuButton, PrimaryButton, QuietButton
from app.views.shared.chips import Chip, RagBadge
from app.views.shared.dates import day
from app.views.shared.labels import Text

WIDTH = 420
LATER = (("In a month", 30), ("In three months", 91), ("In six months", 182))


class Tray(Floating):
    """Folds into one button when its cross is pressed. Empty it is hidden."""

    propose_wanted = Signal(object)
    chart_wanted = Signal(int)
    """Id of the indicator."""
    not_now_wanted = Signal(object, object)
    """(Proposal, date or None: let the date be chosen)."""
    resized = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, WIDTH)
        self.proposals: tuple[Proposal, ...] = ()
        self.at = 0
        self.folded = False
        self.cramped = False
        """Too little room: folded unless it is unfolded on purpose."""
        self._wide_open = False
        self._suspended = False
        self.setAccessibleName("Proposals from the figures")
        self._make_parts()
        self._lay_out()
        theme.notifier.changed.connect(self._restyle)
        self._restyle()

    def _make_parts(self) -> None:
        self.rag = RagBadge(size=18)
        self.heading = Text("", "label", wrap=True)
        self.chip = Chip("Proposal")
        self.earlier = IconButton("previous", "Previous proposal")
        self.later = IconButton("next", "Next proposal")
        self.fold = IconButton("down", "Fold the proposals away")
        self.words = GivingText()
        self.propose = PrimaryButton("Propose to CPEG\u2026")
        self.chart = QuietButton("See the chart")
        self.not_now = MenuButton("Not now", menu=StayMenu(self))
        self.not_now.setProperty("kind", "flat")
        self.unfold = QuietButton("")
        self.earlier.clicked.connect(partial(self._step, -1))
        self.later.clicked.connect(partial(self._step, 1))
        self.fold.clicked.connect(partial(self.set_folded, True))
        self.unfold.clicked.connect(partial(self.set_folded, False))
        self.propose.clicked.connect(self._on_propose)
        self.chart.clicked.connect(self._on_chart)
        self.not_now.menu().aboutToShow.connect(self._fill_later)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.px(4))
        top.addWidget(self.rag)
        top.addSpacing(theme.px(4))
        top.addWidget(self.heading, 1)
        for part in (self.chip, self.earlier, self.later, self.fold):
            top.addWidget(part)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(theme.px(8))
        for button in (self.propose, self.chart, self.not_now):
            self.buttons.addWidget(button)
        self.buttons.addStretch(1)
        self.whole = QWidget()
        self._column = column = QVBoxLayout(self.whole)
        column.setContentsMargins(theme.px(14), theme.px(12), theme.px(14), theme.px(14))
        column.setSpacing(theme.px(8))
        column.addLayout(top)
        column.addWidget(self.words)
        column.addLayout(self.buttons)
        self.inside.addWidget(self.whole)
        self.inside.addWidget(self.unfold)

    def _restyle(self) -> None:
        """Buttons of one height, whatever the text size."""
        for button in (self.propose, self.chart, self.not_now):
            button.setMinimumHeight(self.not_now.sizeHint().height())
        self._refresh()

    def set_proposals(self, proposals: tuple[Proposal, ...]) -> None:
        """Show these; the one in view stays if it is still among them."""
        shown = self.current()
        key = (shown.issue_id, shown.rule) if shown else None
        self.proposals = proposals
        keys = [(each.issue_id, each.rule) for each in proposals]
        self.at = keys.index(key) if key in keys else min(self.at, max(len(keys) - 1, 0))
        self._refresh()

    def current(self) -> Proposal | None:
        return self.proposals[self.at] if self.at < len(self.proposals) else None

    def set_folded(self, folded: bool, _checked: bool = False) -> None:
        had_focus = self.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self.folded = folded
        self._wide_open = not folded
        self._refresh()
        if had_focus or self.fold.hasFocus() or self.unfold.hasFocus():
            (self.unfold if folded else self.propose).setFocus()

    def restore(self, folded: bool) -> None:
        """As it was left. Where there is too little room it is folded all the same."""
        self.folded, self._wide_open = folded, False
        self._refresh()

    @property
    def is_folded(self) -> bool:
        return self.folded or (self.cramped and not self._wide_open)

    def set_cramped(self, cramped: bool) -> None:
        """Whether it would cover too much of the board."""
        if cramped != self.cramped:
            self.cramped = cramped
            self._refresh()

    def whole_height(self) -> int:
        """Height it needs unfolded, in pixels."""
        return self._column.totalHeightForWidth(theme.px(WIDTH))

    def suspend(self, suspended: bool) -> None:
        """Out of the way while a card is dragged."""
        self._suspended = suspended
        self.setVisible(bool(self.proposals) and not suspended)

    def wanted(self, room: QSize) -> QSize:
        if self.is_folded:
            return self.unfold.sizeHint() + QSize(2 * SHADOW, 2 * SHADOW)
        return super().wanted(room)

    def _refresh(self) -> None:
        proposal = self.current()
        many = len(self.proposals) > 1
        self.whole.setVisible(not self.is_folded)
        self.unfold.setVisible(self.is_folded)
        self.unfold.setText(f"{len(self.proposals)} proposal" + ("s" if many else ""))
        for part in (self.earlier, self.later):
            part.setVisible(many)
        self.chip.set_text(f"Proposal {self.at + 1} of {len(self.proposals)}" if many else "Proposal")
        if proposal is not None:
            self.rag.set_rag(proposal_words.rag_of(proposal))
            self.heading.setText(proposal_words.heading(proposal))
            self.words.set_text(proposal_words.body(proposal))
            self.chart.setEnabled(bool(proposal.indicator_ids))
        self.setVisible(proposal is not None and not self._suspended)
        self.resized.emit()

    def _step(self, count: int, _checked: bool = False) -> None:
        self.at = (self.at + count) % max(len(self.proposals), 1)
        self._refresh()

    def _on_propose(self) -> None:
        proposal = self.current()
        if proposal is not None:
            self.propose_wanted.emit(proposal)

    def _on_chart(self) -> None:
        proposal = self.current()
        if proposal is not None and proposal.indicator_ids:
            self.chart_wanted.emit(proposal.indicator_ids[0])

    def _fill_later(self) -> None:
        menu = self.not_now.menu()
        menu.clear()
        assert isinstance(menu, StayMenu)
        menu.add_heading("Ask again")
        for words, days in LATER:
            until = clock.today() + timedelta(days=days)
            menu.add_entry(f"{words}, on {day(until)}", partial(self._put_off, until))
        menu.add_entry("On a date\u2026", partial(self._put_off, None))

    def _put_off(self, until: date | None) -> None:
        proposal = self.current()
        if proposal is not None:
            self.not_now_wanted.emit(proposal, until)
