"""A pack's content as the templates take it: short keys, texts made printable, charts drawn at the paper's size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache, singledispatch
from typing import Any

from app.reports.figure_svg import colour, svg
from app.reports.letters import breakable, printable
from app.reports.spark import spark
from app.rules import papers_content as content
from app.rules.category import Category
from app.rules.figure import Figure
from app.rules.figure_frame import Detail
from app.rules.figure_layout import lay_out
from app.rules.papers import LARGER_PRINT, PackOptions, PageKind, Paper

Data = dict[str, Any]
PORTRAIT_ALWAYS = frozenset((PageKind.DECISION_REPORT, PageKind.UPDATE_REPORT))
_SIZES = {Paper.A4: (210.0, 297.0), Paper.A3: (297.0, 420.0)}
_BASE = {Paper.A4: 9.5, Paper.A3: 12.0}
_POINTS, _PIXELS = 72 / 25.4, 96 / 72
_GUTTER = 14.0
"""Points between what stands beside each other."""
_LARGE_SCALE = 1.4
_SHORT_TITLE = 56
_MOST_NARROW = 4
_LONG_CELL = 700
"""Characters from which a table's row may break over two sheets."""
_LARGE, _SMALL = 0.42, 0.8
"""Height of a chart as a share of its width."""


@dataclass(frozen=True, slots=True)
class Measure:
    """The room a page has, in points, and the size of its text."""

    base: float
    width: float
    height: float
    margin: float
    inner: float
    """Width between the margins."""
    landscape: bool

    @property
    def narrow(self) -> bool:
        """So few letters to a line that nothing stands beside anything else."""
        return self.inner < 45 * self.base or self.scale > _LARGE_SCALE

    @property
    def scale(self) -> float:
        """Of the charts' words, which are drawn for the base size of A4."""
        return self.base / _BASE[Paper.A4]


def measure_of(options: PackOptions, *, upright: bool = False) -> Measure:
    short, long = (side * _POINTS for side in _SIZES[options.paper])
    landscape = options.landscape and not upright
    width, height = (long, short) if landscape else (short, long)
    margin = (15 if options.paper is Paper.A4 else 20) * _POINTS
    base = max(LARGER_PRINT, _BASE[options.paper]) if options.larger_print else _BASE[options.paper]
    return Measure(base, width, height, margin, width - 2 * margin, landscape)


def pack_data(pack: content.PackContent, *, go_on: Callable[[], None]) -> Data:
    """`go_on` raises where the pack is no longer wanted."""
    pages = []
    for page in pack.pages:
        go_on()
        measure = measure_of(pack.options, upright=page.kind in PORTRAIT_ALWAYS)
        pages.append(_page(page, measure))
    furniture = pack.furniture
    whole = measure_of(pack.options)
    return {
        "title": said(f"{furniture.title}, {furniture.quarter}"),
        "council": said(furniture.council),
        "marks": [said(mark) for mark in (furniture.draft, furniture.public, furniture.illustrative) if mark],
        "marking": said(furniture.marking),
        "item": said(furniture.item),
        "note": furniture.note,
        "as_at": furniture.as_at,
        "head": furniture.head[:16],
        "first_page": furniture.first_page,
        "before": 0,  # sheets of the pack before this one, and all it has: where a part of it is set alone
        "sheets": 0,
        "base": whole.base,
        "pages": pages,
    }


def _page(page: content.Page, measure: Measure) -> Data:
    return {
        "kind": page.kind.value,
        "width": measure.width, "height": measure.height, "margin": measure.margin,
        "title": said(page.title), "short": said(_short(page.title)), "subtitle": said(page.subtitle),
        "about": [said(each) for each in page.about if each],
        "ink": page.category.value if page.category and page.category is not Category.LEFT else "first",
        "narrow": measure.narrow, "legend": page.legend, "footnotes": [said(each) for each in page.footnotes],
        "blocks": [block_data(block, measure, measure.inner) for block in page.blocks],
    }  # fmt: skip


