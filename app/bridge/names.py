"""Names of what the open plan holds, for finding things by typing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.rules.category import Category
from app.rules.period import Period

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Names:
    """`issues` as (id, title, category at the quarter), `indicators` as (id, code, title)."""

    issues: list[tuple[int, str, Category]]
    indicators: list[tuple[int, str, str]]


@dataclass(frozen=True, slots=True)
class NamesQuestion:
    quarter: Period

    def __call__(self, session: Session) -> Names:
        from app.store.queries.names import indicator_names, issue_names

        return Names(issue_names(session, self.quarter), indicator_names(session))
