"""Packs kept in the plan under a name, and how they are written down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from app.rules.errors import Problem
from app.rules.papers import Pack, PackOptions, PageChoice, PageKind, Paper
from app.rules.texts import POST_LIMIT, text_problem

LAST_FIRST_PAGE = 9_999


@dataclass(frozen=True, slots=True)
class SavedPack:
    id: int
    version: int
    pack: Pack


def pages_plain(pack: Pack) -> list[list[Any]]:
    """Kind and subject of each page."""
    return [[choice.kind.value, choice.subject] for choice in pack.pages]


def options_plain(options: PackOptions) -> dict[str, Any]:
    return {each.name: _plain(getattr(options, each.name)) for each in fields(options)}


def pack_from(name: str, pages: object, options: object) -> Pack:
    """What was written down; pages and options that this program does not know are left out."""
    return Pack(name, _pages(pages), _options(options))


def name_problem(name: str) -> Problem | None:
    return text_problem("name", name, POST_LIMIT, required=True)


def _plain(value: object) -> object:
    return value.value if isinstance(value, Paper) else value


def _pages(stored: object) -> tuple[PageChoice, ...]:
    found = []
    for each in stored if isinstance(stored, list) else ():
        if isinstance(each, list) and len(each) == 2 and each[0] in set(PageKind):
            subject = each[1] if type(each[1]) is int else None
            found.append(PageChoice(PageKind(each[0]), subject))
    return tuple(found)


def _options(stored: object) -> PackOptions:
    """Each of its own kind, or the default."""
    plain = stored if isinstance(stored, Mapping) else {}
    default = PackOptions()
    known: dict[str, Any] = {}
    for each in fields(PackOptions):
        value, usual = plain.get(each.name), getattr(default, each.name)
        if isinstance(usual, Paper):
            known[each.name] = Paper(value) if value in set(Paper) else usual
        elif each.name == "draft":
            known[each.name] = value if isinstance(value, bool) else None
        elif type(value) is type(usual):
            known[each.name] = value
    return PackOptions(**known)
