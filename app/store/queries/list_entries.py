"""The lists that are data with what uses each entry: the one place that decides whether something is in use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from app.models import Base
from app.models.base import Entity
from app.rules.list_entries import BY_NOUN, KINDS, EditedList, Entry, Use
from app.store.queries.plain import document, rows
from app.store.recording import entity_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_TITLES = {
    "issue": "SELECT title FROM issue WHERE id = ?",
    "indicator": "SELECT title FROM indicator WHERE id = ?",
    "decision": "SELECT i.title FROM decision d JOIN issue i ON i.id = d.issue_id WHERE d.id = ?",
    "initiative": "SELECT title FROM initiative WHERE id = ?",
    "inspectorate": "SELECT name FROM inspectorate WHERE id = ?",
    "recommendation": "SELECT title FROM recommendation WHERE id = ?",
    "meeting": "SELECT title FROM meeting WHERE id = ?",
}


def edited_lists(session: Session) -> tuple[EditedList, ...]:
    """Every list in its order, retired entries included."""
    return tuple(edited_list(session, kind.noun) for kind in KINDS)


def edited_list(session: Session, noun: str) -> EditedList:
    kind = BY_NOUN[noun]
    names = [column.name for column in kind.columns]
    used = uses(session, noun)
    found = rows(session, f"SELECT id, version, retired, {', '.join(names)} FROM {noun} ORDER BY position, id")  # noqa: S608 - ours
    entries = []
    for id_, version, retired, *values in found:
        told: dict[str, Any] = dict(zip(names, values, strict=True))
        if noun == "inspectorate":
            told["scale"] = ", ".join(document(told["scale"]))
        entries.append(Entry(id_, version, told, bool(retired), used.get(id_, ())))
    return EditedList(kind, tuple(entries))


def uses(session: Session, noun: str) -> dict[int, tuple[Use, ...]]:
    """By entry what points to it, whatever table that is in, told as the noun that owns it."""
    things: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for table, column in _pointing(noun):
        owner, key = entity_of(table).root or (table, "id")
        asked = f"SELECT DISTINCT {column}, {key} FROM {table} WHERE {column} IS NOT NULL"  # noqa: S608 - our own names
        for entry, thing in rows(session, asked):
            if owner != noun or thing != entry:
                things[entry][owner].add(thing)
    return {entry: tuple(_use(session, owner, found) for owner, found in sorted(owners.items(), key=_told_first))
            for entry, owners in things.items()}  # fmt: skip


def _told_first(use: tuple[str, set[int]]) -> tuple[bool, bool, str]:
    """Issues before indicators before all else."""
    return use[0] != "issue", use[0] != "indicator", use[0]


def _pointing(noun: str) -> Iterator[tuple[str, str]]:
    """Tables and columns with a key to the list. What belongs to an entry itself uses it no less."""
    for mapper in Base.registry.mappers:
        if not issubclass(mapper.class_, Entity):
            continue
        table = Base.metadata.tables[str(mapper.local_table.name)]  # type: ignore[attr-defined]
        for column in table.columns:
            if any(key.column.table.name == noun for key in column.foreign_keys):
                yield table.name, column.name


def _use(session: Session, owner: str, things: set[int]) -> Use:
    first = min(things)
    found = rows(session, _TITLES[owner], (first,)) if owner in _TITLES else []
    return Use(owner, len(things), first, found[0][0] if found else "")
