"""Cover and contents."""

from __future__ import annotations

from collections.abc import Iterator

from app.reports.pages.words import plan_words
from app.rules.papers import PackOptions, PageChoice, PageKind
from app.rules.papers_content import Block, ContentsList, CoverSheet, Facts, Heading, Page, Side
from app.rules.papers_facts import QuarterFacts


def cover(facts: QuarterFacts, choice: PageChoice, options: PackOptions) -> Iterator[Page]:
    lines = tuple(line for line in (plan_words(facts), _item(options)) if line)
    sheet = CoverSheet(facts.council, "Corporate Dashboard", facts.quarter.long_label, options.audience, lines)
    yield Page(0, PageKind.COVER, None, "Corporate Dashboard", blocks=(sheet,))


def _item(options: PackOptions) -> str:
    return f"Item {options.item_number}" if options.item_number else ""


def contents(facts: QuarterFacts, choice: PageChoice, options: PackOptions) -> Iterator[Page]:
    short = tuple((each.short, each.meaning) for each in facts.glossary)
    right: tuple[Block, ...] = (Heading("Abbreviations"), Facts(short, columns=2)) if short else ()
    yield Page(
        0, PageKind.CONTENTS, None, "Contents", facts.quarter.long_label,
        blocks=(Side((Heading("Pages"), ContentsList()), right),),
    )  # fmt: skip
