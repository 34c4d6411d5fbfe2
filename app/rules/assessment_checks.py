"""Checks that help an author: shown to the author first, each can be answered, none blocks (framework E 10)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from app.rules.assessment import Assessment, CheckAnswer, SectionText
from app.rules.assessment_claims import claims_in, names_weakness
from app.rules.assessment_evidence import EvidenceItem, EvidenceRef, is_old
from app.rules.assessment_sections import Meaning, Rating, Section
from app.rules.indicator import Direction, Rag
from app.rules.plan_settings import PlanSettings
from app.rules.process_limits import CONCERN, IMPROVEMENT
from app.rules.rich_text import Block, evidence_in, paragraph_mark
from app.rules.rich_text_reading import read_html


class CheckCode(StrEnum):
    """In the order in which they are shown."""

    RATING_CONTRADICTS = "rating_contradicts"
    CLAIM_NOT_SHOWN = "claim_not_shown"
    NO_WEAKNESS = "no_weakness"
    RISK_SILENT = "risk_silent"
    OLD_EVIDENCE = "old_evidence"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to look at again. `subject` tells checks of one code and section apart; `facts` are what its
    sentence needs (app.views.shared.words_assessments). `answer`: what the author said to it."""

    section_key: str
    code: CheckCode
    subject: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    answer: CheckAnswer | None = None


@dataclass(frozen=True, slots=True)
class _Looked:
    """A section, read once for all checks."""

    section: Section
    text: SectionText
    last: SectionText
    blocks: tuple[Block, ...]
    rating: Rating | None
    cited: Mapping[EvidenceRef, EvidenceItem]
    settings: PlanSettings
    today: date
    unchanged_for: int

    @property
    def indicators(self) -> list[EvidenceItem]:
        refs = (ref for ref in evidence_in(self.blocks) if ref.noun == "indicator")
        return [self.cited[ref] for ref in refs if ref in self.cited and not self.cited[ref].gone]


def checks(
    one: Assessment, settings: PlanSettings, today: date, unchanged_for: Mapping[str, int] | None = None
) -> tuple[Check, ...]:
    """Everything to look at again, section by section. `unchanged_for`: in how many quarters running, this one
    included, a section has read the same."""
    answers = {(each.section_key, each.code, each.subject): each for each in one.answers}
    scale = {rating.key: rating for rating in one.ratings}
    found = []
    for section in one.sections:
        text = one.text(section.key)
        if not text.plain.strip():
            continue
        looked = _Looked(
            section, text, one.last.get(section.key) or SectionText(section.key), read_html(text.html),
            scale.get(text.rating or ""), one.cited, settings, today, (unchanged_for or {}).get(section.key, 1),
        )  # fmt: skip
        for code, look in _LOOKS.items():
            for subject, facts in look(looked):
                answer = answers.get((section.key, code.value, subject))
                found.append(Check(section.key, code, subject, {"section": section.title, **facts}, answer))
    return tuple(found)


def left(found: Iterable[Check]) -> tuple[Check, ...]:
    """Those not answered: what CPEG sees."""
    return tuple(check for check in found if check.answer is None)


_Found = Iterator[tuple[str, dict[str, Any]]]


def _rating(looked: _Looked) -> _Found:
    """Rated well where a cited figure is a tested concern; rated badly where every cited one improves."""
    rating, items = looked.rating, looked.indicators
    if rating is None or not items:
        return
    if rating.meaning is Meaning.WELL:
        for item in items:
            if item.signal == CONCERN:
                yield str(item.ref.id), {"rating": rating.word, "label": item.label, "judged": item.judged}
    elif rating.meaning is Meaning.BADLY and all(item.signal == IMPROVEMENT for item in items):
        first = items[0]
        yield str(first.ref.id), {"rating": rating.word, "label": first.label, "judged": first.judged}


def _claim(looked: _Looked) -> _Found:
    """A sentence that claims improvement, or the target met, of a figure that does not show it."""
    for claim in claims_in(looked.blocks):
        for ref in claim.cites:
            item = looked.cited.get(ref)
            if item is None or item.gone or not item.value:
                continue
            if claim.target and item.rag in (Rag.AMBER, Rag.RED):
                shown = f"{item.rag.value} against {item.target}" if item.target else item.rag.value
            elif not claim.target and item.direction in _NOT_BETTER and item.signal != IMPROVEMENT:
                shown = _NOT_BETTER[item.direction]
            else:
                continue
            facts = {"phrase": claim.phrase, "label": item.label, "shown": shown, "words": item.words}
            yield f"{item.ref.id} {paragraph_mark(claim.sentence)[:6]}", facts


_NOT_BETTER = {Direction.WORSE: "worse than a year before", Direction.SAME: "no better than a year before"}


def _no_weakness(looked: _Looked) -> _Found:
    if not looked.text.risk.strip() and not names_weakness(looked.text.plain):
        yield "", {}


def _risk_silent(looked: _Looked) -> _Found:
    """A risk that was put in words last quarter must not just vanish: it is over, or it is still there."""
    risk = " ".join(looked.last.risk.split())
    if risk and not looked.text.risk.strip():
        yield "", {"risk": risk if len(risk) <= _SHOWN else f"{risk[:_SHOWN].rstrip()}…"}


def _old(looked: _Looked) -> _Found:
    months = looked.settings.old_evidence_months
    for ref in evidence_in(looked.blocks):
        item = looked.cited.get(ref)
        if item is not None and is_old(item, looked.today, months):
            yield f"{ref.noun}/{ref.id}", {"label": item.label, "on": item.on, "months": months}


def _unchanged(looked: _Looked) -> _Found:
    if looked.unchanged_for >= looked.settings.unchanged_quarters:
        yield "", {"quarters": looked.unchanged_for}


_SHOWN = 120
_LOOKS: dict[CheckCode, Callable[[_Looked], _Found]] = {
    CheckCode.RATING_CONTRADICTS: _rating,
    CheckCode.CLAIM_NOT_SHOWN: _claim,
    CheckCode.NO_WEAKNESS: _no_weakness,
    CheckCode.RISK_SILENT: _risk_silent,
    CheckCode.OLD_EVIDENCE: _old,
    CheckCode.UNCHANGED: _unchanged,
}


def unchanged_quarters(texts: Iterable[str]) -> int:
    """From this quarter's text back through those before it: how many running read the same, spaces aside."""
    newest: str | None = None
    count = 0
    for text in texts:
        words = re.sub(r"\s+", " ", text).strip()
        if not words or (newest is not None and words != newest):
            break
        newest, count = words, count + 1
    return count
