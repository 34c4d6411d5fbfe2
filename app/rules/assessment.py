"""A Chief Officer's self-assessment: one a department and quarter, its sections, stages, notes and answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from app.rules.assessment_evidence import EvidenceItem, EvidenceRef
from app.rules.assessment_sections import Rating, Section
from app.rules.issue import Item
from app.rules.period import Period
from app.rules.returns import due_date


class AssessmentStage(StrEnum):
    """In order. From SIGNED on the text and the figures it cites stand still."""

    DRAFT = "draft"
    AGREED = "agreed"
    SIGNED = "signed"
    RECEIVED = "received"
    CHALLENGED = "challenged"
    CLOSED = "closed"

    @property
    def title(self) -> str:  # type: ignore[override]
        return self.value.capitalize()

    @property
    def signed(self) -> bool:
        """Signed, or further."""
        return self in _SIGNED


_SIGNED = (
    AssessmentStage.SIGNED, AssessmentStage.RECEIVED, AssessmentStage.CHALLENGED, AssessmentStage.CLOSED,
)  # fmt: skip


class Prospects(StrEnum):
    """Prospects for improvement, in the words of the inspections of the day."""

    EXCELLENT = "excellent"
    PROMISING = "promising"
    UNCERTAIN = "uncertain"
    POOR = "poor"

    @property
    def title(self) -> str:  # type: ignore[override]
        return self.value.capitalize()

    @property
    def descriptor(self) -> str:
        return {
            "excellent": "Plans and resources are in place and already show in results",
            "promising": "Plans and resources are in place; results are expected",
            "uncertain": "Plans or resources have gaps, or depend on others",
            "poor": "No agreed plan, or what was planned does not work",
        }[self.value]


class RiskLevel(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def title(self) -> str:  # type: ignore[override]
        return self.value.capitalize()

    @property
    def descriptor(self) -> str:
        return {
            "low": "Unlikely, or little would follow",
            "medium": "May happen and would set us back",
            "high": "Likely, or would stop us reaching the outcome",
        }[self.value]


class Confidence(StrEnum):
    """In the data that the section rests on."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def title(self) -> str:  # type: ignore[override]
        return self.value.capitalize()

    @property
    def descriptor(self) -> str:
        return {
            "high": "Complete, checked and on time",
            "medium": "Provisional, or with gaps we know of",
            "low": "Estimated, late or not checked",
        }[self.value]


@dataclass(frozen=True, slots=True)
class StageEvent:
    """A step of the cycle: the stage reached, when, by whom, and why (always given when it was re-opened)."""

    stage: AssessmentStage
    at: datetime
    by: str
    reason: str = ""
    on: date | None = None
    """Of the joint session that closed it."""
    minute: str = ""


def reviewed(events: Iterable[StageEvent]) -> date | None:
    """When it was last read by others than its author: challenged by the team, or closed at the joint session."""
    looked = (AssessmentStage.CHALLENGED, AssessmentStage.CLOSED)
    return max((event.on or event.at.date() for event in events if event.stage in looked), default=None)


@dataclass(frozen=True, slots=True)
class SectionText:
    """What stands in one section. `version` None: nothing was stored for it yet.

    `html` is the subset of app.rules.rich_text; `plain` the same without marks. `carried` are the marks
    (app.rules.rich_text.paragraph_mark) of paragraphs that came from `carried_from` and were neither changed
    nor confirmed; the mark of the risk's text stands among them.
    """

    section_key: str
    version: int | None = None
    html: str = ""
    plain: str = ""
    rating: str | None = None
    """Key of a Rating."""
    rating_reason: str = ""
    """One line why, where the rating is not last quarter's."""
    prospects: Prospects | None = None
    risk_level: RiskLevel | None = None
    risk: str = ""
    confidence: Confidence | None = None
    carried: tuple[str, ...] = ()
    carried_from: Period | None = None

    @property
    def words(self) -> int:
        return len(self.plain.split())


@dataclass(frozen=True, slots=True)
class ChallengeNote:
    """A note beside the text, or an answer to one (`parent_id`). It never alters the text."""

    id: int
    version: int
    section_key: str
    """Empty: about the whole assessment."""
    parent_id: int | None
    text: str
    by: str
    at: datetime
    closed: bool = False
    """Of a note that starts a thread: the team is content."""


@dataclass(frozen=True, slots=True)
class CheckAnswer:
    """What the author said to a check. `subject` tells checks of one code apart (an indicator's id, say)."""

    section_key: str
    code: str
    subject: str
    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class WorkLink:
    """A line of *What next* that became an action on an issue, or a Hot List proposal (an issue of its own)."""

    id: int
    section_key: str
    line: str
    kind: str
    """"action" or "hot_list"."""
    issue_id: int
    action_id: int | None
    issue_title: str = ""
    done: bool = False
    """The action is closed, or is not there any more."""
    department: str = ""
    quarter: Period | None = None
    """Where the line stands: for the issue's own page."""
    department_id: int = 0


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything the page shows of one. Sections, ratings in their own order; texts by the section's key."""

    id: int
    version: int
    department: Item
    quarter: Period
    stage: AssessmentStage
    due: date
    sections: tuple[Section, ...]
    ratings: tuple[Rating, ...]
    texts: Mapping[str, SectionText]
    last: Mapping[str, SectionText] = field(default_factory=dict)
    """The texts of the same department's assessment before this one."""
    last_quarter: Period | None = None
    last_reviewed: date | None = None
    """Of this one, or of the department's assessments before it."""
    events: tuple[StageEvent, ...] = ()
    notes: tuple[ChallengeNote, ...] = ()
    answers: tuple[CheckAnswer, ...] = ()
    work: tuple[WorkLink, ...] = ()
    cited: Mapping[EvidenceRef, EvidenceItem] = field(default_factory=dict)
    """What the texts cite: at the quarter as it is known now, or, once signed, as it stood at the signing."""
    saved: datetime | None = None
    illustrative: bool = False

    def text(self, key: str) -> SectionText:
        return self.texts.get(key) or SectionText(key)

    @property
    def words(self) -> int:
        return sum(each.words for each in self.texts.values())

    @property
    def next_review(self) -> date:
        """While this one is being written, its own due day; once it is signed, that of the next quarter's."""
        if not self.stage.signed:
            return self.due
        return due_date(self.quarter.shift(1), (self.due - self.quarter.last_day).days)

    @property
    def open_notes(self) -> int:
        return sum(note.parent_id is None and not note.closed for note in self.notes)

    @property
    def signed_by(self) -> StageEvent | None:
        """The signing that holds now."""
        found = [event for event in self.events if event.stage is AssessmentStage.SIGNED]
        return found[-1] if found and self.stage.signed else None


@dataclass(frozen=True, slots=True)
class AssessmentLine:
    """One department at one quarter, for lists: to-do, the rail, the chooser. `stage` None: not begun."""

    department: Item
    quarter: Period
    due: date
    assessment_id: int | None = None
    stage: AssessmentStage | None = None
    complete: int = 0
    sections: int = 0
    open_notes: int = 0
    words: int = 0

    @property
    def unsigned(self) -> bool:
        return self.stage is None or not self.stage.signed
