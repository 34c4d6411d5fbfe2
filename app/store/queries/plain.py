"""Rows as the driver gives them: no decorators, tuples only.

For queries of ten thousands of rows, and for what the start shows: they need no entity to be mapped.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from app.store.reading import Reading

if TYPE_CHECKING:
    from sqlalchemy.orm import Session



def rows(session: Session, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
    """In the session's transaction, after what it has still to write; of a Reading, without making a session."""
    if isinstance(session, Reading):
        return session.plainly(sql, parameters)
    session.flush()
    driver: Any = session.connection().connection.driver_connection
    found: list[tuple[Any, ...]] = driver.execute(sql, parameters).fetchall()
    return found


def document(stored: str) -> Any:
    """What a Document column holds."""
    return json.loads(stored)


def among(ids: Iterable[int]) -> str:
    """A parameter for `IN (SELECT value FROM json_each(?))`: as many ids as there are."""
    return json.dumps(sorted(ids))
