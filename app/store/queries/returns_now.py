"""What departments' workbooks are held against: their forms as of now, and what came before."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from app.models.lists import Department
from app.rules.returns_now import Place, ReturnsNow
from app.store.queries import returns
from app.store.queries.lists import items, quarters
from app.store.queries.readings_now import readings_now
from app.store.queries.return_form import plan_key, return_form
from app.store.queries.return_mappings import return_mappings


def returns_now(session: Session, places: Iterable[Place], hashes: Iterable[str]) -> ReturnsNow:
    """`places` that are no department's are passed over: the files that name them are refused for it."""
    asked = set(places)
    now, known = readings_now(session), {each.id for each in items(session, Department)}
    return ReturnsNow(
        readings=now,
        plan_key=plan_key(session),
        quarters=quarters(session),
        forms={place: return_form(session, *place, now) for place in asked if place[0] in known},
        earlier=returns.received(session, {quarter for _, quarter in asked}),
        by_hash=returns.by_hash(session, hashes),
        mappings=return_mappings(session),
    )
