"""Change the lists that are data: add, rename, order, retire, bring back, and remove what nothing uses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.commands.versions import row_as_seen
from app.rules.decision import Authority
from app.rules.errors import Problem, Refused
from app.rules.list_entries import BY_NOUN, Entry, ListKind, leaving_problem, value_problem
from app.store.queries.list_entries import edited_list
from app.store.recording import entity_of

_IN_SHEETS = frozenset({"inspectorate"})
"""Lists whose entries are written by a command of their own; here they are ordered, retired and removed."""
_START: dict[str, dict[str, Any]] = {"body": {"authority": Authority.INTERIM.value}}


@dataclass(frozen=True)
class AddListEntry:
    """`values` are (column, value); columns not named start empty. It goes to the end of its list."""

    noun: str
    values: tuple[tuple[str, Any], ...]

    @property
    def label(self) -> str:
        return f"Add {_kind(self.noun).one} “{dict(self.values).get('name', '')}”"

    def do(self, session: Session) -> None:
        kind, entity = _editable(self.noun)
        given = {**_START.get(self.noun, {}), **dict(self.values)}
        given.setdefault("name", "")
        names = [entry.name for entry in edited_list(session, self.noun).entries]
        _refuse(*(value_problem(kind, column, value, names) for column, value in given.items()))
        last = session.scalar(select(func.max(entity.position)))
        row = entity(**{name: _stored(name, value) for name, value in given.items()})
        row.position = 0 if last is None else last + 1
        session.add(row)


@dataclass(frozen=True)
class EditListEntry:
    """One column of one entry. Whatever names the entry shows its new name at once."""

    noun: str
    entry_id: int
    version: int
    column: str
    value: Any

    @property
    def label(self) -> str:
        one = _kind(self.noun).one
        return f"Rename {one} to “{self.value}”" if self.column == "name" else f"Change {one}"

    def do(self, session: Session) -> None:
        kind, entity = _editable(self.noun)
        row = row_as_seen(session, entity, self.entry_id, self.version)
        others = [each.name for each in edited_list(session, self.noun).entries if each.id != self.entry_id]
        _refuse(value_problem(kind, self.column, self.value, others))
        before = getattr(row, self.column)
        value = _stored(self.column, self.value)
        if before != value:
            setattr(row, self.column, value)


@dataclass(frozen=True)
class RetireListEntry:
    """It can no longer be chosen, and stays where it is chosen; `retired` False brings it back."""

    noun: str
    entry_id: int
    version: int
    retired: bool = True

    @property
    def label(self) -> str:
        return f"{'Retire' if self.retired else 'Bring back'} {_kind(self.noun).one}"

    def do(self, session: Session) -> None:
        kind = _kind(self.noun)
        row = row_as_seen(session, _entity(self.noun), self.entry_id, self.version)
        if self.retired:
            _refuse(leaving_problem(kind, _entry(session, self.noun, self.entry_id), for_good=False))
        if row.retired != self.retired:
            row.retired = self.retired


@dataclass(frozen=True)
class OrderListEntries:
    """`ids` in their new order; entries not named follow as they stood."""

    noun: str
    ids: tuple[int, ...]

    @property
    def label(self) -> str:
        return f"Change the order of {_kind(self.noun).title.lower()}"

    def do(self, session: Session) -> None:
        entity = _entity(self.noun)
        place = {id_: at for at, id_ in enumerate(self.ids)}
        found = session.scalars(select(entity).order_by(entity.position, entity.id)).all()
        for at, row in enumerate(sorted(found, key=lambda row: place.get(row.id, len(place)))):
            if row.position != at:
                row.position = at


@dataclass(frozen=True)
class RemoveListEntry:
    """For good, where nothing uses it; the refusal says what does."""

    noun: str
    entry_id: int
    version: int

    @property
    def label(self) -> str:
        return f"Remove {_kind(self.noun).one}"

    def do(self, session: Session) -> None:
        row = row_as_seen(session, _entity(self.noun), self.entry_id, self.version)
        _refuse(leaving_problem(_kind(self.noun), _entry(session, self.noun, self.entry_id), for_good=True))
        session.delete(row)


def _kind(noun: str) -> ListKind:
    return BY_NOUN[noun]


def _entity(noun: str) -> Any:
    """Any: each list's own class, with the columns of its kind."""
    if noun not in BY_NOUN:
        raise Refused(Problem("gone", {"noun": noun, "id": 0}))
    return entity_of(noun)


def _editable(noun: str) -> tuple[ListKind, Any]:
    entity = _entity(noun)
    if noun in _IN_SHEETS:
        raise Refused(Problem("field_unknown", {"field": noun}))
    return BY_NOUN[noun], entity


def _entry(session: Session, noun: str, entry_id: int) -> Entry:
    return next(each for each in edited_list(session, noun).entries if each.id == entry_id)


def _stored(column: str, value: Any) -> Any:
    if column == "authority":
        return Authority(value)
    if column == "verified":
        return bool(value)
    return value.strip() if isinstance(value, str) else value


def _refuse(*problems: Problem | None) -> None:
    found = [problem for problem in problems if problem is not None]
    if found:
        raise Refused(*found)
