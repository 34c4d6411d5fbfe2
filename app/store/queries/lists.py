"""The lists that are data, the plan's settings, the quarters, the bodies."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from app.rules.decision import Authority
from app.rules.decision import Body as BodyNoun
from app.rules.issue import Item
from app.rules.lists import Lists
from app.rules.period import Period
from app.rules.plan_settings import PlanSettings, from_stored
from app.store.queries.plain import document, rows

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.models.lists import ListEntry


def items(session: Session, kind: type[ListEntry]) -> tuple[Item, ...]:
    return entries(session, kind.__tablename__)


def entries(session: Session, table: str) -> tuple[Item, ...]:
    """Of one of the tables of app.models.lists, in the list's order."""
    found = rows(session, f"SELECT id, name, short, retired FROM {table} ORDER BY position, id")  # noqa: S608 - ours
    return tuple(Item(id_, name, short, bool(retired)) for id_, name, short, retired in found)


def bodies(session: Session) -> tuple[BodyNoun, ...]:
    found = rows(session, "SELECT id, name, title, authority FROM body ORDER BY position, id")
    return tuple(BodyNoun(id_, name, title, Authority(authority)) for id_, name, title, authority in found)


def lists(session: Session) -> Lists:
    return Lists(
        aims=entries(session, "aim"),
        themes=entries(session, "theme"),
        strategy_links=entries(session, "strategy_link"),
        departments=entries(session, "department"),
        posts=entries(session, "post"),
        portfolios=entries(session, "portfolio"),
        bodies=bodies(session),
        partners=entries(session, "partner"),
        localities=entries(session, "locality"),
    )


def settings(session: Session) -> PlanSettings:
    return from_stored({key: document(value) for key, value in rows(session, "SELECT key, value FROM setting")})


def quarters(session: Session) -> tuple[Period, ...]:
    """Every quarter the store knows, oldest first. The last is the open one, where changes happen."""
    return tuple(Period.from_key(key) for (key,) in rows(session, "SELECT period FROM quarter ORDER BY period"))


def newest_quarter(session: Session) -> Period | None:
    ((key,),) = rows(session, "SELECT max(period) FROM quarter")
    return None if key is None else Period.from_key(key)


def frozen_quarters(session: Session) -> frozenset[Period]:
    return frozenset(
        Period.from_key(key) for (key,) in rows(session, "SELECT period FROM quarter WHERE frozen = 1")
    )


def is_frozen(session: Session, quarter: Period) -> bool:
    found = rows(session, "SELECT frozen FROM quarter WHERE period = ?", (quarter.key,))
    return bool(found and found[0][0])


def plan_at(session: Session, quarter: Period) -> tuple[str, str]:
    """Name of the plan the quarter works on, and what its state is called: a draft for next year before this year's."""
    found = rows(
        session,
        "SELECT name, state_label, year FROM plan WHERE year <= ? ORDER BY year DESC",
        (Period(quarter.end + 12, 12).key,),
    )
    for name, label, year in found:
        if label or Period.from_key(year).end <= quarter.end + 12:
            return name, label
    return "", ""


def by_id(entries: Iterable[Item]) -> dict[int, Item]:
    return {entry.id: entry for entry in entries}
