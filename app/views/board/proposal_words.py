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
    if not any(each.finding.tested for each in proposal.evidence):
        said.append("Not statistically tested.")
    if proposal.rule is Rule.M1:
        then = "The framework moves it to the Hot List for sign-off of an extra push."
    else:
        then = "The framework returns it to the Outcomes of Corporate Importance."
    return " ".join([*said, *([proposal.caution] if proposal.caution else []), then])


def evidence_words(evidence: Evidence) -> str:
    """ "Waste to landfill: floor missed in the last 2 reports (2009/10 Q3 13.2%, 2009/10 Q4 13.9%; floor 12.0%)." """
    if evidence.basis.tested:
        return f"{evidence.title}: {_tested(evidence)}{_latest(evidence)}."
    count = len(evidence.reports)
    what = "floor missed" if evidence.basis is Basis.FLOOR else "target met"
    running = "the last report" if count == 1 else f"the last {count} reports"
    improved = ", and the improvement is tested" if evidence.finding.improvement else ""
    shown = ", ".join(f"{each.period.label} {_value(evidence, each.value)}" for each in evidence.reports[-3:])
    against = _against(evidence, evidence.reports[-1]) if evidence.reports else ""
    details = "; ".join(part for part in (shown, against) if part)
    return f"{evidence.title}: {what} in {running}{improved}" + (f" ({details})." if details else ".")


def _tested(evidence: Evidence) -> str:
    """What the test found, without its name."""
    finding, since = evidence.finding, evidence.since.label
    if evidence.basis is Basis.PROCESS_LIMITS:
        return {
            "astronomical": "outside its expected range",
            "two_of_three": f"at the worse edge of its expected range in two of three reports since {since}",
            "trend": f"worse from report to report since {since}",
            "shift": f"on the worse side of its mean in every report since {since}",
        }.get(finding.rule, f"worse than its expected range since {since}")
    if evidence.basis is Basis.COUNT_TREND:
        odds = (
            f", which chance alone does {finding.probability:.0%} of the time" if finding.probability else ""
        )
        return f"worse over the years since {since}{odds}"
    if finding.change is None:
        return f"worse than in {since}"
    ends = sorted(abs(end) * 100 for end in (finding.change.low, finding.change.high))
    return f"worse than in {since} by {ends[0]:.1f} to {ends[1]:.1f} percentage points"


def _latest(evidence: Evidence) -> str:
    """The newest figure beside its target."""
    if not evidence.reports:
        return ""
    report = evidence.reports[-1]
    target = f"; target {_value(evidence, report.target)}" if report.target is not None else ""
    return f" ({report.period.label} {_value(evidence, report.value)}{target})"


def _against(evidence: Evidence, report: Report) -> str:
    value, name = (report.floor, "floor") if evidence.basis is Basis.FLOOR else (report.target, "target")
    return f"{name} {_value(evidence, value)}" if value is not None else ""


def _value(evidence: Evidence, value: float | None) -> str:
    return format_value(value, evidence.unit, evidence.decimals)


def reason(proposal: Proposal) -> str:
    """The evidence as the reason of the move, for its author to improve."""
    said = [evidence_words(each) for each in proposal.evidence]
    return " ".join([*said, proposal.caution] if proposal.caution else said)
