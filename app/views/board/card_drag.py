"""A drag of cards by the view's own mouse handling: lifted, held, dropped or taken back. No QDrag, no loop."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel

from app.bridge.board_facts import verdicts_for
from app.rules.category import COLUMNS, Category
from app.rules.issue import Card
from app.rules.moves import Verdict
from app.views.board.board_view import BoardView
from app.views.board.card_frame import LIFTED_ROOM
from app.views.board.drop_hints import DropHints, Hint
from app.views.board.drop_words import refusal, welcome
from app.views.board.leave_strip import LeaveStrip
from app.views.shared import theme

SCROLL_ZONE, SCROLL_EVERY = 44, 16
"""Pixels from an edge where holding a card scrolls; milliseconds between steps."""


@dataclass(frozen=True)
class Drop:
    """Where the cards were let go. `verdict` None: outside the board, or over their own column."""

    cards: tuple[Card, ...]
    verdict: Verdict | None


class CardDrag(QObject):
    """One drag at a time. `begin`, `move` for each step of the mouse, then `drop` or `cancel`."""

    active_changed = Signal(bool)

    def __init__(self, view: BoardView) -> None:
        super().__init__(view)
        self._view = view
        self.cards: tuple[Card, ...] = ()
        self.verdicts: dict[Category, Verdict] = {}
        self.target: Category | None = None
        self.hints = DropHints(view.board_layout, view)
        self.strip = LeaveStrip(view)
        self._lifted = QLabel(view)
        self._lifted.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._lifted.hide()
        self._hold = QPoint()
        self._at = QPoint()
        self._timer = QTimer(self)
        self._timer.setInterval(SCROLL_EVERY)
        self._timer.timeout.connect(self._scroll)
        view.scrolled.connect(self._follow_scroll)

    @property
    def active(self) -> bool:
        return bool(self.cards)

    def begin(self, cards: tuple[Card, ...], row: int, pressed: QPoint) -> None:
        """Lift the cards. `row` is the one under the pointer, `pressed` where, in the viewport."""
        view = self._view
        self.cards = cards
        self.verdicts = verdicts_for(list(cards), view.board_model)
        box, place = view.box(row), view.board_model.rows.at(row)
        pixmap = view.pictures.lifted(place, box, view.devicePixelRatioF())
        self._hold = pressed - QPoint(box.x, box.y) + QPoint(theme.px(LIFTED_ROOM), theme.px(LIFTED_ROOM))
        self._lift(pixmap)
        lane = view.board_layout.lane_at(view.board_layout.rect(row).y)
        area = view.viewport().geometry()
        self.hints.setGeometry(area)
        self.hints.set_offset(view.horizontalOffset(), view.verticalOffset())
        self.hints.begin(self._hints(), lane)
        self.hints.raise_()
        self._show_strip(area)
        self._lifted.raise_()
        view.fade(frozenset(card.issue_id for card in cards))
        self._timer.start()
        self.active_changed.emit(True)
        self.move(pressed)

    def _lift(self, pixmap: QPixmap) -> None:
        count = len(self.cards)
        self._lifted.setPixmap(pixmap)
        self._lifted.resize(pixmap.deviceIndependentSize().toSize())
        self._lifted.setAccessibleName("1 card lifted" if count == 1 else f"{count} cards lifted")
        self._lifted.show()

    def _hints(self) -> tuple[Hint, ...]:
        own = self.cards[0].category
        hints = []
        for category in COLUMNS:
            verdict = self.verdicts[category]
            if category is own:
                continue
            words = welcome(verdict, self.cards) if verdict.allowed else refusal(verdict)
            hints.append(Hint(category, verdict.allowed, words))
        return tuple(hints)

    def _show_strip(self, area: QRect) -> None:
        verdict = self.verdicts[Category.LEFT]
        words = welcome(verdict, self.cards) if verdict.allowed else refusal(verdict)
        self.strip.words = words
        width = area.right() + 1
        high = self.strip.wanted_height(width)
        self.strip.setGeometry(0, area.bottom() + 1 - high, width, high)
        self.strip.begin(words, open_to_drop=verdict.allowed)

    def move(self, at: QPoint) -> None:
        """The pointer is there now, in the viewport."""
        self._at = at
        shift = self._view.viewport().pos()
        self._lifted.move(at + shift - self._hold)
        self._set_target(self._target_at(at))

    def _target_at(self, at: QPoint) -> Category | None:
        if self.strip.geometry().contains(at + self._view.viewport().pos()):
            return Category.LEFT
        if not self._view.viewport().rect().contains(at):
            return None
        column = self._view.board_layout.column_at(at.x() + self._view.horizontalOffset())
        return COLUMNS[column] if column >= 0 else None

    def _set_target(self, target: Category | None) -> None:
        self.target = target
        self.hints.set_over(target)
        self._light(target)
        self.strip.set_over(target is Category.LEFT)

    def _light(self, target: Category | None) -> None:
        """Tint the cells in which the cards may land, the one under the pointer more."""
        lane = self.hints.lane
        cells = {
            (lane, COLUMNS.index(hint.category)): hint.category is target
            for hint in self.hints.hints
            if hint.open and self.active
        }
        self._view.light_cells(cells)

    def drop(self) -> Drop:
        """Let go where the pointer is."""
        verdict = self.verdicts.get(self.target) if self.target else None
        own = self.cards[0].category
        dropped = Drop(self.cards, None if self.target is own else verdict)
        self.cancel()
        return dropped

    def cancel(self) -> None:
        """Put the cards back and take everything away that was shown for the drag."""
        self._timer.stop()
        self.cards, self.target = (), None
        self._view.fade(frozenset())
        self._view.light_cells({})
        for shown in (self._lifted, self.hints, self.strip):
            shown.hide()
        self.active_changed.emit(False)

    def _follow_scroll(self) -> None:
        if self.active:
            self.hints.set_offset(self._view.horizontalOffset(), self._view.verticalOffset())
            self._set_target(self._target_at(self._at))

    def _scroll(self) -> None:
        """Near the upper or lower edge the board moves under the card, faster the nearer."""
        if self.target is Category.LEFT:
            return
        zone = theme.px(SCROLL_ZONE)
        high = self._view.viewport().height() - self.strip.height()
        above, below = zone - self._at.y(), self._at.y() - (high - zone)
        if above > 0:
            self._step(-min(above, zone))
        elif below > 0:
            self._step(min(below, zone))

    def _step(self, depth: int) -> None:
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + (depth // 3 or (1 if depth > 0 else -1)))
