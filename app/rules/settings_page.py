"""What the settings show, as one answer: lists, the assessments' own lists, numbers, roles and RAG rules."""

from __future__ import annotations

from dataclasses import dataclass

from app.rules.assessment_stages import Role
from app.rules.list_entries import EditedList, Entry, ListColumn, ListKind
from app.rules.plan_settings import PlanSettings
from app.rules.rag import RagRuleName
from app.rules.texts import REASON_LIMIT, TITLE_LIMIT


@dataclass(frozen=True, slots=True)
class PostRole:
    """`department_id` None: for the whole council."""

    post_id: int
    post: str
    role: Role
    department_id: int | None
    department: str


@dataclass(frozen=True, slots=True)
class RuleUse:
    """`used` are (id, code, title) of the indicators that the rule judges now."""

    name: RagRuleName
    tolerance: float
    used: tuple[tuple[int, str, str], ...]


@dataclass(frozen=True, slots=True)
class SettingsShown:
    lists: tuple[EditedList, ...]
    sections: tuple[Entry, ...]
    ratings: tuple[Entry, ...]
    numbers: PlanSettings
    roles: tuple[PostRole, ...]
    rules: tuple[RuleUse, ...]

    def edited(self, noun: str) -> EditedList:
        if noun == SECTIONS.noun:
            return EditedList(SECTIONS, self.sections)
        if noun == RATINGS.noun:
            return EditedList(RATINGS, self.ratings)
        return next(each for each in self.lists if each.kind.noun == noun)


MEANINGS = (("well", "Performing well"), ("mixed", "Mixed"), ("badly", "Performing badly"), ("open", "Nothing yet"))
SECTIONS = ListKind(
    "assessment_section", "Assessment sections", "section",
    "What a Chief Officer self-assessment asks for. A change holds from this plan year on; earlier ones keep theirs.",
    (ListColumn("name", "Section", TITLE_LIMIT, required=True, share=-5),
     ListColumn("hint", "Question below the heading", REASON_LIMIT, share=-7),
     ListColumn("word_limit", "Word limit", 6, share=-2)),
)  # fmt: skip
RATINGS = ListKind(
    "assessment_rating", "Assessment ratings", "rating",
    "The scale that sections are rated on, the best first, each with the words that say when to choose it.",
    (ListColumn("name", "Rating", TITLE_LIMIT, required=True, share=-3),
     ListColumn("descriptor", "When to choose it", REASON_LIMIT, share=-7),
     ListColumn("meaning", "What it claims", 10, MEANINGS, share=-3)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NumberWords:
    """A setting of the plan in words. `unit` follows the figure; `per_cent`: stored as a share of one; `none`: what
    nought means, where it is no number."""

    key: str
    label: str
    about: str
    unit: str = ""
    per_cent: bool = False
    none: str = ""


NUMBERS: tuple[tuple[str, tuple[NumberWords, ...]], ...] = (
    ("Plan", (
        NumberWords("plan_size", "Size of the Improvement Plan", "Adding one above it asks what comes off.", "issues"),
        NumberWords("ask_after_quarters", "A Hot List card asks “proceed or not?” after", "Counted from its last "
                    "decided move.", "quarters"),
        NumberWords("return_due_days", "Returns are due", "After the end of the quarter.", "days"),
        NumberWords("late_after_days", "A figure is late after", "Counted from the day it fell due; an indicator that "
                    "says itself when its figures are due is late at once.", "days"),
        NumberWords("council", "The council's name", "As papers name it."),
    )),
    ("Judging change", (
        NumberWords("concern_reports", "Reports with a concern for a slip", "Reports running with a tested concern.",
                    "reports"),
        NumberWords("slip_reports", "Reports below the floor for a slip", "Reports running.", "reports"),
        NumberWords("recovery_reports", "Reports on target for a recovery", "Reports running, and no concern.",
                    "reports"),
        NumberWords("significance", "False alarms allowed in a test of counts", "Two-sided.", "%", per_cent=True),
        NumberWords("screening", "Screen out large jumps before limits are set", "Moving ranges beyond 3.267 times "
                    "their mean."),
        NumberWords("fix_after", "Readings that set the limits", "The first so many of a series, 12 or more; 0: all of "
                    "them.", "readings", none="All"),
    )),
    ("Self-assessments and papers", (
        NumberWords("unchanged_quarters", "A text counts as unchanged after", "It is said to its author first.",
                    "quarters"),
        NumberWords("old_evidence_months", "Evidence is old after", "Marked where it is cited.", "months"),
        NumberWords("least_count", "Least publishable count", "Smaller counts are shown as “c” in public; 0 is shown. "
                    "For indicators added from now on.", "people"),
    )),
)  # fmt: skip
IN_TESTING_SHEET = frozenset({
    "concern_reports", "slip_reports", "recovery_reports", "significance", "screening", "fix_after",
})  # fmt: skip
"""Numbers that the sheet *How change is judged* changes together."""
