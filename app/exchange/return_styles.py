"""The looks of a department's workbook: what is open is white with an edge, what is ours is grey and locked."""

from __future__ import annotations

from copy import copy
from typing import Any

from app.exchange.xml_text import clean

INK, SOFT, EDGE, GROUND, HEAD, OPEN = "1B2733", "5A6673", "C9D1DA", "F3F5F8", "1F4E8C", "FFFFFF"


class Styles:
    """Each look is made once and its numbers copied to cells: setting fonts cell by cell costs ten times as much."""

    def __init__(self, book: Any) -> None:
        from openpyxl.cell.cell import Cell
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

        thin = Side(style="thin", color=EDGE)
        strong = Side(style="thin", color="7C8894")
        box, open_box = Border(bottom=thin), Border(left=strong, right=strong, top=strong, bottom=strong)
        grey, white = PatternFill("solid", fgColor=GROUND), PatternFill("solid", fgColor=OPEN)
        top = Alignment(vertical="top", wrap_text=True)
        right = Alignment(vertical="top", horizontal="right", indent=1)
        face = Font(name="Calibri", size=11, color=INK)
        free = Protection(locked=False)
        self._sheet = book.create_sheet("styles")
        self._next = 1
        self._new: Any = Cell
        self._made: dict[tuple[str, str, bool], Any] = {}
        self._looks: dict[str, dict[str, Any]] = {
            "title": {"font": Font(name="Calibri", size=16, bold=True, color=INK)},
            "second": {"font": Font(name="Calibri", size=11, color=SOFT), "alignment": top},
            "plain": {"font": face, "alignment": top},
            "head": {
                "font": Font(name="Calibri", size=11, bold=True, color="FFFFFF"),
                "fill": PatternFill("solid", fgColor=HEAD), "alignment": top,
            },
            "fixed": {"font": face, "fill": grey, "border": box, "alignment": top},
            "fixed_bold": {"font": Font(name="Calibri", size=11, bold=True, color=INK), "fill": grey, "border": box,
                           "alignment": top},
            "number": {"font": face, "fill": grey, "border": box, "alignment": right},
            "open": {"font": face, "fill": white, "border": open_box, "alignment": top, "protection": free},
            "open_number": {"font": face, "fill": white, "border": open_box, "alignment": right, "protection": free},
            "open_date": {"font": face, "fill": white, "border": open_box, "alignment": right, "protection": free,
                          "number_format": "dd/mm/yyyy"},
        }  # fmt: skip

    def put(self, sheet: Any, row: int, column: int, value: Any, look: str, number_format: str = "") -> Any:
        """Write a cell. Text stays text, whatever it begins with."""
        cell = sheet._cells[row, column] = self._new(sheet, row, column)
        text = isinstance(value, str)
        if text:
            value = value if value.isprintable() else clean(value)
            # What the setter would do, without its search for formulas, errors and dates.
            cell._value, cell.data_type = value, "s"
        elif value.__class__ in (int, float):
            cell._value = value
        elif value is not None:
            cell.value = value
        quoted = text and value[:1] in ("=", "+", "-", "@", "\t", "\r")
        # Shared, not copied: nothing changes a cell's look once it is written.
        cell._style = self._style(look, number_format, quoted)
        return cell

    def _style(self, look: str, number_format: str, quoted: bool) -> Any:
        key = (look, number_format, quoted)
        if key not in self._made:
            cell = self._sheet.cell(self._next, 1)
            self._next += 1
            if number_format or quoted:
                cell._style = copy(self._style(look, "", False))
            else:
                for name, value in self._looks[look].items():
                    setattr(cell, name, value)
            if number_format:
                cell.number_format = number_format
            if quoted:
                cell.quotePrefix = True
            self._made[key] = cell._style
        return self._made[key]

    def end(self, book: Any) -> None:
        """Take the sheet away on which the looks were tried."""
        book.remove(self._sheet)


def number_format(unit: str, decimals: int) -> str:
    """As the indicator is printed. No percent sign: Excel would multiply what is typed by a hundred."""
    digits = "0" if decimals == 0 else f"0.{'0' * decimals}"
    if unit == "%":
        return digits
    return f'"£"#,##{digits}' if unit.startswith("£") else f"#,##{digits}"
