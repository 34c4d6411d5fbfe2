"""A pack in Word and on slides: the words of the paper with real headings, table heads and descriptions."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path

import docx
import pptx
import pytest

from app.exchange.papers_slides import slides
from app.exchange.papers_word import picture_key, word_document
from app.reports.pack import pack_content
from app.reports.pictures import chart_pictures
from app.rules.papers import Pack, PackOptions, PageChoice, PageKind
from app.rules.papers_content import PackContent, Side
from tests.reports.packs import sample_facts

MOMENT = datetime(2010, 4, 16, 14, 2)
KINDS = (PageKind.COVER, PageKind.CONTENTS, PageKind.SUMMARY, PageKind.HOT_LIST, PageKind.ISSUE, PageKind.AIMS,
         PageKind.DECISION_REPORT)  # fmt: skip


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> PackContent:
    facts = sample_facts(tmp_path_factory.mktemp("plan"))
    return pack_content(facts, Pack("Joint session", tuple(map(PageChoice, KINDS)), PackOptions(marking="PROTECT")))


@pytest.fixture(scope="module")
def pictures(pack: PackContent) -> dict[str, bytes]:
    return chart_pictures(pack)


def test_every_chart_of_the_pack_has_a_picture(pack: PackContent, pictures: dict[str, bytes]) -> None:
    sides = [block for page in pack.pages for block in page.blocks if isinstance(block, Side)]
    charts = [each for side in sides for each in side.right if hasattr(each, "trend")]
    assert charts and all(pictures[picture_key(chart)].startswith(b"\x89PNG") for chart in charts)


def test_word_has_headings_table_heads_and_described_pictures(pack: PackContent, pictures: dict[str, bytes]) -> None:
    document = docx.Document(BytesIO(word_document(pack, pictures, MOMENT)))
    heads = [each.text for each in document.paragraphs if each.style.name == "Heading 1"]
    assert heads[:3] == ["Corporate Dashboard", "Corporate Dashboard", "Corporate Hot List"]
    assert {each.style.name for each in document.paragraphs} >= {"Heading 2", "Subtitle", "Normal"}
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in document.tables)
    shapes = document.inline_shapes
    assert len(shapes) == len(pictures)
    assert all(shape._inline.docPr.get("descr") for shape in shapes)
    whole = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert "Improved highway condition" in whole and "Amber" in whole
    assert "DRAFT" in document.sections[0].header.paragraphs[0].text
    assert "PROTECT" in document.sections[0].header.paragraphs[0].text


def test_slides_hold_the_tables_and_describe_their_pictures(pack: PackContent, pictures: dict[str, bytes]) -> None:
    show = pptx.Presentation(BytesIO(slides(pack, pictures, MOMENT)))
    titles = [slide.shapes.title.text for slide in show.slides]
    assert titles[0] == "Corporate Dashboard" and "Corporate Hot List" in titles
    tables = [shape.table for slide in show.slides for shape in slide.shapes if shape.has_table]
    told = "\n".join(cell.text for table in tables for row in table.rows for cell in row.cells)
    assert "Improved highway condition" in told
    assert all(len(table.rows) <= 10 for table in tables)
    found = [shape for slide in show.slides for shape in slide.shapes if shape.shape_type == 13]
    assert len(found) == len(pictures)
    assert all(shape._element._nvXxPr.cNvPr.get("descr") for shape in found)
    assert all(shape.left >= 0 and shape.left + shape.width <= show.slide_width for shape in found)


def test_texts_that_xml_cannot_hold_do_not_stop_a_document(tmp_path: Path, pack: PackContent) -> None:
    from dataclasses import replace

    strange = replace(pack, pages=tuple(replace(page, title=f"{page.title}\x07\ufffe") for page in pack.pages))
    made = docx.Document(BytesIO(word_document(strange, {}, MOMENT)))
    assert "Corporate Hot List" in [each.text for each in made.paragraphs]
    assert slides(strange, {}, MOMENT).startswith(b"PK")
