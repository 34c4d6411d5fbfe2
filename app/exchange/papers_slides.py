"""A pack as slides for the joint session of Cabinet and CMT: a title and one thing a slide, long tables on several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any

from app.exchange.papers_word import go_on, picture_key, table_words
from app.exchange.xml_text import clean
from app.rules import papers_content as content
from app.rules.papers import PageKind

_WIDE, _HIGH = 13.333, 7.5
_SIDE, _TOP, _ROOM = 0.6, 1.35, 5.4
_LETTERS = 560
"""As many letters of rows as a slide holds at a size that the last row of the room can read."""
_MOST_ROWS = 9
_CHARTS = 4


def slides(
    pack: content.PackContent, pictures: Mapping[str, bytes], moment: datetime, *, step: Callable[[], None] = go_on
) -> bytes:
    """The presentation. `pictures` and `step` as for app.exchange.papers_word."""
    return _Show(pack, pictures, moment).made(step)


class _Show:
    def __init__(self, pack: content.PackContent, pictures: Mapping[str, bytes], moment: datetime) -> None:
        import pptx
        from pptx.util import Inches, Pt

        self._pack, self._pictures = pack, pictures
        self._show, self._inches, self._points = pptx.Presentation(), Inches, Pt
        self._show.slide_width, self._show.slide_height = Inches(_WIDE), Inches(_HIGH)
        properties = self._show.core_properties
        properties.title = clean(f"{pack.furniture.title}, {pack.furniture.quarter}")
        properties.author, properties.language = "Driving Success", "en-GB"
        properties.created = properties.modified = moment.replace(tzinfo=None)

    def made(self, step: Callable[[], None]) -> bytes:
        for page in self._pack.pages:
            step()
            if page.kind is PageKind.COVER:
                self._cover(page)
            elif page.kind is not PageKind.CONTENTS:
                self._page(page)
        if not len(self._show.slides):
            self._slide(self._pack.furniture.title, "No page has been chosen.")
        kept = BytesIO()
        self._show.save(kept)
        return kept.getvalue()

    def _cover(self, page: content.Page) -> None:
        slide = self._show.slides.add_slide(self._show.slide_layouts[0])
        slide.shapes.title.text = clean(page.title)
        sheets = [block for block in page.blocks if isinstance(block, content.CoverSheet)]
        lines = [line for sheet in sheets for line in (sheet.council, sheet.quarter, sheet.audience, *sheet.lines) if line]
        slide.placeholders[1].text = clean("\n".join(lines))
        self._fit(slide.shapes.title, _SIDE, 2.0, _WIDE - 2 * _SIDE, 1.4)
        self._fit(slide.placeholders[1], _SIDE, 3.5, _WIDE - 2 * _SIDE, 2.4)
        self._foot(slide)

    def _page(self, page: content.Page) -> None:
        """Running text together, each table and each few charts on slides of their own."""
        title, spoken = page.title, list[str]()
        for block in _flat(page.blocks):
            if isinstance(block, content.Heading):
                self._said(title, spoken)
                title, spoken = f"{page.title}: {block.text}", []
            elif isinstance(block, content.Table):
                self._said(title, spoken)
                spoken = []
                self._table(title, block)
            elif isinstance(block, content.Chart | content.Charts):
                self._said(title, spoken)
                spoken = []
                charts = block.charts if isinstance(block, content.Charts) else (block,)
                for at in range(0, len(charts), _CHARTS):
                    self._charts(title, charts[at : at + _CHARTS])
            else:
                spoken += _lines(block)
        self._said(title, spoken)

    def _said(self, title: str, lines: list[str]) -> None:
        """As many slides as the lines need."""
        held: list[str] = []
        for line in (part for each in lines for part in _parts(each)):
            if (held and sum(map(len, held)) + len(line) > 2 * _LETTERS) or len(held) == 12:
                self._slide(title, "\n".join(held))
                held = []
            held.append(line)
        if held:
            self._slide(title, "\n".join(held))

    def _slide(self, title: str, words: str = "") -> Any:
        """With a body of text, or without one to make room."""
        slide = self._show.slides.add_slide(self._show.slide_layouts[1 if words else 5])
        slide.shapes.title.text = clean(title)
        self._fit(slide.shapes.title, _SIDE, 0.35, _WIDE - 2 * _SIDE, 0.9)
        frame = slide.shapes.title.text_frame
        for paragraph in frame.paragraphs:
            paragraph.font.size, paragraph.font.bold = self._points(26 if len(title) < 70 else 20), True
        if words:
            body = slide.placeholders[1]
            body.text = clean(words)
            self._fit(body, _SIDE, _TOP, _WIDE - 2 * _SIDE, _ROOM)
            for paragraph in body.text_frame.paragraphs:
                paragraph.font.size = self._points(18 if len(words) < _LETTERS else 14)
        self._foot(slide)
        return slide

    def _fit(self, shape: Any, left: float, top: float, width: float, height: float) -> None:
        shape.left, shape.top = self._inches(left), self._inches(top)
        shape.width, shape.height = self._inches(width), self._inches(height)

    def _foot(self, slide: Any) -> None:
        furniture = self._pack.furniture
        marks = (furniture.draft, furniture.public, furniture.illustrative, furniture.marking)
        said = (*marks, furniture.as_at, furniture.note)
        box = slide.shapes.add_textbox(
            self._inches(_SIDE), self._inches(6.95), self._inches(_WIDE - 2 * _SIDE), self._inches(0.35)
        )
        box.text_frame.text = clean(" · ".join(each for each in said if each))
        box.text_frame.paragraphs[0].font.size = self._points(10)

    def _table(self, title: str, table: content.Table) -> None:
        for rows in _sheets(table):
            slide = self._slide(title)
            shape = slide.shapes.add_table(
                len(rows) + 1, len(table.columns), self._inches(_SIDE), self._inches(_TOP),
                self._inches(_WIDE - 2 * _SIDE), self._inches(0.3 * (len(rows) + 1)),
            )  # fmt: skip
            _described(shape, table.title)
            made, total = shape.table, sum(column.width or 1.2 for column in table.columns)
            for at, column in enumerate(table.columns):
                made.columns[at].width = self._inches((_WIDE - 2 * _SIDE) * (column.width or 1.2) / total)
                self._cell(made.cell(0, at), " ".join(each for each in (column.head, column.detail) if each), bold=True)
            for line, row in enumerate(rows, 1):
                for at, cell in enumerate(row):
                    self._cell(made.cell(line, at), "\n".join(table_words(cell)), bold=cell.strong)

    def _cell(self, place: Any, words: str, *, bold: bool) -> None:
        place.text = clean(words)
        for at, paragraph in enumerate(place.text_frame.paragraphs):
            paragraph.font.size, paragraph.font.bold = self._points(11), bold and at == 0

    def _charts(self, title: str, charts: Iterable[content.Chart]) -> None:
        shown = tuple(charts)
        slide = self._slide(title if len(shown) > 1 else f"{title}: {shown[0].title}")
        columns = 2 if len(shown) > 1 else 1
        wide = (_WIDE - 2 * _SIDE) / columns
        high = _ROOM / (2 if len(shown) > 2 else 1)
        for at, chart in enumerate(shown):
            left, top = _SIDE + at % columns * wide, _TOP + at // columns * high
            words = slide.shapes.add_textbox(
                self._inches(left), self._inches(top), self._inches(wide - 0.2), self._inches(0.5)
            )
            words.text_frame.word_wrap = True
            words.text_frame.text = clean(f"{chart.title} {chart.latest}" if len(shown) > 1 else chart.alt)
            words.text_frame.paragraphs[0].font.size = self._points(12)
            png = self._pictures.get(picture_key(chart))
            if png is not None:
                picture = slide.shapes.add_picture(
                    BytesIO(png), self._inches(left), self._inches(top + 0.55), height=self._inches(high - 0.75)
                )
                if picture.width > self._inches(wide - 0.2):
                    ratio = self._inches(wide - 0.2) / picture.width
                    picture.width, picture.height = round(picture.width * ratio), round(picture.height * ratio)
                _described(picture, chart.alt)


def _flat(blocks: Iterable[content.Block]) -> Iterator[content.Block]:
    for block in blocks:
        if isinstance(block, content.Side):
            yield from _flat(block.blocks)
        else:
            yield block


def _lines(block: content.Block) -> list[str]:
    """What a block says, a line each."""
    if isinstance(block, content.Paragraph):
        return [" ".join(part for part in (block.number, block.label, block.text) if part)]
    if isinstance(block, content.Bullets):
        return list(block.items)
    if isinstance(block, content.Facts):
        return [f"{name} {words}" if name.endswith(":") else f"{name}: {words}" for name, words in block.pairs]
    if isinstance(block, content.Tiles):
        return [
            ". ".join(part for part in (f"{tile.title}: {tile.count} ({tile.words})", tile.before, *tile.moved) if part)
            for tile in block.tiles
        ]
    if isinstance(block, content.PlanBox):
        return [f"{group.title}: {'; '.join(group.items)}" for group in block.groups] + ([block.note] if block.note else [])
    return []


def _parts(line: str) -> Iterator[str]:
    """A long text over several slides, broken between words."""
    while len(line) > 2 * _LETTERS:
        at = line.rfind(" ", 0, 2 * _LETTERS)
        at = at if at > 0 else 2 * _LETTERS
        yield line[:at]
        line = line[at:].lstrip()
    yield line


def _sheets(table: content.Table) -> Iterator[list[tuple[content.Cell, ...]]]:
    """Rows by the slide. A cell with more words than a slide holds is cut, and says where the rest is."""
    held: list[tuple[content.Cell, ...]] = []
    letters = 0
    for whole in table.rows:
        row = tuple(map(_short, whole))
        tall = max((sum(map(len, table_words(cell))) for cell in row), default=0)
        if held and (len(held) == _MOST_ROWS or letters + tall > _LETTERS):
            yield held
            held, letters = [], 0
        held.append(row)
        letters += max(tall, 30)
    yield held


def _short(cell: content.Cell) -> content.Cell:
    if len(cell.text) <= _LETTERS:
        return cell
    return replace(cell, text=f"{cell.text[: _LETTERS - 40].rstrip()} … (the whole text is in the paper)")


def _described(shape: Any, words: str) -> None:
    shape._element._nvXxPr.cNvPr.set("descr", clean(words))
