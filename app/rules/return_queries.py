"""What a department is asked again: a cell of its workbook, what is wrong with it and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from app.rules.errors import Problem
from app.rules.return_changes import TakenReturn

_ASKED = "asked"
"""The fact of a problem kept with a return that says how it is asked about."""


class Asked(StrEnum):
    """SETTLED: someone here looked and decided, so the department is not asked."""

    UNREADABLE = "unreadable"
    DOUBTFUL = "doubtful"
    SETTLED = "settled"


def as_asked(problem: Problem, asked: Asked) -> Problem:
    return Problem(problem.code, {**problem.facts, _ASKED: asked.value})


def open_questions(kept: Iterable[tuple[str, Mapping[str, Any]]]) -> Iterator[tuple[Problem, bool]]:
    """What a department is still to be asked of a return that is kept, and whether its cell could not be read.

    Returns taken by an earlier version do not say; all of what was said of them is asked.
    """
    for code, facts in kept:
        if facts.get("cell") and facts.get(_ASKED) != Asked.SETTLED:
            yield Problem(code, facts), facts.get(_ASKED) == Asked.UNREADABLE


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
