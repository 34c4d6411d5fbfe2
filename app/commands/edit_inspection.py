"""Record what an inspectorate judged and recommends, and what a recommendation became."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.commands.add_issue import AddIssue
from app.commands.edit_action import SaveAction
from app.commands.versions import row_as_seen
from app.models.action import ActionRow
from app.models.document import DocumentLinkRow
from app.models.inspection import InspectionResultRow, InspectorateRow, RecommendationRow
from app.models.issue import Issue
from app.rules import clock
from app.rules.errors import Problem, Refused
from app.rules.inspection import RecommendationState
from app.rules.period import Period
from app.rules.texts import NOTE_LIMIT, REASON_LIMIT, TITLE_LIMIT, is_blank, text_problem
from app.store.queries.issues import issue_row


@dataclass(frozen=True)
class SaveInspectorate:
    """`inspectorate_id` None: a new one. `scale` from the lowest to the highest; words in use may not leave it."""

    inspectorate_id: int | None
    version: int | None
    name: str
    title: str
    subject: str
    scale: tuple[str, ...]
    aimed: str
    aim_note: str = ""
    department_id: int | None = None
    scale_note: str = ""

    @property
    def label(self) -> str:
        return "Add inspectorate" if self.inspectorate_id is None else "Change inspectorate"

    def do(self, session: Session) -> None:
        scale = tuple(word.strip() for word in self.scale)
        _refuse(
            text_problem("name", self.name, TITLE_LIMIT, required=True),
            text_problem("title", self.title, TITLE_LIMIT),
            text_problem("subject", self.subject, TITLE_LIMIT),
            text_problem("aim_note", self.aim_note, NOTE_LIMIT, lines=True),
            *(text_problem("scale", word, TITLE_LIMIT, required=True) for word in scale),
        )
        self._check_scale(session, scale)
        if self.inspectorate_id is None:
            last = session.scalar(select(func.max(InspectorateRow.position))) or 0
            row = InspectorateRow(name="", position=last + 1, department_id=None, scale=[])
            session.add(row)
        else:
            row = row_as_seen(session, InspectorateRow, self.inspectorate_id, self.version or 0)
        row.name, row.title, row.subject = self.name.strip(), self.title.strip(), self.subject.strip()
        row.scale, row.aimed, row.aim_note = list(scale), self.aimed, self.aim_note
        row.department_id, row.scale_note = self.department_id, self.scale_note

    def _check_scale(self, session: Session, scale: tuple[str, ...]) -> None:
        if len(scale) < 2 or len(set(scale)) < len(scale):
            raise Refused(Problem("scale_too_short", {}))
        if self.aimed and self.aimed not in scale:
            raise Refused(Problem("rating_unknown", {"rating": self.aimed, "scale": scale}))
        others = select(InspectorateRow.id).where(
            InspectorateRow.name == self.name.strip(), InspectorateRow.subject == self.subject.strip()
        )
        if any(found != self.inspectorate_id for found in session.scalars(others)):
            raise Refused(Problem("inspectorate_twice", {"name": self.name, "subject": self.subject}))
        if self.inspectorate_id is not None:
            used = select(InspectionResultRow.rating).where(InspectionResultRow.inspectorate_id == self.inspectorate_id)
            for rating in session.scalars(used):
                if rating and rating not in scale:
                    raise Refused(Problem("rating_in_use", {"rating": rating}))


@dataclass(frozen=True)
class SaveInspectionResult:
    """The judgement of one year, new or corrected. `version` None: there was none when its author looked."""

    inspectorate_id: int
    year: Period
    version: int | None
    rating: str
    published: date | None = None
    source: str = ""
    note: str = ""

    @property
    def label(self) -> str:
        return f"Record inspection result for {self.year.label}"

    def do(self, session: Session) -> None:
        of = _inspectorate(session, self.inspectorate_id)
        _refuse(
            text_problem("source", self.source, TITLE_LIMIT), text_problem("note", self.note, NOTE_LIMIT, lines=True)
        )
        if self.rating and self.rating not in of.scale:
            raise Refused(Problem("rating_unknown", {"rating": self.rating, "scale": tuple(of.scale)}))
        if not self.rating and is_blank(self.note):
            raise Refused(Problem("rating_missing", {"name": of.name, "year": self.year.label}))
        if self.published is not None and self.published > clock.today():
            raise Refused(Problem("date_in_future", {"date": self.published}))
        found = session.scalar(
            select(InspectionResultRow).where(
                InspectionResultRow.inspectorate_id == self.inspectorate_id, InspectionResultRow.year == self.year
            )
        )
        if found is None:
            found = InspectionResultRow(inspectorate_id=self.inspectorate_id, year=self.year, published=None)
            session.add(found)
        else:
            row_as_seen(session, InspectionResultRow, found.id, self.version or 0)
        found.rating, found.published = self.rating, self.published
        found.source, found.note = self.source.strip(), self.note


@dataclass(frozen=True)
class RemoveInspectionResult:
    """The judgement of a year that was never given; documents stay, their links to it go with it."""

    result_id: int
    version: int
    label: str = "Remove inspection result"

    def do(self, session: Session) -> None:
        row = row_as_seen(session, InspectionResultRow, self.result_id, self.version)
        for link in session.scalars(select(DocumentLinkRow).where(DocumentLinkRow.result_id == row.id)):
            session.delete(link)
        session.flush()
        session.delete(row)


@dataclass(frozen=True)
class SaveRecommendation:
    """`recommendation_id` None: a new one. One not pursued needs its reason; what it became is set by its own command."""

    recommendation_id: int | None
    version: int | None
    inspectorate_id: int
    year: Period
    title: str
    note: str = ""
    state: RecommendationState = RecommendationState.OPEN
    owner_post_id: int | None = None
    due: date | None = None
    reason: str = ""

    @property
    def label(self) -> str:
        return "Add recommendation" if self.recommendation_id is None else "Change recommendation"

    def do(self, session: Session) -> None:
        _inspectorate(session, self.inspectorate_id)
        _refuse(
            text_problem("title", self.title, TITLE_LIMIT, required=True),
            text_problem("note", self.note, NOTE_LIMIT, lines=True),
            text_problem("reason", self.reason, REASON_LIMIT, required=self.state is RecommendationState.NOT_PURSUED,
                         lines=True),
        )  # fmt: skip
        if self.recommendation_id is None:
            row = RecommendationRow(
                inspectorate_id=self.inspectorate_id, year=self.year, title="", owner_post_id=None, due=None,
                issue_id=None, action_id=None, state=RecommendationState.OPEN,
            )  # fmt: skip
            session.add(row)
        else:
            row = row_as_seen(session, RecommendationRow, self.recommendation_id, self.version or 0)
        if self.state is RecommendationState.TAKEN_UP and row.issue_id is None:
            raise Refused(Problem("recommendation_not_taken", {"title": self.title}))
        row.title, row.note, row.state = self.title.strip(), self.note, self.state
        row.year, row.owner_post_id, row.due, row.reason = self.year, self.owner_post_id, self.due, self.reason


@dataclass(frozen=True)
class TakeUpAsIssue:
    """A recommendation enters the Hot List as an issue (M6, C7 i), by the same rules as any other new issue."""

    recommendation_id: int
    version: int
    add: AddIssue
    label: str = "Put a recommendation on the Hot List"

    def do(self, session: Session) -> None:
        row = _free(session, self.recommendation_id, self.version)
        self.add.do(session)
        newest = session.scalar(select(func.max(Issue.id)))
        assert newest is not None
        of = _inspectorate(session, row.inspectorate_id)
        issue = issue_row(session, newest)
        subject = f", {of.subject}" if of.subject else ""
        issue.origin_note = f"{of.name}{subject}, {row.year.label}: {row.title}"
        row.issue_id, row.state = newest, RecommendationState.TAKEN_UP


@dataclass(frozen=True)
class TakeUpAsAction:
    """A recommendation becomes an action on an issue there is."""

    recommendation_id: int
    version: int
    issue_id: int
    title: str
    owner_post_id: int | None
    due: date | None
    label: str = "Make a recommendation an action"

    def do(self, session: Session) -> None:
        row = _free(session, self.recommendation_id, self.version)
        SaveAction(self.issue_id, None, None, self.title, self.owner_post_id, self.due).do(session)
        session.flush()
        newest = session.scalar(select(func.max(ActionRow.id)).where(ActionRow.issue_id == self.issue_id))
        row.issue_id, row.action_id, row.state = self.issue_id, newest, RecommendationState.TAKEN_UP


@dataclass(frozen=True)
class LinkRecommendation:
    """It is already dealt with by an issue that there is; None takes the link off."""

    recommendation_id: int
    version: int
    issue_id: int | None
    label: str = "Link a recommendation to an issue"

    def do(self, session: Session) -> None:
        row = row_as_seen(session, RecommendationRow, self.recommendation_id, self.version)
        if self.issue_id is not None:
            issue_row(session, self.issue_id)
        row.issue_id, row.action_id = self.issue_id, None
        row.state = RecommendationState.TAKEN_UP if self.issue_id is not None else RecommendationState.OPEN


def _free(session: Session, recommendation_id: int, version: int) -> RecommendationRow:
    row = row_as_seen(session, RecommendationRow, recommendation_id, version)
    if row.issue_id is not None:
        title = issue_row(session, row.issue_id).title
        raise Refused(Problem("recommendation_taken", {"title": row.title, "issue": title}))
    return row


def _inspectorate(session: Session, inspectorate_id: int) -> InspectorateRow:
    found = session.get(InspectorateRow, inspectorate_id)
    if found is None:
        raise Refused(Problem("gone", {"noun": "inspectorate", "id": inspectorate_id}))
    return found


def _refuse(*problems: Problem | None) -> None:
    found = next((each for each in problems if each is not None), None)
    if found is not None:
        raise Refused(found)
