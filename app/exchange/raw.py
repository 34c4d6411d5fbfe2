"""What a file holds, in plain values: what the child process sends and the parent judges."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, NamedTuple

from app.rules.errors import Problem

KEYS = ("code", "period", "value", "status", "numerator", "denominator", "note")
"""The columns of a table of readings, in the order in which a row's cells are sent."""
REQUIRED = ("code", "period", "value", "status")

OddKind = Literal["error", "formula", "percent", "truth", "other"]


@dataclass(frozen=True, slots=True)
class Odd:
    """A cell that is neither plain text, a number nor a date.

    error: `text` is what it shows (#N/A). formula: never calculated. percent: `number` is shown as a
    percentage (0.45 for 45%). truth: TRUE or FALSE. other: a time, an infinity.
    """

    kind: OddKind
    text: str = ""
    number: float = 0.0


RawCell = str | float | date | Odd | None


class RawRow(NamedTuple):
    """One row of a table. `number` as Excel counts it; `cells` in the order of KEYS."""

    number: int
    hidden: bool
    cells: tuple[RawCell, ...]
    outside: tuple[int, ...] = ()
    """Positions in `cells` whose formula reaches another file or a service; the stored value is used."""


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One sheet. `columns`: where each key was found, from 1, 0 for none. Without a table `rows` is empty."""

    name: str
    state: str
    columns: tuple[int, ...] = ()
    heading_row: int = 0
    cell_count: int = 0
    hidden_rows: int = 0
    hidden_columns: tuple[str, ...] = ()
    filtered: bool = False
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    rows: tuple[RawRow, ...] = ()

    @property
    def has_table(self) -> bool:
        return self.heading_row > 0


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file as it was read: its sheets, and the hash of exactly those bytes."""

    name: str
    sha256: str
    size: int
    kind: str
    sheets: tuple[RawSheet, ...]
    notes: tuple[Problem, ...] = field(default=())


def packed(cell: RawCell) -> Any:
    """The cell as JSON holds it; `unpacked` is the way back."""
    if isinstance(cell, Odd):
        return {"odd": [cell.kind, cell.text, cell.number]}
    if isinstance(cell, date):
        return {"day": cell.isoformat()}
    return cell


def unpacked(item: Any) -> RawCell:
    """Raises ValueError for what no child of ours would send."""
    if item is None or isinstance(item, str):
        return item
    if isinstance(item, (int, float)) and not isinstance(item, bool):
        return float(item)
    if isinstance(item, dict) and "day" in item:
        return date.fromisoformat(item["day"])
    if isinstance(item, dict) and "odd" in item:
        kind, text, number = item["odd"]
        return Odd(kind, str(text), float(number))
    raise ValueError("not a cell")
