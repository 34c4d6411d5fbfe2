"""Draws a figure with QPainter: on screen, and as the picture that is copied. It decides nothing."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
)

from app.rules.figure import TINTS, Anchor, Band, Dash, Figure, Ink, Line, Mark, Shape, Words
from app.views.shared import theme, tokens
from app.views.shared.tokens import Tokens


def colour(ink: Ink, palette: Tokens | None = None) -> QColor:
    """The colour of an ink in a theme, the one in force unless named."""
    chosen = palette or theme.current()
    tint = TINTS[ink]
    strong: QColor = getattr(chosen, tint.token)
    return strong if tint.share == 1.0 else _mixed(strong.rgb(), chosen.paper.rgb(), tint.share)


@lru_cache(maxsize=128)
def _mixed(strong: int, paper: int, share: float) -> QColor:
    top, ground = QColor(strong), QColor(paper)
    parts = (
        round(getattr(top, part)() * share + getattr(ground, part)() * (1 - share))
        for part in ("red", "green", "blue")
    )
    return QColor(*parts)


def paint(painter: QPainter, figure: Figure, palette: Tokens | None = None) -> None:
    """Draw the figure with its top left corner at the painter's origin."""
    paint_under(painter, figure, palette)
    paint_over(painter, figure, palette)


def paint_under(painter: QPainter, figure: Figure, palette: Tokens | None = None) -> None:
    """Bands and lines: what a chart that draws its own series puts under it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for band in figure.bands:
        _paint_band(painter, band, palette)
    _paint_lines(painter, figure, palette)
    painter.restore()


def paint_over(painter: QPainter, figure: Figure, palette: Tokens | None = None) -> None:
    """Marks and words."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    for mark in figure.marks:
        _paint_mark(painter, mark, palette)
    for words in figure.words:
        _paint_words(painter, words, palette)
    painter.restore()


def picture(figure: Figure, ratio: float = 2.0) -> QImage:
    """The figure on white, `ratio` device pixels to the pixel, with that density written into it."""
    image = QImage(
        round(figure.width * ratio), round(figure.height * ratio), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.setDevicePixelRatio(ratio)
    dots = round(96 * ratio / 0.0254)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint(painter, figure, tokens.light())
    painter.end()
    image.setDotsPerMeterX(dots)
    image.setDotsPerMeterY(dots)
    return image


def _paint_band(painter: QPainter, band: Band, palette: Tokens | None) -> None:
    box = QRectF(band.box.x, band.box.y, band.box.width, band.box.height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(band.ink, palette))
    if band.radius:
        painter.drawRoundedRect(box, band.radius, band.radius)
    else:
        painter.drawRect(box)


def _paint_lines(painter: QPainter, figure: Figure, palette: Tokens | None) -> None:
    plot = QRectF(figure.plot.x, figure.plot.y, figure.plot.width, figure.plot.height)
    clipped = False
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for line in figure.lines:
        if line.clip is not clipped:
            clipped = line.clip
            if clipped:
                painter.setClipRect(plot.adjusted(-1, -1, 1, 1))
            else:
                painter.setClipping(False)
        painter.setPen(_pen(colour(line.ink, palette).rgba(), line.width, line.dash))
        _paint_line(painter, line)
    painter.setClipping(False)


def _paint_line(painter: QPainter, line: Line) -> None:
    if len(line.points) == 2:
        (x1, y1), (x2, y2) = line.points
        painter.drawLine(QPointF(x1, y1), QPointF(x2, y2))
    else:
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in line.points]))


@lru_cache(maxsize=256)
def _pen(rgba: int, width: float, dash: Dash) -> QPen:
    pen = QPen(QColor.fromRgba(rgba), width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dash.pattern:
        pen.setDashPattern([length / width for length in dash.pattern])
    return pen


def _paint_mark(painter: QPainter, mark: Mark, palette: Tokens | None) -> None:
    rim = colour(mark.ink, palette)
    hollow = mark.fill is Ink.PAPER
    edge = rim if hollow else colour(Ink.PAPER, palette)
    painter.setPen(_pen(edge.rgba(), 1.6 if hollow else 1.0, Dash.SOLID))
    painter.setBrush(QBrush(colour(mark.fill, palette)))
    centre, r = QPointF(mark.x, mark.y), mark.radius
    if mark.shape is Shape.CIRCLE:
        painter.drawEllipse(centre, r, r)
    elif mark.shape is Shape.SQUARE:
        side = r * 0.9
        painter.drawRect(QRectF(mark.x - side, mark.y - side, 2 * side, 2 * side))
    else:
        painter.drawPath(_diamond(mark.x, mark.y, r * 1.25))


def _diamond(x: float, y: float, reach: float) -> QPainterPath:
    path = QPainterPath(QPointF(x, y - reach))
    path.lineTo(x + reach, y)
    path.lineTo(x, y + reach)
    path.lineTo(x - reach, y)
    path.closeSubpath()
    return path


def _paint_words(painter: QPainter, words: Words, palette: Tokens | None) -> None:
    font, metrics = _font(int(words.size), words.weight)
    x = words.x
    if words.anchor is not Anchor.START:
        wide = metrics.horizontalAdvance(words.text)
        x -= wide if words.anchor is Anchor.END else wide / 2
    painter.setFont(font)
    painter.setPen(colour(words.ink, palette))
    painter.drawText(QPointF(x, words.y), words.text)


@lru_cache(maxsize=64)
def _font(pixels: int, weight: int) -> tuple[QFont, QFontMetricsF]:
    font = QFont(theme.FAMILY)
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight(weight))
    return font, QFontMetricsF(font)
