"""Decisions of the quarter, and the exceptions: what a reader would ask about first."""

from __future__ import annotations

from collections.abc import Iterator

from app.reports.pages.decision_words import decision_table
from app.reports.pages.words import counted, day, latest_cell, lead_words, plan_words
from app.rules.category import Category
from app.rules.issue import Flag
from app.rules.papers import PackOptions, PageChoice, PageKind
from app.rules.papers_content import Block, Cell, Column, Heading, Page, Paragraph, Table, Tone
from app.rules.papers_facts import QuarterFacts
from app.rules.plan_table import Measure, PlanRow
from app.rules.returns import lateness


def decisions(facts: QuarterFacts, choice: PageChoice, options: PackOptions) -> Iterator[Page]:
    found = facts.decisions
    blocks: tuple[Block, ...] = (
        (decision_table(found, "Decisions of the quarter, the newest first"),) if found
        else (Paragraph("Nothing was proposed or decided in this quarter."),)
    )  # fmt: skip
    yield Page(
        choice=0, kind=PageKind.DECISIONS, subject=None, title="Decisions this quarter",
        subtitle=facts.quarter.long_label, about=(plan_words(facts), counted(len(found), "decision")), blocks=blocks,
    )  # fmt: skip


def exceptions(facts: QuarterFacts, choice: PageChoice, options: PackOptions) -> Iterator[Page]:
    staying = [row for row in facts.plan.rows if row.category is not Category.LEFT]
    red = [row for row in staying if row.flag is Flag.RED_WITHOUT_ACTION]
    slipped = [row for row in staying if row.flag is Flag.SLIPPED]
    leaderless = [row for row in staying if not row.lead]
    blocks = [
        *_issues("Red without action", red, "Every red issue has an open action."),
        *_issues("Slipped", slipped, "No outcome of corporate importance has significantly slipped."),
        *_issues("No lead named", leaderless, "Every issue has a lead."),
        *_late(facts),
    ]
    yield Page(
        choice=0, kind=PageKind.EXCEPTIONS, subject=None, title="Exceptions", subtitle=facts.quarter.long_label,
        about=(plan_words(facts),), blocks=tuple(blocks),
    )  # fmt: skip


def _issues(title: str, rows: list[PlanRow], none: str) -> Iterator[Block]:
    yield Heading(title)
    if not rows:
        yield Paragraph(none, Tone.QUIET)
        return
    columns = (
        Column("Issue", 4), Column("Category", 2.6), Column("Measure", 1.0), Column("Latest", 0.9, right=True),
        Column("Target", 0.9, right=True), Column("Department", 2.4), Column("Lead", 2.4),
    )  # fmt: skip
    yield Table(title, columns, tuple(_row(row) for row in rows))


def _row(row: PlanRow) -> tuple[Cell, ...]:
    measure = row.measure or Measure(code="", title="")
    return (
        Cell(row.title, strong=True), Cell(row.category.title), Cell(measure.code or "none"), latest_cell(measure),
        Cell(measure.target), Cell(row.department), Cell(lead_words(row)),
    )  # fmt: skip


def _late(facts: QuarterFacts) -> Iterator[Block]:
    yield Heading("Late returns")
    if not facts.late:
        yield Paragraph("No department's return is late.", Tone.QUIET)
        return
    columns = (Column("Department", 4), Column("Due", 2), Column("Late", 2))
    yield Table("Late returns", columns, tuple(
        (Cell(each.department, strong=True), Cell(day(each.due)), Cell(lateness(each.due, each.days)))
        for each in facts.late
    ))  # fmt: skip
