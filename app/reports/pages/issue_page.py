"""An issue on its page: the outcome, who leads, the chart and its sentence, actions, risks, decisions."""

from __future__ import annotations

from collections.abc import Iterator

from app.reports.pages.decision_words import decision_sentence
from app.reports.pages.words import NO_LEAD, RAG_WORDS, chart_of, day, listed, paragraphs, restated_words
from app.rules.category import Category
from app.rules.fields import BY_NAME
from app.rules.indicator import Rag
from app.rules.papers import PackOptions, PageChoice, PageKind
from app.rules.papers_content import (
    Block,
    Cell,
    Column,
    Facts,
    Heading,
    Page,
    Paragraph,
    Side,
    Table,
    Tone,
)
from app.rules.papers_facts import PaperIssue, QuarterFacts
from app.rules.plan_table import PlanRow
from app.rules.readiness import Condition, HotListReason


def issues(facts: QuarterFacts, choice: PageChoice, options: PackOptions) -> Iterator[Page]:
    """The one that was chosen, or every red one: red alone is told in full without being asked for."""
    if choice.subject is not None:
        chosen = [each for each in facts.issues if each.id == choice.subject]
    else:
        red = {row.issue_id for row in facts.plan.rows if row.rag is Rag.RED and row.category is not Category.LEFT}
        chosen = [each for each in facts.issues if each.id in red]
    for issue in chosen:
        row = facts.row(issue.id)
        if row is not None:
            yield _page(facts, issue, row)
    if not chosen and choice.subject is None:
        yield Page(
            0, PageKind.ISSUE, None, "Red issues", facts.quarter.long_label,
            blocks=(Paragraph("No issue is red in this quarter."),),
        )  # fmt: skip


def _page(facts: QuarterFacts, issue: PaperIssue, row: PlanRow) -> Page:
    rag = "" if row.rag is Rag.NONE else f" · judged {RAG_WORDS[row.rag]}"
    left = (*_outcome(issue, row), *_readiness(issue), *_actions(issue))
    right = (*_measured(facts, issue), *_risks(issue))
    blocks: list[Block] = [Side(left, right, tuple(_decisions(facts, issue)))]
    return Page(
        choice=0, kind=PageKind.ISSUE, subject=issue.id, title=issue.title,
        subtitle=f"{issue.category.title} · {facts.quarter.long_label}{rag}",
        about=(issue.aim, issue.department), category=issue.category, blocks=tuple(blocks),
    )  # fmt: skip


def _outcome(issue: PaperIssue, row: PlanRow) -> Iterator[Block]:
    achieve = issue.text("achieve")
    if achieve:
        first, *rest = paragraphs(achieve)
        yield Paragraph(first, Tone.LEAD)
        yield from map(Paragraph, rest)
    yield Facts(tuple((name, words) for name, words in _names(issue, row) if words))
    for name in ("progress", "next_step", "ambition"):
        for at, text in enumerate(paragraphs(issue.text(name))):
            yield Paragraph(text, label="" if at else f"{BY_NAME[name].label}.")


def _names(issue: PaperIssue, row: PlanRow) -> tuple[tuple[str, str], ...]:
    responsibility = dict(BY_NAME["responsibility"].options).get(issue.text("responsibility"), "")
    reason = issue.text("hot_list_reason")
    others = f" with {listed(issue.other_departments)}" if issue.other_departments else ""
    since = f"{row.since.label}{', by a recorded exception' if row.exception else ''}" if row.since else ""
    return (
        ("Lead", issue.lead or NO_LEAD),
        ("Department", issue.department + others),
        ("Executive portfolio", issue.portfolio),
        ("Responsibility", responsibility),
        ("Partners", listed(issue.partners)),
        ("In this list since", since),
        ("Horizon", row.horizon.words if row.horizon else ""),
        ("Why it waits", HotListReason(reason).title if reason and issue.category is Category.HOT_LIST else ""),
    )


def _measured(facts: QuarterFacts, issue: PaperIssue) -> Iterator[Block]:
    """The chart of the measure it is judged by; the others in a line each."""
    known = [each for each in issue.indicators if each in facts.series]
    if not known:
        yield Paragraph("No indicator measures this issue yet.", Tone.QUIET)
        return
    row = facts.row(issue.id)
    judged_by = row.measure.indicator_id if row and row.measure else None
    first = judged_by if judged_by in known else known[0]
    horizon = row.horizon if row else None
    yield chart_of(facts, first, sentence=True, horizon=horizon)
    for words in restated_words(facts, first):
        yield Paragraph(words, Tone.NOTE)
    others = [each for each in known if each != first]
    if others:
        yield Heading("Other measures")
        for each in others:
            said = chart_of(facts, each, sentence=True, horizon=horizon).sentence, *restated_words(facts, each)
            yield Paragraph(" ".join(said), Tone.NOTE)


def _readiness(issue: PaperIssue) -> Iterator[Block]:
    if issue.category is not Category.HOT_LIST:
        return
    met = sum(1 for each in issue.readiness if each.met)
    yield Heading(f"Ready {met} of {len(Condition)}")
    said = {True: "Yes", False: "No", None: "Not answered"}
    yield Table(
        "Readiness", (Column("Condition"), Column("Met"), Column("Evidence", 1)),
        tuple(
            (Cell(Condition(each.key).title, strong=True), Cell(said[each.met]), Cell(each.evidence))
            for each in issue.readiness
        ),
    )  # fmt: skip


def _actions(issue: PaperIssue) -> Iterator[Block]:
    yield Heading("Actions")
    if not issue.actions:
        yield Paragraph("No action is recorded.", Tone.QUIET)
        return
    rows = tuple(
        (
            Cell(each.title, each.note, strong=True),
            Cell(each.owner or "Nobody named"),
            Cell(day(each.due) or "No date"),
            Cell("Closed", day(each.closed)) if each.closed else Cell(f"{each.progress}%"),
        )
        for each in issue.actions
    )
    columns = (Column("Action", 4.4), Column("Owner", 2.2), Column("By", right=True), Column("Done", right=True))
    yield Table("Actions", columns, rows)


def _risks(issue: PaperIssue) -> Iterator[Block]:
    yield Heading("Risks")
    note = paragraphs(issue.text("risk_note"))
    yield from map(Paragraph, note)
    if not issue.risks:
        if not note:
            yield Paragraph("No risk is recorded.", Tone.QUIET)
        return
    columns = (
        Column("Risk", 1), Column("Likelihood", right=True), Column("Impact", right=True), Column("Score", right=True),
    )  # fmt: skip
    yield Table("Risks, the highest first", columns, tuple(
        (Cell(each.title, each.mitigation, strong=True), Cell(str(each.likelihood)), Cell(str(each.impact)),
         Cell(str(each.score), strong=True))
        for each in issue.risks
    ))  # fmt: skip


def _decisions(facts: QuarterFacts, issue: PaperIssue) -> Iterator[Block]:
    taken = [each for each in issue.decisions if each.proposed_on <= facts.quarter.last_day]
    if not taken:
        return
    yield Heading("Decisions")
    for each in taken:
        yield Paragraph(decision_sentence(each))
