"""Finding a person's name or words in what is stored, and putting a mark in their place."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.rules.errors import Problem
from app.rules.texts import REASON_LIMIT, TITLE_LIMIT, text_problem

MARK = "[erased]"
SHORTEST = 3
"""Letters of what may be erased: less than that stands in too many words."""
_BETWEEN = r"(?:\s|\\n|&nbsp;|<[^<>]*>)+"
"""What may stand between two words of the text: white space, or the marks of a written section."""
_AROUND = 40


@dataclass(frozen=True, slots=True)
class Place:
    """One place that holds the text. `table` and `row` say where; `title` what it belongs to; `around` the words about
    it. `noun` and `thing` open it in the window; "" where nothing does."""

    table: str
    row: int
    column: str
    title: str
    around: str
    noun: str = ""
    thing: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """`rows` are live, `drafts` being written, `history` earlier states (payloads), `worded` the labels and reasons of
    entries, `frozen` reported quarters that are cleaned; `originals` keep the text, byte for byte."""

    rows: tuple[Place, ...] = ()
    drafts: tuple[Place, ...] = ()
    history: tuple[Place, ...] = ()
    worded: tuple[Place, ...] = ()
    frozen: tuple[Place, ...] = ()
    originals: tuple[Place, ...] = ()

    @property
    def erasable(self) -> tuple[Place, ...]:
        return self.rows + self.drafts + self.worded + self.history + self.frozen


@dataclass(frozen=True, slots=True)
class Holders:
    """Files outside the store that may hold what was erased."""

    backups: tuple[str, ...] = ()
    logs: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    second: str = ""
    """The folder of second backups, which the program only ever adds to."""
    failed: tuple[str, ...] = field(default=())
    """Those that could not be deleted."""

    @property
    def files(self) -> tuple[str, ...]:
        return self.backups + self.logs + self.aside


def finder(text: str) -> re.Pattern[str]:
    """Whole words, whatever the case, white space, or marks between them."""
    words = [f"(?:{re.escape(word)}|{re.escape(html.escape(word))})" for word in text.split()]
    return re.compile(rf"(?<!\w){_BETWEEN.join(words)}(?!\w)", re.IGNORECASE)


def needle(text: str) -> str:
    """The longest run of letters: what has not got it need not be looked at closely."""
    return max(re.findall(r"\w+", text.casefold()), key=len, default="")


def holds(pattern: re.Pattern[str], value: Any) -> bool:
    """Strings, and the strings of lists and mappings, keys included."""
    if isinstance(value, str):
        return pattern.search(value) is not None
    if isinstance(value, Mapping):
        return any(holds(pattern, key) or holds(pattern, each) for key, each in value.items())
    return isinstance(value, list | tuple) and any(holds(pattern, each) for each in value)


def without(pattern: re.Pattern[str], value: Any, mark: str) -> Any:
    """The same value with the mark in the text's place."""
    if isinstance(value, str):
        return pattern.sub(lambda _found: mark, value)
    if isinstance(value, Mapping):
        return {without(pattern, key, mark): without(pattern, each, mark) for key, each in value.items()}
    return [without(pattern, each, mark) for each in value] if isinstance(value, list | tuple) else value


def around(pattern: re.Pattern[str], value: str) -> str:
    """The words about the first place, on one line."""
    found = pattern.search(value)
    if found is None:
        return ""
    first, last = max(0, found.start() - _AROUND), min(len(value), found.end() + _AROUND)
    words = " ".join(re.sub(r"<[^<>]*>", " ", value[first:last]).split())
    return f"{'…' if first else ''}{words}{'…' if last < len(value) else ''}"


def erasure_problem(text: str, mark: str, reason: str) -> Problem | None:
    """Why this cannot be erased, or None."""
    problem = text_problem("text", text, TITLE_LIMIT, required=True)
    if problem is None and len(needle(text)) < SHORTEST:
        problem = Problem("erase_too_short", {"field": "text", "least": SHORTEST})
    problem = problem or text_problem("mark", mark, TITLE_LIMIT, required=True)
    problem = problem or text_problem("reason", reason, REASON_LIMIT, required=True, lines=True)
    if problem is None and finder(text).search(mark):
        return Problem("erase_mark_holds", {"field": "mark"})
    if problem is None and finder(text).search(reason):
        return Problem("erase_reason_holds", {"field": "reason"})
    return problem
