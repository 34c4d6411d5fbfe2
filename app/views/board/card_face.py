"""How a card is put together: lines of its title, what stands below it, how high it gets. Painting is next door."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontMetricsF

from app.bridge.board_grouping import Lane
from app.bridge.board_layout import Metrics
from app.bridge.board_rows import Place
from app.bridge.board_words import BoardNames, flag_words
from app.rules.decision import Stage
from app.rules.indicator import Direction, Rag
from app.rules.issue import Card
from app.views.shared import paint, theme

EDGE, LEFT, RIGHT, TOP, BOTTOM = 3, 12, 10, 6, 7
"""Coloured edge, and space around the content, in design pixels."""
TITLE_GAP, META, META_GAP = 3, 19, 3
INITIALS, RAG_SIDE, ARROW, CHIP = 19, 18, 12, 18
SPARK_LEAST, SPARK_MOST = 32, 60
SPACE = 7
LABEL_WIDTH, LABEL_TOP = 104, 9
MOST_METAS = 5_000
"""Kept arrangements; a window being resized makes new ones at every width."""
_PLAIN = 0x250
"""Above this a title may need shaping or breaking that only Qt's own layout knows."""


@dataclass(frozen=True, slots=True)
class Meta:
    """What stands under the title, in rows.

    The first row begins with the owner. `chips` are the flag and the marks, row by row; `judgement` is the row
    that ends in trend, direction and RAG.
    """

    initials: str
    code: str
    flag: str
    chips: tuple[tuple[str, ...], ...]
    judgement: int
    spark: bool

    @property
    def rows(self) -> int:
        return max(len(self.chips), self.judgement + 1)


