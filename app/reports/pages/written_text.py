"""What an author wrote with headings, lists and tables, as blocks of a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.rules import papers_content as content
from app.rules import rich_text


def written(blocks: Iterable[rich_text.Block]) -> Iterator[content.Block]:
    items: list[str] = []
    for block in blocks:
        is_item = isinstance(block, rich_text.Paragraph) and block.kind in rich_text.LISTS
        if items and not is_item:
            yield content.Bullets(tuple(items))
            items = []
        if isinstance(block, rich_text.Table):
            yield from _table(block)
        elif not block.text.strip():
            continue
        elif is_item:
            items.append(block.text.strip())
        elif block.kind in rich_text.HEADINGS:
            yield content.Heading(block.text.strip(), 3)
        else:
            yield from (content.Paragraph(line.strip()) for line in block.text.splitlines() if line.strip())
    if items:
        yield content.Bullets(tuple(items))


def _table(block: rich_text.Table) -> Iterator[content.Block]:
    """Its first row is its head, as every table on paper has one."""
    if not block.rows or not block.columns:
        return
    head, *rows = [[cell.text for cell in row] + [""] * (block.columns - len(row)) for row in block.rows]
    columns = tuple(content.Column(words, 1.0) for words in head)
    yield content.Table("Table in the text", columns, tuple(tuple(map(content.Cell, row)) for row in rows))
