"""Title, sentence and source around a chart that stands alone: on the clipboard, in a file, on paper."""

from __future__ import annotations

from app.rules.figure import Band, Box, Ink, Words
from app.rules.figure_labels import words_at
from app.rules.text_width import shortened, wrapped
from app.rules.trend import Trend

_MARGIN = 12.0


def heading(trend: Trend, sheet: Box, scale: float) -> tuple[list[Words], list[Band], Box]:
    """Words above and below on a white ground, and what is left for the chart."""
    indicator = trend.indicator
    words: list[Words] = []
    inside = sheet.width - 2 * _MARGIN
    title = f"{indicator.code}  {indicator.title}" if indicator.code else indicator.title
    base = _lines(words, title, inside, round(15 * scale), Ink.INK, 600, sheet.y + _MARGIN * 0.7, most=2)
    base = _lines(words, trend.sentence, inside, round(12 * scale), Ink.SECOND, 400, base + 3 * scale, most=3)
    foot, small = sheet.bottom - 10.0, round(11 * scale)
    lines = _source(trend, inside, small)
    for line in reversed(lines):
        words.append(words_at(line, _MARGIN, foot, small, Ink.THIRD))
        foot -= 14 * scale
    top = base + 6 * scale
    return words, [Band(sheet, Ink.PAPER)], Box(_MARGIN - 2, top, inside, max(40.0, foot - 4 - top))


def _lines(
    words: list[Words], text: str, width: float, size: float, ink: Ink, weight: int, top: float, most: int
) -> float:
    """Writes the text in lines and returns where the next may begin."""
    lines = wrapped(text, size, weight, width)
    if len(lines) > most:
        lines = [*lines[: most - 1], shortened(" ".join(lines[most - 1 :]), size, weight, width)]
    for line in lines:
        words.append(words_at(line, _MARGIN, top + size, size, ink, weight=weight))
        top += size * 1.35
    return top


def _source(trend: Trend, width: float, size: float) -> list[str]:
    parts = []
    if trend.indicator.source:
        parts.append(f"Source: {trend.indicator.source}")
    if trend.indicator.illustrative:
        parts.append("Illustrative figures, not the council's own")
    text = ". ".join(parts)
    return wrapped(text, size, 400, width)
