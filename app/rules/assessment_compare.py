"""One quarter's assessment beside another's: what changed in judgement first, then the words, section by section."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.rules.assessment import SectionText
from app.rules.assessment_sections import Rating, Section
from app.rules.word_diff import Change, Stretch, changed_words, diff


@dataclass(frozen=True, slots=True)
class JudgementChange:
    """`what` is "Rating", "Prospects", "Risk" or "Confidence"; `before` and `after` in words, empty for none."""

    section_key: str
    section: str
    what: str
    before: str
    after: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class SectionChange:
    """`words`: so many changed. `stretches` of the plain text; `risk` those of the risk."""

    section_key: str
    section: str
    words: int
    stretches: tuple[Stretch, ...]
    risk: tuple[Stretch, ...] = ()

    @property
    def changed(self) -> bool:
        return any(stretch.change is not Change.SAME for stretch in (*self.stretches, *self.risk))


@dataclass(frozen=True, slots=True)
class Comparison:
    judgements: tuple[JudgementChange, ...]
    """First, in the sections' order."""
    sections: tuple[SectionChange, ...]

    @property
    def words(self) -> int:
        return sum(section.words for section in self.sections)


def compare(
    sections: Sequence[Section],
    ratings: Sequence[Rating],
    before: Mapping[str, SectionText],
    after: Mapping[str, SectionText],
) -> Comparison:
    """`before` and `after` are texts by section key; a section that one of them lacks is empty there."""
    judgements: list[JudgementChange] = []
    changes = []
    for section in sections:
        old = before.get(section.key) or SectionText(section.key)
        new = after.get(section.key) or SectionText(section.key)
        judgements += judgement_changes(section, ratings, old, new)
        changes.append(compare_section(section, old, new))
    return Comparison(tuple(judgements), tuple(changes))


def compare_section(section: Section, old: SectionText, new: SectionText) -> SectionChange:
    stretches, risk = diff(old.plain, new.plain), diff(old.risk, new.risk)
    return SectionChange(section.key, section.title, changed_words(stretches) + changed_words(risk), stretches, risk)


def judgement_changes(
    section: Section, ratings: Sequence[Rating], old: SectionText, new: SectionText
) -> list[JudgementChange]:
    """What is judged otherwise in one section, in words."""
    words = {rating.key: rating.word for rating in ratings}
    rated = [words.get(each.rating or "", each.rating or "") for each in (old, new)]
    pairs = [("Rating", rated[0], rated[1], new.rating_reason)]
    for what, field in (("Prospects", "prospects"), ("Risk", "risk_level"), ("Confidence", "confidence")):
        was, now = getattr(old, field), getattr(new, field)
        pairs.append((what, was.title if was else "", now.title if now else "", ""))
    return [
        JudgementChange(section.key, section.title, what, was, now, why)
        for what, was, now, why in pairs
        if was != now
    ]
