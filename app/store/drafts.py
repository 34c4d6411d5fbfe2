"""Texts that are being written, kept outside history in a short transaction of their own."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from app.models.action import ActionRow
from app.models.answer import ConditionRow, CriterionRow
from app.models.assessment import AssessmentTextRow
from app.models.comparator import ComparatorValueRow
from app.models.decision import DecisionRow
from app.models.history import Draft as DraftRow
from app.models.indicator import IndicatorEventRow, IndicatorRow
from app.models.issue import Issue
from app.models.rag_rule import RagRuleRow
from app.models.risk import RiskRow
from app.models.target import TargetRow
from app.rules import clock
from app.rules.drafts import Draft, DraftKind, DraftPlace, place_of
from app.rules.fields import BY_NAME
from app.rules.indicator_fields import BY_NAME as INDICATOR_FIELDS
from app.rules.rich_text import to_html
from app.rules.rich_text_reading import read_html
from app.rules.texts import DRAFT_LIMIT
from app.store.queries.assessments import assessment_title
from app.store.store import Store

REASONS = ("reason", "exception_reason", "criteria_reason", "growth_reason")
"""Fields of the move sheet that a decision has under the same name."""
_WORDS: dict[tuple[str, str], tuple[Any, Any]] = {
    ("target", "why"): (TargetRow, TargetRow.rationale),
    ("rule", "why"): (RagRuleRow, RagRuleRow.rationale),
    ("comparator", "source"): (ComparatorValueRow, ComparatorValueRow.source),
    ("event", "words"): (IndicatorEventRow, IndicatorEventRow.title),
}


def save(store: Store, texts: Mapping[str, str], gone: Collection[str] = ()) -> None:
    """Keep each text under its key, and forget those in `gone`. A text over the longest draft is cut to it.

    Raises KnownError as Store.change does.
    """
    at = clock.now()
    rows = [{"place": key, "body": _storable(text), "at": at} for key, text in texts.items()]
    with store.beside() as session:
        if gone:
            session.execute(delete(DraftRow).where(DraftRow.place.in_(gone)))
        if rows:
            adding = insert(DraftRow)
            newer = {"body": adding.excluded.body, "at": adding.excluded.at}
            session.execute(adding.on_conflict_do_update(index_elements=["place"], set_=newer), rows)


def clear(store: Store, keys: Collection[str]) -> None:
    """Forget these. Raises KnownError as Store.change does."""
    save(store, {}, keys)


def drop_stored(store: Store) -> frozenset[str]:
    """Forget every text that has become a change meanwhile, what is stored in its place reading the same.

    Returns their keys. Raises KnownError as Store.change does.
    """
    with store.reading() as session:
        done = [
            draft.key
            for draft in _all(session)
            if draft.place and draft.body in _stored(session, draft.place, draft.body)
        ]
    if done:
        clear(store, done)
    return frozenset(done)


def listed(session: Session) -> tuple[Draft, ...]:
    """All that are kept and are not stored by now, the newest first."""
    found = []
    for draft in _all(session):
        if draft.place is None:
            found.append(draft)
        elif draft.body not in _stored(session, draft.place, draft.body):
            found.append(replace(draft, title=_title(session, draft.place)))
    return tuple(found)


def _title(session: Session, place: DraftPlace) -> str:
    if place.kind is DraftKind.ASSESSMENT:
        return assessment_title(session, place.thing_id)
    kind = IndicatorRow if place.kind is DraftKind.INDICATOR else Issue
    return session.scalar(select(kind.title).where(kind.id == place.thing_id)) or ""


def _all(session: Session) -> list[Draft]:
    rows = session.scalars(select(DraftRow).order_by(DraftRow.at.desc(), DraftRow.id.desc()))
    return [Draft(row.place, row.body, row.at, place_of(row.place)) for row in rows]


def _stored(session: Session, place: DraftPlace, body: str) -> tuple[str, ...]:
    """What is stored where the text was being written; a new action or risk may be any of the issue's own."""
    if place.kind is DraftKind.ASSESSMENT:
        return _section(session, place, body)
    if place.kind is DraftKind.INDICATOR:
        return _of_indicator(session, place)
    if place.kind is not DraftKind.ISSUE:
        return _decided(session, place)
    word, _, rest = place.field.partition(" ")
    if word in BY_NAME:
        issue = session.get(Issue, place.thing_id)
        return (str(getattr(issue, word) or ""),) if issue else ()
    if word in ("criterion", "condition"):
        row = CriterionRow if word == "criterion" else ConditionRow
        asked = select(row.evidence).where(row.issue_id == place.thing_id, row.key == rest)
        return tuple(session.scalars(asked))
    which, _, column = rest.partition(" ")
    rows: list[ActionRow | RiskRow] = []
    if word == "action":
        rows.extend(session.scalars(select(ActionRow).where(ActionRow.issue_id == place.thing_id)))
    elif word == "risk":
        rows.extend(session.scalars(select(RiskRow).where(RiskRow.issue_id == place.thing_id)))
    return tuple(str(getattr(row, column, "")) for row in rows if which in ("new", str(row.id)))


def _of_indicator(session: Session, place: DraftPlace) -> tuple[str, ...]:
    """A new target or rule may be any of the indicator's own; figures are written in its unit, so they never match."""
    if place.field in INDICATOR_FIELDS:
        row = session.get(IndicatorRow, place.thing_id)
        return (str(getattr(row, place.field) or ""),) if row else ()
    word, which, column = (*place.field.split(" "), "", "")[:3]
    table, words = _WORDS.get((word, column), (None, None))
    if table is None or words is None:
        return ()
    rows = session.execute(select(table.id, words).where(table.indicator_id == place.thing_id))
    return tuple(text for row, text in rows if which in ("new", str(row)))


def _decided(session: Session, place: DraftPlace) -> tuple[str, ...]:
    """The reasons of that name that the issue's decisions were recorded with."""
    if place.field not in REASONS:
        return ()
    rows = session.scalars(select(DecisionRow).where(DecisionRow.issue_id == place.thing_id))
    return tuple(str(getattr(row, place.field)) for row in rows)


def _section(session: Session, place: DraftPlace, body: str) -> tuple[str, ...]:
    """The draft itself where the section reads the same: what is stored is the cleaned form of what was written."""
    asked = select(AssessmentTextRow.html).where(
        AssessmentTextRow.assessment_id == place.thing_id, AssessmentTextRow.section_key == place.field
    )
    html = session.scalar(asked)
    return (body,) if html is not None and html == to_html(read_html(body)) else ()


def _storable(text: str) -> str:
    """Half of a character (a lone surrogate) cannot be written to a file."""
    return text[:DRAFT_LIMIT].encode("utf-8", "replace").decode("utf-8")
