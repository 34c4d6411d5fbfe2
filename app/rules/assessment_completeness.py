"""Whether a section says what is asked of it, and what is still missing. Nothing here blocks."""

from __future__ import annotations

from enum import StrEnum

from app.rules.assessment import SectionText
from app.rules.assessment_sections import Section


class Missing(StrEnum):
    """In the order of the section."""

    TEXT = "text"
    RATING = "rating"
    PROSPECTS = "prospects"
    RISK = "risk"
    CONFIDENCE = "confidence"
    CONFIRMATION = "confirmation"
    """Text of last quarter was neither changed nor confirmed."""


def missing(text: SectionText) -> tuple[Missing, ...]:
    """What a section still lacks. A risk is its level: with one, its words may be in the text itself."""
    lacks = {
        Missing.TEXT: not text.plain.strip(),
        Missing.RATING: text.rating is None,
        Missing.PROSPECTS: text.prospects is None,
        Missing.RISK: text.risk_level is None,
        Missing.CONFIDENCE: text.confidence is None,
        Missing.CONFIRMATION: bool(text.carried),
    }
    return tuple(what for what, lacking in lacks.items() if lacking)


def is_complete(section: Section, text: SectionText) -> bool:
    """A section no longer asked for lacks nothing. Too many words are told, and lack nothing either."""
    return section.retired or not missing(text)


def over_limit(section: Section, text: SectionText) -> int:
    """Words beyond what was asked for; 0 within it."""
    return max(0, text.words - section.word_limit)
