"""The sections and the scale of self-assessments as a plan year has them, and what posts may do with them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Session

from app.rules.assessment_sections import (
    DEFAULT_RATINGS,
    DEFAULT_SECTIONS,
    PROMPTS,
    Meaning,
    Rating,
    Section,
)
from app.rules.assessment_stages import Acting, Role
from app.rules.period import Period
from app.store.queries.plain import document, rows

_SECTIONS = (
    "SELECT id, version, key, title, hint, prompts, word_limit, retired FROM assessment_section"
    " WHERE year = (SELECT max(year) FROM assessment_section WHERE year <= ?) ORDER BY position, id"
)
_RATINGS = (
    "SELECT id, version, key, word, descriptor, meaning, retired FROM assessment_rating"
    " WHERE year = (SELECT max(year) FROM assessment_rating WHERE year <= ?) ORDER BY position, id"
)
_ROLES = "SELECT p.name, r.role, r.department_id FROM post_role r JOIN post p ON p.id = r.post_id ORDER BY r.id"


def plan_year(quarter: Period) -> Period:
    """The financial year that a quarter's lists belong to."""
    return Period.financial_year(quarter.financial_start_year)


def sections(session: Session, quarter: Period, *, retired: bool = False) -> tuple[Section, ...]:
    """Those asked for at the quarter, in order; `retired`: with those no longer asked for."""
    found = tuple(map(_section, rows(session, _SECTIONS, (plan_year(quarter).key,)))) or DEFAULT_SECTIONS
    return tuple(each for each in found if retired or not each.retired)


def ratings(session: Session, quarter: Period, *, retired: bool = False) -> tuple[Rating, ...]:
    """The scale at the quarter, best first."""
    found = tuple(map(_rating, rows(session, _RATINGS, (plan_year(quarter).key,)))) or DEFAULT_RATINGS
    return tuple(each for each in found if retired or not each.retired)


def acting(session: Session, post: str, department_id: int) -> Acting:
    """What the post is in the light of the department."""
    named: set[Role] = set()
    own: set[Role] = set()
    for name, word, department in rows(session, _ROLES):
        role = Role(word)
        if department in (None, department_id):
            named.add(role)
            if name == post:
                own.add(role)
    return Acting(post, frozenset(own), frozenset(named))


def post_roles(session: Session) -> tuple[tuple[str, Role, int | None], ...]:
    """(post, role, department) of every role given."""
    return tuple((name, Role(word), department) for name, word, department in rows(session, _ROLES))


def _section(row: tuple[Any, ...]) -> Section:
    id_, version, key, title, hint, prompts, limit, retired = row
    well, know, following = (*_texts(document(prompts)), *PROMPTS)[:3]
    return Section(key, title, hint, (well, know, following), limit, bool(retired), id_, version)


def _texts(given: Iterable[object]) -> tuple[str, ...]:
    found = tuple(map(str, given))
    return found if len(found) == len(PROMPTS) else ()


def _rating(row: tuple[Any, ...]) -> Rating:
    id_, version, key, word, descriptor, meaning, retired = row
    return Rating(key, word, descriptor, Meaning(meaning), bool(retired), id_, version)
