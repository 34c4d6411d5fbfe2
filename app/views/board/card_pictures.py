"""Cards as pictures, the last ones shown kept: scrolling paints only the cards that come into view."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QPainter, QPixmap

from app.bridge.board_layout import Box
from app.bridge.board_rows import Place
from app.views.board import card_frame
from app.views.board.card_face import CardFace
from app.views.board.card_paint import paint_meta, paint_title
from app.views.shared import theme

KEPT = 160
"""Pictures kept: about three screens full, some 12 MB."""

Key = tuple[Place, int, int, bool, float]


@dataclass(frozen=True, slots=True)
class Shown:
    """One card to paint. `box` is where, in the painter's coordinates."""

    place: Place
    box: Box
    selected: bool = False
    focused: bool = False
    hovered: bool = False
    faded: bool = False


class CardPictures:
    """A place is another object after every change of its card, so a picture is never out of date."""

    def __init__(self, face: CardFace) -> None:
        self.face = face
        self._kept: OrderedDict[Key, QPixmap] = OrderedDict()

    def clear(self) -> None:
        """The theme or the names on the cards are others."""
        self._kept.clear()

    def of(self, place: Place, box: Box, ratio: float, *, hovered: bool = False) -> QPixmap:
        key = (place, box.width, box.height, hovered, ratio)
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = self._paint(place, box, ratio, hovered)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        return found

    def _paint(self, place: Place, box: Box, ratio: float, hovered: bool) -> QPixmap:
        here = Box(0, 0, box.width, box.height)
        pixmap = card_frame.blank(box.width, box.height + card_frame.BELOW, ratio)
        p = QPainter(pixmap)
        name = theme.current().name
        frame = card_frame.frame(box.width, box.height, place.category, place.ghost, hovered, name, ratio)
        p.drawPixmap(QPoint(0, 0), frame)
        paint_title(p, self.face, place, here)
        paint_meta(p, self.face, place, here)
        p.end()
        return pixmap

    def lifted(self, place: Place, box: Box, ratio: float) -> QPixmap:
        return card_frame.paint_lifted(self.of(place, box, ratio), box, ratio)

    def paint(self, p: QPainter, cards: Iterable[Shown], ratio: float) -> None:
        """Paint cards. `ratio` is the device's pixel ratio."""
        for each in cards:
            box = each.box
            if (each.selected or each.focused) and not each.faded:
                card_frame.paint_ring(p, box, selected=each.selected, focused=each.focused)
            p.drawPixmap(QPoint(box.x, box.y), self.of(each.place, box, ratio, hovered=each.hovered))
            if each.faded:
                veil = QColor(theme.current().paper)
                veil.setAlphaF(0.65)
                p.fillRect(QRect(box.x, box.y, box.width, box.height + card_frame.BELOW), veil)
