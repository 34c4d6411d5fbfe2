"""Finds a table of readings by its headings: wherever it stands, whatever their case and spacing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.exchange.cell_names import cell_name
from app.exchange.raw import KEYS, REQUIRED, RawCell
from app.rules.errors import Problem

LOOK_FOR = 40
"""Rows from the top among which the headings are looked for."""

_OTHER_NAMES = {
    "code": ("indicator code", "indicator", "reference", "ref"),
    "period": ("quarter", "reporting period"),
    "value": ("actual", "figure", "reading", "result"),
    "status": ("provisional or final", "provisional/final"),
    "numerator": (),
    "denominator": ("base",),
    "note": ("notes", "comment", "comments", "commentary"),
}
_LIKE_ENOUGH = 0.7


@dataclass(frozen=True, slots=True)
class Headings:
    """`row` from 1 (0: none found); `columns` in the order of KEYS, from 1, 0 where a heading is missing."""

    row: int = 0
    columns: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()
    not_read: tuple[tuple[str, str], ...] = ()
    """Cell and text of headings that are none of ours."""

    @property
    def complete(self) -> bool:
        return self.row > 0 and not self.problems


def find_headings(sheet: str, rows: Sequence[tuple[int, Sequence[RawCell]]]) -> Headings:
    """Look through the sheet's first rows; the row with most of our headings is taken."""
    best: tuple[int, int, dict[str, list[int]], dict[int, str]] | None = None
    for number, cells in rows[:LOOK_FOR]:
        texts = {at: cell for at, cell in enumerate(cells, 1) if isinstance(cell, str) and cell.strip()}
        found = _match(texts)
        score = sum(1 for key in REQUIRED if key in found)
        if best is None or score > best[0]:
            best = (score, number, found, texts)
    if best is None or best[0] < 2:
        return Headings()
    _, number, found, texts = best
    return _judge(sheet, number, found, texts)


def _match(texts: dict[int, str]) -> dict[str, list[int]]:
    """Columns by key. A heading's own name wins over its other names."""
    plain = {at: _plain(text) for at, text in texts.items()}
    found: dict[str, list[int]] = {}
    for key in KEYS:
        own = [at for at, text in plain.items() if text == key]
        other = [at for at, text in plain.items() if text in _OTHER_NAMES[key]]
        if own or other:
            found[key] = own or other
    return found


def _judge(sheet: str, row: int, found: dict[str, list[int]], texts: dict[int, str]) -> Headings:
    problems = [
        Problem(
            "heading_twice",
            {"sheet": sheet, "cell": cell_name(row, columns[0]), "heading": key.capitalize(),
             "cells": [cell_name(row, at) for at in columns]},
        )
        for key, columns in found.items()
        if len(columns) > 1
    ]  # fmt: skip
    used = {columns[0] for columns in found.values()}
    left = {at: text for at, text in texts.items() if at not in used}
    problems += [_missing(sheet, row, key, left) for key in REQUIRED if key not in found]
    columns = tuple(found[key][0] if key in found else 0 for key in KEYS)
    not_read = tuple((cell_name(row, at), text) for at, text in left.items())
    return Headings(row, columns, tuple(problems), not_read)


def _missing(sheet: str, row: int, key: str, left: dict[int, str]) -> Problem:
    """A heading that is not there, or one that is nearly it."""
    import difflib

    for at, text in left.items():
        if difflib.SequenceMatcher(None, _plain(text), key).ratio() >= _LIKE_ENOUGH:
            facts = {"sheet": sheet, "cell": cell_name(row, at), "text": text[:80], "meant": key.capitalize()}
            return Problem("heading_misspelt", facts)
    return Problem("heading_missing", {"sheet": sheet, "cell": f"row {row}", "heading": key.capitalize()})


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("\u200b", "").strip(" \t\r\n:*").split())
