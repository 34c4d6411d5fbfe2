"""One page of a pack set ahead of the whole: what is in view after a change that leaves every page its sheets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from app.reports.pack import BUILDERS, furniture, never
from app.reports.pack_data import pack_data
from app.reports.typesetting import set_alone
from app.rules.errors import Cancelled
from app.rules.papers import Pack, PackPaper, PageKind
from app.rules.papers_content import PackContent, Page
from app.rules.papers_facts import QuarterFacts

_OF_THE_WHOLE = frozenset((PageKind.CONTENTS, PageKind.DECISION_REPORT, PageKind.UPDATE_REPORT))
"""They tell where other pages are, or count their footnotes through the pack. So does the public version, where what

is hidden on one page follows from all.
"""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A PDF in which one sheet of a pack is sheet `at`, from 0."""

    pdf: bytes
    at: int


def set_sheet(
    facts: QuarterFacts,
    pack: Pack,
    before: PackPaper,
    sheet: int,
    moment: datetime,
    *,
    cancelled: Callable[[], bool] = never,
) -> Sheet | None:
    """Sheet `sheet` (from 0) of a pack whose paper was `before` until something changed that moves no page.

    None where only the whole pack can tell. Raises Cancelled, KnownError page_not_set.
    """
    number = max((at for at, entry in enumerate(before.outline) if entry.page <= sheet), default=None)
    if number is None or pack.options.public or before.outline[number].kind in _OF_THE_WHOLE:
        return None
    _go_on(cancelled)
    page = _page(facts, pack, before, number)
    if page is None:
        return None
    start = before.outline[number].page
    after = before.outline[number + 1].page if number + 1 < len(before.outline) else before.pages
    content = PackContent(facts.quarter, furniture(facts, pack, (page,)), pack.options, (page,))
    data = pack_data(content, go_on=lambda: _go_on(cancelled))
    data |= {"before": start, "sheets": before.pages}
    pdf, sheets = set_alone(data, moment)
    return Sheet(pdf, sheet - start) if sheets == after - start else None


def _page(facts: QuarterFacts, pack: Pack, before: PackPaper, number: int) -> Page | None:
    """The page that stood there: of a choice that makes several pages, the one with as many before it."""
    choice = before.outline[number].choice
    builder = BUILDERS.get(pack.pages[choice].kind) if choice < len(pack.pages) else None
    if builder is None:
        return None
    nth = sum(entry.choice == choice for entry in before.outline[:number])
    found = next(islice(builder(facts, pack.pages[choice], pack.options), nth, None), None)
    return replace(found, choice=choice) if found else None


def _go_on(cancelled: Callable[[], bool]) -> None:
    if cancelled():
        raise Cancelled
