"""Rows as the driver gives them, for queries of ten thousands of rows: no decorators, tuples only."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy.orm import Session


def rows(session: Session, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
    """In the session's transaction, after what it has still to write."""
    session.flush()
    driver: Any = session.connection().connection.driver_connection
    found: list[tuple[Any, ...]] = driver.execute(sql, parameters).fetchall()
    return found


def among(ids: Iterable[int]) -> str:
    """A parameter for `IN (SELECT value FROM json_each(?))`: as many ids as there are."""
    return json.dumps(sorted(ids))
