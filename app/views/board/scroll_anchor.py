"""The first card in view stays where it is on the screen while the board around it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from app.views.board.board_view import BoardView


class Anchor(NamedTuple):
    """`below`: pixels from the upper edge to the card. `current`: whether the current card is in view too."""

    issue: int
    ghost: bool
    below: int
    current: bool


class ScrollAnchor:
    """`hold` before a model is reset; otherwise `now` just before the layout is enough."""

    def __init__(self, view: BoardView) -> None:
        self._view = view
        self._held: Anchor | None = None
        self._look_again = False

    def hold(self) -> None:
        self._held = self.now()

    def take(self) -> Anchor | None:
        """The one held, once, else the present one."""
        held, self._held = self._held, None
        return held or self.now()

    def now(self) -> Anchor | None:
        view, layout = self._view, self._view.board_layout
        top = view.verticalOffset()
        if layout.rows is None or not layout.is_of(layout.rows):
            return None  # the cards have changed under it: nothing can be said of where they are
        visible = [
            (row, box)
            for row, box in layout.visible(top, top + view.viewport().height())
            if box.y >= top and row < len(layout.rows)
        ]
        if not visible:
            return None
        row, box = visible[0]
        place = layout.rows.at(row)
        current = view.currentIndex().row() in [each for each, _ in visible]
        return Anchor(place.card.issue_id, place.ghost, box.y - top, current)

    def restore(self, anchor: Anchor | None) -> None:
        """Scroll so that the card is where it was, unless the board was at its very top."""
        if anchor is None:
            return
        view = self._view
        row = view.board_model.rows.row(anchor.issue, anchor.ghost)
        if row >= 0 and view.verticalOffset() > 0:
            view.verticalScrollBar().setValue(view.board_layout.rect(row).y - anchor.below)
        self._look_again = anchor.current

    def keep_current_in_view(self) -> None:
        """After the selection is back: what one was looking at is not lost from view."""
        if self._look_again and self._view.currentIndex().isValid():
            self._view.scrollTo(self._view.currentIndex())
        self._look_again = False
