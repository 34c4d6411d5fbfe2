"""A text over a few lines of a width, where the last one gives way with an ellipsis."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics


def broken(text: str, metrics: QFontMetrics, width: int, most: int = 2) -> tuple[str, ...]:
    """At most so many lines, broken between words; a word that is wider than a line gives way in it."""
    rest = " ".join(text.split())
    lines: list[str] = []
    while len(lines) < most - 1 and metrics.horizontalAdvance(rest) > width:
        head, rest = _first_line(rest, metrics, width)
        lines.append(metrics.elidedText(head, Qt.TextElideMode.ElideRight, width))
        if not rest:
            return tuple(lines)
    lines.append(metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width))
    return tuple(lines)


def _first_line(text: str, metrics: QFontMetrics, width: int) -> tuple[str, str]:
    """As many words as fit, one at the least, and the rest."""
    words = text.split(" ")
    taken = next(
        (count for count in range(len(words), 1, -1) if metrics.horizontalAdvance(" ".join(words[:count])) <= width), 1
    )
    return " ".join(words[:taken]), " ".join(words[taken:])
