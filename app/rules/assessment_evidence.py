"""Evidence in a self-assessment: what a live chip names, what it says at a quarter, how strong and how old it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.rules.indicator import Direction, Rag
from app.rules.period import Period

NOUNS = ("indicator", "issue", "action", "inspection", "document", "decision")
SCHEME = "evidence:"
_HREF = re.compile(r"evidence:(indicator|issue|action|inspection|document|decision)/([1-9][0-9]{0,17})")


@dataclass(frozen=True, slots=True, order=True)
class EvidenceRef:
    """A thing of the plan that a text cites. In the text it is `<a href="evidence:indicator/12">NI 117</a>`."""

    noun: str
    id: int

    @property
    def href(self) -> str:
        return f"{SCHEME}{self.noun}/{self.id}"


def ref_of(href: str) -> EvidenceRef | None:
    """Read a chip's address; None where it is none."""
    found = _HREF.fullmatch(href)
    return EvidenceRef(found[1], int(found[2])) if found else None


class Strength(StrEnum):
    """How well a text is evidenced."""

    NONE = "none"
    WEAK = "weak"
    GOOD = "good"
    BEST = "best_practice"

    @property
    def title(self) -> str:  # type: ignore[override]
        return {"none": "No evidence", "weak": "Weak evidence", "good": "Good evidence",
                "best_practice": "Best practice"}[self.value]  # fmt: skip


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """A line of the drawer, and what a chip says, at one quarter.

    `label` is short ("NI 117", an issue's title); `words` is what the chip reads ("NI 117 6.9% worse, red").
    """

    ref: EvidenceRef
    label: str
    title: str
    words: str
    group: str = ""
    """Heading in the drawer: "Indicators", "Issues", "Actions", "Inspections", "Documents"."""
    value: str = ""
    target: str = ""
    period: Period | None = None
    """Of the reading."""
    reading_id: int | None = None
    raw: float | None = None
    rag: Rag = Rag.NONE
    direction: Direction = Direction.UNKNOWN
    signal: str = ""
    """What a test says of it: "concern", "improvement", "common", "not_enough"; empty where it is no indicator."""
    judged: str = ""
    """The same in words: "concern: seven below the average since 2009/10 Q1"."""
    trend: tuple[float | None, ...] = ()
    on: date | None = None
    """What it says is of this day."""
    illustrative: bool = False
    gone: bool = False
    """It was deleted since it was cited: `label` is all that is left."""
    decision_id: int | None = None
    """Of an issue: the decision by which it stands where it does."""


def is_old(item: EvidenceItem, today: date, months: int) -> bool:
    """Older than the plan allows evidence to be."""
    return item.on is not None and _months_between(item.on, today) >= months


def strength_of(items: Iterable[EvidenceItem], today: date, months: int) -> Strength:
    """None cited; weak: all old, or only what the department says of itself; best practice: figures and an
    outside view (an inspection or a document) together."""
    known = [item for item in items if not item.gone]
    if not known:
        return Strength.NONE
    fresh = {item.ref.noun for item in known if not is_old(item, today, months)}
    outside = fresh & {"inspection", "document"}
    if "indicator" in fresh and outside:
        return Strength.BEST
    return Strength.GOOD if "indicator" in fresh or outside else Strength.WEAK


def chip_words(label: str, value: str, direction: Direction, rag: Rag) -> str:
    """"NI 117 6.9% worse, red"."""
    way = _WAYS.get(direction, "")
    said = " ".join(part for part in (label, value or "no figure", way if value else "") if part)
    return f"{said}, {rag.value}" if value and rag is not Rag.NONE else said


_WAYS = {
    Direction.BETTER: "better", Direction.WORSE: "worse", Direction.SAME: "no clear change",
    Direction.UP: "up", Direction.DOWN: "down",
}  # fmt: skip


def _months_between(first: date, last: date) -> int:
    months = (last.year - first.year) * 12 + last.month - first.month
    return months - (last.day < first.day)
