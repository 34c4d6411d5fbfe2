"""Meetings of the bodies: an agenda made of what is pending, and what was decided and agreed there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.rules.category import Category
from app.rules.decision import Authority, Decision, Stage
from app.rules.errors import Problem
from app.rules.issue import Action
from app.rules.texts import NOTE_LIMIT, TITLE_LIMIT, text_problem


class MeetingState(StrEnum):
    PLANNED = "planned"
    HELD = "held"

    @property
    def title(self) -> str:  # type: ignore[override]
        return self.value.capitalize()


@dataclass(frozen=True, slots=True)
class MeetingItem:
    """One issue on the agenda. `decision`: what is put to the meeting, or what it decided."""

    id: int
    version: int
    issue_id: int
    issue_title: str
    category: Category
    decision: Decision | None
    note: str = ""
    actions: tuple[Action, ...] = ()

    @property
    def pending(self) -> bool:
        """Something is still to be decided on it."""
        return self.decision is not None and self.decision.stage in (Stage.PROPOSED, Stage.INTERIM)


@dataclass(frozen=True, slots=True)
class Meeting:
    """`body_id` decides; `with_body_id`: who sits with it in a joint session."""

    id: int
    version: int
    title: str
    body_id: int
    body: str
    authority: Authority
    held_on: date
    state: MeetingState
    note: str = ""
    with_body_id: int | None = None
    with_body: str = ""
    items: tuple[MeetingItem, ...] = ()

    @property
    def minute(self) -> str:
        """The minute reference that decisions recorded here carry."""
        return f"{self.bodies} {self.held_on:%d/%m/%Y}"

    @property
    def bodies(self) -> str:
        return f"{self.body} and {self.with_body}" if self.with_body else self.body

    def is_ahead(self, today: date) -> bool:
        """Its day has not come: what is decided carries the meeting's day, and so cannot be recorded yet."""
        return self.held_on > today

    @property
    def pending(self) -> tuple[MeetingItem, ...]:
        return tuple(item for item in self.items if item.pending and may_decide(self.authority, item.decision))


def may_decide(authority: Authority, decision: Decision | None) -> bool:
    """Whether the body has something to say on it: a proposal always, CPEG's interim decision only who confirms."""
    if decision is None:
        return False
    if decision.stage is Stage.PROPOSED:
        return True
    return decision.stage is Stage.INTERIM and authority is Authority.CONFIRMS


def agreed_stage(authority: Authority) -> Stage:
    """What agreeing means there: interim for CPEG alone, confirmed for the others (ruling Z4)."""
    return Stage.CONFIRMED if authority is Authority.CONFIRMS else Stage.INTERIM


def agenda_of(
    pending: tuple[tuple[int, int], ...], stages: Mapping[int, Stage], authority: Authority
) -> tuple[tuple[int, int], ...]:
    """(issue, decision) pairs that belong before the body, from all that are pending."""
    wanted = {Stage.PROPOSED} | ({Stage.INTERIM} if authority is Authority.CONFIRMS else set())
    return tuple(pair for pair in pending if stages.get(pair[1]) in wanted)


def meeting_problem(title: str, note: str) -> Problem | None:
    return text_problem("title", title, TITLE_LIMIT, required=True) or text_problem(
        "note", note, NOTE_LIMIT, lines=True
    )
