"""The sample plan's papers for tests, and what can be read out of a PDF."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.rules.papers_facts import QuarterFacts
from app.store.queries.lists import newest_quarter
from app.store.queries.papers import quarter_facts
from tests.samples.sample_plans import PLAN, loaded


def sample_facts(folder: Path) -> QuarterFacts:
    store = loaded(folder, PLAN)
    try:
        with store.reading() as session:
            quarter = newest_quarter(session)
            assert quarter is not None
            return quarter_facts(session, quarter)
    finally:
        store.close()


def text_of(pdf: bytes, sheet: int) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[sheet].get_textpage()
        return str(page.get_text_range()).replace("\r\n", "\n")
    finally:
        document.close()


def whole_text(pdf: bytes) -> str:
    """All that can be read out of it, hidden text and what stands for charts included."""
    import pikepdf
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        shown = [str(page.get_textpage().get_text_range()) for page in document]
    finally:
        document.close()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        spoken = [str(each.get("/Alt", "")) for each in tags(opened)]
    return "\n".join(shown + spoken).replace("\r\n", "\n").replace("\ufffe", "")


def tags(pdf: Any) -> Iterator[Any]:
    """Every structure element, in reading order."""
    import pikepdf

    def below(node: Any) -> Iterator[Any]:
        if isinstance(node, pikepdf.Array):
            for each in node:
                yield from below(each)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            yield node
            if "/K" in node:
                yield from below(node["/K"])

    yield from below(pdf.Root["/StructTreeRoot"]["/K"])
