"""How a query list looks: a tint and a comment on each cell asked about, and all of them on a sheet in front."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

SHEET = "Queries"
_RED, _AMBER, _HEAD = "F8CBC6", "FBE3B5", "1F4E8C"
_HEADINGS = ("Sheet", "Cell", "What is the matter", "What to do")
_WIDTHS = (18, 12, 70, 60)
_AUTHOR = "Corporate Performance Team"


def mark_cells(sheet: Any, place: tuple[int, int], what: str, do: str, *, unreadable: bool) -> None:
    """Tint the cell and say there what to do; a second question to the same cell is added to the first."""
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    cell = sheet.cell(*place)
    if cell.__class__.__name__ == "MergedCell":
        return
    text = f"{what} {do}".strip()
    before = cell.comment.text if cell.comment is not None and cell.comment.author == _AUTHOR else ""
    if text in before:
        return
    comment = Comment(f"{before}\n{text}".strip(), _AUTHOR)
    comment.width, comment.height = 320, 60 + 18 * (len(comment.text) // 45)
    cell.comment = comment
    cell.fill = PatternFill("solid", fgColor=_RED if unreadable else _AMBER)


def queries_sheet(book: Any, marks: Sequence[Sequence[Any]]) -> None:
    """One row a question. Text stays text, whatever it begins with."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.worksheet.hyperlink import Hyperlink

    titles = {title.casefold() for title in book.sheetnames}
    title, number = SHEET, 2
    while title.casefold() in titles:
        title, number = f"{SHEET} {number}", number + 1
    sheet = book.create_sheet(title, 0)
    top = Alignment(vertical="top", wrap_text=True)
    for row, texts in enumerate([_HEADINGS, *(mark[:4] for mark in marks)], 1):
        for column, text in enumerate(texts, 1):
            cell = sheet.cell(row, column)
            cell._value, cell.data_type = str(text), "s"
            cell.quotePrefix = str(text)[:1] in ("=", "+", "-", "@", "\t", "\r")
            cell.alignment = top
            if row == 1:
                cell.font = Font(bold=True, color="FFFFFF")
                cell.fill = PatternFill("solid", fgColor=_HEAD)
            elif column == 2:
                cell.fill = PatternFill("solid", fgColor=_RED if marks[row - 2][4] else _AMBER)
        if row > 1 and texts[1]:
            place = f"'{str(texts[0]).replace(chr(39), chr(39) * 2)}'!{texts[1]}"
            sheet.cell(row, 2).hyperlink = Hyperlink(ref=f"B{row}", location=place)
    for column, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions["ABCD"[column - 1]].width = width
    sheet.freeze_panes = "A2"
    book.active = 0
    for each in book.worksheets:
        each.sheet_view.tabSelected = each is sheet