class CardFace:
    """Measures cards at the present theme, for the layout (`card_height`, `label_height`) and for the painter."""

    def __init__(self) -> None:
        self.names = BoardNames()
        self._words: dict[str, float] = {}
        self._codes: dict[str, float] = {}
        self._metas: dict[tuple[object, ...], Meta] = {}
        self.restyle()

    def restyle(self) -> None:
        """Take up the theme's text size."""
        self.title_font: QFont = theme.font(13, 500)
        self.code_font: QFont = theme.font(11.5, 500)
        self.label_font: QFont = theme.font(11.5, 600)
        self._measure = QFontMetricsF(self.title_font)
        self._code_measure = QFontMetricsF(self.code_font)
        self._words.clear()
        self._codes.clear()
        self._metas.clear()
        self.space = self._measure.horizontalAdvance(" ")
        self.line = max(theme.px(17), round(self._measure.height()) + 1)
        self.label_line = max(theme.px(16), round(QFontMetricsF(self.label_font).height()) + 1)

    def metrics(self) -> Metrics:
        """Distances at the text size; columns grow less than the text, so that three still fit side by side."""
        grown = 1 + (theme.text_scale() - 1) * 0.6
        return Metrics(
            pad=theme.px(8),
            gap=theme.px(8),
            least_card=round(152 * grown),
            easy_card=round(196 * grown),
            least_column=round(168 * grown),
            least_lane=theme.px(28),
        )

    @property
    def label_width(self) -> int:
        """Width of the lane labels, the gap to the columns included."""
        return round(LABEL_WIDTH * (1 + (theme.text_scale() - 1) * 0.6)) + 10

    def card_height(self, place: Place, width: int) -> int:
        lines = len(self.lines(place.card.title, width))
        rows = self.meta(place.card, width, place.ghost).rows
        high = TOP + TITLE_GAP + rows * META + (rows - 1) * META_GAP + BOTTOM
        return theme.px(high) + lines * self.line

    def label_height(self, lane: Lane) -> int:
        """What the lane's label needs, space above and below included."""
        return len(self.label_lines(lane)) * self.label_line + 2 * theme.px(LABEL_TOP) if lane.title else 0

    def label_lines(self, lane: Lane) -> list[str]:
        return paint.wrap(lane.title, self.label_font, self.label_width - 10)

    def inner(self, width: int) -> int:
        """Room for content in a card."""
        return width - theme.px(LEFT) - theme.px(RIGHT)

    def lines(self, title: str, width: int) -> list[str]:
        """The title's lines in a card of that width. Nothing is cut off: a word too long is broken."""
        room = self.inner(width)
        if title.isascii() or max(title) < chr(_PLAIN):
            lines = self._plain_lines(title, room)
            if lines is not None:
                return lines
        return paint.wrap(title, self.title_font, room)

    def _plain_lines(self, title: str, room: float) -> list[str] | None:
        """Greedy breaking by the widths of words, each measured once; None where a word is wider than a line."""
        widths, space = self._words, self.space
        lines: list[str] = []
        line: list[str] = []
        used = 0.0
        for word in title.split():
            width = widths.get(word)
            if width is None:
                width = widths[word] = self._measure.horizontalAdvance(word)
            if width > room:
                return None
            if line and used + space + width > room:
                lines.append(" ".join(line))
                line, used = [word], width
            else:
                used += width + (space if line else 0)
                line.append(word)
        if line:
            lines.append(" ".join(line))
        return lines or [""]

    def meta(self, card: Card, width: int, ghost: bool) -> Meta:
        """What fits under the title in a card of that width. Many cards are alike in this, so it is kept."""
        known = sum(value is not None for value in card.trend) > 1
        unknown = (card.direction is Direction.UNKNOWN, card.rag is Rag.NONE)
        state = (card.flag, card.ready, card.stage, card.exception, card.proposed_to, known, unknown)
        key = (self.names.initials(card), self.names.department_code(card), width, ghost, state)
        found = self._metas.get(key)
        if found is None:
            if len(self._metas) >= MOST_METAS:
                self._metas.clear()
            found = self._metas[key] = self._new_meta(card, width, ghost)
        return found

    def _new_meta(self, card: Card, width: int, ghost: bool) -> Meta:
        initials, code = self.names.initials(card), self.names.department_code(card)
        flag = "Proposed" if ghost else flag_words(card)
        chips = [chip for chip in (flag, *(() if ghost else card_marks(card))) if chip]
        spark = not ghost and sum(value is not None for value in card.trend) > 1
        owner = theme.px(INITIALS + SPACE) + self.code_width(code)
        judgement = 0.0 if ghost else self._judgement_width(card, spark)
        room = self.inner(width)
        if owner + judgement + sum(map(_chip_room, chips)) <= room:
            return Meta(initials, code, flag, (tuple(chips),), 0, spark)
        if owner + judgement <= room:
            return Meta(initials, code, flag, ((), *_flow(chips, room, 0.0)), 0, spark)
        rows = _flow(chips, room, owner)
        return Meta(initials, code, flag, rows, len(rows), spark)

    def _judgement_width(self, card: Card, spark: bool) -> float:
        parts = (
            SPACE + SPARK_LEAST if spark else 0,
            SPACE + ARROW if card.direction is not Direction.UNKNOWN else 0,
            SPACE + RAG_SIDE if card.rag is not Rag.NONE else 0,
        )
        return theme.px(sum(parts))

    def code_width(self, code: str) -> float:
        width = self._codes.get(code)
        if width is None:
            width = self._codes[code] = self._code_measure.horizontalAdvance(code)
        return width


def _chip_room(chip: str) -> float:
    return theme.px(SPACE) + paint.chip_width(chip)


def _flow(chips: list[str], room: float, taken: float) -> tuple[tuple[str, ...], ...]:
    """Chips in rows; `taken` is what the first row has given away already."""
    rows: list[list[str]] = [[]]
    for chip in chips:
        wide = _chip_room(chip)
        if taken and taken + wide > room + theme.px(SPACE):
            rows.append([])
            taken = 0.0
        rows[-1].append(chip)
        taken += wide
    return tuple(map(tuple, rows))


def card_marks(card: Card) -> tuple[str, ...]:
    """Words that say how the card came to stand here, where that is not simply decided."""
    found = []
    if card.stage is Stage.INTERIM and card.proposed_to is None:
        found.append("Interim")
    if card.exception:
        found.append("Exception")
    return tuple(found)
