"""What the decision report and the update report share: the head of the report, numbered parts, what authors wrote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.reports.pages.words import paragraphs
from app.rules.papers import PageKind
from app.rules.papers_content import Block, Bullets, Facts, Heading, Paragraph
from app.rules.papers_facts import QuarterFacts
from app.rules.report_parts import REPORTS, ReportPart


@dataclass
class Written:
    """The parts of a report as their authors left them; else their first words."""

    facts: QuarterFacts
    kind: PageKind

    def part(self, key: str) -> ReportPart:
        return next(each for each in REPORTS[self.kind] if each.key == key)

    def text(self, key: str, otherwise: str | None = None) -> str:
        """`otherwise`: first words that the store fills."""
        for each in self.facts.texts:
            if (each.kind, each.part) == (self.kind.value, key):
                return each.body
        if otherwise is not None:
            return otherwise
        plan = self.facts.plan.plan_name or "Corporate Improvement Plan"
        return self.part(key).first_words.replace("{quarter}", self.facts.quarter.long_label).replace("{plan}", plan)

    def head(self) -> Facts:
        """Decision Maker, date, title, reference, where from, whom to ask: only what is known."""
        named = [each for each in REPORTS[self.kind] if each.short]
        return Facts(tuple((f"{each.title}:", self.text(each.key) or "–") for each in named))


@dataclass
class Numbered:
    """Sections with numbers, and their paragraphs with numbers of two parts. Abbreviations get a footnote, once."""

    glossary: Sequence[tuple[str, str]]
    section: int = 0
    paragraph: int = 0
    _told: set[str] = field(default_factory=set)

    def heading(self, title: str) -> Heading:
        self.section, self.paragraph = self.section + 1, 0
        return Heading(f"{self.section}. {title}")

    def said(self, text: str, *, numbered: bool = True) -> Paragraph:
        number = ""
        if numbered:
            self.paragraph += 1
            number = f"{self.section}.{self.paragraph}."
        return Paragraph(text, number=number, notes=tuple(self._notes(text)))

    def written(self, title: str, text: str) -> Iterator[Block]:
        """A section of what an author wrote; bullets as such. Nothing where nothing was written."""
        if not text.strip():
            return
        yield self.heading(title)
        bullets: list[str] = []
        for line in paragraphs(text):
            if line.startswith("- "):
                bullets.append(line[2:])
                continue
            if bullets:
                yield Bullets(tuple(bullets))
                bullets = []
            yield self.said(line)
        if bullets:
            yield Bullets(tuple(bullets))

    def _notes(self, text: str) -> Iterator[tuple[int, str]]:
        """Behind the first use of each abbreviation, in the order of the text."""
        found = []
        for short, meaning in self.glossary:
            at = _place(text, short)
            if at is not None and short not in self._told and meaning.casefold() not in text.casefold():
                found.append((at + len(short), f"{short} = {meaning}."))
                self._told.add(short)
        yield from sorted(found)


def _place(text: str, word: str) -> int | None:
    """Where the word stands as a word of its own."""
    at = text.find(word)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(word) : at + len(word) + 1]
        if not before.isalnum() and not after.isalnum():
            return at
        at = text.find(word, at + 1)
    return None
