"""Writes a figure as SVG: for paper and for a file. It decides nothing about the chart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, groupby
from xml.sax.saxutils import escape, quoteattr

from app.rules.figure import TINTS, Band, Dash, Figure, Ink, Line, Mark, Shape, Words

PAPER_COLOURS = {
    "ink": "#1B2430",
    "ink2": "#4D5A6A",
    "ink3": "#626D7B",
    "paper": "#FFFFFF",
    "line": "#DFE4EA",
    "accent": "#1D4F91",
    "accent_soft": "#DCE8F7",
    "chip": "#ECEFF4",
    "outcomes": "#13706B",
    "improvement": "#2F6DB5",
    "concern": "#AD5400",
    "neither": "#626D7B",
    "green": "#2E7D32",
    "amber": "#A06000",
    "red": "#B3261E",
}
"""The light theme's colours, those that figures name. Paper is always light."""
_FAMILY = "Inter, 'Segoe UI', Arial, sans-serif"


@cache
def colour(ink: Ink) -> str:
    """The colour of an ink on paper, as #RRGGBB."""
    tint = TINTS[ink]
    strong, paper = _parts(PAPER_COLOURS[tint.token]), _parts(PAPER_COLOURS["paper"])
    mixed = (round(a * tint.share + b * (1 - tint.share)) for a, b in zip(strong, paper, strict=True))
    return "#" + "".join(f"{part:02X}" for part in mixed)


def svg(figure: Figure, *, name: str = "plot") -> str:
    """The figure as one SVG document, described for screen readers. `name`: unique on its page."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_n(figure.width)}" height="{_n(figure.height)}"'
        f' viewBox="0 0 {_n(figure.width)} {_n(figure.height)}"{_described(figure)}',
        *_clipping(figure, name),
        *(_band(band) for band in figure.bands),
        *_lines(figure.lines, name),
        *(_mark(mark) for mark in figure.marks),
        *_all_words(figure.words),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _described(figure: Figure) -> str:
    """The rest of the picture's first tag, and its title; nothing where it is described beside the picture."""
    if not figure.description:
        return ">"
    words = _clean(figure.description)
    return f' role="img" aria-label={quoteattr(words)}>\n<title>{escape(words)}</title>'


def _n(number: float) -> str:
    """Hundredths of a pixel are enough, and trailing noughts are none."""
    whole = int(number)
    if whole == number:
        return str(whole)
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _parts(colour_name: str) -> tuple[int, ...]:
    return tuple(int(colour_name[n : n + 2], 16) for n in (1, 3, 5))


def _clean(text: str) -> str:
    """Without the characters that XML has no way to write."""
    return "".join(
        mark
        for mark in text
        if mark >= " " and not "\ud800" <= mark <= "\udfff" and mark not in "\ufffe\uffff"
    )


def _band(band: Band) -> str:
    box = band.box
    rounded = f' rx="{_n(band.radius)}"' if band.radius else ""
    return (
        f'<rect x="{_n(box.x)}" y="{_n(box.y)}" width="{_n(box.width)}" height="{_n(box.height)}"{rounded}'
        f' fill="{colour(band.ink)}"/>'
    )


def _clipping(figure: Figure, name: str) -> Iterator[str]:
    plot = figure.plot
    if any(line.clip for line in figure.lines):
        yield (
            f'<defs><clipPath id="{name}"><rect x="{_n(plot.x - 1)}" y="{_n(plot.y - 1)}"'
            f' width="{_n(plot.width + 2)}" height="{_n(plot.height + 2)}"/></clipPath></defs>'
        )


def _lines(lines: Iterable[Line], name: str) -> Iterator[str]:
    """In their order. Those that follow one another and are drawn alike are one path, and cut off together."""
    for clipped, run in groupby(lines, lambda line: line.clip):
        clip = f' clip-path="url(#{name})"' if clipped else ""
        yield f'<g fill="none" stroke-linejoin="round"{clip}>'
        for alike, some in groupby(run, lambda line: (line.ink, line.width, line.dash)):
            yield _path(*alike, some)
        yield "</g>"


def _path(ink: Ink, width: float, dash: Dash, lines: Iterable[Line]) -> str:
    drawn = "".join([_course(len(line.points)) % tuple(chain.from_iterable(line.points)) for line in lines])
    lengths = dash.pattern
    dashed = f' stroke-dasharray="{_n(lengths[0])} {_n(lengths[1])}"' if lengths else ""
    return f'<path d="{drawn}" stroke="{colour(ink)}" stroke-width="{_n(width)}"{dashed}/>'


@cache
def _course(points: int) -> str:
    """The form of a line of so many points: filled in at once, which is several times faster than point by point."""
    return "M" + " ".join(["%.2f,%.2f"] * points)


def _mark(mark: Mark) -> str:
    hollow = mark.fill is Ink.PAPER
    rim = colour(mark.ink if hollow else Ink.PAPER)
    drawn = f'fill="{colour(mark.fill)}" stroke="{rim}" stroke-width="{"1.6" if hollow else "1"}"'
    x, y, r = mark.x, mark.y, mark.radius
    if mark.shape is Shape.CIRCLE:
        return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(r)}" {drawn}/>'
    if mark.shape is Shape.SQUARE:
        half, side = r * 0.9, _n(r * 1.8)
        return f'<rect x="{_n(x - half)}" y="{_n(y - half)}" width="{side}" height="{side}" {drawn}/>'
    reach = r * 1.25
    corners = ((x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y))
    return f'<polygon points="{" ".join(f"{_n(a)},{_n(b)}" for a, b in corners)}" {drawn}/>'


def _all_words(words: Iterable[Words]) -> Iterator[str]:
    said = [_words(each) for each in words]
    if said:
        yield f'<g font-family="{_FAMILY}">'
        yield from said
        yield "</g>"


def _words(words: Words) -> str:
    weight = f' font-weight="{words.weight}"' if words.weight != 400 else ""
    anchor = f' text-anchor="{words.anchor.value}"' if words.anchor.value != "start" else ""
    return (
        f'<text x="{_n(words.x)}" y="{_n(words.y)}" font-size="{_n(words.size)}"{weight}{anchor}'
        f' fill="{colour(words.ink)}">{escape(_clean(words.text))}</text>'
    )
