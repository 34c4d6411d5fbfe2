"""Where in a pasted block its periods, values and the rest stand: with headings or without, upright or lying."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.exchange.cells import read_figure
from app.exchange.periods import NotAPeriodError, example, read_period
from app.exchange.raw import KEYS, Odd, RawCell
from app.rules.errors import Problem
from app.rules.readings_now import MeasuredIndicator

MOST_ROWS = 20_000
_NAMES = {
    "code": ("code", "indicator code", "indicator", "reference", "ref"),
    "period": ("period", "quarter", "month", "year", "term", "date", "reporting period", "financial year"),
    "value": ("value", "actual", "figure", "reading", "result"),
    "status": ("status", "provisional or final", "provisional/final"),
    "numerator": ("numerator",),
    "denominator": ("denominator", "base"),
    "note": ("note", "notes", "comment", "comments", "commentary"),
}
_STATUSES = frozenset(("provisional", "final", "restated", "revised", "estimate", "prov", "p", "f", "r"))
_PERCENT = re.compile(r"([+-]?[\d,]*\.?\d+)\s*%")
_LIKE_A_PERIOD = ("period_wrong_length", "period_two_ways")
_LOOKED_AT = 60


@dataclass(frozen=True, slots=True)
class Block:
    """`places`: the column of each key. `rows`: number in the block, from 1, and cells; empty ones are left out."""

    places: dict[str, int]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    not_read: tuple[str, ...] = ()
    """Headings that are none of ours."""


def block_of(cells: Sequence[Sequence[str]], indicator: MeasuredIndicator) -> Block | Problem:
    """The block set upright. A Problem where it has no periods, no values, or too many rows."""
    grid = squared(cells)
    wanted = example_words(indicator)
    if not grid:
        return Problem("paste_empty", wanted)
    if is_lying(grid, indicator):
        grid = [tuple(row) for row in zip(*grid, strict=True)]
    if len(grid) > MOST_ROWS:
        return Problem("paste_too_long", {"most": MOST_ROWS})
    headed = _headings(grid[0], indicator) if not any(is_period(cell, indicator) for cell in grid[0]) else None
    body = list(enumerate(grid, 1))[1 if headed is not None else 0 :]
    rows = [(number, row) for number, row in body if any(row)]
    places = dict(headed or {})
    if "period" not in places:
        at = _period_column([row for _, row in rows], indicator, set(places.values()))
        if at is None:
            return Problem("paste_no_periods", wanted)
        places["period"] = at
    _guess(places, [row for _, row in rows], headed is not None)
    if "value" not in places:
        return Problem("paste_no_values", wanted)
    used = set(places.values())
    not_read = tuple(text for at, text in enumerate(grid[0]) if headed is not None and text and at not in used)
    given = [places[key] for key in ("value", "numerator", "denominator", "note") if key in places]
    return Block(places, tuple((n, row) for n, row in rows if any(row[at] for at in given)), not_read)


def example_words(indicator: MeasuredIndicator) -> dict[str, object]:
    return {"wanted": example(indicator)}


def value_cell(text: str | None, unit: str) -> RawCell:
    """A figure as the clipboard writes it: with the unit that its cell shows."""
    if text is None:
        return None
    plain = text.replace("\u2212", "-").replace("\u00a0", " ").strip()
    percent = _PERCENT.fullmatch(plain)
    if percent:
        return Odd("percent", plain, float(percent[1].replace(",", "")) / 100)
    if unit.startswith("£"):
        return re.sub(r"^([+-]?)£\s*", r"\1", plain)
    return plain or None


def squared(cells: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """All rows as wide as the widest, without empty columns and without empty rows around."""
    rows = [[" ".join(cell.split()) if "\n" not in cell else cell.strip() for cell in row] for row in cells]
    while rows and not any(rows[-1]):
        rows.pop()
    while rows and not any(rows[0]):
        rows.pop(0)
    wide = max((len(row) for row in rows), default=0)
    full = [row + [""] * (wide - len(row)) for row in rows]
    kept = [at for at in range(wide) if any(row[at] for row in full)]
    return [tuple(row[at] for at in kept) for row in full]


def is_lying(grid: Sequence[Sequence[str]], indicator: MeasuredIndicator) -> bool:
    """Whether the periods stand in a row."""
    along = max((_periods(row, indicator) for row in grid[:3]), default=0)
    down = max((_periods((row[at] for row in grid[:_LOOKED_AT]), indicator) for at in range(min(8, len(grid[0])))),
               default=0)  # fmt: skip
    return along > down and len(grid) > 1


def _periods(cells: Iterable[str], indicator: MeasuredIndicator) -> int:
    return sum(is_period(cell, indicator) for cell in list(cells)[:_LOOKED_AT])


def is_period(text: str, indicator: MeasuredIndicator) -> bool:
    if not text:
        return False
    try:
        read_period(text, indicator)
    except NotAPeriodError as error:
        return error.problem.code in _LIKE_A_PERIOD and not text.isdigit()
    return True


def _headings(row: Sequence[str], indicator: MeasuredIndicator) -> dict[str, int] | None:
    """Columns by key, the indicator's own code standing for its value; None where no cell is a heading of ours."""
    plain = [text.casefold().strip(" :*") for text in row]
    found: dict[str, int] = {}
    own = letters(indicator.code)
    for key in KEYS:
        at = next((at for at, text in enumerate(plain) if text in _NAMES[key]), None)
        if at is not None:
            found[key] = at
    if "value" not in found:
        at = next((at for at, text in enumerate(plain) if text and letters(text) == own), None)
        if at is not None:
            found["value"] = at
    words = [text for text in row if text]
    all_words = bool(words) and not any(mark.isdigit() for text in words for mark in text)
    return found if found or all_words else None


def letters(text: str) -> str:
    return "".join(mark for mark in text.casefold() if mark.isalnum())


def _period_column(rows: Sequence[Sequence[str]], indicator: MeasuredIndicator, taken: set[int]) -> int | None:
    counts = {at: _periods((row[at] for row in rows[:_LOOKED_AT]), indicator)
              for at in range(len(rows[0]) if rows else 0) if at not in taken}  # fmt: skip
    best = max(counts, key=lambda at: (counts[at], -at), default=None)
    return best if best is not None and counts[best] else None


def _guess(places: dict[str, int], rows: Sequence[Sequence[str]], headed: bool) -> None:
    """Columns that no heading names: the first of figures is the value; without headings the rest follow."""
    free = [at for at in range(len(rows[0]) if rows else 0) if at not in places.values()]
    for at in free:
        cells = [row[at] for row in rows if row[at]]
        if "value" not in places and sum(map(is_figure, cells)) * 2 >= len(cells):
            places["value"] = at
        elif headed:
            continue
        elif "status" not in places and cells and all(cell.casefold() in _STATUSES for cell in cells):
            places["status"] = at
        elif cells and all(map(is_figure, cells)):
            places.setdefault("numerator" if "numerator" not in places else "denominator", at)
        else:
            places.setdefault("note", at)


def is_figure(text: str) -> bool:
    return read_figure(text.rstrip("%").lstrip("£"), percent=False).value is not None
