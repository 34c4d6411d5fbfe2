"""Which shape of a point means what, said once and beside such points: there is no legend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.rules.figure import Anchor, Ink, Shape, Words
from app.rules.figure_labels import Room, place_by_point, words_at
from app.rules.figure_lines import SIGNALS, Scale
from app.rules.trend import TrendPoint

_SHAPES = {Shape.DIAMOND: ("Diamond", "Diamonds"), Shape.SQUARE: ("Square", "Squares")}
_MEANINGS = {Ink.CONCERN: "concern", Ink.IMPROVEMENT: "improvement", Ink.NEITHER: "change"}
_GAP = 7.0


def sign_words(
    points: Sequence[TrendPoint], room: Room, at: Scale, size: float, head: float, edge: float
) -> Iterator[Words]:
    """A few words for each meaning in view, at the middle of its newest run; at the right of `head` without room."""
    for ink, runs in _runs(points, at).items():
        few, many = _SHAPES[_shape(ink)]
        text = f"{many if sum(map(len, runs)) > 1 else few}: {_MEANINGS[ink]}"
        placed = _beside(runs, room, at, text, size, ink)
        yield placed or words_at(text, edge, head, size, ink, Anchor.END)


def _beside(
    runs: Sequence[Sequence[TrendPoint]], room: Room, at: Scale, text: str, size: float, ink: Ink
) -> Words | None:
    for run in reversed(runs):
        for point in (run[len(run) // 2], run[0]):
            found = place_by_point(room, text, (at.x(point.position), at.y(point.value)), size, ink, _GAP, weight=500)
            if found:
                return found
    return None


def _runs(points: Sequence[TrendPoint], at: Scale) -> dict[Ink, list[list[TrendPoint]]]:
    found: dict[Ink, list[list[TrendPoint]]] = {}
    before = None
    for point in points:
        if not at.window.left <= point.position <= at.window.right:
            continue
        ink = SIGNALS[point.signal][0] if point.signal in SIGNALS else None
        if ink is not None:
            runs = found.setdefault(ink, [])
            if ink is not before:
                runs.append([])
            runs[-1].append(point)
        before = ink
    return found


def _shape(ink: Ink) -> Shape:
    return next(shape for signal_ink, shape in SIGNALS.values() if signal_ink is ink)
