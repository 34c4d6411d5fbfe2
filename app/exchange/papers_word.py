"""A pack as a Word document for report authors: the same words and tables, with real styles, headings and table heads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import singledispatchmethod
from io import BytesIO
from typing import Any

from app.exchange.xml_text import clean
from app.rules import papers_content as content
from app.rules.indicator import Rag
from app.rules.papers import LARGER_PRINT, PageKind, Paper

Pictures = Mapping[str, bytes]
"""Charts as PNG by their title and alternative text (app.reports.pictures makes them)."""
_MM = {Paper.A4: (210, 297), Paper.A3: (297, 420)}
_MARGIN = 18
_WORDS = {Rag.GREEN: "Green", Rag.AMBER: "Amber", Rag.RED: "Red", Rag.NONE: "Not judged"}


def go_on() -> None:
    """What is being made is still wanted."""


def word_document(
    pack: content.PackContent, pictures: Pictures, moment: datetime, *, step: Callable[[], None] = go_on
) -> bytes:
    """The document. `moment` dates it; the same pack gives the same text. `step`: before each page; it may raise."""
    return _Writer(pack, pictures, moment).made(step)


def picture_key(chart: content.Chart) -> str:
    return f"{chart.title}\n{chart.alt}"


class _Writer:
    def __init__(self, pack: content.PackContent, pictures: Pictures, moment: datetime) -> None:
        import docx
        from docx.enum.text import WD_BREAK
        from docx.shared import Mm, Pt

        self._pack, self._pictures = pack, pictures
        self._document = docx.Document()
        self._mm, self._page_break = Mm, WD_BREAK.PAGE
        furniture, options = pack.furniture, pack.options
        properties = self._document.core_properties
        properties.title, properties.author = clean(f"{furniture.title}, {furniture.quarter}"), "Driving Success"
        properties.language, properties.comments = "en-GB", ""
        properties.created = properties.modified = moment.replace(tzinfo=None)
        style = self._document.styles["Normal"]
        style.font.name, style.font.size = "Arial", Pt(LARGER_PRINT if options.larger_print else 11)
        _set_language(style, "en-GB")
        section = self._document.sections[0]
        short, long = _MM[options.paper]
        wide = options.landscape
        section.page_width, section.page_height = Mm(long if wide else short), Mm(short if wide else long)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN)
        if wide:
            from docx.enum.section import WD_ORIENT

            section.orientation = WD_ORIENT.LANDSCAPE
        self._room = (long if wide else short) - 2 * _MARGIN
        head = (furniture.draft, furniture.public, furniture.illustrative, furniture.marking, furniture.item)
        section.header.paragraphs[0].text = clean(" · ".join(each for each in head if each))
        foot = (furniture.as_at, furniture.note, f"History {furniture.head[:16]}" if furniture.head else "")
        section.footer.paragraphs[0].text = clean(" · ".join(each for each in foot if each))

    def made(self, step: Callable[[], None]) -> bytes:
        pages = [page for page in self._pack.pages if page.kind is not PageKind.CONTENTS]
        for at, page in enumerate(pages):
            step()
            if at:
                self._document.add_paragraph().add_run().add_break(self._page_break)
            self._page(page)
        kept = BytesIO()
        self._document.save(kept)
        return kept.getvalue()

    def _page(self, page: content.Page) -> None:
        self._document.add_heading(clean(page.title), 1)
        about = " · ".join(each for each in (page.subtitle, *page.about) if each)
        if about:
            self._document.add_paragraph(clean(about), style="Subtitle")
        self._blocks(page.blocks)
        for words in page.footnotes:
            self._document.add_paragraph(clean(words))

    def _blocks(self, blocks: Iterable[content.Block]) -> None:
        for block in blocks:
            self._add(block)

    @singledispatchmethod
    def _add(self, block: Any) -> None:
        raise TypeError(f"no document can hold a {type(block).__name__}")

    @_add.register
    def _(self, block: content.Paragraph) -> None:
        paragraph = self._document.add_paragraph()
        if block.number:
            paragraph.add_run(f"{block.number}\t")
        if block.label:
            paragraph.add_run(f"{clean(block.label)} ").bold = True
        run = paragraph.add_run(clean(_with_notes(block)))
        run.bold = block.tone in (content.Tone.STRONG, content.Tone.LEAD) or None

    @_add.register
    def _(self, block: content.Heading) -> None:
        self._document.add_heading(clean(block.text), block.level)

    @_add.register
    def _(self, block: content.Bullets) -> None:
        for each in block.items:
            self._document.add_paragraph(clean(each), style="List Bullet")

    @_add.register
    def _(self, block: content.Table) -> None:
        table = self._table(len(block.columns), [each.width or 1.2 for each in block.columns], block.title)
        for cell, column in zip(table.rows[0].cells, block.columns, strict=True):
            head = column.head + (f"\n{column.detail}" if column.detail else "")
            cell.paragraphs[0].add_run(clean(head)).bold = True
        _repeat_head(table.rows[0])
        for row in block.rows:
            made = table.add_row()
            _keep_whole(made)
            for place, cell in zip(made.cells, row, strict=True):
                self._cell(place, cell)
        for words in block.foot:
            self._document.add_paragraph(clean(words))

    def _table(self, columns: int, widths: list[float], title: str) -> Any:
        table = self._document.add_table(rows=1, cols=columns, style="Table Grid")
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = self._mm(self._room * width / sum(widths))
            column.cells[0].width = column.width
        _describe(table, title)
        return table

    def _cell(self, place: Any, cell: content.Cell) -> None:
        lines = table_words(cell)
        first, listed = len(lines) - len(cell.bullets) - bool(cell.detail), range(len(cell.bullets))
        paragraph = place.paragraphs[0]
        for at, words in enumerate(lines):
            paragraph = place.add_paragraph() if at else paragraph
            if at - first in listed:
                paragraph.style = self._document.styles["List Bullet"]
            paragraph.add_run(clean(words)).bold = (cell.strong and at == 0) or None

    @_add.register
    def _(self, block: content.Chart) -> None:
        self._chart(block, self._room * 0.7)

    @_add.register
    def _(self, block: content.Charts) -> None:
        for chart in block.charts:
            self._chart(chart, self._room * 0.6)

    def _chart(self, chart: content.Chart, width: float) -> None:
        title = f"{chart.title} {chart.latest}".strip()
        if chart.rag is not None and chart.rag is not Rag.NONE:
            title += f" ({_WORDS[chart.rag].lower()})"
        self._document.add_paragraph().add_run(clean(title)).bold = True
        if chart.sentence:
            self._document.add_paragraph(clean(chart.sentence))
        png = self._pictures.get(picture_key(chart))
        if png is not None:
            shape = self._document.add_picture(BytesIO(png), width=self._mm(width))
            _alternative(shape._inline.docPr, chart.title, chart.alt)
        elif not chart.sentence:
            self._document.add_paragraph(clean(chart.alt))

    @_add.register
    def _(self, block: content.Tiles) -> None:
        table = self._table(4, [2, 1, 3, 3], "The blocks of the dashboard")
        for cell, head in zip(table.rows[0].cells, ("Block", "Count", "Made up of", "Since last quarter"), strict=True):
            cell.paragraphs[0].add_run(head).bold = True
        _repeat_head(table.rows[0])
        for tile in block.tiles:
            since = "; ".join(each for each in (tile.before, *tile.moved) if each)
            for place, words in zip(table.add_row().cells, (tile.title, tile.count, tile.words, since), strict=True):
                place.text = clean(words)

    @_add.register
    def _(self, block: content.Facts) -> None:
        for name, words in block.pairs:
            paragraph = self._document.add_paragraph()
            paragraph.add_run(f"{clean(name)} ").bold = True
            paragraph.add_run(clean(words))

    @_add.register
    def _(self, block: content.PlanBox) -> None:
        for words in (f"{block.title} – {block.subtitle}", block.state):
            if words:
                self._document.add_paragraph().add_run(clean(words)).bold = True
        for group in block.groups:
            self._document.add_paragraph().add_run(f"{clean(group.title)}:").bold = True
            self._add(content.Bullets(group.items))
        if block.note:
            self._document.add_paragraph(f"Note: {clean(block.note)}")

    @_add.register
    def _(self, block: content.CoverSheet) -> None:
        for words in (block.council, block.quarter, block.audience, *block.lines):
            if words:
                self._document.add_paragraph(clean(words))

    @_add.register
    def _(self, block: content.ContentsList) -> None:
        """Word makes its own from the headings."""

    @_add.register
    def _(self, block: content.Side) -> None:
        self._blocks(block.blocks)


def table_words(cell: content.Cell) -> list[str]:
    """What a cell says, a line each: what is drawn on paper is said in words."""
    said = [f"{cell.text} ({cell.note})" if cell.note and cell.text else cell.text]
    if cell.rag is not None:
        said.append(_WORDS[cell.rag])
    if cell.travel is not None:
        said.append(f"{cell.travel.arrow.value} {cell.travel.word}".strip())
    if cell.spark is not None:
        said.append(cell.spark.alt)
    first = " ".join(each for each in said if each)
    return [*([first] if first else []), *cell.bullets, *([cell.detail] if cell.detail else [])]


def _with_notes(block: content.Paragraph) -> str:
    """Footnotes in brackets, where they stand: an author can take them out again."""
    text, shift = block.text, 0
    for at, words in block.notes:
        said = f" ({words.rstrip('.')})"
        text = text[: at + shift] + said + text[at + shift :]
        shift += len(said)
    return text


def _element(name: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _repeat_head(row: Any) -> None:
    """The head of a table, on every page that the table reaches."""
    row._tr.get_or_add_trPr().append(_element("w:tblHeader", val="true"))
    _keep_whole(row)


def _keep_whole(row: Any) -> None:
    row._tr.get_or_add_trPr().append(_element("w:cantSplit", val="true"))


def _describe(table: Any, title: str) -> None:
    table._tbl.tblPr.append(_element("w:tblCaption", val=clean(title)))


def _set_language(style: Any, language: str) -> None:
    style.element.get_or_add_rPr().append(_element("w:lang", val=language))


def _alternative(properties: Any, title: str, words: str) -> None:
    properties.set("title", clean(title))
    properties.set("descr", clean(words))


