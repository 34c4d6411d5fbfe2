"""The three categories, a table each: red and amber in full, the rest in a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from app.reports.pages.words import (
    counted,
    day,
    latest_cell,
    lead_words,
    plan_words,
    rag_cell,
    spark_cell,
    travel_cell,
)
from app.rules.category import Category
from app.rules.frozen import Restatement
from app.rules.indicator import Rag
from app.rules.papers import PackOptions, PageChoice, PageKind
from app.rules.papers_content import Block, Cell, Column, Heading, Page, Paragraph, Steps, Table
from app.rules.papers_facts import PaperIssue, QuarterFacts
from app.rules.plan_table import Measure, PlanRow
from app.rules.readiness import Condition, HotListReason

_ISSUE = Column("Issue", 5.2)
_MEASURES = (
    Column("Measure"), Column("Latest", right=True), Column("Target", right=True), Column("Last readings"),
    Column("Travel"), Column("RAG", centre=True), Column("Lead", 2.6),
)  # fmt: skip


def plan_rows(facts: QuarterFacts, rows: Sequence[PlanRow], title: str) -> Table:
    """A line an issue, with the measure it is judged by; under it what was restated of the figures shown."""
    notes: dict[int, int] = {}
    said = []
    for row in rows:
        found = _restated(facts, row.measure)
        if found and found[0].indicator_id not in notes:
            notes[found[0].indicator_id] = len(notes) + 1
            told = "; ".join(f"{each.period.label}: {each.footnote}" for each in found)
            said.append(f"{len(notes)} {found[0].code}, {told}.")
    return Table(title, (_ISSUE, *_MEASURES), tuple(_row(row, notes) for row in rows), foot=(*_foot(rows), *said))


def _restated(facts: QuarterFacts, measure: Measure | None) -> tuple[Restatement, ...]:
    """Where an earlier paper gave a figure of the line otherwise."""
    if measure is None or measure.indicator_id is None or measure.indicator_id not in facts.series:
        return ()
    shown = [each.period for each in facts.series[measure.indicator_id].readings][-len(measure.trend) or -1 :]
    return tuple(
        each for each in facts.restated if each.indicator_id == measure.indicator_id and each.period in shown
    )  # fmt: skip


def _row(row: PlanRow, notes: Mapping[int, int]) -> tuple[Cell, ...]:
    """The footnote stands with the measure: it may be about any of the readings shown."""
    measure = row.measure or Measure(code="", title="")
    note = notes.get(measure.indicator_id or 0)
    return (
        Cell(row.title, measure.title, strong=True), Cell(measure.code or "none", note=str(note) if note else ""),
        latest_cell(measure), Cell(measure.target), spark_cell(row), travel_cell(measure), rag_cell(row.rag),
        Cell(lead_words(row)),
    )  # fmt: skip


def _foot(rows: Sequence[PlanRow]) -> tuple[str, ...]:
    return ("p: provisional",) if any(row.measure and row.measure.provisional for row in rows) else ()


def improvement_plan(facts: QuarterFacts, choice: PageChoice, options: PackOptions) -> Iterator[Page]:
    yield _judged_page(
        facts, PageKind.IMPROVEMENT_PLAN, Category.IMPROVEMENT_PLAN, f"Corporate {Category.IMPROVEMENT_PLAN.heading}"
    )


def outcomes(facts: QuarterFacts, choice: PageChoice, options: PackOptions) -> Iterator[Page]:
    yield _judged_page(facts, PageKind.OUTCOMES, Category.OUTCOMES, Category.OUTCOMES.title)


def _judged_page(facts: QuarterFacts, kind: PageKind, category: Category, title: str) -> Page:
    rows = facts.plan.of(category)
    blocks: list[Block] = []
    if rows:
        blocks.append(plan_rows(facts, rows, title))
    else:
        blocks.append(Paragraph(f"No issue stands in the {category.title} in this quarter."))
    full = [row for row in rows if row.rag in (Rag.RED, Rag.AMBER)]
    if full:
        blocks += [Heading("Red and amber in full"), _in_full(facts, full)]
    return Page(
        choice=0, kind=kind, subject=None, title=title, subtitle=f"{category.subtitle} · {facts.quarter.long_label}",
        about=(plan_words(facts), counted(len(rows), "issue")), category=category, blocks=tuple(blocks), legend=True,
    )  # fmt: skip


def _in_full(facts: QuarterFacts, rows: Sequence[PlanRow]) -> Table:
    """Red first: where it stands, what is done, what may go wrong."""
    ordered = sorted(rows, key=lambda row: row.rag is not Rag.RED)
    return Table(
        "Red and amber issues in full",
        (Column("RAG", 0.6, centre=True), Column("Issue", 2.6), Column("Progress and next step", 4.0),
         Column("Open actions", 3.6), Column("Highest risk", 2.6)),
        tuple(_full_row(facts, row) for row in ordered),
    )  # fmt: skip


def _full_row(facts: QuarterFacts, row: PlanRow) -> tuple[Cell, ...]:
    issue = facts.issue(row.issue_id)
    if issue is None:
        return (rag_cell(row.rag), Cell(row.title, lead_words(row), strong=True), Cell(), Cell(), Cell())
    progress = issue.text("progress") or "No progress has been written for this quarter."
    step = issue.text("next_step")
    return (
        rag_cell(row.rag),
        Cell(row.title, lead_words(row), strong=True),
        Cell(progress, f"Next: {step}" if step else ""),
        _actions_cell(issue),
        _risk_cell(issue),
    )


def _actions_cell(issue: PaperIssue) -> Cell:
    going = [each for each in issue.actions if each.closed is None and each.progress < 100]
    if not going:
        return Cell("No open action")
    return Cell(bullets=tuple(
        f"{each.title}" + (f", by {day(each.due)}" if each.due else "") + f" ({each.progress}%)" for each in going
    ))  # fmt: skip


def _risk_cell(issue: PaperIssue) -> Cell:
    if not issue.risks:
        return Cell(issue.text("risk_note") or "None recorded")
    worst = issue.risks[0]
    return Cell(worst.title, f"Likelihood {worst.likelihood}, impact {worst.impact} of 5")


def hot_list(facts: QuarterFacts, choice: PageChoice, options: PackOptions) -> Iterator[Page]:
    rows = facts.plan.of(Category.HOT_LIST)
    columns = (
        Column("Issue", 4.3), Column("Ready"), Column("Still to agree, and why it waits", 4.5),
        Column("Next step", 3.6), Column("Lead", 1.7),
    )  # fmt: skip
    blocks: list[Block] = []
    if rows:
        found = tuple(_hot_row(facts, row) for row in rows)
        blocks.append(Table("Hot List with readiness", columns, found))
    else:
        blocks.append(Paragraph("No issue stands on the Hot List in this quarter."))
    yield Page(
        choice=0, kind=PageKind.HOT_LIST, subject=None, title="Corporate Hot List",
        subtitle=f"{Category.HOT_LIST.subtitle} · {facts.quarter.long_label}",
        about=(plan_words(facts), counted(len(rows), "issue")), category=Category.HOT_LIST, blocks=tuple(blocks),
    )  # fmt: skip


def _short(condition: str) -> str:
    """Without what the column's head says already."""
    return condition.removesuffix(" agreed").removesuffix(" person")


def _hot_row(facts: QuarterFacts, row: PlanRow) -> tuple[Cell, ...]:
    issue = facts.issue(row.issue_id)
    answers = issue.readiness if issue else ()
    missing = [_short(Condition(each.key).title) for each in answers if not each.met]
    reason = issue.text("hot_list_reason") if issue else ""
    ready = sum(1 for each in answers if each.met)
    to_agree = ", ".join(missing[:1] + [each[:1].lower() + each[1:] for each in missing[1:]])
    return (
        Cell(row.title, row.aim, strong=True),
        Cell(f"{ready} of {len(Condition)}", steps=Steps(ready, len(Condition))),
        Cell(to_agree or "Nothing: ready for sign-off", HotListReason(reason).title if reason else ""),
        Cell(issue.text("next_step") if issue else ""),
        Cell(lead_words(row)),
    )
