"""How much a file of readings may cost before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Budgets:
    """Sizes in bytes, times in seconds. The defaults are those of a plain table of readings."""

    file: int = 25 * MB
    part: int = 40 * MB
    total: int = 80 * MB
    ratio: int = 250
    ratio_from: int = 4 * MB
    """A part smaller than this may be packed as tightly as it likes: empty styled rows pack very well."""
    parts: int = 20_000
    sheets: int = 60
    columns: int = 200
    rows: int = 200_000
    cells: int = 2_000_000
    seconds: float = 60.0
    memory: int = 1024 * MB
    answer: int = 600 * MB
    """What the child may send back."""


PLAIN_TABLE = Budgets()
WHOLE_PLAN = Budgets(
    file=400 * MB, part=1500 * MB, total=3000 * MB, sheets=200, columns=400, rows=1_048_576, cells=60_000_000,
    seconds=1800.0, memory=6000 * MB, answer=6000 * MB,
)  # fmt: skip
"""A plan's own export, which its user takes in knowingly and only into an empty plan."""
