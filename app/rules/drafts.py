"""Text that was being written and is not a change yet: where it belongs, and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.rules.category import Category


class DraftKind(StrEnum):
    """The sheet the text was being written in."""

    ISSUE = "issue"
    INDICATOR = "indicator"
    MOVE = "move"
    DECISION = "decision"
    ASSESSMENT = "assessment"
    """`thing_id` is the self-assessment's, `field` the section's key, the text HTML."""


@dataclass(frozen=True, slots=True)
class DraftPlace:
    """A field of a sheet. `field` is a column of the issue or indicator, or such as "action 7 note", "target new why"."""

    kind: DraftKind
    thing_id: int
    field: str
    to: Category | None = None
    """Where the issue was to be moved."""

    @property
    def home(self) -> str:
        """What all texts of one sheet have in common, such as "issue/3" or "move/3/improvement_plan"."""
        parts = (self.kind.value, str(self.thing_id), *((self.to.value,) if self.to else ()))
        return "/".join(parts)

    @property
    def key(self) -> str:
        return f"{self.home}/{self.field}"


@dataclass(frozen=True, slots=True)
class Draft:
    """A text as it was last kept. `key` names it in the store: the place's key, or that and a number."""

    key: str
    body: str
    at: datetime
    place: DraftPlace | None = None
    """None: a place that this version of the program does not know."""
    title: str = ""
    """Of the issue, the indicator or the self-assessment; empty where it is gone."""


def place_of(key: str) -> DraftPlace | None:
    """Read a key again; None where it is of no kind known here."""
    kind, _, rest = key.partition("~")[0].partition("/")
    parts = rest.split("/")
    try:
        if kind == DraftKind.MOVE:
            thing_id, to, field = parts
            return DraftPlace(DraftKind.MOVE, int(thing_id), field, Category(to))
        thing_id, field = parts
        return DraftPlace(DraftKind(kind), int(thing_id), field)
    except ValueError:
        return None


def free_key(place_key: str, taken: frozenset[str]) -> str:
    """The place's own key, or the first "~2", "~3" ... that no text of an earlier session holds."""
    number, key = 1, place_key
    while key in taken:
        number += 1
        key = f"{place_key}~{number}"
    return key
