"""The page as paper: tagged, titled, readable aloud and in black and white, the same bytes each time."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from app.reports.pack import set_pack
from app.rules.errors import KnownError
from app.rules.indicator import Rag
from app.rules.papers import Pack, PageChoice, PageKind
from app.rules.papers_facts import QuarterFacts
from app.rules.plan_table import PlanTable
from app.store.whole_file import save_bytes
from tests.reports.tables import plan_row, plan_table, usual_plan

MOMENT = datetime(2010, 4, 16, 14, 2)


def made(table: PlanTable, moment: datetime = MOMENT) -> bytes:
    """The summary alone."""
    facts = QuarterFacts(table.quarter, table.open, "A council", table, as_at=moment)
    return set_pack(facts, Pack("Summary", (PageChoice(PageKind.SUMMARY),)), moment).pdf


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    words = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(words.split())


def elements(pdf: pikepdf.Pdf) -> Iterator[tuple[str, Any]]:
    """Kind and element of the structure tree, in reading order."""

    def walk(node: Any) -> Iterator[tuple[str, Any]]:
        if isinstance(node, pikepdf.Array):
            for each in node:
                yield from walk(each)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            yield str(node.S), node
            if "/K" in node:
                yield from walk(node.K)
        elif isinstance(node, pikepdf.Dictionary) and "/K" in node:
            yield from walk(node.K)

    yield from walk(pdf.Root.StructTreeRoot)


@pytest.fixture(scope="module")
def pdf() -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(made(usual_plan()))) as opened:
        yield opened


def test_the_paper_is_tagged_and_claims_pdf_ua(pdf: pikepdf.Pdf) -> None:
    assert bool(pdf.Root.MarkInfo.Marked)
    with pdf.open_metadata() as data:
        assert data["pdfuaid:part"] == "1"


def test_the_paper_has_a_title_a_language_and_its_date(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.docinfo["/Title"]) == "Corporate Dashboard, 2009/10 Q4"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert str(pdf.Root.Lang).lower() == "en-gb"
    assert str(pdf.docinfo["/CreationDate"]).startswith("D:20100416140200")


def test_headings_come_in_order(pdf: pikepdf.Pdf) -> None:
    kinds = [kind for kind, _ in elements(pdf) if kind in ("/H1", "/H2", "/H3")]
    assert kinds == ["/H1", "/H2", "/H2"]


def test_the_table_has_header_cells_and_every_chart_says_what_it_shows(pdf: pikepdf.Pdf) -> None:
    found = list(elements(pdf))
    assert sum(1 for kind, _ in found if kind == "/TH") == 8
    figures = [node for kind, node in found if kind == "/Figure"]
    assert len(figures) == 2
    assert all("the newest is 6.9%" in str(node.Alt) for node in figures)


def test_only_bundled_fonts_are_in_the_paper(pdf: pikepdf.Pdf) -> None:
    names = {str(each.BaseFont).partition("+")[2] for each in pdf.objects
             if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font"}  # fmt: skip
    assert names
    assert all(name.startswith(("Inter", "DejaVuSans")) for name in names)


def test_the_words_can_be_read_in_order() -> None:
    words = text_of(made(usual_plan()))
    places = [words.index(each) for each in (
        "DRAFT – not for publication", "Corporate Dashboard", "2009/10 Q4 (January to March 2010)",
        "Improvement Plan: Hard to Move",
        "Issue Measure Latest Target", "NI 117 6.9%", "For attention", "Figures as at 16/04/2010 14:02",
        "Page 1 of 1",
    )]  # fmt: skip
    assert places == sorted(places)


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert made(usual_plan()) == made(usual_plan())
    assert made(usual_plan()) != made(usual_plan(), datetime(2010, 4, 17, 9, 0))


def test_nothing_is_fetched_while_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", refuse)
    assert made(usual_plan()).startswith(b"%PDF-1.7")


@pytest.mark.parametrize(
    "title",
    [
        "W" * 200,
        ("Reduced number of young people not in education " * 5)[:200],
        ("مرحبا بالعالم هذا عنوان طويل " * 8)[:200],
        "שלום \u202e\u6f22\u5b57 \U0001f4c8 \U0001f469\u200d\U0001f3eb",
        "<b>x</b> =cmd|'/c calc'!A0 #let x = 1 *bold* _it_ $a$ @ref \\ `raw` // gone",
    ],
)
def test_any_title_fits_its_column(title: str) -> None:
    """Nothing of the page lies outside the margins, whatever the title."""
    pdf = made(plan_table(plan_row(title), plan_row("A second issue")))
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    width, height = page.get_size()
    words = page.get_textpage()
    boxes = [words.get_charbox(at) for at in range(words.count_chars())]
    document.close()
    assert min(box[0] for box in boxes if box[2] > 0) >= 40
    assert max(box[2] for box in boxes) <= width - 40
    assert max(box[3] for box in boxes) <= height - 20


def test_text_that_looks_like_markup_is_printed_as_it_is() -> None:
    assert "*bold* _it_ $a$ @ref" in text_of(made(plan_table(plan_row("x *bold* _it_ $a$ @ref"))))


def test_a_long_plan_runs_on_with_its_headings_repeated() -> None:
    pdf = made(plan_table(*(plan_row(f"Issue {at}") for at in range(60))))
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    assert len(pages) == 4
    assert all("Last readings" in page for page in pages)
    assert "Page 2 of 4" in pages[1]
    assert sum(page.count("Issue ") - page.count("Issue Measure") for page in pages) == 60


@pytest.mark.parametrize("table", [plan_table(), plan_table(plan_row("A", measure=None, rag=Rag.NONE)), plan_table(
    *(plan_row(f"Issue {at}") for at in range(8)))])  # fmt: skip
def test_an_empty_an_unmeasured_and_an_all_red_plan_are_set(table: PlanTable) -> None:
    document = pypdfium2.PdfDocument(made(table))
    assert len(document) == 1
    document.close()


def test_the_judgements_differ_in_black_and_white() -> None:
    """Each mark is its own shape with its own letter: grey alone tells them apart."""
    seen = set()
    for rag in (Rag.GREEN, Rag.AMBER, Rag.RED):
        pdf = made(plan_table(plan_row("One issue", rag=rag)))
        assert f"{rag.letter} Head of Skills 14-19" in text_of(pdf)
        document = pypdfium2.PdfDocument(pdf)
        words = document[0].get_textpage()
        left, bottom, right, top = words.get_charbox(words.get_text_range().index(f"{rag.letter} Head of Skills"))
        image = document[0].render(scale=4).to_pil().convert("L").point(lambda grey: 255 if grey > 128 else 0)
        x, y = (left + right) * 2, image.height - (top + bottom) * 2
        document.close()
        seen.add(image.crop((round(x) - 30, round(y) - 30, round(x) + 30, round(y) + 30)).tobytes())
    assert len(seen) == 3


def test_a_paper_that_cannot_be_saved_leaves_the_old_one_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import app.store.whole_file as whole_file

    target = tmp_path / "paper.pdf"
    save_bytes(target, b"the old paper", what="The paper")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(whole_file, "flush_file", full)
    with pytest.raises(KnownError) as caught:
        save_bytes(target, b"the new paper", what="The paper")
    assert caught.value.problem.facts["kind"] == "full"
    assert target.read_bytes() == b"the old paper"
    assert [each.name for each in tmp_path.iterdir()] == ["paper.pdf"]


def test_a_paper_to_a_folder_that_is_not_there_is_a_known_failure(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="file_not_saved"):
        save_bytes(tmp_path / "none" / "paper.pdf", b"x", what="The paper")
