"""A quarter whole: the plan, its readings with where they came from, issues, actions and decisions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.action import ActionRow
from app.models.decision import DecisionRow
from app.models.issue import Issue
from app.rules.decision import Decision
from app.rules.fields import FIELDS, Field
from app.rules.indicator import Rag, Reading
from app.rules.lists import Lists
from app.rules.period import Period
from app.rules.plan_table import PlanRow, PlanTable
from app.rules.quarter_book import Charted, QuarterBook
from app.rules.series import IndicatorLine, Series
from app.rules.shown_table import Amount, Cell, ShownTable, columns_of
from app.store.queries.decisions import decisions_of
from app.store.queries.indicators import listing
from app.store.queries.lists import by_id, lists
from app.store.queries.plan_table import plan_table
from app.store.queries.series import series

LAST = 8
"""Readings of each indicator, as the chart on its card has them."""
_READINGS = (
    ("Code", 12), ("Indicator", 44), ("Period", 15), ("Value", 11), ("Target", 11), ("Floor", 11), ("RAG", 9),
    ("Status", 13), ("Numerator", 12), ("Denominator", 12), ("Department", 26), ("From", 40), ("Recorded", 18),
    ("Commentary", 60), ("Illustrative", 12),
)  # fmt: skip
_ACTIONS = (
    ("Issue", 44), ("Action", 44), ("Owner", 28), ("Due", 12), ("Done %", 9), ("Closed", 12), ("Milestones", 50),
    ("Note", 60),
)  # fmt: skip
_DECISIONS = (
    ("Issue", 44), ("From", 28), ("To", 28), ("Stage", 12), ("Rule", 10), ("Effective", 13), ("Body", 24),
    ("Decided on", 12), ("Minute", 20), ("Reason", 60), ("Exception", 40), ("Condition", 40), ("Waived", 40),
    ("Proposed by", 26), ("Proposed on", 12),
)  # fmt: skip
_RAGS = {Rag.GREEN: "Green", Rag.AMBER: "Amber", Rag.RED: "Red", Rag.NONE: ""}


def quarter_book(session: Session, quarter: Period) -> QuarterBook:
    """Figures as at the quarter; texts of issues and actions as they stand now."""
    plan = plan_table(session, quarter)
    lines = [line for line in listing(session, quarter) if not line.retired]
    readings, charts = _readings(session, quarter, lines, plan)
    known = [row.issue_id for row in plan.rows]
    return QuarterBook(
        plan=plan,
        readings=readings,
        issues=_issues(session, plan),
        actions=_actions(session, known, plan),
        decisions=_decisions(session, known, plan),
        charts=charts,
    )


def _readings(
    session: Session, quarter: Period, lines: Iterable[IndicatorLine], plan: PlanTable
) -> tuple[ShownTable, tuple[Charted, ...]]:
    judged = {row.measure.code: row for row in plan.rows if row.measure is not None}
    rows: list[tuple[Cell, ...]] = []
    charts = []
    for line in lines:
        found = series(session, line.id, quarter)
        latest = found.readings[-LAST:]
        first = len(rows) + 1
        rows += [_reading(found, each) for each in latest]
        if line.code in judged and any(each.value is not None for each in latest):
            charts.append(_charted(line, found, judged[line.code], first, len(rows)))
    title = f"Readings, {quarter.label}"
    return ShownTable(title, columns_of(*_READINGS), tuple(rows), draft=plan.open), tuple(charts)


def _reading(found: Series, reading: Reading) -> tuple[Cell, ...]:
    unit, places = found.indicator.unit, found.indicator.decimals
    target = found.target_for(reading.period)
    source = ", ".join(part for part in (reading.source, reading.recorded_by) if part)
    return (
        found.indicator.code, found.indicator.title, reading.period.label, Amount(reading.value, unit, places),
        Amount(target.value if target else None, unit, places), Amount(target.floor if target else None, unit, places),
        _RAGS[found.rags.get(reading.period, Rag.NONE)], reading.status.value.capitalize(), reading.numerator,
        reading.denominator, found.department, source, reading.recorded, reading.note,
        "yes" if reading.illustrative else "",
    )  # fmt: skip


def _charted(line: IndicatorLine, found: Series, row: PlanRow, first: int, last: int) -> Charted:
    targeted = any(found.target_for(each.period) is not None for each in found.readings[-LAST:])
    newest = f"{line.latest} in {line.latest_period.label}" if line.latest_period else "no figure yet"
    target = f", target {line.target}" if line.target else ""
    return Charted(
        title=f"{line.code} {line.title}".strip(),
        about=row.title,
        unit=line.unit,
        decimals=line.decimals,
        first=first,
        last=last,
        rag=line.rag,
        targeted=targeted,
        words=f"{line.code} {line.title}: {newest}{target}. {line.direction_words.capitalize()}".strip(),
    )


def _issues(session: Session, plan: PlanTable) -> ShownTable:
    """Every field of the framework, in the order of the issue's sheet."""
    entries = lists(session)
    known = {each.id: each for each in session.scalars(select(Issue))}
    fields = ((each.label, _width(each)) for each in FIELDS[1:])
    heads = (("Issue", 44), ("Category", 26), ("RAG", 9), ("Since", 12), *fields)
    rows = tuple(
        (
            row.title, row.category.title, _RAGS[row.rag], row.since.label if row.since else "",
            *(_field(known[row.issue_id], each, entries) for each in FIELDS[1:]),
        )
        for row in plan.rows
    )  # fmt: skip
    return ShownTable(f"Issues, {plan.quarter.label}", columns_of(*heads), rows, draft=plan.open)


