"""The history of the lists that are data in words; see app.rules.history_words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from app.rules.list_entries import KINDS, ListKind

Values = Mapping[str, Any] | None
_LONG = 80


class Lists(Protocol):
    def name(self, table: str, row: int) -> str: ...


Sayer = Callable[[Values, Values, Lists], list[str]]


def _sayer(kind: ListKind) -> Sayer:
    one = kind.one[:1].upper() + kind.one[1:]

    def say(before: Values, after: Values, _names: Lists) -> list[str]:
        if before is None or after is None:
            called = _shown((after or before or {}).get("name", ""))
            return [f"{one} {called} {'added' if before is None else 'removed'}"]
        told = []
        for column in kind.columns:
            if column.name in after:
                was, now = (_shown(column.shown(each.get(column.name))) for each in (before, after))
                told.append(f"{column.head} changed from {was} to {now}")
        if "retired" in after:
            told.append(f"{one} {'retired' if after['retired'] else 'brought back'}")
        if "position" in after and not told:
            told.append(f"Moved from place {before['position'] + 1} to place {after['position'] + 1}")
        return told

    return say


def _shown(text: str) -> str:
    words = " ".join(text.split())
    return "none" if not words else f"“{words[:_LONG]}…”" if len(words) > _LONG else f"“{words}”"


LISTS: dict[str, Sayer] = {kind.noun: _sayer(kind) for kind in KINDS if kind.noun != "inspectorate"}
