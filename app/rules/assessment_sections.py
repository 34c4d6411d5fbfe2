"""The sections of a self-assessment and the scale they are rated on: lists that are data, with what a plan begins with."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.rules.return_form import SECTIONS

PROMPTS = ("How well are we doing?", "How do we know?", "What next, and by when?")
WORD_LIMIT = 400
MOST_WORDS = 20_000


class Meaning(StrEnum):
    """What a rating claims, so that it can be held against the figures."""

    WELL = "well"
    MIXED = "mixed"
    BADLY = "badly"
    OPEN = "open"
    """Nothing is claimed yet."""


@dataclass(frozen=True, slots=True)
class Section:
    """`key` names it in every quarter; the rest may change from one plan year to the next.

    `id` and `version` are None while the plan has not changed its list and the program's own holds.
    """

    key: str
    title: str
    hint: str = ""
    """One question below the heading."""
    prompts: tuple[str, str, str] = PROMPTS
    word_limit: int = WORD_LIMIT
    retired: bool = False
    id: int | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Rating:
    """A step of the scale. `descriptor` says when to choose it, visible while choosing."""

    key: str
    word: str
    descriptor: str
    meaning: Meaning
    retired: bool = False
    id: int | None = None
    version: int | None = None


_HINTS = {
    "performance": "How does the department perform, and which way is it going?",
    "comparison": "How do we compare with our neighbours and the best?",
    "efficiency": "What do residents get for the money, and what was saved this quarter?",
    "inspection": "What do inspectors and auditors say, and what was done about it?",
    "improvement_plan": "How far have the hard-to-move issues you lead moved this quarter, and what will you do next?",
    "outcomes": "Do the outcomes of corporate importance you look after hold their level?",
    "hot_list": "Which upcoming issues need a corporate push, and what is still to be agreed?",
    "risks": "What could stop us, and how is it managed?",
    "partnership": "What do partners contribute, and where does it depend on them?",
    "cross_cutting": "What was done for equality and diversity, community safety and sustainability?",
    "strength": "How strong are value for money, transformational change and the customer's experience?",
}
_LIMITS = {"performance": 600, "improvement_plan": 600}

DEFAULT_SECTIONS = tuple(
    Section(key, title, _HINTS[key], word_limit=_LIMITS.get(key, WORD_LIMIT)) for key, title in SECTIONS
)
DEFAULT_RATINGS = (
    Rating("on_course", "On course", "Results meet what was planned, and nothing known threatens them", Meaning.WELL),
    Rating("mixed", "Mixed progress", "Some results fall short, and what is done about it has begun to show",
           Meaning.MIXED),
    Rating("off_course", "Off course", "Results fall short, and more is needed than what is being done", Meaning.BADLY),
    Rating("too_early", "Too early to judge", "There is not yet enough to say; by when there will be is stated",
           Meaning.OPEN),
)  # fmt: skip
