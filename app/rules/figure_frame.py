"""The frame of a chart: margins, ticks, years, the words over the axis, and the notes of events."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from app.rules.axis import PeriodTicks, ValueTicks, axis_label, period_ticks, value_ticks
from app.rules.figure import Anchor, Band, Box, Dash, Ink, Line, Mark, Window, Words
from app.rules.figure_labels import EVENT_WEIGHT, Room, words_at
from app.rules.figure_lines import Scale
from app.rules.indicator import Status
from app.rules.text_width import ASCENT, shortened, text_width
from app.rules.trend import Note, Trend


class Detail(StrEnum):
    """How much is drawn: LARGE for one chart, SMALL for one of many."""

    LARGE = "large"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Style:
    size: int
    """Of tick labels and words on lines. Whole pixels, which every font engine has."""
    radius: float
    width: float
    """Of the series' line."""
    row: float
    """Height of a row of text."""
    small: bool

    @property
    def margin(self) -> float:
        """Free room at the right of the plot."""
        return self.size * (0.6 if self.small else 1.2)


def style_of(detail: Detail, scale: float) -> Style:
    if detail is Detail.SMALL:
        return Style(round(10 * scale), 2.2 * scale, 1.5, 14 * scale, small=True)
    return Style(round(11 * scale), 3.8 * scale, 2.0, 16 * scale, small=False)


@dataclass(slots=True)
class Drawing:
    """What has been drawn so far."""

    bands: list[Band] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)

    def say(self, words: Words) -> bool:
        """Add words, unless they would cover others: those said first stay."""
        box = words.box
        if any(other.box.meets(box) for other in self.words):
            return False
        self.words.append(words)
        return True


@dataclass(frozen=True, slots=True)
class Frame:
    """The plot's place with its ticks."""

    plot: Box
    values: ValueTicks
    periods: PeriodTicks
    event_rows: list[list[tuple[Note, float, str]]]
    head: float
    """Baseline of the words over the plot."""
    left: float
    """Where those words begin."""


def frame_of(trend: Trend, box: Box, window: Window, style: Style) -> Frame:
    """Margins from the words that stand in them."""
    indicator = trend.indicator
    most = max(2, int(box.height / ((34 if style.small else 44) * style.size / 11)))
    ticks = value_ticks(window.low, window.high, indicator.unit, indicator.decimals, most)
    left = max((text_width(label, style.size) for label in ticks.labels), default=0.0) + style.size * 0.9
    left = min(left, box.width * 0.45)
    plot_width = max(10.0, box.width - left - style.margin)
    periods = period_ticks(trend.first, trend.step, window, plot_width, style.size, short=style.small)
    rows = (1 if periods.ticks else 0) + (1 if periods.groups else 0)
    across = Scale(Box(box.x + left, 0, plot_width, 1), window)
    event_rows = [] if style.small else _event_rows(trend.notes, across, window, style)
    head = box.y + style.row * 0.8
    noted = max(len(event_rows), 1) if trend.notes and not style.small else 0  # no jump while zooming
    over = style.row if trend.headed else style.radius
    top = box.y + over + noted * (style.row + 5) + style.radius
    bottom = box.bottom - max(1, rows) * style.row - 3
    plot = Box(box.x + left, top, plot_width, max(10.0, bottom - top))
    return Frame(plot, ticks, periods, event_rows, head, box.x + 2)


def _event_rows(
    notes: tuple[Note, ...], across: Scale, window: Window, style: Style
) -> list[list[tuple[Note, float, str]]]:
    """Event words in as few rows as keep them apart, three at most; (note, left edge, text as it fits)."""
    rows: list[list[tuple[Note, float, str]]] = []
    ends: list[float] = []
    plot = across.plot
    most = min(plot.width * 0.4, 170 * style.size / 11)
    for note in sorted(notes, key=lambda note: note.position):
        if not window.left <= note.position <= window.right:
            continue
        text = shortened(note.words, style.size, 400, most)
        wide = text_width(text, style.size) + style.size * 1.2
        left = max(plot.x, min(across.x(note.position) - 1, plot.right - wide))
        row = next((n for n, end in enumerate(ends) if end + 4 <= left), len(ends))
        if row == 3:
            continue
        if row == len(ends):
            ends.append(0.0)
            rows.append([])
        ends[row] = left + wide
        rows[row].append((note, left, text))
    return rows


