"""The sample plan's papers for tests, and what can be read out of a PDF."""

from __future__ import annotations

from pathlib import Path

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
