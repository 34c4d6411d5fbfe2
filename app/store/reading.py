"""One reading of the store: plain rows from its connection, and a session as soon as a query asks for more.

SQLAlchemy takes longer to import than the board takes to be filled, and what the start shows is plain rows alone.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class Reading:
    """Stands in for the session that `make` gives: whatever is asked of it but plain rows is asked of that."""

    def __init__(self, raw: sqlite3.Connection, make: Callable[[], Session]) -> None:
        self._raw, self._make = raw, make
        self._session: Session | None = None

    def plainly(self, sql: str, parameters: Sequence[object]) -> list[tuple[Any, ...]]:
        """Rows as the driver gives them, all of one state of the store."""
        if self._session is not None:
            self._session.connection()  # it begins a transaction
        elif not self._raw.in_transaction:
            self._raw.execute("BEGIN")
        return self._raw.execute(sql, parameters).fetchall()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._whole(), name)

    def _whole(self) -> Session:
        if self._session is None:
            self._end()  # the session begins its own
            self._session = self._make()
        return self._session

    def _end(self) -> None:
        if self._raw.in_transaction:
            self._raw.execute("ROLLBACK")

    def close(self) -> None:
        """Whatever was changed is rolled back."""
        if self._session is None:
            with contextlib.suppress(sqlite3.Error):  # a connection that was closed meanwhile holds nothing
                self._end()
            return
        self._session.rollback()
        self._session.close()
