"""The project's own bad workbooks: one small file for each way in which a file can be wrong."""

from __future__ import annotations

import os
from pathlib import Path

import openpyxl

from tests.exchange.workbooks import (
    ROW,
    bomb,
    lying_zip,
    make_workbook,
    parts,
    sheet_xml,
    text_cell,
    workbook_rels,
    workbook_xml,
    zipped,
)

_BAD = ("NI 117", "2009/10 Q4", "tbc", "final")
_PLAIN = {
    "empty.xlsx": b"",
    "cut.xlsx": b"PK\x03\x04 cut",
    "old.xlsx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "page.xlsx": b"<html><table></table></html>",
    "paper.xlsx": b"%PDF-1.7",
    "words.xls": b"not a workbook",
    "zeros.csv": bytes(900),
    "noise.csv": bytes(range(256)) * 20,
    "lock.xlsx": b"PK\x05\x06" + bytes(18),
    "half.csv": "Code;Period\nNI 117".encode("utf-16"),
}


def make_corpus(folder: Path) -> Path:
    for name, content in _PLAIN.items():
        (folder / name).write_bytes(content)
    _zips(folder)
    _workbooks(folder)
    return folder


def _zips(folder: Path) -> None:
    good = parts()
    flipped = bytearray(zipped(folder / "flipped.xlsx", good).read_bytes())
    flipped[flipped.find(b"xl/worksheets/sheet1.xml") + 60] ^= 0x10
    (folder / "flipped.xlsx").write_bytes(bytes(flipped))
    lying_zip(folder / "lying.xlsx", good, "xl/worksheets/sheet1.xml", declared=10)
    zipped(folder / "bomb.xlsx", {**good, "xl/media/a.bin": bomb(60_000_000)})
    zipped(folder / "path.xlsx", [*good.items(), ("../../evil.xml", b"<a/>")])
    zipped(folder / "twice.xlsx", [*good.items(), ("XL/worksheets/SHEET1.xml", b"<worksheet/>")])
    zipped(folder / "letter.xlsx", {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"})
    for name, changed in _parts().items():
        zipped(folder / name, parts(**changed))
    names = [f"S{at}" for at in range(200)]
    many = {f"xl/worksheets/sheet{at}.xml": sheet_xml().encode() for at in range(2, 201)}
    zipped(folder / "sheets.xlsx", {**parts(workbook=workbook_xml(names), workbook_rels=workbook_rels(200)), **many})
    (folder / "large.xlsx").write_bytes(b"PK")
    os.truncate(folder / "large.xlsx", 26 * 1024 * 1024)


def _parts() -> dict[str, dict[str, str | bytes]]:
    dtd = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "http://localhost:9/x">]>'
    laughs = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    wide = sheet_xml(ROW, head='<?xml version="1.0" encoding="utf-16"?>').encode("utf-16")
    far = ROW + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    farther = ROW + '<row r="99999999"><c r="ZZZZZ99999999"><v>1</v></c></row>'
    strict = workbook_xml().replace("http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                                    "http://purl.oclc.org/ooxml/spreadsheetml/main")  # fmt: skip
    errors = (
        '<row r="2">' + text_cell("A2", "NI 117") + text_cell("B2", "2009/10 Q4")
        + '<c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c>' + text_cell("D2", "final") + "</row>"
        '<row r="3">' + text_cell("A3", "NI 47") + text_cell("B3", "2009/10 Q4")
        + "<c r=\"C3\"><f>WEBSERVICE(\"http://localhost:9/\")</f></c>" + text_cell("D3", "final") + "</row>"
    )  # fmt: skip
    return {
        "dtd.xlsx": {"sheet": sheet_xml(ROW, head=dtd)},
        "laughs.xlsx": {"sheet": sheet_xml(ROW, head=laughs)},
        "wide.xlsx": {"sheet": wide},
        "far.xlsx": {"sheet": sheet_xml(far)},
        "farther.xlsx": {"sheet": sheet_xml(farther)},
        "strict.xlsx": {"workbook": strict},
        "gone.xlsx": {"workbook": workbook_xml(["Values", "More"])},
        "outside.xlsx": {"workbook_rels": workbook_rels(first="../../../outside.xml")},
        "errors.xlsx": {"sheet": sheet_xml(errors)},
    }


def _workbooks(folder: Path) -> None:
    make_workbook(folder / "words.xlsx", [_BAD])
    make_workbook(folder / "no rows.xlsx", [])
    make_workbook(folder / "their own.xlsx", [("Roads", 7)], headings=("Measure", "Latest"))
    make_workbook(folder / "n\u202eame \U0001f4c8.xlsx", [_BAD])
    make_workbook(folder / "long note.xlsx", [("NI 117", "2009/10 Q4", 7, "final", None, None, "x" * 32_767), _BAD])
    path = make_workbook(folder / "hidden.xlsx", [_BAD])
    book = openpyxl.load_workbook(path)
    book["Values"].row_dimensions[2].hidden = True
    book["Values"].merge_cells("C2:C3")
    book.create_sheet("Old")["A1"] = 1
    book["Old"].sheet_state = "veryHidden"
    book.save(path)


def linked_picture(path: Path, port: int) -> Path:
    """A good workbook whose picture lies on a server."""
    pairs = [*parts().items(), ("xl/drawings/_rels/drawing1.xml.rels", b'<Relationships xmlns="http://schemas.'
             b'openxmlformats.org/package/2006/relationships"><Relationship Id="r1" TargetMode="External" Type="image" '
             b'Target="http://127.0.0.1:%d/picture.png"/></Relationships>' % port)]  # fmt: skip
    return zipped(path, pairs)
