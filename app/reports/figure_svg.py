"""Writes a figure as SVG: for paper and for a file. It decides nothing about the chart."""

from __future__ import annotations

from functools import cache
from xml.sax.saxutils import escape, quoteattr

from app.rules.figure import TINTS, Band, Figure, Ink, Line, Mark, Shape, Words

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
    plot = figure.plot
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_n(figure.width)}" height="{_n(figure.height)}"'
        f' viewBox="0 0 {_n(figure.width)} {_n(figure.height)}" role="img"'
        f" aria-label={quoteattr(_clean(figure.description))}>",
        f"<title>{escape(_clean(figure.description))}</title>",
        f'<defs><clipPath id="{name}"><rect x="{_n(plot.x - 1)}" y="{_n(plot.y - 1)}"'
        f' width="{_n(plot.width + 2)}" height="{_n(plot.height + 2)}"/></clipPath></defs>',
        *(_band(band) for band in figure.bands),
        *(_line(line, name) for line in figure.lines),
        *(_mark(mark) for mark in figure.marks),
        f'<g font-family="{_FAMILY}">',
        *(_words(words) for words in figure.words),
        "</g></svg>",
    ]
    return "\n".join(parts) + "\n"


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


def _line(line: Line, name: str) -> str:
    points = " ".join([f"{_n(x)},{_n(y)}" for x, y in line.points])
    dash = line.dash.pattern
    dashed = f' stroke-dasharray="{_n(dash[0])} {_n(dash[1])}"' if dash else ""
    clip = f' clip-path="url(#{name})"' if line.clip else ""
    return (
        f'<polyline points="{points}" fill="none" stroke="{colour(line.ink)}" stroke-width="{_n(line.width)}"'
        f' stroke-linejoin="round"{dashed}{clip}/>'
    )


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


def _words(words: Words) -> str:
    weight = f' font-weight="{words.weight}"' if words.weight != 400 else ""
    anchor = f' text-anchor="{words.anchor.value}"' if words.anchor.value != "start" else ""
    return (
        f'<text x="{_n(words.x)}" y="{_n(words.y)}" font-size="{_n(words.size)}"{weight}{anchor}'
        f' fill="{colour(words.ink)}">{escape(_clean(words.text))}</text>'
    )
