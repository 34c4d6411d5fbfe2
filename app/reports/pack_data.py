"""A pack's content as the templates take it: short keys, texts made printable, charts drawn at the paper's size."""

from __future__ import annotations

from collections.abc import Callable
from functools import singledispatch
from typing import Any

from app.reports.chart_data import chart_data, charts_data, large_height
from app.reports.heights import height
from app.reports.letters import said
from app.reports.measure import (
    CAP,
    PITCH,
    TITLE,
    Measure,
    about_width,
    measure_of,
    running_title,
    title_room,
    title_scale,
)
from app.reports.table_data import table_data
from app.rules import papers_content as content
from app.rules.category import Category
from app.rules.papers import PageKind
from app.rules.text_width import text_width, wrapped

Data = dict[str, Any]
PORTRAIT_ALWAYS = frozenset((PageKind.DECISION_REPORT, PageKind.UPDATE_REPORT))
_IN_COLUMNS = frozenset((PageKind.ASSESSMENTS,))
_UNEVEN = 3.0
"""Sizes of text by which columns may end apart."""
SIDE_GUTTER = 28.0
_LEAST_CHART = 9.0
"""Sizes of text, under which a chart goes to the next sheet rather."""
_SPARE = 0.7
"""Sizes of text that are left free where heights are reckoned."""
_UNTOLD = (content.Side, content.Charts, content.PlanBox, content.CoverSheet, content.ContentsList)
_STACKED = 2.0
"""Sizes of text between what stands beside each other elsewhere."""
_LONGEST_BOX = 20
"""Lines of a plan in its box, to which it is not broken."""


def pack_data(pack: content.PackContent, *, go_on: Callable[[], None]) -> Data:
    """`go_on` raises where the pack is no longer wanted."""
    pages = []
    furniture = pack.furniture
    for page in pack.pages:
        go_on()
        measure = measure_of(pack.options, upright=page.kind in PORTRAIT_ALWAYS)
        pages.append(_page(page, measure, furniture))
    _list_contents(pack.pages, pages)
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


def _list_contents(pages: tuple[content.Page, ...], made: list[Data]) -> None:
    """The pages that follow a list of contents, by the places they have in the pack."""
    entries = [(at, said(page.title if page.entry is None else page.entry)) for at, page in enumerate(pages)]
    for at, page in enumerate(made):
        for block in page["blocks"]:
            for each in (block, *block.get("left", ()), *block.get("right", ())):
                if each["t"] == "contents":
                    each["entries"] = [list(entry) for entry in entries if entry[0] > at and entry[1]]


def _page(page: content.Page, measure: Measure, furniture: content.Furniture) -> Data:
    noted = bool(furniture.note)
    about = tuple(each for each in page.about if each)
    corner = about_width(about, measure)
    room = title_room(corner, measure)
    body = _body(page, measure, noted=noted)
    text = _fitting(page, measure, body)
    return {
        "kind": page.kind.value,
        "width": measure.width, "height": measure.height, "margin": measure.margin, "top": measure.top,
        "foot": measure.foot(noted=noted),
        "title": said(page.title), "size": title_scale(page.title, room, measure),
        "short": said(running_title(page.title, furniture.marking, measure)),
        "subtitle": said(page.subtitle),
        "about": [said(each) for each in about], "corner": corner,
        "ink": page.category.value if page.category and page.category is not Category.LEFT else "first",
        "narrow": measure.narrow, "stacked": not measure.beside, "legend": page.legend,
        "footnotes": [said(each) for each in page.footnotes],
        "columns": _columns(page, measure),
        "text": text.base / measure.base, "air": text.air,
        "blocks": [_block(block, text, body) for block in page.blocks],
    }  # fmt: skip


def _fitting(page: content.Page, measure: Measure, body: float) -> Measure:
    """Closer, or its text smaller, where that is what makes the page fit one sheet."""
    fits = (each for each in (measure, *measure.tighter) if _needed(page, each) < body - _SPARE * each.base)
    return next(fits, measure)


def _needed(page: content.Page, measure: Measure) -> float:
    """The height of a page whose charts are as low as they may be; none where nobody can tell."""
    blocks = page.blocks
    half = (measure.inner - SIDE_GUTTER) / 2
    if len(blocks) == 1 and isinstance(blocks[0], content.Side):
        side = blocks[0]
        each = half if measure.beside else measure.inner
        columns = _balanced(side, measure, each) if measure.beside else [side.blocks]
        more = 0.0 if measure.beside else _STACKED * measure.air * measure.base
        return max(height(one, measure, each) + _charts_least(one, measure) for one in columns) + more
    if any(isinstance(block, _UNTOLD) for block in blocks):
        return 0.0
    if _columns(page, measure) == 2:
        return height(blocks, measure, half) / 2 + _UNEVEN * measure.base
    return height(blocks, measure, measure.inner)


def _columns(page: content.Page, measure: Measure) -> int:
    """Running text stands in two where lines would be too long to read."""
    return 2 if measure.beside and page.kind in _IN_COLUMNS else 1


