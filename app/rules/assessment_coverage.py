"""Which issues, strands and cross-cutting considerations a self-assessment mentions: blanks are what one looks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.rules.assessment import Assessment
from app.rules.assessment_evidence import EvidenceRef
from app.rules.rich_text import evidence_in
from app.rules.rich_text_reading import read_html

STRANDS = (
    ("organisational_strength", "Organisational strength",
     r"organisational strength|value for money|\bVFM\b|efficienc\w+|savings?|transformation\w*|workforce|"
     r"customer experience|customer service|channel shift|service reviews?"),
    ("departmental_improvement", "Continual departmental improvement",
     r"departmental improvement|continual improvement|service improvement|service plans?|Use of Resources|Ofsted|\bCQC\b"),
    ("beyond_inspection", "Beyond inspection",
     r"beyond inspection|hard to move|step.change|long(?:er)? term|inequalit\w+|life chances|quality of life"),
)  # fmt: skip
CONSIDERATIONS = (
    ("equality", "Equality and diversity",
     r"equalit\w+|diversity|disab\w+|\bBME\b|ethnic\w*|gender|disadvantaged?|deprived|deprivation"),
    ("community_safety", "Community safety",
     r"community safety|crime|antisocial|anti-social|violence|domestic abuse|safer|reoffending|re-offending"),
    ("sustainability", "Sustainability",
     r"sustainab\w+|climate|carbon|energy|environmental|flood\w*|biodiversity|recycl\w+"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class IssueAsked:
    """An issue to look for, with what else stands for it: its indicators and actions."""

    id: int
    title: str
    own: bool
    """The department leads it, or shares in it."""
    refs: frozenset[EvidenceRef] = frozenset()


@dataclass(frozen=True, slots=True)
class Covered:
    """`sections`: keys of those that mention it; empty is a blank."""

    key: str
    label: str
    sections: tuple[str, ...] = ()
    own: bool = True

    @property
    def blank(self) -> bool:
        return not self.sections


@dataclass(frozen=True, slots=True)
class Coverage:
    """Issues in the plan's order, then the three strands and the three considerations."""

    issues: tuple[Covered, ...] = ()
    strands: tuple[Covered, ...] = ()
    considerations: tuple[Covered, ...] = ()
    by_key: Mapping[str, Covered] = field(default_factory=dict)

    @property
    def blanks(self) -> int:
        """Of the department's own issues, the strands and the considerations."""
        every = (*self.issues, *self.strands, *self.considerations)
        return sum(each.blank and each.own for each in every)


def coverage(one: Assessment, issues: Iterable[IssueAsked]) -> Coverage:
    """What each section mentions: by a chip (of the issue, its indicators, its actions), or in so many words."""
    texts = {section.key: _read(one, section.key) for section in one.sections}
    found = tuple(
        Covered(
            f"issue/{issue.id}", issue.title,
            tuple(key for key, (words, refs) in texts.items() if _mentions(issue, words, refs)), issue.own,
        )
        for issue in issues
    )  # fmt: skip
    strands, considerations = (
        tuple(
            Covered(key, label, tuple(at for at, (words, _) in texts.items() if re.search(pattern, words, re.IGNORECASE)))
            for key, label, pattern in asked
        )
        for asked in (STRANDS, CONSIDERATIONS)
    )
    every = (*found, *strands, *considerations)
    return Coverage(found, strands, considerations, {each.key: each for each in every})


def _read(one: Assessment, key: str) -> tuple[str, frozenset[EvidenceRef]]:
    text = one.text(key)
    return f"{text.plain}\n{text.risk}", frozenset(evidence_in(read_html(text.html)))


def _mentions(issue: IssueAsked, words: str, refs: frozenset[EvidenceRef]) -> bool:
    cited = EvidenceRef("issue", issue.id) in refs or bool(refs & issue.refs)
    return cited or issue.title.casefold() in words.casefold()
