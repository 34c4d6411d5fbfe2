"""The decision report in the shape of the council's own: furniture, numbered paragraphs, legal information."""

from __future__ import annotations

from collections.abc import Iterator

from app.reports.pages.decision_words import decision_sentence
from app.reports.pages.plan_box import box
from app.reports.pages.report_furniture import Numbered, Written
from app.reports.pages.report_words import (
    hot_list_sentences,
    outcome_sentences,
    plan_sentences,
    strength_sentences,
)
from app.reports.pages.words import listed, paragraphs
from app.rules.category import COLUMNS, Category
from app.rules.decision import Stage
from app.rules.papers import PackOptions, PageChoice, PageKind
from app.rules.papers_content import Block, Cell, Column, Heading, Page, Paragraph, Table, Tone
from app.rules.papers_facts import QuarterFacts

_LEGAL = (
    "The following documents discuss facts or matters on which this report, or an important part of it, is based and "
    "have been relied upon to a material extent in the preparation of this report. (NB: the list excludes published "
    "works and any documents which disclose exempt or confidential information as defined in the Act.)"
)
_ADOPTED = ("Driving Success: Hampshire County Council's Performance Management Framework", "N/a", "24/11/08")
_SUBMISSIONS = ("Departmental performance submissions and further information", "Corporate Performance Team")


def decision_report(facts: QuarterFacts, choice: PageChoice, options: PackOptions) -> Iterator[Page]:
    written, numbers = Written(facts, PageKind.DECISION_REPORT), Numbered([(a.short, a.meaning) for a in facts.glossary])
    blocks: list[Block] = [
        written.head(),
        *numbers.written("Introduction", written.text("introduction")),
        *numbers.written("Contextual Information", written.text("context")),
        *_quarter(facts, numbers),
        *numbers.written("Conclusion", written.text("conclusion")),
        *_recommendations(written, numbers),
        Heading("CORPORATE OR LEGAL INFORMATION"),
        *_strategy(facts),
        *_previous(facts, written),
        *_background(facts, written),
        *_impact(facts, written),
    ]
    yield Page(
        choice=0, kind=PageKind.DECISION_REPORT, subject=None, title="Decision Report",
        subtitle=facts.council.upper(), blocks=tuple(blocks),
    )  # fmt: skip


def _quarter(facts: QuarterFacts, numbers: Numbered) -> Iterator[Block]:
    """What the store knows: the four blocks of the dashboard, the plan in its box, what was decided."""
    yield numbers.heading("Organisational Strength")
    yield from (numbers.said(each) for each in strength_sentences(facts))
    yield numbers.heading("Continual Departmental Improvement")
    yield from (numbers.said(each) for each in outcome_sentences(facts))
    yield numbers.heading("Corporate Improvement Plan: 'Hard to Move'")
    yield from (numbers.said(each) for each in plan_sentences(facts))
    made = box(facts)
    if made.groups:
        yield numbers.said(f"The {facts.plan.plan_name or 'Corporate Improvement Plan'} is shown below:")
        yield made
    yield numbers.heading("Corporate 'Hot List'")
    yield from (numbers.said(each) for each in hot_list_sentences(facts))
    if facts.decisions:
        yield numbers.heading("Decisions of the Quarter")
        for each in facts.decisions:
            yield numbers.said(f"{each.issue_title}. {decision_sentence(each)}")


def _recommendations(written: Written, numbers: Numbered) -> Iterator[Block]:
    maker = written.text("decision_maker") or "Cabinet"
    yield numbers.heading("Recommendations")
    yield numbers.said(f"It is recommended that {maker}:")
    for at, line in enumerate(paragraphs(written.text("recommendations")), 1):
        yield Paragraph(line.removeprefix("- "), number=f"{at}.")


