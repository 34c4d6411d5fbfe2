"""What the board shows: filters that combine, as a plain value that can be kept and saved under a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Literal, TypeVar

from app.rules.indicator import Rag
from app.rules.issue import Flag

Named = TypeVar("Named", bound=StrEnum)
Part = Literal["departments", "leads", "rags", "flags", "tags"]


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """An empty set hides nothing. Within a set any member will do; across sets all must hold.

    None among departments or leads stands for issues without one.
    """

    departments: frozenset[int | None] = frozenset()
    leads: frozenset[int | None] = frozenset()
    rags: frozenset[Rag] = frozenset()
    flags: frozenset[Flag] = frozenset()
    tags: frozenset[str] = frozenset()
    text: str = ""

    @property
    def empty(self) -> bool:
        return not (
            self.departments or self.leads or self.rags or self.flags or self.tags or self.text.strip()
        )

    @property
    def words(self) -> list[str]:
        """Words all of which must occur, whatever their case."""
        return self.text.casefold().split()

    def toggled(self, part: Part, member: object) -> BoardFilter:
        """With one member put into a set, or taken out of it."""
        chosen: frozenset[object] = getattr(self, part)
        changes: dict[str, Any] = {part: chosen ^ {member}}
        return replace(self, **changes)

    def as_body(self) -> dict[str, object]:
        """As JSON keeps it."""
        return {
            "departments": _sorted_ids(self.departments),
            "leads": _sorted_ids(self.leads),
            "rags": sorted(self.rags),
            "flags": sorted(self.flags),
            "tags": sorted(self.tags),
            "text": self.text,
        }


def filter_from(body: Mapping[str, object]) -> BoardFilter:
    """Read what `as_body` kept; what is unknown by now is left out."""
    text = body.get("text", "")
    return BoardFilter(
        departments=_ids(body.get("departments")),
        leads=_ids(body.get("leads")),
        rags=_members(Rag, body.get("rags")),
        flags=_members(Flag, body.get("flags")),
        tags=frozenset(tag for tag in _list(body.get("tags")) if isinstance(tag, str)),
        text=text if isinstance(text, str) else "",
    )


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []


def _ids(value: object) -> frozenset[int | None]:
    return frozenset(each for each in _list(value) if each is None or type(each) is int)


def _sorted_ids(ids: frozenset[int | None]) -> list[int | None]:
    return sorted(ids, key=lambda each: -1 if each is None else each)


def _members(kind: type[Named], value: object) -> frozenset[Named]:
    known = {member.value: member for member in kind}
    return frozenset(known[each] for each in _list(value) if isinstance(each, str) and each in known)
