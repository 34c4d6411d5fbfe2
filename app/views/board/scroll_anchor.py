"""The first card in view stays where it is on the screen while the board around it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.views.board.board_view import BoardView

Anchor = tuple[int, bool, int]
"""Issue, ghost or not, pixels below the upper edge."""


class ScrollAnchor:
    """`hold` before a model is reset; otherwise `now` just before the layout is enough."""

    def __init__(self, view: BoardView) -> None:
        self._view = view
        self._held: Anchor | None = None

    def hold(self) -> None:
        self._held = self.now()

    def take(self) -> Anchor | None:
        """The one held, once, else the present one."""
        held, self._held = self._held, None
        return held or self.now()

    def now(self) -> Anchor | None:
        """None at the very top: there the board stays at the top."""
        view, layout = self._view, self._view.board_layout
        top = view.verticalOffset()
        if top <= 0 or layout.rows is None:
            return None
        for row, box in layout.visible(top, top + view.viewport().height()):
            if box.y >= top and row < len(layout.rows):
                place = layout.rows.at(row)
                return place.card.issue_id, place.ghost, box.y - top
        return None

    def restore(self, anchor: Anchor | None) -> None:
        """Scroll so that the card is where it was; nothing where the filter hides it now."""
        if anchor is None:
            return
        issue, ghost, below = anchor
        row = self._view.board_model.rows.row(issue, ghost)
        if row >= 0:
            self._view.verticalScrollBar().setValue(self._view.board_layout.rect(row).y - below)