def draw_furniture(
    drawing: Drawing, frame: Frame, at: Scale, window: Window, style: Style, trend: Trend
) -> None:
    """Grid, tick labels, years, and the words over the axis."""
    plot = frame.plot
    for value, label in zip(frame.values.values, frame.values.labels, strict=True):
        y = at.y(value)
        level = round(y) + 0.5  # on the pixel: a hairline between two would be a smear
        drawing.lines.append(Line(((plot.x, level), (plot.right, level)), Ink.GRID))
        drawing.say(words_at(
            label, plot.x - style.size * 0.6, y + ASCENT * style.size / 2, style.size, Ink.THIRD, Anchor.END
        ))
    foot = round(plot.bottom) + 0.5
    drawing.lines.append(Line(((plot.x, foot), (plot.right, foot)), Ink.AXIS, clip=False))
    base = foot + style.row * 0.85
    for tick in frame.periods.ticks:
        words = words_at(tick.label, at.x(tick.position), base, style.size, Ink.THIRD, Anchor.MIDDLE)
        over = words.box.right - (plot.right + style.margin)
        if over > 0:
            words = words_at(tick.label, words.x - over, base, style.size, Ink.THIRD, Anchor.MIDDLE)
        drawing.say(words)
    _year_row(drawing, frame, at, style, base + (style.row if frame.periods.ticks else 0.0))
    _axis_head(drawing, frame, window, style, trend)


def _year_row(drawing: Drawing, frame: Frame, at: Scale, style: Style, base: float) -> None:
    plot = frame.plot
    for group in frame.periods.groups:
        left, right = max(at.x(group.start), plot.x), min(at.x(group.end), plot.right)
        wide = text_width(group.label, style.size)
        if at.x(group.start) > plot.x + 1:
            x = at.x(group.start)
            foot = base if frame.periods.ticks else plot.bottom + 4
            drawing.lines.append(Line(((x, plot.bottom), (x, foot)), Ink.AXIS, clip=False))
        whole = at.x(group.end) - at.x(group.start)
        centre = (left + right) / 2
        if right - left >= wide + 4 or (whole < wide + 4 and plot.x <= centre - wide / 2
                                        and centre + wide / 2 <= plot.right):
            drawing.say(words_at(group.label, centre, base, style.size, Ink.THIRD, Anchor.MIDDLE))


def _axis_head(drawing: Drawing, frame: Frame, window: Window, style: Style, trend: Trend) -> None:
    """The unit, and that the scale does not start at zero; on the right what a hollow point means."""
    if not trend.headed:
        return
    indicator = trend.indicator
    parts = []
    if trend.alone:
        parts.append("Each alone" if style.small else trend.alone)
    if indicator.unit not in ("%", "number", "") and not indicator.unit.startswith("£"):
        parts.append(indicator.unit[:1].upper() + indicator.unit[1:])
    if frame.values.values and (window.low > 0 or window.high < 0):
        lowest = axis_label(window.low, indicator.unit, max(indicator.decimals, 1))
        parts.append("Not from zero" if style.small else f"Scale starts at {lowest}, not at zero")
    plot, size = frame.plot, style.size
    left = words_at(" · ".join(parts), frame.left, frame.head, size, Ink.THIRD)
    if parts:
        drawing.say(left)
    recent = (p for p in trend.points[-40:] if window.left <= p.position <= window.right)
    shown = any(p.status is Status.PROVISIONAL for p in recent)
    hollow = words_at("Hollow point: provisional", plot.right, frame.head, size, Ink.THIRD, Anchor.END)
    if shown and not style.small and hollow.box.x > left.box.right + 12:
        drawing.say(hollow)


def draw_events(
    drawing: Drawing, room: Room, at: Scale, trend: Trend, frame: Frame, style: Style
) -> None:
    plot = frame.plot
    tops = {}
    for n, row in enumerate(frame.event_rows):
        top = frame.head + style.row * 0.35 + n * (style.row + 5)
        for note, left, text in row:
            tops[note] = top
            pad = style.size * 0.6
            chip = Box(left, top, text_width(text, style.size) + 2 * pad, style.row + 2)
            drawing.bands.append(Band(chip, Ink.EVENT_CHIP, 3))
            drawing.say(words_at(
                text, left + pad, top + style.row / 2 + 1 + ASCENT * style.size / 2, style.size, Ink.SECOND
            ))
    for note in trend.notes:
        x = at.x(note.position)
        if plot.x <= x <= plot.right:
            top = tops[note] + style.row + 2 if note in tops else plot.y
            line = Line(((x, top), (x, plot.bottom)), Ink.EVENT, 1.1, Dash.DOTTED, clip=False)
            drawing.lines.append(line)
            room.draw_line(line.points, EVENT_WEIGHT)
