"""Every placement with the decision behind it, and the plans of every year."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.rules.category import Category
from app.rules.period import Period
from app.rules.plan_story import LeftIssue, QuarterSize, Step, Story, YearOfPlan
from app.rules.refresh import Course, PlanYear
from app.store.queries import lists
from app.store.queries.plain import rows

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_STEPS = (
    "SELECT p.issue_id, p.category, p.effective, b.name, d.decided_on, d.minute, d.reason, d.rule, d.exception_reason,"
    " d.stage"
    " FROM placement p LEFT JOIN decision d ON d.id = p.decision_id LEFT JOIN body b ON b.id = d.body_id"
    " ORDER BY p.effective, p.id"
)
_PLANS = (
    'SELECT p.id, p.version, p.name, p.year, p.state, p.state_label, b.name, p.approved_on, p.minute, p.reason'
    ' FROM "plan" p LEFT JOIN body b ON b.id = p.body_id ORDER BY p.year'
)
_CALLED = "SELECT plan_id, issue_id, title FROM refresh_line WHERE title <> '' AND course IN (?, ?, ?)"


def plans(session: Session) -> tuple[PlanYear, ...]:
    """Oldest first."""
    return tuple(
        PlanYear(
            id_, version, name, Period.from_key(year), state == "approved", label, body or "",
            date.fromisoformat(on) if on else None, minute, reason,
        )
        for id_, version, name, year, state, label, body, on, minute, reason in rows(session, _PLANS)
    )  # fmt: skip


def story(session: Session) -> Story:
    steps = [
        Step(
            issue, Category(category), Period.from_key(effective), body or "", date.fromisoformat(on) if on else None,
            minute or "", exception or reason or "", rule or "", stage == "interim",
        )
        for issue, category, effective, body, on, minute, reason, rule, exception, stage in rows(session, _STEPS)
    ]  # fmt: skip
    return Story(steps, dict(rows(session, "SELECT id, title FROM issue ORDER BY position, id")))


def years(session: Session, told: Story | None = None) -> tuple[YearOfPlan, ...]:
    """The plan of every year as it stood, newest first. A draft for a year to come shows what is decided for it."""
    newest = lists.newest_quarter(session)
    if newest is None:
        return ()
    told, called = told or story(session), _called(session)
    return tuple(told.year(plan, newest, titles=called.get(plan.id)) for plan in reversed(plans(session)))


def sizes(session: Session, told: Story | None = None) -> tuple[QuarterSize, ...]:
    """Of every quarter the store knows, and those to come for which a move is decided."""
    known = list(lists.quarters(session))
    if not known:
        return ()
    ((last,),) = rows(session, "SELECT max(effective) FROM placement")
    while last is not None and known[-1] < Period.from_key(last) and len(known) < _MOST:
        known.append(known[-1].shift(1))
    return (told or story(session)).sizes(known)


_MOST = 400


def left(session: Session, told: Story | None = None) -> tuple[LeftIssue, ...]:
    newest = lists.newest_quarter(session)
    return (told or story(session)).left(newest) if newest is not None else ()


def _called(session: Session) -> dict[int, dict[int, str]]:
    """How the issues of an approved plan were called when it was approved."""
    found: dict[int, dict[int, str]] = {}
    for plan, issue, title in rows(session, _CALLED, (Course.STAYS, Course.ENTERS, Course.LEAVES)):
        found.setdefault(plan, {})[issue] = title
    return found
