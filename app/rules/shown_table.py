"""A list or table as it stands on screen, for a file: headings, rows in their order, figures as figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

SMALLEST_WIDTH, LARGEST_WIDTH = 8, 60


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure shown in its own unit, where the rows of a column differ in theirs."""

    value: float | None
    unit: str = ""
    decimals: int = 0


Cell = str | float | int | date | datetime | Amount | None


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """`unit` and `decimals` are of the column's figures; `decimals` None: as many as each has. `width` in letters."""

    title: str
    width: int = 0
    unit: str = ""
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class ShownTable:
    """`facts` say what it is of ("Quarter", "2009/10 Q4"); `draft`: its figures may still change."""

    title: str
    columns: tuple[ShownColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    facts: tuple[tuple[str, str], ...] = ()
    draft: bool = True


def columns_of(*heads: tuple[str, int]) -> tuple[ShownColumn, ...]:
    """Columns by heading and width."""
    return tuple(ShownColumn(title, width) for title, width in heads)


def text_width(column: ShownColumn, cells: list[str]) -> int:
    """Letters that the column takes: its own wish, or what its texts need within reason."""
    if column.width:
        return column.width
    longest = max((len(line) for text in cells[:500] for line in text[:400].split("\n")), default=0)
    return min(max(longest + 2, len(column.title) + 3, SMALLEST_WIDTH), LARGEST_WIDTH)
