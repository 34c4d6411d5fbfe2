"""What can be wrong with the yearly refresh: the sentences."""

from __future__ import annotations

from app.rules.errors import Problem
from app.views.shared.words import Facts, Said, Template, sentence

_FEW = 3


def _plain(what: str, do: str = "", where: str = "") -> Template:
    return lambda _facts: Said(what, where, do)


def _begun(facts: Facts) -> Said:
    return Said(f"{facts.get('plan', 'The plan')} was begun already.", "", "Go on with the draft that is there.")


def _approved(facts: Facts) -> Said:
    return Said(f"{facts.get('plan', 'The plan')} is approved.", "What was decided stays as it is.",
                "Undo the approval, or move the issue on the board.")  # fmt: skip


def _undecided(facts: Facts) -> Said:
    titles = [str(title) for title in facts.get("titles") or ()]
    count = int(facts.get("count") or len(titles))
    named = ", ".join(f"“{title}”" for title in titles[:_FEW]) + (" and others" if len(titles) > _FEW else "")
    what = "One issue is not decided yet." if count == 1 else f"{count} issues are not decided yet."
    return Said(what, named, "Say of each whether it stays, enters, leaves or waits, and why.")


def _impossible(facts: Facts) -> Said:
    return Said(f"“{facts.get('title', 'The issue')}” cannot take this course from where it stands.", "",
                "Choose another.")  # fmt: skip


def _of_move(facts: Facts) -> Said:
    problem = facts.get("problem")
    said = sentence(problem) if isinstance(problem, Problem) else ""
    return Said(f"“{facts.get('title', 'An issue')}”: {said}".strip(), "", "")


WORDS: dict[str, Template] = {
    "refresh_begun": _begun,
    "refresh_not_begun": _plain("This plan was not begun as a draft.", "Begin the draft first."),
    "plan_approved": _approved,
    "plan_move": _of_move,
    "plan_empty": _plain("The plan would hold no issue.", "Decide which ones stay or enter."),
    "plan_body_missing": _plain("No body is named.", "Choose who approved the plan: CMT or Cabinet."),
    "plan_body_interim": _plain("CPEG manages the plan for CMT and Cabinet; it cannot approve it alone.",
                                "Choose CMT or Cabinet."),
    "plan_reason_missing": _plain("There is no reason.", "Say in a sentence what the plan is to do."),
    "courses_undecided": _undecided,
    "course_impossible": _impossible,
    "course_target_missing": _plain("Nothing says where the issue goes.", "Choose the category it leaves for."),
    "course_reason_missing": _plain("There is no reason.", "Say why, in a sentence that can be read with the plan."),
    "nothing_to_roll": _plain("There is no target to roll on.", "Set the first one by hand."),
}  # fmt: skip
