"""About how high blocks will stand, so that a chart can take what its column has left on the sheet."""

from __future__ import annotations

from collections.abc import Iterable

from app.reports.measure import CAP, LEAST_AIR, PITCH, Measure
from app.rules import papers_content as content
from app.rules.text_width import text_width, wrapped

_TABLE, _DETAIL, _QUIET = 0.92, 0.88, 0.85
"""Sizes of a table's text, of a cell's second line, of small print."""
_PAD, _INSET, _INSET_TOP = 0.55, 0.42, 0.36
_TABLE_PITCH = CAP + 0.48
_BLOCK, _PARAGRAPH, _HEADING = 1.2, 0.9, 2.45
_HEADING_AIR = 2.34
_WRAPS = 0.98
"""Of a line's length, from which a word more may stand on the next: letters are not everywhere set alike."""
_INLINE = " " * 6
"""Between facts that stand behind one another."""
_FACTS_GAP = 0.6
_SPARK, _SPARK_WIDTH, _STEP = 2.2, 9.5, 0.9
_TILE = 8.5
_TONES = {content.Tone.LEAD: 1.15, content.Tone.NOTE: _QUIET}


def height(blocks: Iterable[content.Block], measure: Measure, width: float) -> float:
    """In points, of blocks under each other. A chart counts with its title and sentence, not with its picture."""
    return sum(_height(block, measure, width) for block in blocks) - _paragraph(measure)


def _height(block: content.Block, measure: Measure, width: float) -> float:
    base, air = measure.base, measure.air
    match block:
        case content.Paragraph():
            size = base * _TONES.get(block.tone, 1.0)
            return _lines(f"{block.label} {block.text}", size, width) + _paragraph(measure)
        case content.Heading():
            return (_HEADING + _PARAGRAPH - _HEADING_AIR * (1 - air)) * base - _paragraph(measure)
        case content.Bullets():
            return sum(_lines(each, base, width - base) for each in block.items) + _paragraph(measure)
        case content.Facts():
            return _facts(block, measure, width)
        case content.Table():
            return _table(block, base * _TABLE, width, air)
        case content.Tiles():
            return _TILE * base * (1 if width > 60 * base else 2)
        case content.Chart():
            title = _lines(f"{block.title}  {block.latest} MM", base, width, 600) + 0.4 * base
            return title + _lines(block.sentence, base * 0.9, width) + 2.0 * base
        case _:
            return 2 * base


def _paragraph(measure: Measure) -> float:
    return _PARAGRAPH * measure.base * max(LEAST_AIR, measure.air)


def _lines(text: str, size: float, width: float, weight: int = 400, pitch: float = PITCH) -> float:
    found = len(wrapped(text, size, weight, width * _WRAPS)) if text.strip() else 0
    return size * (CAP + pitch * (found - 1)) if found else 0.0


def _facts(block: content.Facts, measure: Measure, width: float) -> float:
    base, gap = measure.base, _FACTS_GAP * measure.air * measure.base
    if block.inline:
        words = _INLINE.join(f"{name} {said}" for name, said in block.pairs)
        return _lines(words, base, width) + _paragraph(measure)
    names = max((text_width(name, base, 600) for name, _ in block.pairs), default=0.0)
    rest = width - names - base
    return sum(_lines(words, base, rest) + gap for _, words in block.pairs) + 0.2 * base


def _table(block: content.Table, size: float, width: float, air: float) -> float:
    widths = _widths(block, size, width)
    inset = air * (_INSET if any(cell.spark for row in block.rows for cell in row) else _INSET_TOP)
    rows = sum(
        max(_cell(cell, wide, size) for cell, wide in zip(row, widths, strict=True)) + 2 * inset * size
        for row in block.rows
    )
    head = size * (_DETAIL * CAP + 2 * _INSET)
    foot = sum(_lines(words, size * _QUIET / _TABLE, width) + 0.6 * size for words in block.foot)
    return head + rows + foot + _BLOCK * size / _TABLE


def _cell(cell: content.Cell, width: float, size: float) -> float:
    if cell.spark:
        return _SPARK * size
    found = _lines(cell.text, size, width, 600 if cell.strong else 400, _TABLE_PITCH)
    found += sum(_lines(each, size, width - size, 400, _TABLE_PITCH) + 0.55 * size for each in cell.bullets)
    if cell.detail:
        found += _lines(cell.detail, size * _DETAIL, width, 400, _TABLE_PITCH) + 0.48 * size
    return found + (_TABLE_PITCH * size if cell.steps else 0.0)


def _own_width(cell: content.Cell, size: float) -> float:
    """Of a cell that is not broken."""
    drawn = _SPARK_WIDTH if cell.spark else 1.1 if cell.rag else 0.0
    words = f"MM{cell.travel.word}" if cell.travel else cell.text
    return max(
        drawn * size, text_width(words, size, 600 if cell.strong or cell.travel else 400),
        text_width(cell.detail, size * _DETAIL), _STEP * cell.steps.of * size if cell.steps else 0.0,
    )  # fmt: skip


def _widths(block: content.Table, size: float, width: float) -> list[float]:
    """What each column leaves for its text, as the templates share the room out."""
    pads = [size * _PAD * (1 if at == 0 else 2) for at in range(len(block.columns))]
    own = [
        0.0 if each.width else max(
            text_width(each.head, size * _DETAIL, 600), *(_own_width(row[at], size) for row in block.rows), 0.0
        )
        for at, each in enumerate(block.columns)
    ]  # fmt: skip
    shares = sum(each.width for each in block.columns)
    left = width - sum(wide + pad for wide, pad, each in zip(own, pads, block.columns, strict=True) if not each.width)
    return [
        wide if not each.width else max(size, left * each.width / shares - pad)
        for wide, pad, each in zip(own, pads, block.columns, strict=True)
    ]
