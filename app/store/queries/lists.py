"""The lists that are data, the plan's settings, the quarters, the bodies."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.lists import (
    Aim,
    Body,
    Department,
    ListEntry,
    Locality,
    Partner,
    Portfolio,
    Post,
    StrategyLink,
    Theme,
)
from app.models.plan import Plan, Quarter
from app.models.setting import SettingRow
from app.rules.decision import Body as BodyNoun
from app.rules.issue import Item
from app.rules.lists import Lists
from app.rules.period import Period
from app.rules.plan_settings import PlanSettings, from_stored


def items(session: Session, kind: type[ListEntry]) -> tuple[Item, ...]:
    rows = session.execute(
        select(kind.id, kind.name, kind.short, kind.retired).order_by(kind.position, kind.id)
    )
    return tuple(Item(*row) for row in rows)


def lists(session: Session) -> Lists:
    bodies = session.execute(
        select(Body.id, Body.name, Body.title, Body.authority).order_by(Body.position, Body.id)
    )
    return Lists(
        aims=items(session, Aim),
        themes=items(session, Theme),
        strategy_links=items(session, StrategyLink),
        departments=items(session, Department),
        posts=items(session, Post),
        portfolios=items(session, Portfolio),
        bodies=tuple(BodyNoun(*row) for row in bodies),
        partners=items(session, Partner),
        localities=items(session, Locality),
    )


def settings(session: Session) -> PlanSettings:
    return from_stored({row.key: row.value for row in session.scalars(select(SettingRow))})


def quarters(session: Session) -> tuple[Period, ...]:
    """Every quarter the store knows, oldest first. The last is the open one, where changes happen."""
    return tuple(session.scalars(select(Quarter.period).order_by(Quarter.period)))


def newest_quarter(session: Session) -> Period | None:
    return session.scalar(select(Quarter.period).order_by(Quarter.period.desc()).limit(1))


def is_frozen(session: Session, quarter: Period) -> bool:
    return bool(session.scalar(select(Quarter.frozen).where(Quarter.period == quarter)))


def plan_at(session: Session, quarter: Period) -> tuple[str, str]:
    """Name of the plan the quarter works on, and what its state is called: a draft for next year before this year's."""
    found = session.execute(
        select(Plan.name, Plan.state_label, Plan.year)
        .where(Plan.year <= Period(quarter.end + 12, 12))
        .order_by(Plan.year.desc())
    ).all()
    for name, label, year in found:
        if label or year.end <= quarter.end + 12:
            return name, label
    return "", ""


def by_id(entries: Iterable[Item]) -> dict[int, Item]:
    return {entry.id: entry for entry in entries}