def _short(title: str) -> str:
    """For the head of the sheets on which a page goes on."""
    return title if len(title) <= _SHORT_TITLE else f"{title[:_SHORT_TITLE].rsplit(' ', 1)[0]} …"


@lru_cache(maxsize=4096)
def said(text: str) -> str:
    """As it can be printed."""
    return breakable(printable(text))


@singledispatch
def block_data(block: Any, measure: Measure, width: float) -> Data:
    raise TypeError(f"no page can hold a {type(block).__name__}")


@block_data.register
def _(block: content.Paragraph, measure: Measure, width: float) -> Data:
    return {"t": "text", "text": said(block.text), "tone": block.tone.value, "number": block.number,
            "label": said(block.label), "notes": [[at, said(words)] for at, words in block.notes]}  # fmt: skip


@block_data.register
def _(block: content.Heading, measure: Measure, width: float) -> Data:
    return {"t": "heading", "text": said(block.text), "level": block.level}


@block_data.register
def _(block: content.Bullets, measure: Measure, width: float) -> Data:
    return {"t": "bullets", "items": [said(each) for each in block.items]}


@block_data.register
def _(block: content.Table, measure: Measure, width: float) -> Data:
    rows = [
        {"cells": [_cell(cell) for cell in row], "break": any(_length(cell) > _LONG_CELL for cell in row)}
        for row in block.rows
    ]
    columns = [
        {"head": said(each.head), "detail": said(each.detail), "width": each.width,
         "align": "right" if each.right else "center" if each.centre else "left"}
        for each in block.columns
    ]  # fmt: skip
    if measure.narrow and len(columns) > _MOST_NARROW:
        return _records(block)
    return {"t": "table", "title": said(block.title), "columns": columns, "rows": rows, "ruled": block.ruled,
            "foot": [said(each) for each in block.foot]}  # fmt: skip


def _records(block: content.Table) -> Data:
    """Where the print is too large for so many columns: a row under the other, each figure with its head."""
    heads = [said(each.head) for each in block.columns]
    lead = next((at for at, each in enumerate(block.columns) if not each.centre), 0)
    rows = []
    for row in block.rows:
        rest = [[heads[at], _cell(cell)] for at, cell in enumerate(row) if at != lead and cell != content.Cell()]
        short = sum(map(_length, row)) < _LONG_CELL
        rows.append({"lead": _cell(row[lead]), "pairs": rest, "break": not short})
    return {"t": "records", "lead": heads[lead], "rows": rows, "foot": [said(each) for each in block.foot]}


def _length(cell: content.Cell) -> int:
    return len(cell.text) + len(cell.detail) + sum(map(len, cell.bullets))


def _cell(cell: content.Cell) -> Any:
    """Most are a text and nothing else."""
    found: Data = {}
    if cell.detail:
        found["detail"] = said(cell.detail)
    if cell.bullets:
        found["bullets"] = [said(each) for each in cell.bullets]
    if cell.strong:
        found["strong"] = True
    if cell.rag is not None:
        found["rag"] = cell.rag.letter
    if cell.travel is not None:
        good = {True: "green", False: "red", None: "third"}[cell.travel.good]
        found["travel"] = [cell.travel.arrow.value, cell.travel.word, good]
    if cell.spark is not None:
        words = said(cell.spark.alt)
        found["svg"], found["alt"] = spark(cell.spark.values, cell.spark.rag, words, name="plot"), words
    if cell.steps is not None:
        found["steps"] = [cell.steps.done, cell.steps.of]
    if cell.note:
        found["note"] = said(cell.note)
    text = said(cell.text)
    return {"text": text, **found} if found else text


@block_data.register
def _(block: content.Chart, measure: Measure, width: float) -> Data:
    return _chart(block, measure, width, Detail.LARGE)


