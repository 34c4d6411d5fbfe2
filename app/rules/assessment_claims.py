"""What a sentence claims, by a modest list of phrases: improvement, a target met; and whether a text names a weakness.

The lists err on the side of silence: a check that is wrong too often is not read any more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.rules.assessment_evidence import EvidenceRef
from app.rules.rich_text import Block, Paragraph, paragraphs

_IMPROVED = re.compile(
    r"\b(?:has|have|had|is|are|was|were|again|further|steadily|significantly|clearly)\s+"
    r"(?:\w+\s+)?(?:improved|improving|getting better|got better|better)\b"
    r"|\bimproved\b(?!\s+(?:planning|working|processes|arrangements|data))"
    r"|\b(?:continues?|continued) to improve\b|\bcontinued improvement in\b"
    r"|\bgood progress\b|\bstrong performance\b|\bperforming (?:well|strongly)\b|\bmoving in the right direction\b",
    re.IGNORECASE,
)
_TARGET = re.compile(
    r"\b(?:met|meets|meeting|exceeded|exceeds|exceeding|ahead of|beat|achieved|hit)\s+(?:\w+\s+){0,2}target\b"
    r"|\btarget (?:was|is|has been) (?:met|exceeded|achieved)\b|\bon target\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:not|never|no longer|yet to|nor|without|unless|until|if|should|would|could|must|may|expected to|"
    r"need(?:s|ed)? to|plan(?:s|ned)? to|aim(?:s|ed)? to|will|cannot|can't|hasn't|haven't|isn't|aren't|didn't)\b",
    re.IGNORECASE,
)
_WEAK = re.compile(
    r"\b(?:weak\w*|risks?\b|below|worse\w*|worst|short(?:fall|age)\w*|miss(?:ed|es|ing)|fell short|falls? short|"
    r"behind|concern\w*|challeng\w*|difficult\w*|gaps?|late|delay\w*|poor\w*|declin\w*|deteriorat\w*|slip\w*|"
    r"overspen\w+|pressures?|barriers?|fail\w*|vacanc\w+|uncertain\w*|not (?:yet )?(?:met|enough|good|where)|"
    r"off course|red|amber|fragil\w*|limited|inconsisten\w*|too (?:few|many|slow|low|high)|backlog\w*)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[\"“‘(]?[A-Z0-9])|\n")


@dataclass(frozen=True, slots=True)
class Claim:
    """`phrase` is what claims it; `target`: that a target was met, rather than that things got better."""

    sentence: str
    phrase: str
    target: bool
    cites: tuple[EvidenceRef, ...]


def claims_in(blocks: Iterable[Block]) -> Iterator[Claim]:
    """Claims tied to an indicator: one cited in the sentence, or the only one its paragraph cites."""
    for paragraph in paragraphs(blocks):
        spans = [(start, end, ref) for start, end, ref in _cited(paragraph) if ref.noun == "indicator"]
        if not spans:
            continue
        only = {ref for _, _, ref in spans}
        for start, sentence in _sentences(paragraph.text):
            end = start + len(sentence)
            own = tuple(dict.fromkeys(ref for at, to, ref in spans if at < end and to > start))
            cites = own or (tuple(only) if len(only) == 1 else ())
            for pattern in (_TARGET, _IMPROVED):
                found = pattern.search(sentence)
                if found and cites and not _NOT.search(sentence[: found.end()]):
                    yield Claim(sentence, found[0], pattern is _TARGET, cites)
                    break


def names_weakness(text: str) -> bool:
    """Some word of it owns up to something."""
    return _WEAK.search(text) is not None


def _cited(paragraph: Paragraph) -> Iterator[tuple[int, int, EvidenceRef]]:
    at = 0
    for run in paragraph.runs:
        if run.evidence is not None:
            yield at, at + len(run.text), run.evidence
        at += len(run.text)


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for gap in _SENTENCE.finditer(text):
        yield start, text[start : gap.start()]
        start = gap.end()
    yield start, text[start:]
