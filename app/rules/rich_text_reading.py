"""Any HTML read as the subset of app.rules.rich_text: structure is kept, everything else is dropped."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from app.rules.html_tokens import Tag, tokens
from app.rules.rich_text import (
    DEEPEST,
    LISTS,
    Block,
    Cell,
    Paragraph,
    Run,
    Table,
    safe_link,
    safe_picture,
)

_SILENT = frozenset(
    "script style head title template svg math object iframe noscript textarea select".split()
)
_BREAKS = frozenset(
    "p div h1 h2 h3 h4 h5 h6 blockquote pre section article header footer main center address dl dt dd".split()
)
_HEADING = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
_INLINE = frozenset("b strong i em a span font u".split())
_SPACES = re.compile(r"[\s\u00a0]+")
_JUNK = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u200b\u2060\ufeff\ufffc"
                   "\u202a-\u202e\u2066-\u2069\ud800-\udfff]")  # fmt: skip
_WEIGHT = re.compile(r"(?<![-\w])font-weight\s*:\s*(bold(?:er)?|normal|\d+)", re.IGNORECASE)
_SLANT = re.compile(r"(?<![-\w])font-style\s*:\s*(italic|oblique|normal)", re.IGNORECASE)
_BOLD_FROM = 600
_MOST_CELLS = 20_000
_MOST_STYLES = 60


@dataclass(frozen=True, slots=True)
class _Style:
    tag: str
    bold: bool = False
    italic: bool = False
    href: str = ""


@dataclass(slots=True)
class _OpenTable:
    """`outside` is where paragraphs went before it began."""

    outside: list[Block]
    rows: list[list[Cell]] = field(default_factory=list)
    cell: list[Block] | None = None
    header: bool = False


@lru_cache(maxsize=32)
def read_html(html: str) -> tuple[Block, ...]:
    """What of it is in the subset, in order. Junk in, nothing out; it never raises.

    A page of eleven sections asks for the same texts several times over.
    """
    reader = _Reader()
    for token in tokens(_JUNK.sub("", html)):
        if isinstance(token, str):
            reader.text(token)
        else:
            reader.tag(token)
    return reader.finish()


class _Reader:
    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._runs: list[Run] = []
        self._kind, self._depth = "p", 0
        self._styles: list[_Style] = [_Style("")]
        self._lists: list[str] = []
        self._table: _OpenTable | None = None
        self._nested = self._silent = self._cells = 0

    def tag(self, tag: Tag) -> None:
        if tag.name in _SILENT:
            if not tag.whole or tag.name in ("script", "style"):
                self._silent = max(0, self._silent - 1) if tag.end else self._silent + 1
        elif not self._silent:
            if tag.end:
                self._end(tag.name)
            else:
                self._start(tag.name, tag.attributes)

    def text(self, text: str) -> None:
        if not self._silent:
            self._say(_SPACES.sub(" ", _JUNK.sub("", text)))

    # Elements

    def _start(self, tag: str, given: dict[str, str]) -> None:
        if tag in _INLINE:
            if len(self._styles) < _MOST_STYLES:
                self._styles.append(self._styled(tag, given))
        elif tag == "br":
            self._runs.append(self._run("\n"))
        elif tag == "img":
            source = safe_picture(given.get("src", ""))
            if source:
                self._runs.append(Run("", picture=source))
        elif tag in LISTS:
            self._flush()
            self._lists.append(tag)
        elif tag == "li":
            self._flush()
            kind = self._lists[-1] if self._lists else "ul"
            self._kind, self._depth = kind, min(max(1, len(self._lists)), DEEPEST)
        elif tag in _BREAKS:
            self._break(tag)
        else:
            self._start_table(tag)

    def _end(self, tag: str) -> None:
        if tag in _INLINE:
            for at in range(len(self._styles) - 1, 0, -1):
                if self._styles[at].tag == tag:
                    del self._styles[at]
                    break
        elif tag in LISTS:
            self._flush()
            if self._lists:
                self._lists.pop()
            self._plain()
        elif tag in _BREAKS or tag == "li":
            self._flush()
            if tag not in ("p", "div") or not self._lists:
                self._plain()
        else:
            self._end_table(tag)

    def _break(self, tag: str) -> None:
        """A paragraph begins; within an item of a list it goes on as that item."""
        self._flush()
        if tag in _HEADING:
            self._kind, self._depth = _HEADING[tag], 0
        elif not self._lists:
            self._plain()

    def _plain(self) -> None:
        self._kind, self._depth = "p", 0

    def _styled(self, tag: str, given: dict[str, str]) -> _Style:
        now = replace(self._styles[-1], tag=tag)
        if tag in ("b", "strong"):
            now = replace(now, bold=True)
        elif tag in ("i", "em"):
            now = replace(now, italic=True)
        elif tag == "a":
            now = replace(now, href=safe_link(given.get("href", "")))
        style = given.get("style", "")
        weight, slant = _WEIGHT.search(style), _SLANT.search(style)
        if weight:
            word = weight[1].lower()
            heavy = int(word) >= _BOLD_FROM if word.isdigit() and len(word) < 5 else word.startswith("bold")
            now = replace(now, bold=heavy)
        return replace(now, italic=slant[1].lower() != "normal") if slant else now

    # Tables: one within another becomes paragraphs of its cell

    def _start_table(self, tag: str) -> None:
        if tag == "table":
            self._flush()
            if self._table is None:
                self._table = _OpenTable(self._blocks)
            else:
                self._nested += 1
        elif self._table is None or tag not in ("tr", "td", "th"):
            return
        elif self._nested:
            self._flush()
        elif tag == "tr":
            self._close_cell()
            self._table.rows.append([])
        else:
            self._close_cell()
            self._table.cell, self._table.header = [], tag == "th"
            self._blocks = self._table.cell
            self._lists = []
            self._plain()

    def _end_table(self, tag: str) -> None:
        if self._table is None or tag not in ("table", "tr", "td", "th"):
            return
        if self._nested:
            self._flush()
            self._nested -= tag == "table"
            return
        self._close_cell()
        if tag == "table":
            table, self._table = self._table, None
            self._blocks = table.outside
            rows = tuple(tuple(row) for row in table.rows if any(cell.paragraphs for cell in row))
            if rows:
                self._blocks.append(Table(rows))
            self._plain()

    def _close_cell(self) -> None:
        self._flush()
        table = self._table
        if table is None or table.cell is None:
            return
        inner = tuple(block for block in table.cell if isinstance(block, Paragraph))
        self._cells += 1
        if self._cells <= _MOST_CELLS:
            if not table.rows:
                table.rows.append([])
            table.rows[-1].append(Cell(inner, table.header))
        table.cell = None
        self._blocks = table.outside
        self._lists = []

    # Text

    def _say(self, text: str) -> None:
        if text and (text != " " or self._runs):
            self._runs.append(self._run(text))

    def _run(self, text: str) -> Run:
        style = self._styles[-1]
        return Run(text, style.bold, style.italic, style.href)

    def _flush(self) -> None:
        runs = _joined(self._runs)
        self._runs = []
        # Between the rows and cells of a table there is no text of its own.
        outside_cell = self._table is not None and self._table.cell is None
        if runs and not outside_cell:
            self._blocks.append(Paragraph(self._kind, runs, self._depth))

    def finish(self) -> tuple[Block, ...]:
        self._nested = 0
        self._end_table("table")
        self._flush()
        return tuple(self._blocks)


def _joined(runs: list[Run]) -> tuple[Run, ...]:
    """Neighbours with the same marks as one, without spaces at the ends, at line breaks, or twice."""
    marks: list[Run] = []
    texts: list[list[str]] = []
    for run in runs:
        bare = replace(run, text="")
        if marks and marks[-1] == bare and not run.picture:
            texts[-1].append(run.text)
        else:
            marks.append(bare)
            texts.append([run.text])
    out: list[Run] = []
    gap = True
    for bare, parts in zip(marks, texts, strict=True):
        text = re.sub(r" *\n *", "\n", re.sub(" {2,}", " ", "".join(parts)))
        if gap and not bare.picture:
            text = text.lstrip(" ")
        if text or bare.picture:
            out.append(replace(bare, text=text))
            gap = not bare.picture and text.endswith((" ", "\n"))
    return _trimmed(out)


def _trimmed(runs: list[Run]) -> tuple[Run, ...]:
    while runs and not runs[-1].picture and not runs[-1].text.strip():
        runs.pop()
    while runs and not runs[0].picture and not runs[0].text.strip():
        runs.pop(0)
    if runs and not runs[-1].picture:
        runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip())
    if runs and not runs[0].picture:
        runs[0] = replace(runs[0], text=runs[0].text.lstrip())
    return tuple(runs)
