"""One page of a pack as SVG, from the same content and templates as the PDF."""

from __future__ import annotations

import json
from datetime import datetime

from app.reports.pack import pack_content
from app.reports.pack_data import pack_data
from app.reports.typesetting import _LOCK, _compiler
from app.rules.errors import KnownError
from app.rules.papers import Pack
from app.rules.papers_facts import QuarterFacts


def _go_on() -> None:
    """It is wanted until it is there."""


def page_svg(facts: QuarterFacts, pack: Pack, page: int, moment: datetime) -> bytes:
    """Sheet `page` from 0. Raises KnownError page_not_set."""
    import typst

    data = pack_data(pack_content(facts, pack), moment, go_on=_go_on)
    text = json.dumps(data, ensure_ascii=False)
    with _LOCK:
        try:
            made = _compiler("pack.typ").compile(
                format="svg", sys_inputs={"page": text}, timestamp=int(moment.timestamp())
            )
        except typst.TypstError as error:
            raise KnownError("page_not_set", detail=str(error)[:500]) from error
    sheets = [made] if isinstance(made, bytes) else list(made)
    return bytes(sheets[min(page, len(sheets) - 1)])
