"""A decision in words: what was proposed, by whom, where it stands, and what may be decided about it."""

from __future__ import annotations

from app.rules.category import Category
from app.rules.decision import Decision, Stage
from app.rules.errors import Problem
from app.rules.readiness import Condition
from app.views.issues import arrow_words
from app.views.shared.dates import day
from app.views.shared.words import sentence


def question(decision: Decision) -> str:
    asked = "Decide the proposal for" if decision.stage is Stage.PROPOSED else "Sign off the interim move of"
    return f"{asked} “{decision.issue_title}”"


def proposed(decision: Decision) -> str:
    """ "Proposed on 12/04/2010 by Head of Improvement, to take effect in 2010/11 Q1."."""
    by = f" by {decision.proposed_by}" if decision.proposed_by else ""
    if decision.stage is Stage.INTERIM:
        on = f" on {day(decision.decided_on)}" if decision.decided_on else ""
        minute = f" (minute {decision.minute})" if decision.minute else ""
        start = f"Decided by {decision.body or 'a body'}{on}{minute}"
    else:
        start = f"Proposed on {day(decision.proposed_on)}{by}"
    return f"{start}, to take effect in {decision.effective.long_label}."


def answers(decision: Decision) -> tuple[tuple[Stage, str], ...]:
    """What may be decided now, in the order of the sheet. CONFIRMED stands for agreeing, by whatever body."""
    if decision.stage is Stage.INTERIM:
        return (
            (Stage.CONFIRMED, "Confirm: CMT or Cabinet agrees, and it is no longer interim"),
            (Stage.REFUSED, "Refuse: the issue goes back to where it was"),
        )
    return (
        (Stage.CONFIRMED, "Agree: the issue moves"),
        (Stage.REFUSED, "Refuse: the issue stays where it is"),
        (Stage.WITHDRAWN, "Withdraw the proposal: nobody decides on it"),
    )


def button(stage: Stage | None) -> str:
    return {
        Stage.CONFIRMED: "Record as confirmed",
        Stage.INTERIM: "Record as interim",
        Stage.REFUSED: "Record the refusal",
        Stage.WITHDRAWN: "Withdraw the proposal",
    }.get(stage or Stage.PROPOSED, "Record the decision")


def status(decision: Decision, stage: Stage | None, problems: tuple[Problem, ...]) -> str:
    """What is still missing, or what will happen."""
    if problems:
        return " ".join(_short(problem) for problem in problems[:2])
    if stage is Stage.INTERIM:
        return "The issue moves at once, marked interim, until CMT or Cabinet confirms or refuses it."
    if stage is Stage.CONFIRMED:
        return f"The issue stands in {arrow_words.CATEGORY_WORDS[decision.target]}, confirmed."
    if stage is Stage.REFUSED and decision.origin is not None:
        return f"The issue stands in {arrow_words.CATEGORY_WORDS[decision.origin]}."
    return ""


def _short(problem: Problem) -> str:
    words = {
        "answer_missing": "Choose what was decided.",
        "body_missing": "Choose the body that decided.",
        "date_missing": "Give the date of the decision.",
        "reason_missing": "Write the reason.",
    }
    return words.get(problem.code) or sentence(problem)


def headline(decision: Decision) -> str:
    """ "Hot List to Improvement Plan": the way the issue went."""
    target = decision.target.short
    if decision.origin is None:
        return f"Entered as {target}"
    return f"{decision.origin.short} to {target}"


def facts(decision: Decision) -> str:
    """ "CPEG, 22/02/2010, minute CPEG 14/2010, effective 2009/10 Q4"."""
    parts = [
        decision.body,
        day(decision.decided_on) if decision.decided_on else f"proposed {day(decision.proposed_on)}",
        f"minute {decision.minute}" if decision.minute else "",
        f"effective {decision.effective.label}",
    ]
    return ", ".join(part for part in parts if part)


def earlier_steps(decision: Decision) -> list[str]:
    """What was decided before the last word, such as "Interim: CPEG, 22/02/2010, minute CPEG 14/2010"."""
    found = []
    for step in decision.steps[:-1]:
        parts = (
            step.body,
            day(step.decided_on) if step.decided_on else "",
            f"minute {step.minute}" if step.minute else "",
        )
        said = ", ".join(part for part in parts if part)
        if said:
            found.append(f"{step.stage.title}: {said}")
    return found


def waivers(decision: Decision) -> list[str]:
    """ "Waived: Resources agreed. They go to Cabinet with the budget."."""
    named = []
    for waiver in decision.waivers:
        try:
            title = Condition(waiver.condition).title
        except ValueError:
            title = waiver.condition
        named.append(f"Waived: {title}. {waiver.reason}")
    return named


def evidence(decision: Decision) -> list[str]:
    """The evidence as it stood then, a line each; empty where none was kept."""
    kept = decision.evidence
    lines = []
    figures = kept.get("indicators")
    for figure in figures if isinstance(figures, list) else []:
        if isinstance(figure, dict):
            target = f" against a target of {figure.get('target')}" if figure.get("target") else ""
            lines.append(
                f"{figure.get('code', '')} {figure.get('title', '')}: {figure.get('value') or 'no reading'}{target}"
                f" ({figure.get('period', '')})".replace(" ()", "")
            )
    ready = kept.get("readiness")
    if isinstance(ready, list) and ready and decision.target is Category.IMPROVEMENT_PLAN:
        met = sum(1 for each in ready if isinstance(each, dict) and each.get("met"))
        lines.append(f"Ready {met} of {len(ready)}")
    if kept.get("plan_count") is not None:
        lines.append(f"The plan held {kept['plan_count']} of at most {kept.get('plan_limit', '')} issues")
    return lines
