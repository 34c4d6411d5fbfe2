"""Rich text as plain data: paragraphs, headings, lists and tables of marked runs, and their canonical HTML.

The subset: p, h2, h3, h4, ul, ol, li, table, tr, th, td, strong, em, a, br, img. A link leads to http, https, mailto
or a thing of the plan (`evidence:indicator/12`); a picture is one kept in the store (`picture:` and its SHA-256),
or embedded as data while it is on its way there. Nothing else survives `read_html`, which never fails.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape

from app.rules.assessment_evidence import EvidenceRef, ref_of

HEADINGS = ("h2", "h3", "h4")
LISTS = ("ul", "ol")
DEEPEST = 6
PICTURE = "picture:"
_DATA = re.compile(r"data:image/(?:png|jpeg|gif);base64,[A-Za-z0-9+/=\s]+")
_KEPT = re.compile(r"picture:[0-9a-f]{64}")
_LINK = re.compile(r"(?:https?://|mailto:)[^\s<>\"'\\]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with the same marks. "\\n" in `text` is a line break. A picture has no text."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""
    picture: str = ""

    @property
    def evidence(self) -> EvidenceRef | None:
        return ref_of(self.href) if self.href else None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`kind`: "p", a heading, or the list it is an item of; `depth` of a list starts at 1."""

    kind: str
    runs: tuple[Run, ...]
    depth: int = 0

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def mark(self) -> str:
        """Names the paragraph by what it says: see `paragraph_mark`."""
        return paragraph_mark("".join(run.href if run.evidence else run.text for run in self.runs))


@dataclass(frozen=True, slots=True)
class Cell:
    paragraphs: tuple[Paragraph, ...]
    header: bool = False

    @property
    def text(self) -> str:
        return " ".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Table:
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def columns(self) -> int:
        return max(map(len, self.rows), default=0)


Block = Paragraph | Table


def paragraph_mark(text: str) -> str:
    """A short name of a paragraph's text, spaces aside. A chip stands in it as its address, whatever it reads now."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:12]


def safe_link(href: str) -> str:
    """The address where a link may lead; empty for any other."""
    address = href.strip()
    return address if ref_of(address) or _LINK.fullmatch(address) else ""


def safe_picture(source: str) -> str:
    """The picture's address where it is one of ours or embedded; empty for a file, a remote one, or any other."""
    address = source.strip()
    return address if _KEPT.fullmatch(address) or _DATA.fullmatch(address) else ""


def paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Every paragraph in order, those of tables too."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row:
                    yield from cell.paragraphs


def evidence_in(blocks: Iterable[Block]) -> tuple[EvidenceRef, ...]:
    """What the text cites, each once, in its order."""
    found = (run.evidence for paragraph in paragraphs(blocks) for run in paragraph.runs)
    return tuple(dict.fromkeys(ref for ref in found if ref is not None))


def pictures_in(blocks: Iterable[Block]) -> tuple[str, ...]:
    """Addresses of the pictures, each once."""
    runs = (run for paragraph in paragraphs(blocks) for run in paragraph.runs)
    return tuple(dict.fromkeys(run.picture for run in runs if run.picture))


def with_pictures(blocks: Iterable[Block], addresses: dict[str, str]) -> tuple[Block, ...]:
    """The text with pictures' addresses replaced; one that is not named is left out."""

    def swap(paragraph: Paragraph) -> Paragraph:
        runs = (replace(run, picture=addresses.get(run.picture, "")) if run.picture else run for run in paragraph.runs)
        return replace(paragraph, runs=tuple(run for run in runs if run.text or run.picture))

    return _each(blocks, swap)


def relabelled(blocks: Iterable[Block], labels: Mapping[EvidenceRef, str]) -> tuple[Block, ...]:
    """The text with each chip that is named reading its label: what it says at a quarter is shown, not stored."""

    def named(paragraph: Paragraph) -> Paragraph:
        runs: list[Run] = []
        for run in paragraph.runs:
            label = labels.get(run.evidence) if run.evidence else None
            if label is not None and runs and runs[-1].href == run.href:
                continue  # a chip that came in pieces
            runs.append(replace(run, text=label) if label is not None else run)
        return replace(paragraph, runs=tuple(runs))

    return _each(blocks, named)


def _each(blocks: Iterable[Block], change: Callable[[Paragraph], Paragraph]) -> tuple[Block, ...]:
    return tuple(
        change(block)
        if isinstance(block, Paragraph)
        else Table(tuple(tuple(replace(cell, paragraphs=tuple(map(change, cell.paragraphs))) for cell in row)
                         for row in block.rows))
        for block in blocks
    )  # fmt: skip


def to_plain(blocks: Iterable[Block]) -> str:
    """For search and word counts: a line a paragraph or row, cells apart by tabs."""
    lines = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.append(block.text)
        else:
            lines += ["\t".join(cell.text for cell in row) for row in block.rows]
    return "\n".join(lines)


def from_plain(text: str) -> tuple[Block, ...]:
    """Each line a paragraph; lines that begin with a dash or bullet are items of a list."""
    found: list[Block] = []
    for line in text.splitlines():
        words = line.strip()
        if not words:
            continue
        item = re.match(r"[-•*]\s+", words)
        kind, depth = ("ul", 1) if item else ("p", 0)
        found.append(Paragraph(kind, (Run(words[item.end() :] if item else words),), depth))
    return tuple(found)


def to_html(blocks: Iterable[Block]) -> str:
    """Canonical: the same text has the same HTML, whatever it was read from."""
    out: list[str] = []
    lists: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph) and block.kind in LISTS:
            _open_lists(out, lists, block)
            out.append(f"<li>{_runs(block.runs)}")
            continue
        _close_lists(out, lists, 0)
        out.append(_table(block) if isinstance(block, Table) else f"<{block.kind}>{_runs(block.runs)}</{block.kind}>")
    _close_lists(out, lists, 0)
    return "".join(out)


def _open_lists(out: list[str], lists: list[str], item: Paragraph) -> None:
    """Up or down to the item's own list; every list but the outermost stands within an item."""
    _close_lists(out, lists, item.depth)
    if len(lists) == item.depth:
        out.append("</li>")
        if lists[-1] != item.kind:
            out.append(f"</{lists.pop()}>")
    while len(lists) < item.depth:
        if lists and out[-1].endswith(("<ul>", "<ol>")):
            out.append("<li>")
        lists.append(item.kind)
        out.append(f"<{item.kind}>")


def _close_lists(out: list[str], lists: list[str], depth: int) -> None:
    while len(lists) > depth:
        out.append(f"</li></{lists.pop()}>")


def _table(table: Table) -> str:
    rows = []
    for row in table.rows:
        cells = []
        for cell in row:
            tag = "th" if cell.header else "td"
            plain = len(cell.paragraphs) == 1 and cell.paragraphs[0].kind == "p"
            inner = _runs(cell.paragraphs[0].runs) if plain else to_html(cell.paragraphs)
            cells.append(f"<{tag}>{inner}</{tag}>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{''.join(rows)}</table>"


def _runs(runs: Iterable[Run]) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    if run.picture:
        return f'<img src="{escape(run.picture)}">'
    text = escape(run.text, quote=False).replace("\n", "<br>")
    if run.italic:
        text = f"<em>{text}</em>"
    if run.bold:
        text = f"<strong>{text}</strong>"
    return f'<a href="{escape(run.href)}">{text}</a>' if run.href else text
