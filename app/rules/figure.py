"""A drawing as plain data: bands, lines, marks and words at a given size, for screen, picture and paper.

Lengths are pixels at 96 to the inch (SVG user units), y downwards. Two painters draw it and nothing else:
app.views.shared.figure_painter with QPainter, app.reports.figure_svg as SVG. Neither decides anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.rules.indicator import Rag, Status
from app.rules.period import Period


class Ink(StrEnum):
    """What a colour is for. `TINTS` says which colour of the theme that is."""

    INK = "ink"
    SECOND = "second"
    THIRD = "third"
    PAPER = "paper"
    GRID = "grid"
    AXIS = "axis"
    SERIES = "series"
    TARGET = "target"
    FLOOR = "floor"
    BAND = "band"
    LIMIT = "limit"
    LIMIT_WORDS = "limit_words"
    COMPARATOR = "comparator"
    COMPARATOR_QUIET = "comparator_quiet"
    EVENT = "event"
    EVENT_CHIP = "event_chip"
    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    NEITHER = "neither"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True, slots=True)
class Tint:
    """A colour of the theme by name, `share` of it mixed into the paper."""

    token: str
    share: float = 1.0


TINTS: dict[Ink, Tint] = {
    Ink.INK: Tint("ink"),
    Ink.SECOND: Tint("ink2"),
    Ink.THIRD: Tint("ink3"),
    Ink.PAPER: Tint("paper"),
    Ink.GRID: Tint("ink", 0.09),
    Ink.AXIS: Tint("ink", 0.2),
    Ink.SERIES: Tint("ink"),
    Ink.TARGET: Tint("outcomes"),
    Ink.FLOOR: Tint("ink3"),
    Ink.BAND: Tint("accent_soft", 0.5),
    Ink.LIMIT: Tint("improvement", 0.5),
    Ink.LIMIT_WORDS: Tint("accent"),
    Ink.COMPARATOR: Tint("ink3", 0.75),
    Ink.COMPARATOR_QUIET: Tint("ink3", 0.32),
    Ink.EVENT: Tint("ink3"),
    Ink.EVENT_CHIP: Tint("chip"),
    Ink.IMPROVEMENT: Tint("improvement"),
    Ink.CONCERN: Tint("concern"),
    Ink.NEITHER: Tint("neither"),
    Ink.GREEN: Tint("green"),
    Ink.AMBER: Tint("amber"),
    Ink.RED: Tint("red"),
}


class Dash(StrEnum):
    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"

    @property
    def pattern(self) -> tuple[float, float] | None:
        """Lengths of ink and gap in pixels."""
        return {"dashed": (5.0, 3.5), "dotted": (1.6, 2.6)}.get(self.value)


class Shape(StrEnum):
    """Marks differ by shape as well as colour: a diamond is concern, a square improvement."""

    CIRCLE = "circle"
    DIAMOND = "diamond"
    SQUARE = "square"


class Anchor(StrEnum):
    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def meets(self, other: Box) -> bool:
        """Whether the two share more than an edge."""
        return (
            self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Band:
    box: Box
    ink: Ink
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """A polyline. `clip`: cut off at the plot's edge."""

    points: tuple[tuple[float, float], ...]
    ink: Ink
    width: float = 1.0
    dash: Dash = Dash.SOLID
    clip: bool = True


@dataclass(frozen=True, slots=True)
class Mark:
    """A point of the series. `fill` is PAPER for a provisional one."""

    x: float
    y: float
    radius: float
    ink: Ink
    fill: Ink
    shape: Shape = Shape.CIRCLE


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text. (x, y) is on the baseline; `box` is the room it takes."""

    x: float
    y: float
    text: str
    size: float
    ink: Ink
    box: Box
    weight: int = 400
    anchor: Anchor = Anchor.START


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a reading stands, for the pointer and the keyboard. `words` says all of it in one line."""

    x: float
    y: float
    position: float
    period: Period
    value: float
    words: str
    status: Status
    rag: Rag = Rag.NONE


@dataclass(frozen=True, slots=True)
class Window:
    """The part of the data shown: positions across, values upwards."""

    left: float
    right: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Figure:
    """One drawing. Painted in this order: bands, lines, marks, words."""

    width: float
    height: float
    plot: Box
    window: Window
    bands: tuple[Band, ...]
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    words: tuple[Words, ...]
    spots: tuple[Spot, ...]
    description: str
    """One sentence that says what the chart shows: the accessible description, on screen and on paper."""

    def across(self, position: float) -> float:
        """The x of a position."""
        span = self.window.right - self.window.left
        return self.plot.x + (position - self.window.left) / span * self.plot.width

    def down(self, value: float) -> float:
        """The y of a value."""
        span = self.window.high - self.window.low
        return self.plot.bottom - (value - self.window.low) / span * self.plot.height
