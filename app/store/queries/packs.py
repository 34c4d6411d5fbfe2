"""Packs saved under a name, in their order."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.rules.saved_pack import SavedPack, pack_from
from app.store.queries.plain import document, rows

_PACKS = "SELECT id, version, name, pages, options FROM pack ORDER BY position, id"


def packs(session: Session) -> tuple[SavedPack, ...]:
    return tuple(
        SavedPack(id_, version, pack_from(name, document(pages), document(options)))
        for id_, version, name, pages, options in rows(session, _PACKS)
    )
