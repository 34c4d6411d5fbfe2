"""The team's list: what the rules say is to be done in the open quarter, each with the place where it is done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.rules.assessment import AssessmentLine
from app.rules.category import Category
from app.rules.decision import Stage
from app.rules.drafts import Draft
from app.rules.flags import lacks_lead, red_without_action
from app.rules.indicator import Polarity, Rag
from app.rules.overdue import is_overdue
from app.rules.period import Period
from app.rules.plan_settings import PlanSettings
from app.rules.returns import ReturnCell


class TodoKind(StrEnum):
    """In the order of the list."""

    RETURN_LATE = "return_late"
    ASSESSMENT_UNSIGNED = "assessment_unsigned"
    SIGN_OFF = "sign_off"
    CONDITION_DUE = "condition_due"
    RED_WITHOUT_ACTION = "red_without_action"
    ACTION_OVERDUE = "action_overdue"
    NO_LEAD = "no_lead"
    NO_STEP = "no_step"
    PROCEED_OR_NOT = "proceed_or_not"
    REVIEW_PAST = "review_past"
    TARGET_ENDS = "target_ends"
    NO_COMPARATOR = "no_comparator"
    DRAFT_UNSAVED = "draft_unsaved"


class Since(StrEnum):
    """What the day of a line is."""

    DUE = "due"
    SINCE = "since"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a thing is opened: a noun with its key, and which part of its sheet."""

    noun: str
    key: object
    section: str = ""


@dataclass(frozen=True, slots=True)
class Todo:
    """One line. `about`: the thing's name; `detail`: what of it, in its own words or figures."""

    kind: TodoKind
    about: str
    place: Place
    department_id: int | None = None
    day: date | None = None
    since: Since = Since.DUE
    detail: str = ""


@dataclass(frozen=True, slots=True)
class TodoIssue:
    """An issue where it stands at the quarter. `stepped`: its plan was taken further in the quarter."""

    id: int
    title: str
    category: Category
    since: Period
    department_id: int | None = None
    has_lead: bool = True
    rag: Rag = Rag.NONE
    judged_by: str = ""
    """Code of the indicator that gives the RAG."""
    judged_at: Period | None = None
    open_actions: int = 0
    review_date: date | None = None
    stepped: bool = False


@dataclass(frozen=True, slots=True)
class TodoAction:
    """An open action of an issue, or a milestone of an action or an initiative not reached."""

    title: str
    about: str
    place: Place
    due: date | None
    department_id: int | None = None
    progress: int = 0


@dataclass(frozen=True, slots=True)
class TodoDecision:
    """One that waits for a body, or whose condition is open. `due`: of the condition."""

    id: int
    issue_title: str
    stage: Stage
    day: date
    department_id: int | None = None
    body: str = ""
    condition: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class TodoIndicator:
    """One that measures an issue on the lists. `target_until`: the period of its last target."""

    id: int
    code: str
    title: str
    polarity: Polarity
    department_id: int | None = None
    target_until: Period | None = None
    compared: bool = True
    judges: bool = True
    """An issue is judged by it."""


@dataclass(frozen=True, slots=True)
class TodoFacts:
    """What the list is made from. `on`: the day by which things are late; `departments`: names by id."""

    quarter: Period
    on: date
    settings: PlanSettings
    departments: dict[int, str]
    issues: Sequence[TodoIssue] = ()
    actions: Sequence[TodoAction] = ()
    pending: Sequence[TodoDecision] = ()
    conditions: Sequence[TodoDecision] = ()
    indicators: Sequence[TodoIndicator] = ()
    late: Sequence[ReturnCell] = ()
    unsigned: Sequence[AssessmentLine] = ()


def todo(facts: TodoFacts, drafts: Iterable[Draft] = ()) -> tuple[Todo, ...]:
    """Everything to be done, by kind, then by department and title."""
    found = [
        *_owed(facts), *_decided(facts), *_overdue(facts), *_drafts(drafts),
        *(line for each in facts.issues for line in _of_issue(each, facts)),
        *(line for each in facts.indicators for line in _of_indicator(each, facts)),
    ]  # fmt: skip
    names, order = facts.departments, {kind: at for at, kind in enumerate(TodoKind)}
    return tuple(
        sorted(found, key=lambda each: (order[each.kind], names.get(each.department_id or 0, "~"), each.about))
    )


def asks_to_proceed(category: Category, since: Period, quarter: Period, settings: PlanSettings) -> bool:
    """A Hot List card that has stood so long that one asks: proceed, or decide not to?"""
    return category is Category.HOT_LIST and (quarter.end - since.end) // 3 >= settings.ask_after_quarters


def lacks_step(category: Category, *, stepped: bool) -> bool:
    """Of a Hot List card the plan is developed every quarter (Appendix One)."""
    return category is Category.HOT_LIST and not stepped


