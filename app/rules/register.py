"""The register of decisions as plain lines: what may be asked of it, and what a line says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.rules.category import Category
from app.rules.decision import Stage
from app.rules.period import Period


class Special(StrEnum):
    """What may be particular about a decision."""

    EXCEPTION = "exception"
    WAIVER = "waiver"
    CONDITION = "condition"
    CONDITION_OPEN = "condition_open"


class RegisterColumn(StrEnum):
    """What the register can be sorted by."""

    WHEN = "when"
    ISSUE = "issue"
    WAY = "way"
    STAGE = "stage"
    BODY = "body"
    MEETING = "meeting"
    RULE = "rule"
    EFFECTIVE = "effective"


@dataclass(frozen=True, slots=True)
class RegisterChoice:
    """What of the register is wanted. Empty parts ask for everything; `quarter`: recorded by then."""

    text: str = ""
    stages: frozenset[Stage] = frozenset()
    body_id: int | None = None
    meeting_id: int | None = None
    special: Special | None = None
    quarter: Period | None = None
    sort: RegisterColumn = RegisterColumn.WHEN
    descending: bool = True

    @property
    def filters(self) -> bool:
        """Whether anything may be hidden by choice; the quarter is no choice of the register's."""
        return bool(self.text.strip() or self.stages or self.body_id or self.meeting_id or self.special)


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One line. `when`: the day it was decided, or proposed on while it is not."""

    id: int
    version: int
    issue_id: int
    issue_title: str
    stage: Stage
    origin: Category | None
    target: Category
    rule: str
    effective: Period
    body: str
    when: date
    minute: str
    meeting_id: int | None
    meeting: str
    waivers: int
    condition: str
    condition_done: date | None
    condition_due: date | None = None
    proposed_by: str = ""

    @property
    def condition_open(self) -> bool:
        """A condition of a decision that stands, and that nobody has ticked off."""
        return bool(self.condition) and self.condition_done is None and self.stage.in_force


@dataclass(frozen=True, slots=True)
class FollowUp:
    """How far the condition of a decision is met. `id` None: nobody has looked yet."""

    id: int | None = None
    version: int | None = None
    due: date | None = None
    done: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """`things`: names of the issues, or else the indicators, of a change; `stage`: what a decision came to, by `body`."""

    things: tuple[str, ...]
    stage: Stage | None = None
    body: str = ""

    @property
    def words(self) -> str:
        """ "Road safety, confirmed by Cabinet"."""
        more = f" and {len(self.things) - 1} more" if len(self.things) > 1 else ""
        stage = f", {self.stage.title.lower()}" if self.stage is not None else ""
        by = f" by {self.body}" if self.body else ""
        return f"{self.things[0]}{more}{stage}{by}"


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change of the plan's whole history."""

    seq: int
    at: str
    who: str
    label: str
    kind: str
    reason: str
    about: About | None = None
    """None where it is about the plan as a whole."""
