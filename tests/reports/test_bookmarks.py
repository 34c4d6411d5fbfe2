"""Where each page of a pack starts, read from its PDF: the same as Typst says, and no guess where it cannot be read."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from app.reports import typesetting
from app.reports.bookmarks import Sheets, sheets
from app.reports.pack import pack_content, set_content, set_pack
from app.rules.papers import OFFERED, Pack, PackOptions, PageChoice, PageKind
from app.rules.papers_content import Bullets
from app.rules.papers_facts import QuarterFacts
from tests.reports.packs import sample_facts, text_of

MOMENT = datetime(2010, 4, 16, 14, 2)
EVERYTHING = Pack("All", tuple(map(PageChoice, OFFERED)), PackOptions(larger_print=True))


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> QuarterFacts:
    return sample_facts(tmp_path_factory.mktemp("plan"))


def test_it_says_of_every_page_what_typst_says(facts: QuarterFacts, monkeypatch: pytest.MonkeyPatch) -> None:
    read = set_pack(facts, EVERYTHING, MOMENT)
    assert len({entry.page for entry in read.outline}) == len(read.outline) < read.pages
    monkeypatch.setattr(typesetting, "sheets", lambda pdf: None)
    assert set_pack(facts, EVERYTHING, MOMENT) == read


@pytest.mark.parametrize("title", ["x)/Dest 1 0 R>>\nendobj /Next 2 0 R (é🙂\\", "Ж/Dest 1 0 R>> endobj"])
def test_a_title_that_looks_like_a_part_of_the_file_is_a_title(facts: QuarterFacts, title: str) -> None:
    made = pack_content(facts, Pack("Two", (PageChoice(PageKind.SUMMARY), PageChoice(PageKind.HOT_LIST))))
    long = Bullets(("A line.",) * 100)
    pages = [replace(page, title=title, blocks=(*page.blocks, long)) for page in (*made.pages, *made.pages)]
    paper = set_content(replace(made, pages=tuple(pages)), MOMENT)
    starts = [entry.page for entry in paper.outline]
    assert starts == sorted(set(starts)) and starts[0] == 0 and paper.pages > len(starts) == 4
    assert all("A line." in text_of(paper.pdf, start - 1) for start in starts[1:])


@pytest.mark.parametrize("change", [
    (b"startxref", b"startxxxx"), (b"/Root", b"/Boot"), (b"/Dest", b"/Best"), (b"/Kids", b"/Kind"),
    (b"0000000000 65535", b"zzzzzzzzzz 65535"),
])  # fmt: skip
def test_a_file_that_is_written_otherwise_is_not_guessed_at(
    facts: QuarterFacts, change: tuple[bytes, bytes]
) -> None:
    pdf = set_pack(facts, Pack("Two", (PageChoice(PageKind.SUMMARY), PageChoice(PageKind.HOT_LIST))), MOMENT).pdf
    assert sheets(pdf) == Sheets(2, (0, 1))
    assert sheets(pdf.replace(*change)) is None
    assert sheets(b"") is None