def _charts_least(blocks: tuple[content.Block, ...], measure: Measure) -> float:
    return sum(_LEAST_CHART * measure.base for one in blocks if isinstance(one, content.Chart) and one.trend.points)


def _body(page: content.Page, measure: Measure, *, noted: bool) -> float:
    """About the height that is left under the page's head."""
    about = tuple(each for each in page.about if each)
    room = title_room(about_width(about, measure), measure)
    size = TITLE * measure.base * title_scale(page.title, room, measure)
    title = size * (CAP + PITCH * (len(wrapped(page.title, size * 1.04, 600, room)) - 1) + 0.55)
    under = 3.6 if measure.narrow and about else 2.0
    return measure.height - measure.top - measure.foot(noted=noted) - title - under * measure.base


def _block(block: content.Block, measure: Measure, body: float) -> Data:
    if isinstance(block, content.Side):
        return _side(block, measure, body)
    if isinstance(block, content.Charts):
        return charts_data(block, measure, body)
    return block_data(block, measure, measure.inner)


def _side(block: content.Side, measure: Measure, body: float) -> Data:
    """Its chart is as high as leaves the rest room on the same sheet, if it can be read so."""
    each = (measure.inner - SIDE_GUTTER) / 2 if measure.beside else measure.inner
    columns = _balanced(block, measure, each) if measure.beside else [block.left, (*block.right, *block.last)]
    alone = [height(blocks, measure, each) for blocks in columns]
    used = alone if measure.beside else [height(block.blocks, measure, each) + _STACKED * measure.air * measure.base] * 2
    least, spare = _LEAST_CHART * measure.base, _SPARE * measure.base
    chart = [min(large_height(measure, each), body - taken - spare) for taken in used]
    left, right = (
        [
            chart_data(one, measure, each, high if high >= least else None)
            if isinstance(one, content.Chart) else block_data(one, measure, each)
            for one in blocks
        ]
        for blocks, high in zip(columns, chart, strict=True)
    )  # fmt: skip
    return {"t": "side", "beside": measure.beside, "left": left, "right": right}


def _balanced(block: content.Side, measure: Measure, each: float) -> list[tuple[content.Block, ...]]:
    """What comes last goes where more is left when the chart is as low as it may be."""
    left, right = (
        height(blocks, measure, each) + _charts_least(blocks, measure) for blocks in (block.left, block.right)
    )
    if left <= right:
        return [(*block.left, *block.last), block.right]
    return [block.left, (*block.right, *block.last)]


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
    return table_data(block, measure)


@block_data.register
def _(block: content.Chart, measure: Measure, width: float) -> Data:
    return chart_data(block, measure, width)


@block_data.register
def _(block: content.Tiles, measure: Measure, width: float) -> Data:
    tiles = [
        {"title": said(tile.title), "ink": tile.ink, "count": tile.count, "words": said(tile.words),
         "parts": [{"count": part.count, "ink": part.ink, "letter": part.letter} for part in tile.parts],
         "before": said(tile.before), "moved": [said(each) for each in tile.moved]}
        for tile in block.tiles
    ]  # fmt: skip
    columns = len(tiles) if measure.landscape else 2
    each = (width - 1.6 * measure.base * (columns - 1)) / columns
    inline = all(
        text_width(tile.count, measure.base * 1.9, 600) + text_width(tile.words, measure.base * 0.9) + measure.base < each
        for tile in block.tiles
    )
    return {"t": "tiles", "tiles": tiles, "columns": columns, "inline": inline, "air": measure.air}


@block_data.register
def _(block: content.Facts, measure: Measure, width: float) -> Data:
    return {"t": "facts", "pairs": [[said(name), said(words)] for name, words in block.pairs],
            "inline": block.inline, "air": measure.air,
            "columns": 1 if measure.narrow or measure.beside else block.columns}  # fmt: skip


@block_data.register
def _(block: content.PlanBox, measure: Measure, width: float) -> Data:
    lines = sum(1 + len(each.items) for each in block.groups)
    return {"t": "box", "title": said(block.title), "subtitle": said(block.subtitle), "state": said(block.state),
            "groups": [[said(each.title), [said(item) for item in each.items]] for each in block.groups],
            "note": said(block.note), "whole": block.alone and lines <= _LONGEST_BOX and not measure.narrow,
            "size": 1.2 if block.alone and not measure.narrow else 1.0}  # fmt: skip


@block_data.register
def _(block: content.CoverSheet, measure: Measure, width: float) -> Data:
    lines = [each for each in (block.audience, *block.lines) if each]
    fits = min(2.1, width / (text_width(block.title, TITLE * measure.base, 600) * 1.06))
    return {"t": "cover", "council": said(block.council), "title": said(block.title), "quarter": said(block.quarter),
            "size": max(1.0, fits), "lines": [said(line) for line in lines]}  # fmt: skip


@block_data.register
def _(block: content.ContentsList, measure: Measure, width: float) -> Data:
    return {"t": "contents", "lead": said(block.lead), "beside": measure.beside, "narrow": measure.narrow,
            "entries": []}  # fmt: skip
