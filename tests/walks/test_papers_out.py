"""The papers as other files, through the window: Word, PowerPoint, a page as a drawing; and the report's own texts."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import Any
from xml.etree import ElementTree

import docx
import pptx
import pytest

from app.bridge.background import wait_for_background
from app.reports import pictures
from app.rules.papers import PageKind
from app.views.dashboard.page import DashboardPage
from tests.walks.hands import wait_for
from tests.walks.test_papers import at_rest, papers, words_of
from tests.walks.window import Walk


@pytest.fixture
def page(walk: Walk) -> DashboardPage:
    return papers(walk)


def saved(page: DashboardPage) -> None:
    wait_for(lambda: page.said.isVisible() and "Saved as" in page.said.text(), "the file saved")


def test_word_and_powerpoint_hold_the_pack_and_open_again(walk: Walk, page: DashboardPage, tmp_path: Path) -> None:
    walk.press_button(page.word_button)
    walk.file_dialog(tmp_path / "cabinet.docx")
    saved(page)
    document = docx.Document(str(tmp_path / "cabinet.docx"))
    heads = [each.text for each in document.paragraphs if each.style is not None and each.style.name == "Heading 1"]
    assert "Corporate Hot List" in heads and document.tables and document.inline_shapes
    walk.press_button(page.slides_button)
    walk.file_dialog(tmp_path / "cabinet.pptx")
    wait_for(lambda: "cabinet.pptx" in page.said.text() and "Saved as" in page.said.text(), "the slides saved")
    show = pptx.Presentation(str(tmp_path / "cabinet.pptx"))
    titles = [slide.shapes.title.text for slide in show.slides if slide.shapes.title is not None]
    assert any("Corporate Hot List" in each for each in titles)


def test_a_document_that_is_stopped_leaves_the_old_one_as_it_was(
    walk: Walk, page: DashboardPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clicked, drawn = Event(), pictures.set_picture

    def held(*given: Any) -> bytes:
        clicked.wait(60)
        return drawn(*given)

    monkeypatch.setattr(pictures, "set_picture", held)
    out = tmp_path / "cabinet.docx"
    out.write_bytes(b"as it was")
    page.ways._make_office(page.state.facts, page.state.pack, "docx", out)
    status = walk.window.frame.status
    wait_for(status.work_cancel.isVisible, "how far it is")
    assert status.work_words.text() == "Making cabinet.docx"
    walk.do.click(status.work_cancel)
    clicked.set()
    wait_for(lambda: not status.work.isVisible() and not page.said.isVisible(), "that it is over")
    assert wait_for_background(60_000)
    assert out.read_bytes() == b"as it was" and [each.name for each in tmp_path.glob("*cabinet*")] == ["cabinet.docx"]


def test_a_page_is_saved_as_a_drawing(walk: Walk, page: DashboardPage, tmp_path: Path) -> None:
    page.papers.stack.show_page(2)
    walk.menu(page.papers.picture_button, "Save as SVG")
    walk.file_dialog(tmp_path / "page.svg")
    saved(page)
    drawn = ElementTree.parse(tmp_path / "page.svg").getroot()
    assert drawn.tag.endswith("svg")
    assert float(drawn.get("width", "0").removesuffix("pt")) == pytest.approx(page.papers.stack.sizes[2].width(), abs=1)


def test_a_report_is_written_in_place_printed_and_there_after_a_restart(walk: Walk, page: DashboardPage) -> None:
    walk.choose(page.papers.packs.box, "Decision report")
    wait_for(lambda: page.state.pack.pages[0].kind is PageKind.DECISION_REPORT, "the report's pack")
    at_rest(page)
    walk.press_button(page.papers.options.writing[PageKind.DECISION_REPORT])
    sheet: Any = wait_for(lambda: page.sheet, "the sheet")
    wait_for(lambda: "reference" in sheet.fields, "its parts")
    walk.write_over(sheet.fields["reference"].text, "CX/2010/7")
    walk.write_over(sheet.fields["context"].text, "What Members asked in January was done.")
    walk.do.key("Tab")
    wait_for(sheet.fields["context"].first.isVisible, "that it is stored")
    walk.do.key("Escape")
    wait_for(lambda: _told(page, "CX/2010/7", "What Members asked in January was done."), "both on the paper")
    walk.again()
    again = papers(walk)
    assert _told(again, "CX/2010/7", "What Members asked in January was done.")


def _told(page: DashboardPage, *words: str) -> bool:
    told = " ".join(words_of(page.papers.pdf).split())
    return all(each in told for each in words)
