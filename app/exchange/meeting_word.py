"""A meeting's record as a Word document: real headings, real tables, no macros, nothing that leads elsewhere."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from app.rules.papers_content import Bullets, Facts, Heading, PackContent, Paragraph, Table, Tone

_FONT = "Calibri"
_REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def record_document(content: PackContent, moment: datetime) -> bytes:
    """The first page of the content, which is the record, as .docx."""
    from docx import Document
    from docx.shared import Cm, Pt

    document = Document()
    document.core_properties.title = content.furniture.title
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.core_properties.created = document.core_properties.modified = moment
    document.core_properties.last_modified_by = ""
    normal: Any = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(11)
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.2)
        section.top_margin = section.bottom_margin = Cm(2)
        section.footer.paragraphs[0].text = _clean(f"{content.furniture.title}    {content.furniture.head[:16]}".strip())
    page = content.pages[0]
    document.add_heading(_clean(page.title), 0)
    document.add_paragraph(_clean(page.subtitle), style="Subtitle")
    for block in page.blocks:
        _add(document, block)
    found = BytesIO()
    document.save(found)
    return found.getvalue()


def save_record(content: PackContent, path: Path, moment: datetime) -> None:
    """Raises KnownError could_not_write where the folder or the disk does not let it."""
    from app.store.whole_file import save_bytes

    save_bytes(path, record_document(content, moment), what="The record")


def _add(document: Any, block: object) -> None:
    if isinstance(block, Heading):
        document.add_heading(_clean(block.text), block.level - 1)
    elif isinstance(block, Paragraph):
        paragraph = document.add_paragraph()
        if block.label:
            paragraph.add_run(_clean(block.label) + " ").bold = True
        paragraph.add_run(_clean(block.text)).bold = block.tone in (Tone.STRONG, Tone.LEAD)
    elif isinstance(block, Bullets):
        for words in block.items:
            document.add_paragraph(_clean(words), style="List Bullet")
    elif isinstance(block, Facts):
        _table(document, None, [list(pair) for pair in block.pairs])
    elif isinstance(block, Table):
        _table(document, [column.head for column in block.columns], [[cell.text for cell in row] for row in block.rows])


def _table(document: Any, heads: list[str] | None, rows: list[list[str]]) -> None:
    across = len(heads or rows[0])
    table = document.add_table(rows=0, cols=across)
    table.style = "Table Grid" if heads else "Normal Table"
    for at, words in enumerate([heads, *rows] if heads else rows):
        cells = table.add_row().cells
        for cell, text in zip(cells, words or (), strict=True):
            run = cell.paragraphs[0].add_run(_clean(text))
            run.bold = bool(heads) and at == 0
    if heads:
        _repeat(table.rows[0])
    document.add_paragraph()


def _repeat(row: Any) -> None:
    """Its heads stand on every sheet."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _clean(text: str) -> str:
    """Without the marks that XML cannot hold, or that make a text read otherwise than it is stored."""
    kept = (mark for mark in text if mark in "\n\t" or unicodedata.category(mark) not in ("Cc", "Cs", "Cn"))
    return "".join(mark for mark in kept if mark not in _REORDERING)
