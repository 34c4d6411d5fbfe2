"""What stays in view while the board scrolls: column headings above, lane labels at the left."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.bridge.board_layout import BoardLayout
from app.bridge.board_model import BoardModel
from app.rules.category import COLUMNS, Category
from app.views.board import card_face
from app.views.board.card_face import CardFace
from app.views.shared import paint, theme

BAR, SIDE, ABOVE, BELOW = 3, 12, 10, 8
RADIUS = 8
LEGEND = "Illustrative figures"


@dataclass(frozen=True, slots=True)
class Head:
    """One column's heading. `warning`: the plan is larger than it should be."""

    category: Category
    count: str
    warning: bool = False


def count_words(category: Category, total: int, shown: int, limit: int) -> str:
    """ "14", "8 of at most 10", and while a filter hides some "5 of 14 shown"."""
    if shown != total:
        return f"{shown} of {total} shown"
    return f"{total} of at most {limit}" if category is Category.IMPROVEMENT_PLAN else str(total)


class ColumnHeads(QWidget):
    """Three headings over the columns, moving sideways with them."""

    def __init__(self, layout: BoardLayout, parent: QWidget) -> None:
        super().__init__(parent)
        self._layout = layout
        self._heads: tuple[Head, ...] = tuple(Head(category, "") for category in COLUMNS)
        self.offset = 0
        self.left = 0
        self.legend = False
        """Whether the corner over the lane labels explains the dotted line."""

    def count(self, model: BoardModel) -> None:
        """Take the counts from the model, and whether any figure on it is illustrative."""
        limit = model.board.plan_limit
        heads = []
        for index, category in enumerate(COLUMNS):
            total, shown = model.counts[category], model.rows.shown_in(index)
            over = category is Category.IMPROVEMENT_PLAN and total > limit
            heads.append(Head(category, count_words(category, total, shown, limit), over))
        self.set_heads(tuple(heads))
        legend = any(card.illustrative for card in model.board.cards)
        if legend != self.legend:
            self.legend = legend
            self.update()

    def set_heads(self, heads: tuple[Head, ...]) -> None:
        if heads == self._heads:
            return
        self._heads = heads
        words = (f"{head.category.heading}: {head.count}" for head in heads)
        self.setAccessibleName("; ".join(words))
        self.update()

    def wanted_height(self) -> int:
        """Pixels that the tallest heading needs."""
        return theme.px(BAR + ABOVE + BELOW) + max(self._parts(index).height for index in range(len(COLUMNS)))

    def _parts(self, index: int) -> Parts:
        """Title and subtitle wrap; the count stands beside the first line that has room, else under them."""
        room = self._layout.columns[index].width - 2 * theme.px(SIDE)
        fonts = (theme.font(13.5, 700), theme.font(11.5))
        titles = paint.wrap(COLUMNS[index].heading, fonts[0], room)
        subtitles = paint.wrap(COLUMNS[index].subtitle, fonts[1], room)
        taken = theme.px(12) + QFontMetricsF(theme.font(12, 600)).horizontalAdvance(self._heads[index].count)
        beside = next(
            (
                at
                for at, font, words in ((0, fonts[0], titles[0]), (len(titles), fonts[1], subtitles[0]))
                if QFontMetricsF(font).horizontalAdvance(words) + taken <= room
            ),
            len(titles) + len(subtitles),
        )
        return Parts(tuple(titles), tuple(subtitles), beside, *(_line_of(font) for font in fonts))

    def paintEvent(self, event: QPaintEvent) -> None:
        p = QPainter(self)
        p.fillRect(event.rect(), theme.current().ground)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index in range(len(COLUMNS)):
            self._paint_head(p, index)
        if self.legend and self.left:
            self._paint_legend(p)

    def _paint_legend(self, p: QPainter) -> None:
        """Dotted under a trend: figures that are not the council's own."""
        t = theme.current()
        lines = paint.wrap(LEGEND, theme.font(11), self.left - 10)
        line = round(QFontMetricsF(theme.font(11)).height())
        y = self.height() - len(lines) * line - theme.px(8)
        p.fillRect(QRectF(0, 0, self.left - 10, self.height()), t.ground)
        pen = QPen(t.ink3, 1)
        pen.setDashPattern([1, 3])
        p.setPen(pen)
        p.drawLine(QLineF(0, y - 4.5, theme.px(40), y - 4.5))
        p.setPen(t.ink3)
        p.setFont(theme.font(11))
        for words in lines:
            p.drawText(QRectF(0, y, self.left - 10, line), _LEFT, words)
            y += line

    def _paint_head(self, p: QPainter, index: int) -> None:
        t, head, column = theme.current(), self._heads[index], self._layout.columns[index]
        colour = theme.category_colour(head.category)
        box = QRectF(self.left + column.x - self.offset, 0, column.width, self.height())
        p.save()
        p.setClipRect(box)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(colour)
        p.drawRoundedRect(box.adjusted(0, 0, 0, RADIUS), RADIUS, RADIUS)
        p.setBrush(t.line)
        inner = box.adjusted(0, theme.px(BAR), 0, RADIUS)
        p.drawRoundedRect(inner, RADIUS - 2, RADIUS - 2)
        p.setBrush(t.paper)
        p.drawRoundedRect(inner.adjusted(1, 0, -1, 0), RADIUS - 2, RADIUS - 2)
        p.setPen(QPen(t.line, 1))
        p.drawLine(QLineF(box.left(), box.bottom() - 0.5, box.right(), box.bottom() - 0.5))
        p.restore()
        self._paint_words(p, index, head, box)

    def _paint_words(self, p: QPainter, index: int, head: Head, box: QRectF) -> None:
        t, parts = theme.current(), self._parts(index)
        row = QRectF(
            box.left() + theme.px(SIDE), theme.px(BAR + ABOVE) - 1, box.width() - 2 * theme.px(SIDE), 0
        )
        for at, words in enumerate((*parts.titles, *parts.subtitles, "")):
            is_title = at < len(parts.titles)
            row.setHeight(parts.title_line if is_title else parts.subtitle_line)
            p.setPen(theme.category_colour(head.category) if is_title else t.ink2)
            p.setFont(theme.font(13.5, 700) if is_title else theme.font(11.5))
            p.drawText(row, _LEFT, words)
            if at == parts.beside:
                p.setFont(theme.font(12, 600))
                p.setPen(t.amber if head.warning else t.ink2)
                p.drawText(
                    row, _RIGHT if at < len(parts.titles) + len(parts.subtitles) else _LEFT, head.count
                )
            row.translate(0, row.height())


