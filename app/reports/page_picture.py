"""One page of a pack as SVG, from the same content and templates as the PDF."""

from __future__ import annotations

from datetime import datetime

from app.reports.pack import pack_content
from app.reports.pack_data import pack_data
from app.reports.typesetting import set_drawings
from app.rules.papers import Pack
from app.rules.papers_facts import QuarterFacts


def _go_on() -> None:
    """It is wanted until it is there."""


def page_svg(facts: QuarterFacts, pack: Pack, page: int, moment: datetime) -> bytes:
    """Sheet `page` from 0. Raises KnownError page_not_set."""
    sheets = set_drawings(pack_data(pack_content(facts, pack), go_on=_go_on), moment)
    return bytes(sheets[min(page, len(sheets) - 1)])
