"""A proposal of the figures in words: what happened, on what evidence, what the framework does then."""

from __future__ import annotations

from app.rules.indicator import Rag, format_value
from app.rules.moves import Rule
from app.rules.proposals import Basis, Evidence, Proposal, Report


def heading(proposal: Proposal) -> str:
    what = "has slipped" if proposal.rule is Rule.M1 else "has recovered"
    return f"{proposal.issue_title} {what}"


def rag_of(proposal: Proposal) -> Rag:
    return Rag.RED if proposal.rule is Rule.M1 else Rag.GREEN


def body(proposal: Proposal) -> str:
    """Evidence of each indicator, then what the framework does."""
    said = [evidence_words(each) for each in proposal.evidence]
    if proposal.rule is Rule.M1:
        then = "The framework moves it to the Hot List for sign-off of an extra push."
    else:
        then = "The framework returns it to the Outcomes of Corporate Importance."
    return " ".join([*said, "No statistical test was applied.", then])


def evidence_words(evidence: Evidence) -> str:
    """ "Waste to landfill: floor missed in the last 2 reports (2009/10 Q3 13.2%, 2009/10 Q4 13.9%; floor 12.0%)." """
    count = len(evidence.reports)
    what = "floor missed" if evidence.basis is Basis.FLOOR else "target met"
    running = "the last report" if count == 1 else f"the last {count} reports"
    shown = ", ".join(f"{each.period.label} {_value(evidence, each.value)}" for each in evidence.reports[-3:])
    against = _against(evidence, evidence.reports[-1]) if evidence.reports else ""
    details = "; ".join(part for part in (shown, against) if part)
    return f"{evidence.title}: {what} in {running}" + (f" ({details})." if details else ".")


def _against(evidence: Evidence, report: Report) -> str:
    value, name = (report.floor, "floor") if evidence.basis is Basis.FLOOR else (report.target, "target")
    return f"{name} {_value(evidence, value)}" if value is not None else ""


def _value(evidence: Evidence, value: float | None) -> str:
    return format_value(value, evidence.unit, evidence.decimals)


def reason(proposal: Proposal) -> str:
    """The evidence as the reason of the move, for its author to improve."""
    return " ".join(evidence_words(each) for each in proposal.evidence)
