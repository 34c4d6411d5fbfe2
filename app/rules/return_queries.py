"""What a department is asked again: a cell of its workbook, what is wrong with it and what to do."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.rules.return_changes import TakenReturn


@dataclass(frozen=True, slots=True)
class QueryMark:
    """`cell` may be a range, or empty for a whole sheet. `unreadable`: it cannot be taken as it is."""

    sheet: str
    cell: str
    what: str
    do: str
    unreadable: bool = False


@dataclass(frozen=True, slots=True)
class QueryList:
    """One workbook to send back. `taken` is what it is kept as, without anything of it; `return_id` where it is kept."""

    file_name: str
    data: bytes = field(repr=False)
    marks: tuple[QueryMark, ...]
    taken: TakenReturn | None = None
    return_id: int | None = None