def _strategy(facts: QuarterFacts) -> Iterator[Block]:
    """Each aim of the Corporate Strategy: whether an issue is tied to it, and its number in the plan."""
    yield Heading("Links to the Corporate Strategy")
    current = [each for each in facts.issues if each.category in COLUMNS]
    rows = []
    for link in facts.strategy_links:
        tied = [each for each in current if link in each.strategy_links]
        numbers = [each.text("cip_link") for each in tied if each.category is Category.IMPROVEMENT_PLAN]
        rows.append((
            Cell(f"{link}:"), Cell("yes" if tied else "no"), Cell(listed(each for each in numbers if each)),
        ))  # fmt: skip
    if rows:
        columns = (
            Column("Aim", 4), Column("Linked", 1), Column("Corporate Improvement Plan link number (if appropriate)", 3)
        )
        yield Table("Links to the Corporate Strategy", columns, tuple(rows))


def _previous(facts: QuarterFacts, written: Written) -> Iterator[Block]:
    yield Heading("Other Significant Links")
    yield Paragraph("Links to previous Member decisions:", Tone.STRONG)
    lines = _lines(written.text("previous", ""), 3) or (_ADOPTED, *_cabinet(facts))
    columns = (Column("Title", 5), Column("Reference", 1.2), Column("Date", 1.2))
    yield Table("Links to previous Member decisions", columns, tuple(tuple(map(Cell, line)) for line in lines))


def _cabinet(facts: QuarterFacts) -> Iterator[tuple[str, str, str]]:
    """Cabinet's decisions that have a reference, the newest first; the many of one report are one line."""
    seen = set()
    for issue in facts.issues:
        for each in issue.decisions:
            if each.body != "Cabinet" or each.stage is not Stage.CONFIRMED or not each.minute or each.decided_on is None:
                continue
            if each.decided_on <= facts.quarter.last_day:
                seen.add((each.decided_on, each.minute))
    plan = facts.plan.plan_name or "Corporate Improvement Plan"
    for decided, minute in sorted(seen, reverse=True):
        yield f"Driving Success: {plan}", minute, f"{decided:%d/%m/%y}"


def _background(facts: QuarterFacts, written: Written) -> Iterator[Block]:
    yield Heading("Section 100 D - Local Government Act 1972 - background documents")
    yield Paragraph(_LEGAL)
    kept = tuple((each.title, each.location) for each in facts.background)
    own = () if any(title == _SUBMISSIONS[0] for title, _ in kept) else (_SUBMISSIONS,)
    lines = _lines(written.text("background", ""), 2) or (*own, *kept)
    columns = (Column("Document", 5), Column("Location", 3))
    yield Table("Background documents", columns, tuple(tuple(map(Cell, line)) for line in lines))


def _lines(text: str, count: int) -> tuple[tuple[str, ...], ...]:
    """What an author wrote, a row a line with semicolons between the columns."""
    found = []
    for line in paragraphs(text):
        parts = [part.strip() for part in line.split(";", count - 1)]
        found.append(tuple(parts + [""] * (count - len(parts))))
    return tuple(found)


def _impact(facts: QuarterFacts, written: Written) -> Iterator[Block]:
    yield Heading("IMPACT ASSESSMENTS:")
    for at, key in enumerate(("equalities", "crime"), 1):
        yield Heading(f"{at}. {written.part(key).title}", 3)
        for number, line in enumerate(paragraphs(written.text(key)), 1):
            yield Paragraph(line, number=f"{at}.{number}.")
    yield Heading("3. Climate Change:", 3)
    for letter, key, word in (("a)", "carbon", "carbon"), ("b)", "adaptation", "climate")):
        yield Paragraph(written.part(key).title, number=letter)
        for line in paragraphs(written.text(key, _climate(facts, word))):
            yield Paragraph(line)


def _climate(facts: QuarterFacts, word: str) -> str:
    """Where the plan has an issue about it, that it does."""
    names = {Category.HOT_LIST: "corporate 'Hot List'", Category.IMPROVEMENT_PLAN: "Corporate Improvement Plan",
             Category.OUTCOMES: "list of Outcomes of Corporate Importance"}  # fmt: skip
    for each in facts.issues:
        if word in each.title.casefold() and each.category in names:
            title = each.title[:1].lower() + each.title[1:]
            if each.category is Category.HOT_LIST:
                return (f"The corporate 'Hot List' identifies '{title}' as a potential Corporate Improvement Plan issue "
                        "which is currently being explored and in development.")  # fmt: skip
            return f"The {names[each.category]} holds '{title}'."
    return "No effect has been identified."


