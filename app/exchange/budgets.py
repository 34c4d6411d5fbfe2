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


PLAIN_TABLE = Budgets()
