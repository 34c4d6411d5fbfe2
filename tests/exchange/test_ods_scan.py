"""An .ods, by hand: its errors, percentages, formulas without a value, merged and hidden cells are seen."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from app.exchange.budgets import PLAIN_TABLE
from app.exchange.ods_scan import CONTENT, scan_ods
from app.exchange.raw import Odd
from app.exchange.reader import read_file
from app.rules.errors import KnownError
from tests.exchange.office import resaved

_NAMES = "".join(
    f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
) + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def words(*texts: str) -> str:
    return "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in texts
    )


def content(rows: str, columns: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{_NAMES} office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="Values">{columns}{rows}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    ).encode()


def row(code: str, value: str, about: str = "") -> str:
    return f"<table:table-row{about}>{words(code, '2009/10 Q4')}{value}{words('final')}</table:table-row>"


HEAD = f"<table:table-row>{words('Code', 'Period', 'Value', 'Status')}</table:table-row>"
ERROR = (
    '<table:table-cell table:formula="of:=1/0" office:value-type="string" calcext:value-type="error">'
    "<text:p>#DIV/0!</text:p></table:table-cell>"
)
PERCENT = '<table:table-cell office:value-type="percentage" office:value="0.069"><text:p>6.9%</text:p></table:table-cell>'
UNKNOWN = '<table:table-cell table:formula="of:=[.A1]"/>'
PLAIN = '<table:table-cell office:value-type="float" office:value="7.1"><text:p>7.1</text:p></table:table-cell>'


def made(path: Path, rows: str, columns: str = "") -> Path:
    with ZipFile(path, "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr(CONTENT, content(rows, columns))
        book.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return path


def test_each_odd_cell_is_read_as_what_it_is(tmp_path: Path) -> None:
    rows = HEAD + row("NI 117", ERROR) + row("NI 62", PERCENT) + row("NI 63", UNKNOWN) + row("NI 64", PLAIN)
    raw = read_file(made(tmp_path / "r.ods", rows))
    cells = [each.cells[2] for each in raw.sheets[0].rows]
    assert cells == [Odd("error", "#DIV/0!"), Odd("percent", number=0.069), Odd("formula"), 7.1]
    assert raw.notes == ()


def test_merged_and_hidden_cells_are_seen(tmp_path: Path) -> None:
    columns = (
        '<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>'
    )
    merged = PLAIN.replace("<table:table-cell", '<table:table-cell table:number-rows-spanned="2"')
    hidden = row("NI 62", "<table:covered-table-cell/>", ' table:visibility="filter"')
    (sheet,) = read_file(made(tmp_path / "r.ods", HEAD + row("NI 117", merged) + hidden, columns)).sheets
    assert (sheet.hidden_columns, sheet.filtered, [each.hidden for each in sheet.rows]) == (("C",), True, [False, True])
    assert [(each.code, each.facts["cell"]) for each in sheet.problems] == [("cells_merged", "C2:C3")]


def test_cells_that_are_repeated_without_end_cost_no_memory() -> None:
    far = PERCENT.replace("<table:table-cell", '<table:table-cell table:number-columns-repeated="9999999"')
    rows = f'<table:table-row table:visibility="collapse" table:number-rows-repeated="9999999">{far}</table:table-row>'
    with pytest.raises(KnownError, match="file_too_many_cells"):
        scan_ods({CONTENT: content(rows)}, PLAIN_TABLE)
    with pytest.raises(KnownError, match="file_part_damaged"):
        scan_ods({CONTENT: content(HEAD)[:-30]}, PLAIN_TABLE)


def test_and_as_libreoffice_writes_it(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.create_sheet("Values", 0)
    for each in (("Code", "Period", "Value", "Status"), ("NI 117", "2009/10 Q4", "=1/0", "final"),
                 ("NI 62", "2009/10 Q4", 0.098, "final")):  # fmt: skip
        page.append(each)
    page["C3"].number_format = "0.0%"
    page.row_dimensions[3].hidden = True
    book.save(tmp_path / "r.xlsx")
    raw = read_file(resaved(tmp_path / "r.xlsx", "ods"))
    first, second = raw.sheets[0].rows
    assert (first.cells[2], second.cells[2], second.hidden) == (Odd("error", "#DIV/0!"), Odd("percent", number=0.098), True)
