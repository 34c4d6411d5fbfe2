"""The room a page has: its paper, its margins, the size of its text, and how large its title may stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.rules.papers import LARGER_PRINT, PackOptions, Paper
from app.rules.text_width import shortened, text_width

_SIZES = {Paper.A4: (210.0, 297.0), Paper.A3: (297.0, 420.0)}
_BASE = {Paper.A4: 9.5, Paper.A3: 12.0}
_POINTS = 72 / 25.4
_NARROW_AIR = 0.8
_WIDE_EMS, _NARROW_EMS = 50.0, 40.0
"""Sizes of text across: from the first tables have all their columns, under the second not even their heads."""
TITLE = 2.52
_TITLE_STEPS = (1.0, 0.85, 0.72)
_CLOSE = 0.65
LEAST_AIR = 0.8
"""The share that paragraphs keep, so that they stay apart from their lines."""
_TIGHTER = ((1.0, _CLOSE), (0.92, 1.0), (0.92, _CLOSE), (0.88, _CLOSE))
"""Sizes of text, and shares of the air between its parts, that a page may have where it then fits its sheet: that of

its tables, and hardly less.
"""
_ABOUT = 0.9
_GAP = 2.0
CAP, PITCH = 0.727, 1.277
"""Of a line's height and of the way to the next, in sizes."""
_RUNNING = 0.8


@dataclass(frozen=True, slots=True)
class Measure:
    """In points."""

    base: float
    width: float
    height: float
    margin: float
    inner: float
    """Width between the margins."""
    landscape: bool
    air: float = 1.0
    """Of what there is between paragraphs, parts and rows."""

    @property
    def narrow(self) -> bool:
        """So few letters to a line that hardly anything stands beside anything else."""
        return self.inner < _WIDE_EMS * self.base

    @property
    def headed(self) -> bool:
        """Narrow, but a row's figures still stand under their heads."""
        return self.inner >= _NARROW_EMS * self.base

    @property
    def beside(self) -> bool:
        """Two columns of text."""
        return self.landscape and not self.narrow

    @property
    def scale(self) -> float:
        """Of the charts' words, which are drawn for the base size of A4."""
        return self.base / _BASE[Paper.A4]

    @property
    def tighter(self) -> Iterator[Measure]:
        """The same page with less and less air and smaller text, but never smaller where larger print is asked for."""
        for size, air in _TIGHTER:
            if size == 1.0 or self.base < LARGER_PRINT:
                yield replace(self, base=self.base * size, air=air)

    @property
    def top(self) -> float:
        return self.margin + (1.4 if self.narrow else 0.6) * self.base

    def foot(self, *, noted: bool) -> float:
        """`noted`: what a hidden figure's mark means has a line of its own, where there is little room beside."""
        if self.narrow:
            return self.margin + ((0.8 if self.landscape else 1.9) + (0.9 if noted else 0.0)) * self.base
        return self.margin + (1.4 + (1.6 if noted and not self.landscape else 0.0)) * self.base


def measure_of(options: PackOptions, *, upright: bool = False) -> Measure:
    short, long = (side * _POINTS for side in _SIZES[options.paper])
    landscape = options.landscape and not upright
    width, height = (long, short) if landscape else (short, long)
    margin = (15 if options.paper is Paper.A4 else 20) * _POINTS
    base = max(LARGER_PRINT, _BASE[options.paper]) if options.larger_print else _BASE[options.paper]
    measure = Measure(base, width, height, margin, width - 2 * margin, landscape)
    return replace(measure, air=_NARROW_AIR) if measure.narrow else measure


def about_width(about: tuple[str, ...], measure: Measure) -> float:
    """Of the corner of the head; what is longer wraps."""
    if measure.narrow or not about:
        return 0.0
    widest = max(text_width(words, _ABOUT * measure.base) for words in about) * 1.04 + 2
    return min(widest, measure.inner * (0.34 if measure.landscape else 0.26))


def title_scale(title: str, room: float, measure: Measure) -> float:
    """As large as leaves the title on one line; the smallest where none does."""
    for step in _TITLE_STEPS:
        if text_width(title, TITLE * step * measure.base, 600) * 1.04 <= room:
            return step
    return _TITLE_STEPS[-1]


def title_room(about: float, measure: Measure) -> float:
    return measure.inner - (about + _GAP * measure.base if about else 0.0)


def running_title(title: str, marking: str, measure: Measure) -> str:
    """For the head of the sheets on which a page goes on; there the marking stands in the middle."""
    size = _RUNNING * measure.base
    room = measure.inner
    if not measure.beside:
        room = (measure.inner - text_width(marking, size, 600) * 1.04) / 2 - 2 * size
    return shortened(title, size, 400, room - text_width(" (continued)", size))
