"""Inspections: each inspectorate's results by year on its own scale, and what it recommends."""

from __future__ import annotations

from collections.abc import Iterator

from app.reports.pages.words import counted, day, travel
from app.rules.inspection import (
    Inspections,
    Inspectorate,
    Recommendation,
    RecommendationState,
    below_aim,
    movement_of,
)
from app.rules.papers import PackOptions, PageChoice, PageKind
from app.rules.papers_content import Block, Cell, Column, Heading, Page, Paragraph, Table, Tone
from app.rules.papers_facts import QuarterFacts

_YEARS = 4
_GOING = (RecommendationState.OPEN, RecommendationState.TAKEN_UP)


def inspections(facts: QuarterFacts, choice: PageChoice, options: PackOptions) -> Iterator[Page]:
    found = facts.inspections
    shown = [each for each in found.inspectorates if not each.retired or found.of(each.id)] if found else []
    blocks: list[Block] = []
    if found and shown:
        years = found.years[-_YEARS:]
        columns = (
            Column("Inspectorate", 3.2), *(Column(year.label, 1.6) for year in years), Column("Aim", 2.2),
            Column("Direction", 1.2),
        )  # fmt: skip
        blocks.append(Table("Results by year", columns, tuple(_row(found, each) for each in shown)))
        blocks += _recommendations(found)
    else:
        blocks.append(Paragraph("No inspection is recorded yet."))
    yield Page(
        choice=0, kind=PageKind.INSPECTIONS, subject=None, title="Inspections", subtitle=facts.quarter.long_label,
        about=(counted(len(shown), "inspectorate"),), blocks=tuple(blocks),
    )  # fmt: skip


def _row(found: Inspections, each: Inspectorate) -> tuple[Cell, ...]:
    results = found.of(each.id)
    ratings = []
    for year in found.years[-_YEARS:]:
        result = found.results.get((each.id, year))
        ratings.append(Cell(result.rating or "In words only", strong=result is results[-1]) if result else Cell("–"))
    short = below_aim(each, results[-1].rating) if results else None
    aim = "reached" if short == 0 else f"{counted(short, 'step')} away" if short else ""
    moved = travel(movement_of(each, results))
    return (
        Cell(each.name, each.subject or each.title, strong=True), *ratings, Cell(each.aimed or "None set", aim),
        Cell(travel=moved) if moved.arrow else Cell("not known"),
    )  # fmt: skip


def _recommendations(found: Inspections) -> Iterator[Block]:
    yield Heading("Recommendations under way")
    going = [each for each in found.recommendations if each.state in _GOING]
    if not going:
        yield Paragraph("No recommendation is open.", Tone.QUIET)
        return
    columns = (
        Column("Recommendation", 4.4), Column("From", 2.6), Column("State", 1.3), Column("Became", 3), Column("By", 1.2),
    )  # fmt: skip
    yield Table("Recommendations under way", columns, tuple(_recommended(found, each) for each in going))


def _recommended(found: Inspections, each: Recommendation) -> tuple[Cell, ...]:
    source = found.inspectorate(each.inspectorate_id)
    return (
        Cell(each.title, each.note, strong=True),
        Cell(source.name if source else "", f"{source.subject} {each.year.label}".strip() if source else ""),
        Cell(each.state.title),
        Cell(each.issue_title, f"Action: {each.action_title}" if each.action_title else ""),
        Cell(day(each.due) or "No date"),
    )
