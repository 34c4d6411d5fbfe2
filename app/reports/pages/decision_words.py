"""Decisions as a table, and what they are called on paper."""

from __future__ import annotations

from collections.abc import Iterable

from app.reports.pages.words import category_words, day, in_sentence
from app.rules.category import Category
from app.rules.decision import Decision, Stage
from app.rules.papers_content import Cell, Column, Table
from app.rules.readiness import Condition

_STAGES = {
    Stage.PROPOSED: "Proposed, not yet decided",
    Stage.INTERIM: "Interim, until CMT or Cabinet confirms",
    Stage.CONFIRMED: "Confirmed",
    Stage.REFUSED: "Refused",
    Stage.WITHDRAWN: "Withdrawn",
}


def decision_table(decisions: Iterable[Decision], title: str) -> Table:
    """A row each."""
    columns = (
        Column("Issue", 2.7), Column("Move", 2.4), Column("Stage", 1.7), Column("Decided", 1.8), Column("Reason", 4.6),
    )  # fmt: skip
    return Table(title, columns, tuple(_row(each) for each in decisions))


def decision_sentence(decision: Decision) -> str:
    """One decision in running text, with its reason."""
    minute = f" (minute {decision.minute})" if decision.minute else ""
    exception = ", by recorded exception" if decision.rule == "exception" else ""
    stage = "" if decision.stage is Stage.CONFIRMED else f" {_STAGES[decision.stage]}."
    move = f"{move_words(decision)} from {decision.effective.label}{exception}"
    said = f"{decided_words(decision)}{minute}: {move}."
    return " ".join(part for part in (f"{said}{stage}", decision.reason, _further(decision)) if part)


def _row(decision: Decision) -> tuple[Cell, ...]:
    move = move_words(decision)
    return (
        Cell(decision.issue_title, strong=True),
        Cell(move[:1].upper() + move[1:], f"From {decision.effective.label}"),
        Cell(_STAGES[decision.stage], "By recorded exception" if decision.rule == "exception" else ""),
        Cell(decided_words(decision), f"Minute {decision.minute}" if decision.minute else ""),
        Cell(decision.reason, _further(decision)),
    )


def move_words(decision: Decision) -> str:
    target = category_words(decision.target)
    if decision.origin is None:
        return f"entry to the {target}"
    if decision.origin is Category.LEFT:
        return f"return to the {target}"
    if decision.target is Category.LEFT:
        return f"{category_words(decision.origin)} to no list"
    return f"{category_words(decision.origin)} to {target}"


def decided_words(decision: Decision) -> str:
    if decision.decided_on is None:
        return f"Proposed {day(decision.proposed_on)}"
    return f"{decision.body}, {day(decision.decided_on)}" if decision.body else day(decision.decided_on)


def _further(decision: Decision) -> str:
    said = []
    if decision.exception_reason:
        said.append(f"Exception: {decision.exception_reason}")
    for waiver in decision.waivers:
        condition = Condition(waiver.condition).title
        said.append(f"Waived: {in_sentence(condition)}. {waiver.reason}")
    if decision.criteria_reason:
        said.append(f"Guiding criteria: {decision.criteria_reason}")
    if decision.growth_reason:
        said.append(f"Size of the plan: {decision.growth_reason}")
    if decision.condition:
        said.append(f"Condition: {decision.condition}")
    return " ".join(said)
