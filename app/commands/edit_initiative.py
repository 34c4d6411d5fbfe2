"""Add and change initiatives of organisational strength, their milestones, indicators and quarterly status."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.commands.versions import row_as_seen
from app.models.indicator import IndicatorRow
from app.models.lists import Post
from app.models.strength import (
    InitiativeIndicatorRow,
    InitiativeMilestoneRow,
    InitiativeRow,
    InitiativeStatusRow,
    Strand,
)
from app.rules.errors import Problem, Refused
from app.rules.period import Period
from app.rules.strength import FIELDS_BY_NAME, INITIATIVE_FIELDS, Progress, RiskLevel, initiative_problem
from app.rules.texts import TITLE_LIMIT, text_problem
from app.store.queries.lists import is_frozen, newest_quarter, quarters

_WORDS: dict[str, Any] = {"state": Progress, "risk": RiskLevel}
_LISTS = {"strand_id": Strand, "owner_post_id": Post}


@dataclass(frozen=True)
class AddInitiative:
    strand_id: int
    title: str
    owner_post_id: int | None = None
    label: str = "Add initiative"

    def do(self, session: Session) -> None:
        last = session.scalar(select(func.max(InitiativeRow.position))) or 0
        row = InitiativeRow(strand_id=self.strand_id, title="", owner_post_id=None, target=None, closed=None,
                            position=last + 1)  # fmt: skip
        for field in ("strand_id", "title", "owner_post_id"):
            _set(session, row, field, getattr(self, field))
        session.add(row)


@dataclass(frozen=True)
class EditInitiative:
    """`field` as in app.rules.strength; None clears what need not be filled."""

    initiative_id: int
    version: int
    field: str
    value: Any

    @property
    def label(self) -> str:
        field = FIELDS_BY_NAME.get(self.field)
        return f"Change {field.label.lower()} of an initiative" if field else "Change an initiative"

    def do(self, session: Session) -> None:
        row = row_as_seen(session, InitiativeRow, self.initiative_id, self.version)
        if self.field not in {field.name for field in INITIATIVE_FIELDS}:
            raise Refused(Problem("field_unknown", {"field": self.field}))
        _set(session, row, self.field, self.value)


@dataclass(frozen=True)
class ReportInitiative:
    """What is said of one quarter. `version`: the status's as its author saw it, None where there was none.

    `values` by field of app.rules.strength.STATUS_FIELDS; what is not named stays, or is carried from the quarter before.
    """

    initiative_id: int
    quarter: Period
    version: int | None
    values: tuple[tuple[str, Any], ...]
    said_by: str = ""

    @property
    def label(self) -> str:
        return f"Report an initiative for {self.quarter.label}"

    def do(self, session: Session) -> None:
        _check_quarter(session, self.quarter)
        if session.get(InitiativeRow, self.initiative_id) is None:
            raise Refused(Problem("gone", {"noun": "initiative", "id": self.initiative_id}))
        row = self._row(session)
        for field, value in self.values:
            if field not in ("state", "note", "risk", "risk_note", "saved"):
                raise Refused(Problem("field_unknown", {"field": field}))
            _set(session, row, field, value)
        row.said_by = self.said_by

    def _row(self, session: Session) -> InitiativeStatusRow:
        of = select(InitiativeStatusRow).where(InitiativeStatusRow.initiative_id == self.initiative_id)
        found = session.scalar(of.where(InitiativeStatusRow.quarter == self.quarter))
        if found is not None:
            return row_as_seen(session, InitiativeStatusRow, found.id, self.version or 0)
        earlier = of.where(InitiativeStatusRow.quarter < self.quarter).order_by(InitiativeStatusRow.quarter.desc())
        before = session.scalar(earlier.limit(1))
        row = InitiativeStatusRow(
            initiative_id=self.initiative_id, quarter=self.quarter, state=before.state if before else Progress.NOT_KNOWN,
            note=before.note if before else "", risk=before.risk if before else RiskLevel.NOT_KNOWN,
            risk_note=before.risk_note if before else "", saved=before.saved if before else None, said_by="",
        )  # fmt: skip
        session.add(row)
        return row


@dataclass(frozen=True)
class SaveMilestone:
    """`milestone_id` None: a new one."""

    initiative_id: int
    milestone_id: int | None
    version: int | None
    title: str
    due: date | None
    done: date | None = None

    @property
    def label(self) -> str:
        return "Add milestone" if self.milestone_id is None else "Change milestone"

    def do(self, session: Session) -> None:
        problem = text_problem("title", self.title, TITLE_LIMIT, required=True)
        if problem is not None:
            raise Refused(problem)
        if session.get(InitiativeRow, self.initiative_id) is None:
            raise Refused(Problem("gone", {"noun": "initiative", "id": self.initiative_id}))
        if self.milestone_id is None:
            row = InitiativeMilestoneRow(initiative_id=self.initiative_id, title="", due=None, done=None)
            session.add(row)
        else:
            row = row_as_seen(session, InitiativeMilestoneRow, self.milestone_id, self.version or 0)
        row.title, row.due, row.done = self.title.strip(), self.due, self.done


@dataclass(frozen=True)
class RemoveMilestone:
    milestone_id: int
    version: int
    label: str = "Remove milestone"

    def do(self, session: Session) -> None:
        session.delete(row_as_seen(session, InitiativeMilestoneRow, self.milestone_id, self.version))


@dataclass(frozen=True)
class SetInitiativeIndicators:
    """All indicators of an initiative, replacing those there were."""

    initiative_id: int
    version: int
    indicator_ids: tuple[int, ...]
    label: str = "Change indicators of an initiative"

    def do(self, session: Session) -> None:
        row_as_seen(session, InitiativeRow, self.initiative_id, self.version)
        wanted = set(self.indicator_ids)
        linked = select(InitiativeIndicatorRow).where(InitiativeIndicatorRow.initiative_id == self.initiative_id)
        for link in session.scalars(linked):
            if link.indicator_id in wanted:
                wanted.remove(link.indicator_id)
            else:
                session.delete(link)
        for indicator_id in sorted(wanted):
            if session.get(IndicatorRow, indicator_id) is None:
                raise Refused(Problem("gone", {"noun": "indicator", "id": indicator_id}))
            session.add(InitiativeIndicatorRow(initiative_id=self.initiative_id, indicator_id=indicator_id))


def _check_quarter(session: Session, quarter: Period) -> None:
    """A quarter the plan knows, and not yet frozen."""
    known = quarters(session)
    if quarter not in known:
        newest = newest_quarter(session)
        facts = {"quarter": quarter.label, "first": known[0].label if known else "", "last": newest.label if newest else ""}
        raise Refused(Problem("quarter_unknown", facts))
    if is_frozen(session, quarter):
        raise Refused(Problem("strength_quarter_frozen", {"quarter": quarter.label}))


def _set(session: Session, row: InitiativeRow | InitiativeStatusRow, field: str, value: Any) -> None:
    problem = initiative_problem(field, value)
    if problem is not None:
        raise Refused(problem)
    if field in _LISTS and value is not None and session.get(_LISTS[field], value) is None:
        raise Refused(Problem("gone", {"noun": field.removesuffix("_id"), "id": value}))
    if field in _WORDS:
        value = _WORDS[field](value)
    elif FIELDS_BY_NAME[field].kind in ("text", "long"):
        value = (value or "").strip() if field == "title" else value or ""
    elif value == "":
        value = None
    setattr(row, field, value)
