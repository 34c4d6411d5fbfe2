"""What a department is asked for a quarter, put together from the plan."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.action import ActionRow
from app.models.history import Meta
from app.models.indicator import IndicatorRow
from app.models.issue import Issue
from app.models.lists import Department, Post
from app.models.target import TargetRow
from app.rules.category import Category
from app.rules.errors import Problem, Refused
from app.rules.indicator import Status, Target, code_order
from app.rules.issue import Item
from app.rules.lists import current
from app.rules.period import Period
from app.rules.readings_now import CurrentFigure, MeasuredIndicator, ReadingsNow
from app.rules.reporting import Rhythm
from app.rules.return_form import FormAction, FormIssue, FormValue, ReturnForm
from app.rules.returns import due_date
from app.rules.series import target_in_force
from app.store.queries.assessment_lists import sections
from app.store.queries.assessments import is_open, last_plain, texts_of
from app.store.queries.lists import by_id, items, settings
from app.store.queries.readings_now import readings_now
from app.store.queries.returns import request_of
from app.store.queries.standing import standings

_LAST = 4
Figures = dict[Period, CurrentFigure]


def return_form(
    session: Session, department_id: int, quarter: Period, now: ReadingsNow | None = None
) -> ReturnForm:
    """Raises Refused gone. `now` saves reading every figure again for each of several departments."""
    departments = by_id(items(session, Department))
    if department_id not in departments:
        raise Refused(Problem("gone", {"noun": "department", "id": department_id}))
    request = request_of(session, department_id, quarter)
    posts = items(session, Post)
    issues = _issues(session, department_id, quarter)
    return ReturnForm(
        plan=session.scalar(select(Meta.value).where(Meta.key == "name")) or "",
        plan_key=plan_key(session),
        department=departments[department_id],
        quarter=quarter,
        due=request.due if request else due_date(quarter, settings(session).return_due_days),
        form=(request.forms if request else 0) + 1,
        values=_values(session, department_id, quarter, now or readings_now(session)),
        issues=issues,
        actions=_actions(session, [issue.id for issue in issues], by_id(posts)),
        posts=current(posts),
        sections=tuple((each.key, each.title) for each in sections(session, quarter)),
        assessment={key: text.plain for key, text in texts_of(session, department_id, quarter).items()},
        assessment_last=last_plain(session, department_id, quarter),
        assessment_open=is_open(session, department_id, quarter),
    )


def plan_key(session: Session) -> str:
    """What no other plan has: the mark of its first change."""
    found = session.connection().exec_driver_sql("SELECT op_id FROM history WHERE seq = 1").scalar()
    return str(found or "")


def _values(session: Session, department_id: int, quarter: Period, now: ReadingsNow) -> tuple[FormValue, ...]:
    rows = session.scalars(
        select(IndicatorRow).where(
            IndicatorRow.department_id == department_id, IndicatorRow.retired.is_(None)
        )
    )
    known = {each.id: each for each in now.indicators}
    targets: dict[int, list[Target]] = defaultdict(list)
    for row in session.scalars(select(TargetRow)):
        targets[row.indicator_id].append(Target(row.period, row.value, row.floor, row.rationale))
    found: list[FormValue] = []
    for each in sorted(rows, key=lambda row: code_order(row.code)):
        figures = dict(now.figures.get(each.id, {}))
        asked = _asked(known[each.id], figures, quarter)
        found += [_value(each, known[each.id], period, figures, targets[each.id]) for period in asked]
    return tuple(found)


def _asked(indicator: MeasuredIndicator, figures: Figures, quarter: Period) -> tuple[Period, ...]:
    """The newest period ended by the quarter, then the last ones whose figure is still provisional."""
    like = max(figures, default=None)
    newest = Rhythm(indicator.frequency, indicator.year_kind, like).latest_by(quarter)
    open_ones = [
        period
        for period, figure in figures.items()
        if period < newest and period.end > newest.end - 24 and figure.status is Status.PROVISIONAL
    ]
    return (newest, *sorted(open_ones, reverse=True)[:_LAST])


def _value(row: IndicatorRow, indicator: MeasuredIndicator, period: Period, figures: Figures,
           targets: list[Target]) -> FormValue:  # fmt: skip
    before = [
        (at, figure.value) for at, figure in figures.items() if at < period and at.months == period.months
    ]
    target = target_in_force(targets, period)
    return FormValue(
        indicator=indicator,
        polarity=row.polarity,
        period=period,
        target=target.value if target else None,
        floor=target.floor if target else None,
        last=tuple(before[-_LAST:]),
        now=figures.get(period),
    )


def _issues(session: Session, department_id: int, quarter: Period) -> tuple[FormIssue, ...]:
    where = standings(session, quarter)
    rows = session.scalars(
        select(Issue).where(Issue.department_id == department_id).order_by(Issue.position, Issue.id)
    )
    return tuple(
        FormIssue(row.id, row.version, row.title, where[row.id].category.title,
                  (row.progress, row.risk_note, row.next_step))
        for row in rows
        if row.id in where and where[row.id].category is not Category.LEFT
    )  # fmt: skip


def _actions(session: Session, issues: list[int], posts: dict[int, Item]) -> tuple[FormAction, ...]:
    rows = session.scalars(
        select(ActionRow)
        .where(ActionRow.issue_id.in_(issues), ActionRow.closed.is_(None))
        .order_by(ActionRow.issue_id, ActionRow.id)
    )
    place = {issue: at for at, issue in enumerate(issues)}
    return tuple(
        FormAction(row.id, row.version, row.issue_id, row.title, row.owner_post_id,
                   posts[row.owner_post_id].name if row.owner_post_id in posts else "", row.due, row.progress, row.note)
        for row in sorted(rows, key=lambda row: (place[row.issue_id], row.id))
    )  # fmt: skip
