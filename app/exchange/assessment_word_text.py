"""Rich text as a Word document's own paragraphs, lists, tables and links."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from app.exchange.assessment_word_layout import CITED
from app.rules.assessment_evidence import EvidenceItem, EvidenceRef
from app.rules.rich_text import Block, Paragraph, Run, Table

_HEADINGS = {"h2": "Heading 2", "h3": "Heading 3", "h4": "Heading 4"}
_LISTS = {"ul": "List Bullet", "ol": "List Number"}
_DEEPEST = 3
_LINK_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_PICTURE_INCHES = 5.5

Cited = Mapping[EvidenceRef, tuple[int, EvidenceItem | None]]
"""Number of its note, and what it says."""


class WordText:
    """Writes at the end of `document`. `pictures`: bytes by address; one that is not there is left out."""

    def __init__(self, document: Any, pictures: Mapping[str, bytes]) -> None:
        self._document, self._pictures = document, pictures
        self._marks = 0

    def bookmark(self, paragraph: Any, name: str) -> None:
        """Name the whole of a paragraph."""
        start, end = self._mark(name)
        paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)
        paragraph._p.append(end)

    def write(self, blocks: tuple[Block, ...], cited: Cited) -> None:
        numbering: int | None = None
        for block in blocks:
            if isinstance(block, Table):
                self._table(block, cited)
                numbering = None
                continue
            ordered = block.kind == "ol"
            if not ordered:
                numbering = numbering if block.kind == "ul" and block.depth > 1 else None
            elif numbering is None:
                numbering = self._new_numbers()
            paragraph = self._document.add_paragraph(style=_style(block))
            if ordered and numbering is not None and block.depth == 1:
                properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                properties.get_or_add_ilvl().val = 0
                properties.get_or_add_numId().val = numbering
            self._runs(paragraph, block, cited)

    def _new_numbers(self) -> int:
        """A list that counts from one again."""
        numbers = self._document.part.numbering_part.element
        used = self._document.styles["List Number"].element.pPr.numPr.numId.val
        abstract = next(each for each in numbers.num_lst if each.numId == used).abstractNumId.val
        number = numbers.add_num(abstract)
        number.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(number.numId)

    def _table(self, table: Table, cited: Cited) -> None:
        grid = self._document.add_table(rows=len(table.rows), cols=table.columns, style="Table Grid")
        for row, cells in enumerate(table.rows):
            if cells and all(cell.header for cell in cells):
                _repeat_on_each_page(grid.rows[row])
            for column, cell in enumerate(cells):
                place = grid.cell(row, column)
                for at, paragraph in enumerate(cell.paragraphs):
                    target = place.paragraphs[0] if at == 0 else place.add_paragraph()
                    self._runs(target, paragraph, cited, bold=cell.header)
        self._document.add_paragraph()

    def _runs(self, paragraph: Any, block: Paragraph, cited: Cited, *, bold: bool = False) -> None:
        for run in block.runs:
            if run.picture:
                self._picture(paragraph, run.picture)
            elif run.evidence is not None:
                self._chip(paragraph, run, run.evidence, cited)
            elif run.href:
                self._link(paragraph, run)
            else:
                written = paragraph.add_run(run.text)
                written.bold, written.italic = run.bold or bold or None, run.italic or None

    def _chip(self, paragraph: Any, run: Run, ref: EvidenceRef, cited: Cited) -> None:
        """Words with the number of their note; a mark around them says what they cite when the file comes back."""
        number, item = cited.get(ref, (0, None))
        start, end = self._mark(f"{CITED}{ref.noun}_{ref.id}_{self._marks + 1}")
        paragraph._p.append(start)
        paragraph.add_run(item.words if item is not None and not item.gone else run.text)
        paragraph._p.append(end)
        if number:
            paragraph.add_run(f"[{number}]").font.superscript = True

    def _link(self, paragraph: Any, run: Run) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        relation = paragraph.part.relate_to(run.href, _LINK_TYPE, is_external=True)
        element = OxmlElement("w:hyperlink")
        element.set(qn("r:id"), relation)
        written = paragraph.add_run(run.text)
        written.underline = True
        element.append(written._r)
        paragraph._p.append(element)

    def _picture(self, paragraph: Any, address: str) -> None:
        from docx.shared import Inches

        data = self._pictures.get(address)
        if data is None:
            return
        try:
            shape = paragraph.add_run().add_picture(BytesIO(data))
        except Exception:  # noqa: BLE001 - bytes that are no picture after all
            return
        widest = Inches(_PICTURE_INCHES)
        if shape.width > widest:
            shape.height, shape.width = int(shape.height * widest / shape.width), widest

    def _mark(self, name: str) -> tuple[Any, Any]:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        self._marks += 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for element in (start, end):
            element.set(qn("w:id"), str(self._marks))
        start.set(qn("w:name"), name[:40])
        return start, end


def _repeat_on_each_page(row: Any) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _style(block: Paragraph) -> str | None:
    if block.kind in _HEADINGS:
        return _HEADINGS[block.kind]
    if block.kind in _LISTS:
        depth = min(block.depth, _DEEPEST)
        return _LISTS[block.kind] + (f" {depth}" if depth > 1 else "")
    return None
