"""Names of what the open plan holds, for finding things by typing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.rules.category import Category
from app.rules.list_entries import EntryName
from app.rules.period import Period

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Names:
    """`issues` as (id, title, category at the quarter), `indicators` as (id, code, title), `abbreviations` as
    (short form, what it stands for), `entries` those of the other lists that are data."""

    issues: list[tuple[int, str, Category]]
    indicators: list[tuple[int, str, str]]
    abbreviations: list[tuple[str, str]]
    entries: list[EntryName]


@dataclass(frozen=True, slots=True)
class NamesQuestion:
    quarter: Period

    def __call__(self, session: Session) -> Names:
        from app.store.queries.names import abbreviations, indicator_names, issue_names, list_names

        issues = issue_names(session, self.quarter)
        return Names(issues, indicator_names(session), abbreviations(session), list_names(session))
