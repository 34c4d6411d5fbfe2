"""A Word file read in the guarded child: its sections as rich text, and nothing else of it. Runs in the child only.

Read from the parts themselves, which the guards have unpacked and looked through: no link is followed, nothing
embedded is opened. Words marked as deleted are gone, words marked as inserted are there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from xml.etree.ElementTree import Element

from app.exchange.assessment_word_layout import (
    CHALLENGES,
    CITED,
    JUDGEMENTS,
    NOTE,
    NOTES,
    PROMPT,
    RISK,
    SECTION_ID,
)
from app.exchange.budgets import Budgets
from app.rules.errors import KnownError
from app.rules.rich_text import DEEPEST, Block, Cell, Paragraph, Run, Table, safe_link, to_html
from app.rules.rich_text_reading import read_html

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MAIN = "word/document.xml"
_MOST_PARAGRAPHS = 50_000
_MOST_TEXT = 5_000_000


def send_word(line: Callable[[dict[str, Any]], None], data: bytes, budgets: Budgets) -> None:
    """Lines: {"word": identity}, then {"section": ...} for each. Raises KnownError file_not_word and others."""
    from app.exchange.xml_guard import check_xml_parts
    from app.exchange.zip_guard import unpack

    if not data.startswith(b"PK"):
        raise KnownError("file_not_word")
    parts = unpack(data, budgets)
    check_xml_parts(parts)
    if _MAIN not in parts:
        raise KnownError("file_not_word")
    reader = _Reader(parts)
    line({"word": reader.identity()})
    for section in reader.sections():
        html = to_html(section.blocks)
        told = {"key": section.key, "title": section.title[:300], "html": html, "risk": section.risk}
        line({"section": {**told, "judged": section.judged}})


@dataclass(slots=True)
class _Section:
    key: str
    title: str
    blocks: tuple[Block, ...] = ()
    risk: str = ""
    gathered: list[Block] = field(default_factory=list)
    risks: list[str] = field(default_factory=list)
    judged: dict[str, str] = field(default_factory=dict)
    """What its cells say, by what is judged."""


def _parsed(parts: dict[str, bytes], name: str) -> Element | None:
    from defusedxml.ElementTree import fromstring

    if name not in parts:
        return None
    try:
        found: Element = fromstring(parts[name])
    except Exception as error:  # a parser answers damage with several kinds of error
        raise KnownError("file_part_damaged", part=name) from error
    return found


class _Reader:
    def __init__(self, parts: dict[str, bytes]) -> None:
        root = _parsed(parts, _MAIN)
        self._body = root.find(f"{_W}body") if root is not None else None
        self._core = _parsed(parts, "docProps/core.xml")
        self._styles = _style_names(_parsed(parts, "word/styles.xml"))
        self._numbers = _number_kinds(_parsed(parts, "word/numbering.xml"))
        self._links = _links(_parsed(parts, "word/_rels/document.xml.rels"))
        self._seen = self._text = 0

    def identity(self) -> str:
        for each in self._core if self._core is not None else ():
            if each.tag.endswith("}identifier"):
                return (each.text or "")[:400]
        return ""

    def sections(self) -> Iterator[_Section]:
        now: _Section | None = None
        part = "text"
        for element in self._body if self._body is not None else ():
            if element.tag == f"{_W}p":
                style = self._style(element)
                paragraph = self._paragraph(element, style)
                if style == "heading 1":
                    if now is not None:
                        yield self._closed(now)
                    now, part = self._begun(element, paragraph), "text"
                elif now is not None:
                    part = self._within(now, part, style, paragraph)
            elif element.tag == f"{_W}tbl" and now is not None and part == "text":
                table = self._table(element)
                if not table.rows or now.judged or not _of_judgements(table):
                    now.gathered.append(table)
                else:
                    now.judged = _judged(table)
        if now is not None:
            yield self._closed(now)

    def _begun(self, element: Element, paragraph: Paragraph) -> _Section | None:
        title = paragraph.text.strip()
        if title == CHALLENGES:
            return None
        names = (mark.get(f"{_W}name", "") for mark in element.iter(f"{_W}bookmarkStart"))
        key = next((name.removeprefix(SECTION_ID) for name in names if name.startswith(SECTION_ID)), "")
        return _Section(key, title)

    @staticmethod
    def _within(now: _Section, part: str, style: str, paragraph: Paragraph) -> str:
        """Put a paragraph where it belongs; which part of the section follows."""
        words = paragraph.text.strip()
        if style in (PROMPT.lower(), NOTE.lower()):
            return part
        if paragraph.kind == "h2" and words in (RISK, NOTES):
            return words
        if part == RISK:
            now.risks.append(words)
        elif part == "text" and paragraph.runs:
            now.gathered.append(paragraph)
        return part

    @staticmethod
    def _closed(section: _Section) -> _Section:
        # Through the one reader of HTML, so that what Word sends is cleaned and canonical as anything else.
        section.blocks = read_html(to_html(section.gathered))
        section.risk = "\n".join(line for line in section.risks if line)
        return section

    # Paragraphs

    def _style(self, element: Element) -> str:
        mark = element.find(f"{_W}pPr/{_W}pStyle")
        name = mark.get(f"{_W}val", "") if mark is not None else ""
        return self._styles.get(name, name).lower()

    def _paragraph(self, element: Element, style: str) -> Paragraph:
        self._seen += 1
        if self._seen > _MOST_PARAGRAPHS:
            raise KnownError("file_too_many_cells", sheet=_MAIN, most=_MOST_PARAGRAPHS)
        kind, depth = "p", 0
        if style.startswith("heading ") and style[-1:].isdigit():
            kind = f"h{min(max(int(style[-1]), 2), 4)}"
        else:
            kind, depth = self._list(element, style)
        return Paragraph(kind, tuple(self._runs(element)), depth)

    def _list(self, element: Element, style: str) -> tuple[str, int]:
        level = element.find(f"{_W}pPr/{_W}numPr/{_W}ilvl")
        number = element.find(f"{_W}pPr/{_W}numPr/{_W}numId")
        at = _whole(level.get(f"{_W}val") if level is not None else None)
        named = style.split()
        # LibreOffice starts each level's style as a list of its own: then the style alone knows the depth.
        depth = int(named[2]) if style.startswith("list ") and len(named) > 2 and named[2].isdigit() else 1
        if number is not None and number.get(f"{_W}val") not in (None, "0"):
            bullet = self._numbers.get((number.get(f"{_W}val", ""), at), "list number" not in style)
            return ("ul" if bullet else "ol"), min(max(at + 1, depth), DEEPEST)
        if style.startswith(("list bullet", "list number")):
            return ("ul" if named[1] == "bullet" else "ol"), min(max(depth, 1), DEEPEST)
        return "p", 0

    def _runs(self, element: Element, href: str = "") -> Iterator[Run]:
        cited: dict[str, str] = {}
        for child in element:
            tag = child.tag.removeprefix(_W)
            if tag == "bookmarkStart":
                address = _cited(child.get(f"{_W}name", ""))
                if address:
                    cited[child.get(f"{_W}id", "")] = address
            elif tag == "bookmarkEnd":
                cited.pop(child.get(f"{_W}id", ""), None)
            elif tag == "r":
                yield from self._run(child, next(iter(cited.values()), href))
            elif tag == "hyperlink":
                target = safe_link(self._links.get(child.get(f"{_R}id", ""), ""))
                yield from self._runs(child, target)
            elif tag in ("ins", "smartTag", "sdt", "sdtContent", "fldSimple"):
                yield from self._runs(child, href)

    def _run(self, element: Element, href: str) -> Iterator[Run]:
        text = []
        for child in element:
            tag = child.tag.removeprefix(_W)
            if tag == "t":
                text.append(child.text or "")
            elif tag in ("br", "cr"):
                text.append("\n")
            elif tag == "tab":
                text.append(" ")
            elif tag == "noBreakHyphen":
                text.append("-")
        words = "".join(text)
        self._text += len(words)
        if self._text > _MOST_TEXT:
            raise KnownError("file_unpacks_too_much", unpacked=self._text, size=_MOST_TEXT)
        raised = element.find(f"{_W}rPr/{_W}vertAlign")
        note = raised is not None and raised.get(f"{_W}val") == "superscript" and words.startswith("[")
        if words and not note:
            yield Run(words, _on(element, "b"), _on(element, "i"), href)

    def _table(self, element: Element) -> Table:
        rows = []
        for row in element.iter(f"{_W}tr"):
            header = row.find(f"{_W}trPr/{_W}tblHeader") is not None
            cells = []
            for cell in row.findall(f"{_W}tc"):
                found = (self._paragraph(each, self._style(each)) for each in cell.iter(f"{_W}p"))
                kept = (_light(each) if header else each for each in found if each.runs)
                cells.append(Cell(tuple(kept), header))
            if cells:
                rows.append(tuple(cells))
        return Table(tuple(rows))


def _of_judgements(table: Table) -> bool:
    return table.rows[0][0].text.strip() == next(iter(JUDGEMENTS))


def _judged(table: Table) -> dict[str, str]:
    rows = ((row[0].text.strip(), " ".join(row[1].text.split())) for row in table.rows if len(row) > 1)
    return {JUDGEMENTS[name]: said[:1_000] for name, said in rows if name in JUDGEMENTS}


def _light(paragraph: Paragraph) -> Paragraph:
    """What a heading of a column says, without the weight it is printed in."""
    return replace(paragraph, runs=tuple(replace(run, bold=False) for run in paragraph.runs))


def _cited(name: str) -> str:
    """The address of a chip, from the mark around it: "cited_indicator_12_7"."""
    parts = name.removeprefix(CITED).split("_")
    return f"evidence:{parts[0]}/{parts[1]}" if name.startswith(CITED) and len(parts) >= 2 else ""


def _on(run: Element, name: str) -> bool:
    mark = run.find(f"{_W}rPr/{_W}{name}")
    return mark is not None and mark.get(f"{_W}val", "1") not in ("0", "false", "off")


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdigit() and len(text) < 3 else 0


def _style_names(root: Element | None) -> dict[str, str]:
    found = {}
    for style in root.iter(f"{_W}style") if root is not None else ():
        name = style.find(f"{_W}name")
        if name is not None:
            found[style.get(f"{_W}styleId", "")] = name.get(f"{_W}val", "")
    return found


def _number_kinds(root: Element | None) -> dict[tuple[str, int], bool]:
    """Whether a level of a list has bullets, by the list's number."""
    if root is None:
        return {}
    kinds: dict[str, dict[int, bool]] = {}
    for abstract in root.iter(f"{_W}abstractNum"):
        levels = {}
        for level in abstract.findall(f"{_W}lvl"):
            form = level.find(f"{_W}numFmt")
            levels[_whole(level.get(f"{_W}ilvl"))] = form is not None and form.get(f"{_W}val") == "bullet"
        kinds[abstract.get(f"{_W}abstractNumId", "")] = levels
    found = {}
    for number in root.iter(f"{_W}num"):
        of = number.find(f"{_W}abstractNumId")
        for at, bullet in kinds.get(of.get(f"{_W}val", "") if of is not None else "", {}).items():
            found[number.get(f"{_W}numId", ""), at] = bullet
    return found


def _links(root: Element | None) -> dict[str, str]:
    return {each.get("Id", ""): each.get("Target", "") for each in root} if root is not None else {}
