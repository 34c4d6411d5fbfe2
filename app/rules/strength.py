"""Organisational strength (4.2): three strands, their initiatives, and how each stood at a quarter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.rules.errors import Problem
from app.rules.fields import Field, check_value
from app.rules.issue import Item
from app.rules.period import Period
from app.rules.texts import NOTE_LIMIT, TITLE_LIMIT

MOST_POUNDS = 999_999_999


class Progress(StrEnum):
    """How an initiative stands. NOT_KNOWN: nobody has said yet."""

    NOT_KNOWN = "not_known"
    NOT_STARTED = "not_started"
    ON_TRACK = "on_track"
    SOME_CONCERN = "some_concern"
    OFF_TRACK = "off_track"
    COMPLETE = "complete"

    @property
    def title(self) -> str:  # type: ignore[override]
        return self.value.replace("_", " ").capitalize()


class RiskLevel(StrEnum):
    """NOT_KNOWN: nobody has judged it yet."""

    NOT_KNOWN = "not_known"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def title(self) -> str:  # type: ignore[override]
        return self.value.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Milestone:
    id: int
    version: int
    title: str
    due: date | None
    done: date | None = None

    def done_by(self, day: date) -> bool:
        return self.done is not None and self.done <= day


@dataclass(frozen=True, slots=True)
class InitiativeStatus:
    """What was said of one quarter. `saved`: pounds saved so far."""

    id: int
    version: int
    quarter: Period
    state: Progress
    note: str = ""
    risk: RiskLevel = RiskLevel.NOT_KNOWN
    risk_note: str = ""
    saved: int | None = None
    said_by: str = ""


@dataclass(frozen=True, slots=True)
class StrengthIndicator:
    """An indicator that shows how an initiative does."""

    indicator_id: int
    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Initiative:
    """`statuses` newest first, none later than the quarter in view; `target`: pounds to be saved."""

    id: int
    version: int
    strand_id: int
    title: str
    about: str
    owner_post_id: int | None
    target: int | None
    closed: date | None
    statuses: tuple[InitiativeStatus, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    indicators: tuple[StrengthIndicator, ...] = ()
    illustrative: bool = False

    def status_at(self, quarter: Period) -> InitiativeStatus | None:
        """The newest one said by then; it may be of an earlier quarter."""
        return next((each for each in self.statuses if each.quarter <= quarter), None)

    def next_milestone(self, day: date) -> Milestone | None:
        """The first not done by that day, in order of their dates."""
        return next((each for each in self.milestones if not each.done_by(day)), None)


@dataclass(frozen=True, slots=True)
class Strand:
    id: int
    name: str
    initiatives: tuple[Initiative, ...]


@dataclass(frozen=True, slots=True)
class Strength:
    """The whole strand of organisational strength at a quarter."""

    quarter: Period
    strands: tuple[Strand, ...]
    past: bool = False
    posts: tuple[Item, ...] = ()

    @property
    def initiatives(self) -> tuple[Initiative, ...]:
        return tuple(each for strand in self.strands for each in strand.initiatives)

    def initiative(self, initiative_id: int | None) -> Initiative | None:
        return next((each for each in self.initiatives if each.id == initiative_id), None)

    def unsaid(self) -> tuple[Initiative, ...]:
        """Those of which nothing was said for this quarter, and that are still under way."""
        return tuple(
            each
            for each in self.initiatives
            if each.closed is None and not any(status.quarter == self.quarter for status in each.statuses)
        )

    def counts(self) -> Mapping[Progress, int]:
        found = dict.fromkeys(Progress, 0)
        for each in self.initiatives:
            status = each.status_at(self.quarter)
            found[status.state if status else Progress.NOT_KNOWN] += 1
        return found


def _choices(kind: Iterable[Progress | RiskLevel]) -> tuple[tuple[str, str], ...]:
    return tuple((each.value, each.title) for each in kind)


INITIATIVE_FIELDS: tuple[Field, ...] = (
    Field("title", "Initiative", "Initiative", "text", TITLE_LIMIT, required=True, framework="D4"),
    Field("strand_id", "Strand", "Initiative", "list id", list_name="strands", required=True),
    Field("owner_post_id", "Owner", "Initiative", "list id", list_name="posts"),
    Field("about", "What it is to bring", "Initiative", "long", NOTE_LIMIT),
    Field("target", "Savings target (£)", "Initiative", "number", least=0, most=MOST_POUNDS),
    Field("closed", "Ended on", "Initiative", "date"),
)
STATUS_FIELDS: tuple[Field, ...] = (
    Field("state", "Progress", "Quarter", "choice", options=_choices(Progress), required=True),
    Field("note", "What happened, and what is next", "Quarter", "long", NOTE_LIMIT),
    Field("risk", "Risk", "Quarter", "choice", options=_choices(RiskLevel), required=True),
    Field("risk_note", "What the risk is", "Quarter", "long", NOTE_LIMIT),
    Field("saved", "Saved so far (£)", "Quarter", "number", least=0, most=MOST_POUNDS),
)
FIELDS_BY_NAME = {field.name: field for field in (*INITIATIVE_FIELDS, *STATUS_FIELDS)}


def initiative_problem(name: str, value: object) -> Problem | None:
    """Why the value cannot stand in this field of an initiative or of its quarter, or None."""
    field = FIELDS_BY_NAME.get(name)
    return Problem("field_unknown", {"field": name}) if field is None else check_value(field, value)
