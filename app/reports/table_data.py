"""A table as the templates take it: in columns, or in larger print each row by itself under its heads."""

from __future__ import annotations

from typing import Any

from app.reports.letters import said
from app.reports.measure import Measure
from app.reports.spark import spark
from app.rules import papers_content as content
from app.rules.text_width import text_width

Data = dict[str, Any]
_LONG_CELL, _LONG_NARROW, _LONG_RECORD = 700, 250, 400
"""Characters from which a row may break over two sheets: of a cell, of one in larger print, of all under its heads."""
_MOST_NARROW = 4
_NAME, _NAMES = 0.88, 0.3
"""Size of the heads beside figures, and the share of the width they have at most."""


def table_data(block: content.Table, measure: Measure) -> Data:
    columns = [_column(each) for each in block.columns]
    foot = [said(each) for each in block.foot]
    if measure.narrow and len(columns) > _MOST_NARROW:
        return _records(block, columns, foot, measure)
    return {
        "t": "table", "columns": columns, "ruled": block.ruled, "foot": foot, "air": measure.air,
        "top": block.ruled or not any(cell.spark for row in block.rows for cell in row),
        "rows": [{"cells": [_cell(cell) for cell in row], "break": _breaks(row, measure)} for row in block.rows],
    }  # fmt: skip


def _column(each: content.Column) -> Data:
    align = "right" if each.right else "center" if each.centre else "left"
    return {"head": said(each.head), "detail": said(each.detail), "width": each.width, "align": align}


def _records(block: content.Table, columns: list[Data], foot: list[str], measure: Measure) -> Data:
    """In larger print a wide table's rows stand one under the other, each headed by what it is about.

    Where there is room its figures stand beside each other under their heads; else one under the other beside them.
    """
    lead = next((at for at, column in enumerate(block.columns) if not column.centre), 0)
    rows = []
    for row in block.rows:
        rest = [
            [column["head"], _cell(cell)] for at, (column, cell) in enumerate(zip(columns, row, strict=True))
            if at != lead and (measure.headed or cell != content.Cell())
        ]  # fmt: skip
        rows.append({"lead": _cell(row[lead]), "pairs": rest, "break": sum(map(_length, row)) > _LONG_RECORD})
    names = max((text_width(each["head"], _NAME * measure.base, 600) * 1.04 for each in columns), default=0.0)
    across = min(names, _NAMES * measure.inner)
    widths = [each["width"] for at, each in enumerate(columns) if at != lead]
    return {"t": "labelled" if measure.headed else "records", "lead": columns[lead]["head"], "widths": widths, "rows": rows,
            "foot": foot, "names": across, "air": measure.air}  # fmt: skip


def _breaks(row: tuple[content.Cell, ...], measure: Measure) -> bool:
    longest = _LONG_NARROW if measure.narrow else _LONG_CELL
    return any(_length(cell) > longest for cell in row)


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
