"""A workbook of openpyxl's, saved with less work: its sheets' rows are written as XML at once, and in memory."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl.compat import safe_string
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.functions import fromstring

from app.exchange.cell_names import cell_name

_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"})


def save(book: Any, file: BinaryIO) -> None:
    """As `book.save`, for cells that hold texts, numbers and days alone, and with the properties as they are."""
    _Book(book, ZipFile(file, "w", ZIP_DEFLATED)).save()


class _Book(ExcelWriter):
    _archive: ZipFile

    def write_worksheet(self, ws: Any) -> None:
        ws._drawing = SpreadsheetDrawing()
        content = BytesIO()
        writer = _Sheet(ws, content)
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], content.getvalue())
        self.manifest.append(ws)


class _Sheet(WorksheetWriter):
    _rels: Any

    def write_rows(self) -> None:
        sheet: Any = self.ws
        heights, looks = sheet.row_dimensions, _Looks(sheet.parent)
        written = ["<sheetData>"]
        for number, cells in self.rows():
            marks = "".join(f' {name}="{str(value).translate(_ESCAPED)}"' for name, value in _marks(heights, number))
            written.append(f'<row r="{number}"{marks}>')
            written += (_cell(cell, looks) for cell in cells)
            written.append("</row>")
        written.append("</sheetData>")
        self.xf.send(fromstring("".join(written)))


def _marks(heights: Any, row: int) -> Iterable[tuple[str, Any]]:
    return dict(heights[row]).items() if row in heights else ()


class _Looks(dict[int, str]):
    """The number of a look as a cell's attribute, by the look's id: the cells share their looks."""

    def __init__(self, book: Any) -> None:
        super().__init__()
        self._styles = book._cell_styles
        self._kept: list[Any] = []

    def of(self, look: Any) -> str:
        found = self.get(id(look))
        if found is None:
            self._kept.append(look)  # so that no other gets its id
            found = self[id(look)] = f' s="{self._styles.add(look)}"' if look is not None and any(look) else ""
        return found


def _cell(cell: Any, looks: _Looks) -> str:
    value, kind, look = cell._value, cell.data_type, looks.of(cell._style)
    begun = f'<c r="{cell_name(cell.row, cell.column)}"{look}'
    if kind == "s":
        if not value:
            return f'{begun} t="inlineStr"/>'
        space = ' xml:space="preserve"' if value != value.strip() else ""
        return f'{begun} t="inlineStr"><is><t{space}>{value.translate(_ESCAPED)}</t></is></c>'
    if value is None:
        return f'{begun} t="n"/>' if look else ""
    if kind not in ("n", "d"):
        raise TypeError(f"a cell of kind {kind}")
    figure = to_excel(value, cell.parent.parent.epoch) if kind == "d" else value  # type: ignore[no-untyped-call]
    return f'{begun} t="n"><v>{safe_string(figure)}</v></c>'