@block_data.register
def _(block: content.Charts, measure: Measure, width: float) -> Data:
    columns = _columns(len(block.charts), measure)
    each = (width - _GUTTER * (columns - 1)) / columns
    rows = -(-len(block.charts) // columns)
    # Titles take up to three lines; what is left of the sheet is shared, so that a sheet holds them all.
    room = (measure.height - 2 * measure.margin - 8.5 * measure.base) / rows - 5.6 * measure.base
    high = max(6 * measure.base, min(each * _SMALL, room))
    return {"t": "charts", "columns": columns, "gutter": _GUTTER,
            "charts": [_chart(chart, measure, each, Detail.SMALL, high) for chart in block.charts]}  # fmt: skip


def _columns(count: int, measure: Measure) -> int:
    """As many as leave each chart readable, and no more than fill a row."""
    most = 4 if measure.landscape else 3
    if measure.base / measure.width > 0.016:
        most -= 1
    few = 2 if count <= 4 else 3 if count in (5, 6, 9) else most
    return max(1, min(most, few))


def _chart(chart: content.Chart, measure: Measure, width: float, detail: Detail, high: float | None = None) -> Data:
    wide = width * _PIXELS
    high = high * _PIXELS if high else min(wide * _LARGE, measure.height * _PIXELS * 0.4)
    figure = lay_out(chart.trend, wide, high, detail=detail, scale=measure.scale)
    return {"t": "chart", "title": said(chart.title), "sentence": said(chart.sentence), "alt": said(chart.alt),
            "rag": chart.rag.letter if chart.rag else "", "latest": said(chart.latest), "width": width,
            "height": figure.height / _PIXELS, "words": _words(figure),
            "svg": svg(replace(figure, words=(), description="")) if chart.trend.points else ""}  # fmt: skip


def _words(figure: Figure) -> list[Any]:
    """In points, by their style. Typst sets them faster than it draws the letters of a picture."""
    found: dict[tuple[float, int, str], list[Any]] = {}
    for each in figure.words:
        style = each.size / _PIXELS, each.weight, colour(each.ink)
        place = round(each.box.x / _PIXELS, 2), round(each.y / _PIXELS, 2)
        found.setdefault(style, []).append([*place, said(each.text)])
    return [[*style, words] for style, words in found.items()]


@block_data.register
def _(block: content.Tiles, measure: Measure, width: float) -> Data:
    tiles = [
        {"title": said(tile.title), "ink": tile.ink, "count": tile.count, "words": said(tile.words),
         "parts": [{"count": part.count, "ink": part.ink, "letter": part.letter} for part in tile.parts],
         "before": said(tile.before), "moved": [said(each) for each in tile.moved]}
        for tile in block.tiles
    ]  # fmt: skip
    return {"t": "tiles", "tiles": tiles, "columns": len(tiles) if measure.width > 40 * measure.base else 2}


@block_data.register
def _(block: content.Facts, measure: Measure, width: float) -> Data:
    return {"t": "facts", "pairs": [[said(name), said(words)] for name, words in block.pairs], "columns": block.columns}


@block_data.register
def _(block: content.PlanBox, measure: Measure, width: float) -> Data:
    return {"t": "box", "title": said(block.title), "subtitle": said(block.subtitle), "state": said(block.state),
            "groups": [[said(each.title), [said(item) for item in each.items]] for each in block.groups],
            "note": said(block.note)}  # fmt: skip


@block_data.register
def _(block: content.CoverSheet, measure: Measure, width: float) -> Data:
    return {"t": "cover", "council": said(block.council), "title": said(block.title), "quarter": said(block.quarter),
            "audience": said(block.audience), "lines": [said(line) for line in block.lines]}  # fmt: skip


@block_data.register
def _(block: content.ContentsList, measure: Measure, width: float) -> Data:
    return {"t": "contents", "lead": said(block.lead)}


@block_data.register
def _(block: content.Side, measure: Measure, width: float) -> Data:
    beside = measure.landscape and not measure.narrow
    each = (width - 2 * _GUTTER) / 2 if beside else width
    return {"t": "side", "beside": beside,
            "left": [block_data(one, measure, each) for one in block.left],
            "right": [block_data(one, measure, each) for one in block.right]}  # fmt: skip
