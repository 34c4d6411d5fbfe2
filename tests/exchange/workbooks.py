"""Small workbooks for tests: good ones through openpyxl, bad ones put together by hand."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

HEADINGS = ("Code", "Period", "Value", "Status", "Numerator", "Denominator", "Note")
CONTENT = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'spreadsheetml.worksheet+xml"/></Types>'
)
RELS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>'
)
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_LINK = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def make_workbook(path: Path, rows: Iterable[Sequence[Any]], *, sheet: str = "Values",
                  headings: Sequence[Any] = HEADINGS) -> Path:  # fmt: skip
    """A plain table of readings."""
    import openpyxl

    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    page.append(list(headings))
    for row in rows:
        page.append(list(row))
    book.save(path)
    return path


def workbook_xml(names: Sequence[str] = ("Values",)) -> str:
    sheets = "".join(
        f'<sheet name="{name}" sheetId="{at}" r:id="rId{at}"/>' for at, name in enumerate(names, 1)
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><workbook {_MAIN} {_LINK}><sheets>{sheets}</sheets></workbook>'


def workbook_rels(count: int = 1, first: str = "worksheets/sheet1.xml") -> str:
    links = "".join(
        f'<Relationship Id="rId{at}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        f'worksheet" Target="{first if at == 1 else f"worksheets/sheet{at}.xml"}"/>'
        for at in range(1, count + 1)
    )
    start = '<?xml version="1.0" encoding="UTF-8"?>'
    return f'{start}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'


def text_cell(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def sheet_xml(rows: str = "", *, head: str = "", before: str = "", after: str = "") -> str:
    """A sheet with our four headings in row 1 and `rows` as written."""
    titles = "".join(text_cell(f"{letter}1", name) for letter, name in zip("ABCD", HEADINGS, strict=False))
    start = head or '<?xml version="1.0" encoding="UTF-8"?>'
    return f'{start}<worksheet {_MAIN}>{before}<sheetData><row r="1">{titles}</row>{rows}</sheetData>{after}</worksheet>'


ROW = (
    '<row r="2">'
    + text_cell("A2", "NI 117")
    + text_cell("B2", "2009/10 Q4")
    + '<c r="C2"><v>7.1</v></c>'
    + text_cell("D2", "final")
    + "</row>"
)


def parts(**changed: str | bytes | None) -> dict[str, bytes]:
    """A minimal workbook's parts; names with __ for / and _ for . (xl__workbook_xml) are replaced."""
    found: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT,
        "_rels/.rels": RELS,
        "xl/workbook.xml": workbook_xml(),
        "xl/_rels/workbook.xml.rels": workbook_rels(),
        "xl/worksheets/sheet1.xml": sheet_xml(ROW),
    }
    short = {"content": "[Content_Types].xml", "rels": "_rels/.rels", "workbook": "xl/workbook.xml",
             "workbook_rels": "xl/_rels/workbook.xml.rels", "sheet": "xl/worksheets/sheet1.xml"}  # fmt: skip
    for key, value in changed.items():
        if value is None:
            del found[short[key]]
        else:
            found[short[key]] = value
    return {name: each.encode() if isinstance(each, str) else each for name, each in found.items()}


def zipped(path: Path, contents: dict[str, bytes] | Sequence[tuple[str, bytes]]) -> Path:
    pairs = list(contents.items()) if isinstance(contents, dict) else list(contents)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        import warnings

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # two parts of one name are wanted here
            for name, content in pairs:
                archive.writestr(name, content)
    return path


def lying_zip(path: Path, contents: dict[str, bytes], name: str, *, declared: int) -> Path:
    """A zip whose directory gives a wrong size for one part."""
    zipped(path, contents)
    data = bytearray(path.read_bytes())
    entry = data.rfind(b"PK\x01\x02")
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        length = struct.unpack_from("<H", data, at + 28)[0]
        if data[at + 46 : at + 46 + length].decode() == name:
            struct.pack_into("<I", data, at + 24, declared)
        at = data.find(b"PK\x01\x02", at + 4)
    assert entry >= 0
    path.write_bytes(bytes(data))
    return path


def bomb(size: int) -> bytes:
    """Spaces, which pack a thousand to one."""
    return zlib.compress(b"", 0)[:0] + b" " * size
