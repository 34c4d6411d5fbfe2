"""Ratings, prospects, risk and confidence as a returned file says them in words, held against what stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from app.rules.assessment import Confidence, Prospects, RiskLevel, SectionText
from app.rules.assessment_compare import JudgementChange, judgement_changes
from app.rules.assessment_sections import Rating, Section

NOT_RATED, NOT_JUDGED = "Not rated", "Not judged"
_SCALES: Mapping[str, type[StrEnum]] = {
    "prospects": Prospects, "risk_level": RiskLevel, "confidence": Confidence,
}  # fmt: skip
_NONE = frozenset(("", NOT_RATED.casefold(), NOT_JUDGED.casefold()))


@dataclass(frozen=True, slots=True)
class Judged:
    """`values` that would be others, by field (None: taken away), with `why` of the rating. `changes` say them in
    words. `unread`: what is no choice, field and words. `wants_why`: the rating is not last quarter's and the file
    gives no reason."""

    values: tuple[tuple[str, str | None], ...] = ()
    why: str = ""
    changes: tuple[JudgementChange, ...] = ()
    unread: tuple[tuple[str, str], ...] = ()
    wants_why: bool = False


def wants_reason(value: str | None, last: SectionText | None) -> bool:
    """A rating that is not last quarter's needs one line why."""
    before = last.rating if last else None
    return value is not None and before is not None and before != value


def judged(
    section: Section, told: Mapping[str, str], now: SectionText, ratings: Sequence[Rating], last: SectionText | None
) -> Judged:
    """`told`: the words of a file by field; a field it does not name stays as it is."""
    after, unread = now, []
    for field, said in told.items():
        if field == "rating":
            key, why = _rating(said, ratings, now.rating)
            if key == _UNKNOWN:
                unread.append((field, said))
            else:
                after = replace(after, rating=key, rating_reason=why if wants_reason(key, last) else "")
        elif field in _SCALES:
            value = _choice(said, _SCALES[field])
            if value == _UNKNOWN:
                unread.append((field, said))
            else:
                after = _with(after, field, value)
    same = after.rating == now.rating
    if same and not after.rating_reason:
        after = replace(after, rating_reason=now.rating_reason)  # a reason is written anew, never taken away alone
    changes = judgement_changes(section, ratings, now, after)
    values: list[tuple[str, str | None]] = [
        (field, getattr(after, field)) for field in _SCALES if getattr(after, field) != getattr(now, field)
    ]
    if not same:
        values.insert(0, ("rating", after.rating))
    elif after.rating_reason != now.rating_reason:
        word = next((each.word for each in ratings if each.key == now.rating), "")
        values.insert(0, ("rating", after.rating))
        changes.insert(0, JudgementChange(section.key, section.title, "Rating", word, word, after.rating_reason))
    wants_why = not same and wants_reason(after.rating, last) and not after.rating_reason
    return Judged(tuple(values), after.rating_reason, tuple(changes), tuple(unread), wants_why)


_UNKNOWN = "\0"


def _rating(said: str, ratings: Sequence[Rating], now: str | None) -> tuple[str | None, str]:
    """The scale's word, and in brackets behind it the line why."""
    words = said.strip()
    if words.casefold() in _NONE:
        return None, ""
    for each in sorted(ratings, key=lambda rating: -len(rating.word)):
        rest = words[len(each.word) :].strip()
        if words.casefold().startswith(each.word.casefold()) and (not rest or rest[0] == "("):
            known = not each.retired or each.key == now
            why = rest[1:-1] if rest.endswith(")") else rest[1:]
            return (each.key if known else _UNKNOWN), why.strip()
    return _UNKNOWN, ""


def _choice(said: str, scale: type[StrEnum]) -> str | None:
    words = said.strip().casefold()
    if words in _NONE:
        return None
    return words if words in set(scale) else _UNKNOWN


def _with(text: SectionText, field: str, value: str | None) -> SectionText:
    if field == "prospects":
        return replace(text, prospects=Prospects(value) if value else None)
    if field == "risk_level":
        return replace(text, risk_level=RiskLevel(value) if value else None)
    return replace(text, confidence=Confidence(value) if value else None)