def target_ends(until: Period | None, polarity: Polarity, quarter: Period) -> bool:
    """Its last target is for this plan year or an earlier one: targets extend beyond a year (8.6)."""
    if until is None or polarity is Polarity.NONE:
        return False
    return until.last_day <= Period.financial_year(quarter.financial_start_year).last_day


def lacks_comparator(*, judges: bool, compared: bool) -> bool:
    """Issues are judged by comparison too (2.4), so that what judges one is held against other places."""
    return judges and not compared


def review_past(review_date: date | None, on: date) -> bool:
    return review_date is not None and review_date < on


def condition_due(due: date | None, quarter: Period) -> bool:
    """An open condition that nobody set a day for, or whose day comes within the quarter."""
    return due is None or due <= quarter.last_day


def _of_issue(issue: TodoIssue, facts: TodoFacts) -> Iterator[Todo]:
    if issue.category is Category.LEFT:
        return
    place, department = Place("issue", issue.id), issue.department_id
    if red_without_action(issue.category, issue.rag, issue.open_actions):
        day = issue.judged_at.last_day if issue.judged_at else None
        actions = Place("issue", issue.id, "Actions and risks")
        yield Todo(TodoKind.RED_WITHOUT_ACTION, issue.title, actions, department, day, Since.SINCE, issue.judged_by)
    if lacks_lead(issue.category, has_lead=issue.has_lead):
        yield Todo(TodoKind.NO_LEAD, issue.title, place, department, issue.since.first_day, Since.SINCE)
    if lacks_step(issue.category, stepped=issue.stepped):
        plan = Place("issue", issue.id, "Plan and resources")
        yield Todo(TodoKind.NO_STEP, issue.title, plan, department, facts.quarter.last_day)
    if asks_to_proceed(issue.category, issue.since, facts.quarter, facts.settings):
        ready = Place("issue", issue.id, "Criteria and readiness")
        yield Todo(TodoKind.PROCEED_OR_NOT, issue.title, ready, department, issue.since.first_day, Since.SINCE)
    if review_past(issue.review_date, facts.on):
        yield Todo(TodoKind.REVIEW_PAST, issue.title, place, department, issue.review_date)


def _of_indicator(one: TodoIndicator, facts: TodoFacts) -> Iterator[Todo]:
    about = f"{one.code} {one.title}"
    if one.target_until is not None and target_ends(one.target_until, one.polarity, facts.quarter):
        yield Todo(
            TodoKind.TARGET_ENDS, about, Place("indicator", one.id, "targets"), one.department_id,
            one.target_until.last_day, detail=one.target_until.label,
        )  # fmt: skip
    if lacks_comparator(judges=one.judges, compared=one.compared):
        place = Place("indicator", one.id, "comparators")
        yield Todo(TodoKind.NO_COMPARATOR, about, place, one.department_id)


def _owed(facts: TodoFacts) -> Iterator[Todo]:
    for cell in facts.late:
        name = facts.departments.get(cell.department_id, "")
        place = Place("department", cell.department_id)
        yield Todo(TodoKind.RETURN_LATE, name, place, cell.department_id, cell.due, detail=cell.quarter.label)
    for line in facts.unsigned:
        department, quarter = line.department, line.quarter
        place = Place("assessment", (department.id, quarter, ""))
        stage = line.stage.title if line.stage is not None else ""
        yield Todo(TodoKind.ASSESSMENT_UNSIGNED, department.name, place, department.id, line.due, detail=stage)


def _decided(facts: TodoFacts) -> Iterator[Todo]:
    for each in facts.pending:
        place = Place("decision", each.id)
        detail = each.body if each.stage is Stage.INTERIM else ""
        yield Todo(TodoKind.SIGN_OFF, each.issue_title, place, each.department_id, each.day, Since.SINCE, detail)
    for each in facts.conditions:
        if condition_due(each.due, facts.quarter):
            place = Place("decision", each.id)
            yield Todo(
                TodoKind.CONDITION_DUE, each.issue_title, place, each.department_id, each.due, detail=each.condition
            )


def _overdue(facts: TodoFacts) -> Iterator[Todo]:
    for each in facts.actions:
        if is_overdue(each.due, each.progress, facts.on):
            yield Todo(
                TodoKind.ACTION_OVERDUE, each.about, each.place, each.department_id, each.due, detail=each.title
            )


def _drafts(drafts: Iterable[Draft]) -> Iterator[Todo]:
    for draft in drafts:
        text = " ".join(draft.body.split())[:120]
        place = Place("unsaved", draft.key)
        yield Todo(TodoKind.DRAFT_UNSAVED, draft.title, place, None, draft.at.date(), Since.SINCE, text)