@dataclass(frozen=True, slots=True)
class Parts:
    """Lines of a heading. `beside`: the line with the count, counted through; the last is a line of its own."""

    titles: tuple[str, ...]
    subtitles: tuple[str, ...]
    beside: int
    title_line: int
    subtitle_line: int

    @property
    def height(self) -> int:
        own = self.beside == len(self.titles) + len(self.subtitles)
        return len(self.titles) * self.title_line + (len(self.subtitles) + own) * self.subtitle_line


def _line_of(font: QFont) -> int:
    return round(QFontMetricsF(font).height()) + 1


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class LaneLabels(QWidget):
    """Names of the lanes. The name of a lane that starts above the view stays at its top."""

    def __init__(self, layout: BoardLayout, face: CardFace, parent: QWidget) -> None:
        super().__init__(parent)
        self._layout = layout
        self._face = face
        self.offset = 0

    def set_offset(self, offset: int) -> None:
        self.offset = offset
        self.update()

    def refresh_names(self) -> None:
        rows = self._layout.rows
        names = [lane.title for lane in rows.lanes if lane.title] if rows else []
        self.setAccessibleName("Lanes: " + "; ".join(names) if names else "One lane")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        p = QPainter(self)
        t = theme.current()
        p.fillRect(event.rect(), t.ground)
        rows = self._layout.rows
        if rows is None:
            return
        p.setFont(self._face.label_font)
        line, pad = self._face.label_line, theme.px(card_face.LABEL_TOP)
        for lane in self._layout.lanes_between(self.offset, self.offset + self.height()):
            top = self._layout.tops[lane] - self.offset
            bottom = self._layout.tops[lane + 1] - self.offset
            lines = self._face.label_lines(rows.lanes[lane])
            if top >= 0:
                p.setPen(QPen(t.line, 1))
                p.drawLine(QLineF(0, max(top - 0.5, 0.5), self.width() - 10, top - 0.5))
            y = min(max(top, 0) + pad, bottom - pad - len(lines) * line)
            p.setPen(t.ink2)
            for words in lines:
                p.drawText(QRectF(0, y, self.width() - 10, line), _LEFT, words)
                y += line
