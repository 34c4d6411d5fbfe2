"""Texts being written, on their way to the store's drafts; and those that an earlier session left there."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.bridge.store_state import StoreState
from app.rules.drafts import Draft, free_key
from app.rules.errors import KnownError, Problem

if TYPE_CHECKING:
    from app.bridge.operations import Operations
    from app.store.store import Store

EVERY_MS = 1_900
"""While something is being written; with the writing itself at most two seconds are lost."""
TOLD = ("ended_suddenly", "drafts_found")
"""Problems that say how many texts were found."""


@dataclass(slots=True)
class _Held:
    key: str
    text: str | None
    """As last handed on; None: it could not be kept, and is handed on again."""


class Drafts(QObject):
    """Nothing here waits or raises: what the store cannot keep now is offered to it again at the next `hold`."""

    found_changed = Signal()

    def __init__(self, operations: Operations) -> None:
        super().__init__(operations)
        self._operations = operations
        self.found: tuple[Draft, ...] = ()
        """Texts of an earlier session, the newest first, until they are put back or discarded."""
        self._held: dict[str, dict[str, _Held]] = {}
        self._owed: set[str] = set()
        """Keys that are still to be forgotten."""

    def begin(self, state: StoreState, *, sudden: bool) -> None:
        """A store was opened: look for what its last session left. After a sudden end the check tells of it."""
        self._held, self._owed, self.found = {}, set(), ()
        if not state.read_only:
            self._operations.run(_left_over, partial(self._on_found, sudden), _ignore)

    # Texts of this session

    def hold(self, home: str, texts: Mapping[str, str]) -> None:
        """All that is unsaved in one sheet now, by the keys of their places: newer ones are kept, others forgotten."""
        held = self._held.setdefault(home, {})
        taken = frozenset(draft.key for draft in self.found)
        written = {place: text for place, text in texts.items() if text.strip()}
        saved: dict[str, str] = {}
        for place, text in written.items():
            entry = held.setdefault(place, _Held(free_key(place, taken), None))
            if entry.text != text:
                entry.text = saved[entry.key] = text
        gone = {held.pop(place).key for place in [each for each in held if each not in written]}
        self._send(saved, gone)

    def held(self, home: str) -> dict[str, str]:
        """What is kept for a sheet, by the keys of the places."""
        entries = self._held.get(home, {})
        return {place: entry.text for place, entry in entries.items() if entry.text is not None}

    def let_go(self, home: str) -> None:
        """The sheet was closed on purpose: its texts became a change, or were discarded."""
        self.hold(home, {})

    def settle(self) -> None:
        """A change was stored by a sheet that has moved on: forget what reads as it is stored now."""
        if any(self._held.values()):
            self._operations.run(_drop_stored, self._on_dropped, _ignore)

    def _on_dropped(self, keys: frozenset[str]) -> None:
        for held in self._held.values():
            for place in [place for place, entry in held.items() if entry.key in keys]:
                del held[place]

    def _send(self, saved: dict[str, str], gone: set[str]) -> None:
        gone |= self._owed - set(saved)
        self._owed = set()
        state = self._operations.state
        if (saved or gone) and state.is_open and not state.read_only:
            failed = partial(self._on_failed, state.path, saved, gone)
            self._operations.run(partial(_save, saved, gone), None, failed)

    def _on_failed(self, path: str, saved: dict[str, str], gone: set[str], _error: Exception) -> None:
        """A full disk, say. Whoever stores the change itself will be told; here it is tried again."""
        if path != self._operations.state.path:
            return
        self._owed |= gone
        for held in self._held.values():
            for entry in held.values():
                if entry.key in saved:
                    entry.text = None

    # Texts of an earlier session

    def put_back(self, draft: Draft) -> None:
        """The text stands in its sheet again, and is one of this session's from now on."""
        if draft.place is None or draft not in self.found:
            return
        held = self._held.setdefault(draft.place.home, {})
        own = held.get(draft.place.key)
        if own is None:
            held[draft.place.key] = _Held(draft.key, draft.body)
        else:  # something else was being written there; it was stored before the draft took its place
            own.text = draft.body
            self._send({own.key: draft.body}, {draft.key})
        self._lose(draft)

    def discard(self, draft: Draft) -> None:
        if draft in self.found:
            self._send({}, {draft.key})
            self._lose(draft)

    def _lose(self, draft: Draft) -> None:
        self.found = tuple(each for each in self.found if each is not draft and each != draft)
        self._tell()
        self.found_changed.emit()

    def _on_found(self, sudden: bool, found: tuple[Draft, ...]) -> None:
        self.found = found
        if found and not sudden and self._operations.state.problem is None:
            self._operations.show(problem=Problem("drafts_found", {"drafts": len(found)}))
        self.found_changed.emit()

    def _tell(self) -> None:
        problem = self._operations.state.problem
        if problem is None or problem.code not in TOLD:
            return
        left = Problem(problem.code, {**problem.facts, "drafts": len(self.found)}) if self.found else None
        self._operations.show(problem=left)


def _left_over(store: Store) -> tuple[Draft, ...]:
    from app.store.queries.plain import rows

    with store.reading() as session:
        if not rows(session, "SELECT 1 FROM draft LIMIT 1"):
            return ()
    from app.store import drafts

    with contextlib.suppress(KnownError):
        drafts.drop_stored(store)
    with store.reading() as session:
        return drafts.listed(session)


def _save(saved: Mapping[str, str], gone: set[str], store: Store) -> None:
    from app.store import drafts

    drafts.save(store, saved, gone)


def _drop_stored(store: Store) -> frozenset[str]:
    from app.store import drafts

    return drafts.drop_stored(store)


def _ignore(_error: Exception) -> None:
    """It is tried again; nothing of the user's hangs on it."""
