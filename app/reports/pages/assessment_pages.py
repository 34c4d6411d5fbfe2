"""Self-assessments: a summary of every department's, and each in full."""

from __future__ import annotations

from collections.abc import Iterator

from app.reports.pages.words import counted, day
from app.reports.pages.written_text import written
from app.rules.assessment import Assessment, SectionText
from app.rules.assessment_sections import Meaning, Rating, Section
from app.rules.cited_words import cited_blocks
from app.rules.papers import PackOptions, PageChoice, PageKind
from app.rules.papers_content import Block, Cell, Column, Facts, Heading, Page, Paragraph, Table, Tone
from app.rules.papers_facts import QuarterFacts

_NOT_RATED = "Not rated"


def summaries(facts: QuarterFacts, choice: PageChoice, options: PackOptions) -> Iterator[Page]:
    """Sections down, departments across; then the risks that were called high."""
    found = facts.assessments
    blocks: list[Block] = []
    if found:
        sections = _sections(found)
        columns = (Column("Section", 2.6), *(Column(each.department.short or each.department.name, 1.3) for each in found))
        rows = [
            (Cell(section.title, strong=True), *(_rated(each, section) for each in found)) for section in sections
        ]
        rows.append((Cell("Stage"), *(Cell(each.stage.title) for each in found)))
        names = "; ".join(f"{each.department.short}: {each.department.name}" for each in found if each.department.short)
        blocks.append(Table("Ratings by section and department", columns, tuple(rows), foot=(names,) if names else ()))
        blocks += _high_risks(found)
    else:
        blocks.append(Paragraph("No self-assessment has been begun for this quarter."))
    yield Page(
        choice=0, kind=PageKind.ASSESSMENT_SUMMARIES, subject=None, title="Chief Officer self-assessments",
        subtitle=facts.quarter.long_label, about=(counted(len(found), "department"),), blocks=tuple(blocks),
    )  # fmt: skip


def _sections(found: tuple[Assessment, ...]) -> list[Section]:
    """Each once, in the order of the first that has it."""
    seen: dict[str, Section] = {}
    for each in found:
        for section in each.sections:
            seen.setdefault(section.key, section)
    return list(seen.values())


def _rating(assessment: Assessment, text: SectionText) -> Rating | None:
    return next((each for each in assessment.ratings if each.key == text.rating), None)


def _rated(assessment: Assessment, section: Section) -> Cell:
    text = assessment.text(section.key)
    rating = _rating(assessment, text)
    prospects = text.prospects.title if text.prospects else ""
    if rating is None:
        return Cell(_NOT_RATED)
    said = f"{rating.word}, {prospects.lower()}" if prospects else rating.word
    return Cell(said, strong=rating.meaning is Meaning.BADLY)


def _high_risks(found: tuple[Assessment, ...]) -> Iterator[Block]:
    yield Heading("High risks")
    rows = []
    for each in found:
        for section in each.sections:
            text = each.text(section.key)
            if text.risk_level and text.risk_level.value == "high":
                risk = text.risk or "Not described"
                rows.append((Cell(each.department.name, strong=True), Cell(section.title), Cell(risk)))
    if rows:
        columns = (Column("Department", 2.4), Column("Section", 2.6), Column("Risk", 5))
        yield Table("High risks", columns, tuple(rows))
    else:
        yield Paragraph("No department reports a high risk.", Tone.QUIET)


def in_full(facts: QuarterFacts, choice: PageChoice, options: PackOptions) -> Iterator[Page]:
    """One that was chosen by its department, or all."""
    chosen = [each for each in facts.assessments if choice.subject in (None, each.department.id)]
    for each in chosen:
        yield _page(facts, each)
    if not chosen:
        yield Page(
            0, PageKind.ASSESSMENTS, choice.subject, "Self-assessments in full", facts.quarter.long_label,
            blocks=(Paragraph("No self-assessment has been begun for this quarter."),),
        )  # fmt: skip


def _page(facts: QuarterFacts, assessment: Assessment) -> Page:
    signed = assessment.signed_by
    about = f"Signed {day(signed.at.date())} by {signed.by}" if signed else assessment.stage.title
    blocks: list[Block] = []
    for section in assessment.sections:
        blocks += _section(assessment, section)
    return Page(
        choice=0, kind=PageKind.ASSESSMENTS, subject=assessment.department.id,
        title=f"Self-assessment: {assessment.department.name}", subtitle=facts.quarter.long_label, about=(about,),
        blocks=tuple(blocks),
    )  # fmt: skip


def _section(assessment: Assessment, section: Section) -> Iterator[Block]:
    text = assessment.text(section.key)
    rating = _rating(assessment, text)
    yield Heading(section.title)
    judged = (
        ("Rating", rating.word if rating else _NOT_RATED),
        ("Prospects", text.prospects.title if text.prospects else ""),
        ("Confidence", text.confidence.title if text.confidence else ""),
    )
    yield Facts(tuple((name, words) for name, words in judged if words), inline=True)
    risk = ": ".join(part for part in (text.risk_level.title if text.risk_level else "", text.risk) if part)
    if risk:
        yield Paragraph(risk, label="Risk:")
    found = tuple(written(cited_blocks(text, assessment.cited)))
    yield from found
    if not found:
        yield Paragraph("Nothing has been written in this section.", Tone.QUIET)
    for note in assessment.notes:
        if note.section_key == section.key and note.parent_id is None:
            yield Paragraph(note.text, Tone.NOTE, label="Challenge.")
            for answer in assessment.notes:
                if answer.parent_id == note.id:
                    yield Paragraph(answer.text, Tone.NOTE, label="Response.")