def _width(field: Field) -> int:
    return 50 if field.kind == "long" else 24


def _field(issue: Issue, field: Field, entries: Lists) -> Cell:
    value: Any = getattr(issue, field.name)
    if value is None or value == "":
        return None
    if field.kind == "list id":
        found = by_id(getattr(entries, field.list_name)).get(value)
        return found.name if found else None
    if field.kind == "choice":
        return dict(field.options).get(str(value), str(value))
    return value  # type: ignore[no-any-return]


def _actions(session: Session, known: list[int], plan: PlanTable) -> ShownTable:
    posts = by_id(lists(session).posts)
    titles = {row.issue_id: row.title for row in plan.rows}
    order = {issue: at for at, issue in enumerate(known)}
    found = [each for each in session.scalars(select(ActionRow)) if each.issue_id in order]
    rows: list[tuple[Cell, ...]] = []
    for action in sorted(found, key=lambda each: (order[each.issue_id], each.id)):
        owner = posts.get(action.owner_post_id or 0)
        steps = "\n".join(_milestone(each) for each in action.milestones)
        rows.append((
            titles[action.issue_id], action.title, owner.name if owner else "", action.due, action.progress,
            action.closed, steps, action.note,
        ))  # fmt: skip
    return ShownTable(f"Actions, {plan.quarter.label}", columns_of(*_ACTIONS), tuple(rows), draft=plan.open)


def _milestone(step: dict[str, Any]) -> str:
    due = str(step.get("due") or "")
    return " – ".join(part for part in (due, str(step.get("title") or ""), "done" if step.get("done") else "") if part)


def _decisions(session: Session, known: list[int], plan: PlanTable) -> ShownTable:
    issues = set(session.scalars(select(DecisionRow.issue_id)))
    rows: list[tuple[Cell, ...]] = []
    for issue in (each for each in known if each in issues):
        made = reversed(decisions_of(session, issue))
        rows += [_decision(each) for each in made if each.effective.end <= plan.quarter.end]
    return ShownTable(f"Decisions, {plan.quarter.label}", columns_of(*_DECISIONS), tuple(rows), draft=plan.open)


def _decision(each: Decision) -> tuple[Cell, ...]:
    waived = "\n".join(f"{waiver.condition}: {waiver.reason}" for waiver in each.waivers)
    return (
        each.issue_title, each.origin.title if each.origin else "", each.target.title, each.stage.title, each.rule,
        each.effective.label, each.body, each.decided_on, each.minute, each.reason, each.exception_reason,
        each.condition, waived, each.proposed_by, each.proposed_on,
    )  # fmt: skip
