"""This year's plan beside next year's draft: a card for each issue, decided one by one, then approved as a whole."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from app.rules.category import Category
from app.rules.period import Period
from app.rules.refresh import Course, Draft, PlanYear, RefreshLine, effective_quarter
from app.rules.refresh_room import RefreshRoom
from app.rules.shown_table import ShownTable, columns_of
from app.views.refresh.line_card import LineCard, decided_words, facts_words
from app.views.shared import theme
from app.views.shared.buttons import MenuButton, PrimaryButton, QuietButton
from app.views.shared.chips import Chip
from app.views.shared.dates import day
from app.views.shared.labels import Text
from app.views.shared.scroll_column import ScrollColumn
from app.views.shared.side_panel import emptied

BEGIN = (
    "Each February the plan is refreshed with the budget and the service plans. A draft takes this year's plan beside "
    "next year's: every issue of the plan stays or leaves, issues of the Hot List that are ready enter, each with its "
    "reason. The rules only propose."
)
CHOOSE = "Take another issue in…"


class Workbench(QWidget):
    """Attributes: cards by issue."""

    start_wanted = Signal(object)
    decide_wanted = Signal(object)
    add_wanted = Signal(int)
    size_wanted = Signal()
    approve_wanted = Signal()
    drop_wanted = Signal()
    issue_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: dict[int, LineCard] = {}
        self.draft: Draft | None = None
        self._editable = False
        self.begin = QWidget()
        self.begin_buttons = QVBoxLayout()
        self.now, self.next = Text("", "heading", wrap=True), Text("", "heading", wrap=True)
        self.note = Text("", "second", wrap=True)
        self.state_chip = Chip("")
        self.size_button = QuietButton("Plan size…")
        self.approve_button = PrimaryButton("Approve the plan…")
        self.more = MenuButton("More")
        self.adder = QComboBox()
        self.adder.setAccessibleName("Take another issue into the draft")
        self.adder.setMaxVisibleItems(16)
        self.drop = QAction("Give up the draft", self)
        self.more.menu().addAction(self.drop)
        self.area = ScrollColumn()
        self._lay_out()
        self.size_button.clicked.connect(self.size_wanted)
        self.approve_button.clicked.connect(self.approve_wanted)
        self.drop.triggered.connect(self.drop_wanted)
        self.adder.activated.connect(self._on_add)

    def _lay_out(self) -> None:
        begin = QVBoxLayout(self.begin)
        begin.setContentsMargins(0, theme.px(8), 0, 0)
        begin.setSpacing(theme.px(12))
        begin.addWidget(Text(BEGIN, "soft", wrap=True))
        begin.addLayout(self.begin_buttons)
        begin.addStretch(1)
        self.whole = QWidget()
        column = QVBoxLayout(self.whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(self._heads())
        inner = QWidget()
        self.lines = QVBoxLayout(inner)
        self.lines.setContentsMargins(0, 0, theme.px(4), theme.px(8))
        self.lines.setSpacing(theme.px(8))
        self.area.fill(inner)
        column.addWidget(self.area, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.begin)
        outer.addWidget(self.whole, 1)

    def _heads(self) -> QVBoxLayout:
        """What is drafted and what can be done with it, then the names of the two columns over the cards."""
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.state_chip)
        row.addWidget(self.note, 1)
        for part in (self.adder, self.size_button, self.more, self.approve_button):
            row.addWidget(part)
        names = QHBoxLayout()
        names.setContentsMargins(theme.px(15), 0, theme.px(24), 0)
        names.setSpacing(theme.px(14))
        names.addWidget(self.now, 5)
        names.addWidget(self.next, 6)
        names.addSpacing(theme.px(184))
        both = QVBoxLayout()
        both.setSpacing(theme.px(8))
        both.addLayout(row)
        both.addLayout(names)
        return both

    def show_room(self, room: RefreshRoom, editable: bool) -> None:
        self.draft, self._editable = room.draft, editable
        self.begin.setVisible(room.draft is None)
        self.whole.setVisible(room.draft is not None)
        if room.draft is None:
            self._offer(room, editable)
            return
        open_ = editable and not room.draft.plan.approved
        self._show_heads(room.draft, room.quarter)
        for part in (self.adder, self.size_button, self.more, self.approve_button):
            part.setVisible(open_)
        self._fill_adder(room.draft)
        self._fill(room.draft, open_)

    def _offer(self, room: RefreshRoom, editable: bool) -> None:
        emptied(self.begin_buttons)
        for at, year in enumerate(room.years_to_begin):
            known = next((plan for plan in room.plans if plan.year == year), None)
            words = f"Work on {known.name}" if known is not None else f"Begin the draft for {year.label}"
            button = PrimaryButton(words) if not at else QuietButton(words)
            button.setEnabled(editable)
            button.clicked.connect(partial(self._on_start, year))
            row = QHBoxLayout()
            row.addWidget(button)
            row.addStretch(1)
            self.begin_buttons.addLayout(row)

    def _on_start(self, year: Period, _checked: bool = False) -> None:
        self.start_wanted.emit(year)

    def _show_heads(self, draft: Draft, quarter: Period) -> None:
        plan, before = draft.plan, draft.this_year
        now = sum(line.category is Category.IMPROVEMENT_PLAN for line in draft.lines)
        held = f"{before.year.label}, this year's plan" if before is not None else "This year's plan"
        self.now.setText(f"{held}: {_issues(now)}")
        self.next.setText(f"{plan.year.label}, next year's plan: {_issues(draft.next_count)}")
        self.state_chip.set_text(plan.state_label or ("Approved" if plan.approved else "Draft"),
                                 "green" if plan.approved else "amber")  # fmt: skip
        over = draft.next_count - draft.limit
        size = f"{draft.next_count} of {draft.limit} at most"
        if over > 0:
            size += f", {over} more than it should hold"
        open_ = len(draft.undecided)
        waits = f"{open_} still to decide" if open_ else "all decided"
        if plan.approved:
            waits = f"moves take effect in {effective_quarter(plan.year, quarter).label}. {approved_words(plan)}"
        self.note.setText(f"{size}; {waits}")

    def _fill_adder(self, draft: Draft) -> None:
        self.adder.clear()
        self.adder.addItem(CHOOSE, None)
        for issue, title, category in draft.others:
            self.adder.addItem(f"{title} ({category.short})", issue)
        self.adder.setMinimumContentsLength(20)
        self.adder.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.adder.setEnabled(bool(draft.others))

    def _on_add(self, index: int) -> None:
        issue = self.adder.itemData(index)
        self.adder.setCurrentIndex(0)
        if isinstance(issue, int):
            self.add_wanted.emit(issue)

    def _fill(self, draft: Draft, editable: bool) -> None:
        there = self._focus()
        focused = next((issue for issue, card in self.cards.items() if card is there or card.isAncestorOf(there)), None)
        at = self.area.verticalScrollBar().value()
        emptied(self.lines)
        self.cards = {}
        groups = (
            ("In this year's plan", [each for each in draft.lines if each.category is Category.IMPROVEMENT_PLAN]),
            ("From the Hot List and elsewhere", [e for e in draft.lines if e.category is not Category.IMPROVEMENT_PLAN]),
        )
        for heading, lines in groups:
            if not lines:
                continue
            self.lines.addWidget(Text(heading, "over"))
            for line in lines:
                card = LineCard(line, editable)
                card.decide_wanted.connect(self.decide_wanted)
                card.issue_wanted.connect(self.issue_wanted)
                card.stepped.connect(self._step)
                self.cards[line.issue_id] = card
                self.lines.addWidget(card)
        self.lines.addStretch(1)
        if focused in self.cards:
            self.cards[focused].setFocus(Qt.FocusReason.OtherFocusReason)
        self.area.verticalScrollBar().setValue(at)

    def take_focus(self, issue_id: int, _accepted: bool = False) -> None:
        """Back to an issue's card, whichever came first: its sheet gone, or the cards made anew."""
        if issue_id in self.cards:
            self.cards[issue_id].setFocus(Qt.FocusReason.PopupFocusReason)

    def _focus(self) -> QWidget:
        return self.window().focusWidget() or self

    def _step(self, issue_id: int, by: int) -> None:
        ids = list(self.cards)
        at = ids.index(issue_id) + by
        if 0 <= at < len(ids):
            self.cards[ids[at]].setFocus(Qt.FocusReason.TabFocusReason)
            self.area.ensureWidgetVisible(self.cards[ids[at]])

    def table(self) -> ShownTable | None:
        draft = self.draft
        if draft is None:
            return None
        rows = tuple(_row(line) for line in draft.lines)
        heads = columns_of(
            ("Issue", 50), ("Stands in", 20), ("The rules say", 18), ("Speaks for it", 24), ("Course", 24), ("Reason", 60),
            ("Exception", 40), ("Plan size", 40),
        )  # fmt: skip
        facts = (("Plan", draft.plan.name), ("State", draft.plan.state_label))
        return ShownTable(f"Refresh of the plan for {draft.plan.year.label}".replace("/", "-"), heads, rows, facts,
                          draft=not draft.plan.approved)  # fmt: skip


def _row(line: RefreshLine) -> tuple[str, ...]:
    course = decided_words(line) if line.course is not Course.UNDECIDED else ""
    return (line.title, line.category.short, line.proposed.title, facts_words(line), course, line.reason,
            line.exception_reason, line.growth_reason)  # fmt: skip


def approved_words(plan: PlanYear) -> str:
    """ "Approved by Cabinet on 21/02/2011, minute 7: the budget is set." """
    if not plan.approved:
        return ""
    by = f" by {plan.body}" if plan.body else ""
    on = f" on {day(plan.approved_on)}" if plan.approved_on else ""
    minute = f", minute {plan.minute}" if plan.minute else ""
    return f"Approved{by}{on}{minute}{': ' if plan.reason else '.'}{plan.reason}"


def _issues(count: int) -> str:
    return "1 issue" if count == 1 else f"{count} issues"
