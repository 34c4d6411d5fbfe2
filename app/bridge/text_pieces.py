"""A document as the HTML subset, kept piece by piece, so that saving costs what was changed and not the whole text."""

from __future__ import annotations

import html
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextListFormat,
)

from app.bridge.safe_document import SafeDocument

_COUNTED = frozenset(
    {
        QTextListFormat.Style.ListDecimal,
        QTextListFormat.Style.ListLowerAlpha,
        QTextListFormat.Style.ListUpperAlpha,
        QTextListFormat.Style.ListLowerRoman,
        QTextListFormat.Style.ListUpperRoman,
    }
)
OBJECT = "\ufffc"


@dataclass(slots=True)
class Piece:
    """One paragraph: its tag, the list and the cell it stands in, and its text as HTML and as words."""

    tag: str
    body: str
    words: int = 0
    text: str = ""
    """As the document counts it: a chip is one character."""
    chips: tuple[str, ...] = ()
    """The addresses behind those characters, in order."""
    listed: tuple[int, str, int] | None = None
    """(which list, "ul" or "ol", how deep)"""
    cell: tuple[int, int, int] | None = None
    """(which table, row, column)"""


class TextPieces(QObject):
    """Follows a document. `html()` and `words` cost next to nothing after a key press."""

    def __init__(self, document: QTextDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._pieces: list[Piece | None] = []
        self.labels: dict[str, str] = {}
        self.renew()
        document.documentLayout()  # a document that was never laid out tells of no change
        document.contentsChange.connect(self._changed)

    def renew(self) -> None:
        """Another text stands in the document."""
        self._pieces = [None] * self._document.blockCount()

    def name(self, labels: dict[str, str]) -> None:
        """What the evidence is called in words, by its address."""
        if labels != self.labels:
            self.labels = dict(labels)
            self.renew()

    def html(self) -> str:
        return joined(self.read())

    @property
    def words(self) -> int:
        return sum(piece.words for piece in self.read())

    def read(self) -> list[Piece]:
        if len(self._pieces) != self._document.blockCount():
            self.renew()
        if None in self._pieces:
            for number, piece in enumerate(self._pieces):
                if piece is None:
                    self._pieces[number] = piece_of(self._document.findBlockByNumber(number), self.labels)
        return [piece for piece in self._pieces if piece is not None]

    def _changed(self, position: int, removed: int, added: int) -> None:
        more = self._document.blockCount() - len(self._pieces)
        first = self._document.findBlock(position).blockNumber()
        end = self._document.findBlock(min(position + added, self._document.characterCount() - 1))
        last = end.blockNumber() if end.isValid() else self._document.blockCount() - 1
        many = max(removed, added) > 1 and bool(self._document.rootFrame().childFrames())
        if first < 0 or last - more < first - 1 or many:
            self.renew()  # more than a key press around a table may move any of its cells
            return
        self._pieces[first : last - more + 1] = [None] * (last - first + 1)
        if len(self._pieces) != self._document.blockCount():
            self.renew()
        elif more and any(piece is not None and piece.cell for piece in self._pieces):
            # A row or a column more moves the cells behind it.
            self._pieces = [None if piece is None or piece.cell else piece for piece in self._pieces]


def piece_of(block: QTextBlock, labels: dict[str, str]) -> Piece:
    heading = block.blockFormat().headingLevel()
    body, chips = _body(block, labels, heading=bool(heading))
    text = block.text()
    words = len(text.replace(OBJECT, " ").split())
    found = Piece(f"h{min(max(heading, 2), 4)}" if heading else "p", body, words, text, chips)
    listed = block.textList()
    if listed is not None:
        style = listed.format().style()
        tag = "ol" if style in _COUNTED else "ul"
        found.listed = (listed.objectIndex(), tag, max(1, listed.format().indent()))
    cursor = QTextCursor(block)
    table = cursor.currentTable()
    if table is not None:
        cell = table.cellAt(cursor)
        found.cell = (table.objectIndex(), cell.row(), cell.column())
    return found


def _body(block: QTextBlock, labels: dict[str, str], *, heading: bool) -> tuple[str, tuple[str, ...]]:
    parts: list[str] = []
    chips: list[str] = []
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        if fragment.isValid():
            text, form = fragment.text(), fragment.charFormat()
            if form.isImageFormat():
                chips += [form.toImageFormat().name()] * text.count(OBJECT)
            parts.append(_run(text, form, labels, heading))
        iterator += 1
    return "".join(parts), tuple(chips)


def _run(text: str, form: QTextCharFormat, labels: dict[str, str], heading: bool) -> str:
    if form.isImageFormat():
        return _object(form.toImageFormat().name(), labels) * text.count(OBJECT)
    body = html.escape(text.replace(OBJECT, ""), quote=False).replace("\u2028", "<br>")
    link = form.anchorHref() if form.isAnchor() else ""
    if form.fontItalic():
        body = f"<em>{body}</em>"
    if form.fontWeight() >= QFont.Weight.DemiBold and not heading:
        body = f"<strong>{body}</strong>"
    return f'<a href="{html.escape(link)}">{body}</a>' if link else body


def _object(address: str, labels: dict[str, str]) -> str:
    if address.startswith("evidence:"):
        label = html.escape(labels.get(address, address), quote=False)
        return f'<a href="{html.escape(address)}">{label}</a>'
    return f'<img src="{html.escape(address)}">' if address.startswith("picture:") else ""


def of_selection(cursor: QTextCursor, labels: dict[str, str]) -> str:
    """The selected part in the subset, as it goes to the clipboard."""
    part = SafeDocument()
    QTextCursor(part).insertFragment(cursor.selection())
    blocks = map(part.findBlockByNumber, range(part.blockCount()))
    return joined([piece_of(block, labels) for block in blocks])


def marked_text(block: QTextBlock) -> str:
    """The paragraph's text with each chip as its address, as paragraphs are compared from quarter to quarter."""
    text = block.text()
    return with_addresses(text, _body(block, {}, heading=False)[1]) if OBJECT in text else text


def with_addresses(text: str, chips: tuple[str, ...]) -> str:
    for address in chips:
        text = text.replace(OBJECT, address if address.startswith("evidence:") else "", 1)
    return text


def joined(pieces: list[Piece]) -> str:
    """The pieces with the lists and tables around them."""
    out: list[str] = []
    open_lists: list[tuple[int, str, int]] = []
    cell: tuple[int, int, int] | None = None
    for piece in pieces:
        if piece.cell != cell:
            _close_lists(out, open_lists, 0)
            _to_cell(out, cell, piece.cell)
            cell = piece.cell
        if piece.listed is None:
            _close_lists(out, open_lists, 0)
            if piece.body or cell:
                out.append(f"<{piece.tag}>{piece.body}</{piece.tag}>")
        else:
            _to_list(out, open_lists, piece.listed)
            out.append(f"<li>{piece.body}</li>")
    _close_lists(out, open_lists, 0)
    _to_cell(out, cell, None)
    return "".join(out)


def _to_cell(out: list[str], left: tuple[int, int, int] | None, entered: tuple[int, int, int] | None) -> None:
    if left is not None:
        out.append("</td>")
        if entered is None or entered[0] != left[0]:
            out.append("</tr></table>")
        elif entered[1] != left[1]:
            out.append("</tr>")
    if entered is not None:
        if left is None or entered[0] != left[0]:
            out.append("<table><tr>")
        elif entered[1] != left[1]:
            out.append("<tr>")
        out.append("<td>")


def _to_list(out: list[str], open_lists: list[tuple[int, str, int]], wanted: tuple[int, str, int]) -> None:
    depth = wanted[2]
    keep = min(depth, len(open_lists))
    if keep == depth and open_lists[depth - 1] != wanted:
        keep = depth - 1
    _close_lists(out, open_lists, keep)
    while len(open_lists) < depth:
        out.append(f"<{wanted[1]}>")
        open_lists.append(wanted)


def _close_lists(out: list[str], open_lists: list[tuple[int, str, int]], keep: int) -> None:
    while len(open_lists) > keep:
        out.append(f"</{open_lists.pop()[1]}>")
