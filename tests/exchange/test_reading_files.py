"""Untrusted files: each is read or refused for its own reason, quickly, and none takes the program with it."""

from __future__ import annotations

import os
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from app.exchange.budgets import PLAIN_TABLE
from app.exchange.reader import read_file
from app.rules.errors import Cancelled, KnownError
from app.views.shared.words import sentence
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

GOOD = [("NI 117", "2009/10 Q4", 7.1, "final", 71, 1000, "as agreed")]


def processor() -> float:
    """Seconds that this process and its children have used: what other work the machine has is not the file's fault."""
    return sum(os.times()[:4])


def refusal(path: Path) -> KnownError:
    used = processor()
    with pytest.raises(KnownError) as caught:
        read_file(path)
    assert processor() - used < 10
    assert "Nothing was imported." in sentence(caught.value.problem)
    return caught.value


def said(path: Path) -> str:
    return sentence(refusal(path).problem)


def test_a_plain_table_is_read_with_its_cells(tmp_path: Path) -> None:
    raw = read_file(make_workbook(tmp_path / "good.xlsx", GOOD))
    (sheet,) = raw.sheets
    assert (raw.kind, sheet.name, sheet.heading_row, sheet.columns) == (
        "xlsx",
        "Values",
        1,
        (1, 2, 3, 4, 5, 6, 7),
    )
    assert sheet.rows[0].number == 2
    assert sheet.rows[0].cells == ("NI 117", "2009/10 Q4", 7.1, "final", 71.0, 1000.0, "as agreed")


def test_the_hash_is_of_the_bytes_that_were_read(tmp_path: Path) -> None:
    import hashlib

    path = make_workbook(tmp_path / "good.xlsx", GOOD)
    assert read_file(path).sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_hand_made_minimal_workbook_is_read(tmp_path: Path) -> None:
    raw = read_file(zipped(tmp_path / "minimal.xlsx", parts()))
    assert raw.sheets[0].rows[0].cells[:4] == ("NI 117", "2009/10 Q4", 7.1, "final")


def test_headings_are_found_wherever_they_stand_and_however_they_are_spelt(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    page = book.active
    page.append(["Environment Department"])
    page.append([])
    page.append(["Our own", " STATUS ", "value", "Indicator  Code", "PERIOD:"])
    page.append(["x", "final", 7.1, "NI 117", "2009/10 Q4"])
    book.save(tmp_path / "moved.xlsx")
    (sheet,) = read_file(tmp_path / "moved.xlsx").sheets
    assert sheet.rows[0].cells[:4] == ("NI 117", "2009/10 Q4", 7.1, "final")
    assert [note.facts["text"] for note in sheet.notes] == ["Our own"]


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "a.xlsx", "a.xlsx is empty. Ask the sender to save and send it again."),
        (b"PK\x03\x04 cut", "a.xlsx", "a.xlsx is damaged or was cut off while being copied. Ask for it again."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.xlsx", "a.xlsx is password-protected, or an old .xls."),
        (b"code,period\n", "a.xlsx", "a.xlsx is not an Excel workbook (.xlsx), whatever its name says"),
        (b"<html><table></table></html>", "a.xlsx", "a.xlsx is not an Excel workbook (.xlsx), whatever its name says"),
        (b"%PDF-1.7", "a.xlsx", "a.xlsx is not an Excel workbook (.xlsx), whatever its name says"),
        (b"not a workbook", "a.xls", "a.xls is not an Excel workbook (.xlsx), whatever its name says"),
        (b"\x00" * 900, "a.csv", "a.csv is damaged or was cut off while being copied."),
        (bytes(range(256)) * 20, "a.csv", "a.csv is not a table of text."),
    ],
)  # fmt: skip
def test_a_file_that_is_no_workbook_says_what_it_is(
    tmp_path: Path, content: bytes, name: str, words: str
) -> None:
    (tmp_path / name).write_bytes(content)
    assert words in said(tmp_path / name)


def test_a_cut_off_workbook_is_refused_at_every_length(tmp_path: Path) -> None:
    data = make_workbook(tmp_path / "whole.xlsx", GOOD).read_bytes()
    for part in (1, 4, 30, len(data) // 2, len(data) - 30, len(data) - 1):
        (tmp_path / "cut.xlsx").write_bytes(data[:part])
        assert refusal(tmp_path / "cut.xlsx").problem.code in ("file_cut_off", "file_not_xlsx")


def test_one_flipped_bit_inside_a_part_is_damage(tmp_path: Path) -> None:
    data = bytearray(zipped(tmp_path / "flip.xlsx", parts()).read_bytes())
    data[data.find(b"xl/worksheets/sheet1.xml") + 60] ^= 0x10
    (tmp_path / "flip.xlsx").write_bytes(bytes(data))
    assert "A part inside flip.xlsx is damaged." in said(tmp_path / "flip.xlsx")


def test_a_part_whose_checksum_is_wrong_is_damage_although_it_unpacks(tmp_path: Path) -> None:
    path = tmp_path / "stored.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts().items():
            archive.writestr(name, content)
    path.write_bytes(path.read_bytes().replace(b"<v>7.1</v>", b"<v>9.1</v>"))
    assert "A part inside stored.xlsx is damaged." in said(path)


def test_a_word_file_by_another_name_holds_no_workbook(tmp_path: Path) -> None:
    rels = parts()["_rels/.rels"].replace(b"xl/workbook.xml", b"word/document.xml")
    contents = {"[Content_Types].xml": b"<Types/>", "_rels/.rels": rels, "word/document.xml": b"<document/>"}
    words = said(zipped(tmp_path / "letter.xlsx", contents))
    assert words.startswith("There is no workbook inside letter.xlsx: it is a Word document.")


def test_a_file_beyond_25_mb_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "large.xlsx"
    with path.open("wb") as file:
        file.truncate(26 * 1024 * 1024)
    assert "large.xlsx is 26 MB; returns may be up to 25 MB. Remove pictures and unused sheets." in said(path)


def test_a_zip_bomb_is_stopped_while_it_grows(tmp_path: Path) -> None:
    used = processor()
    words = said(zipped(tmp_path / "bomb.xlsx", {**parts(), "xl/media/a.bin": bomb(60_000_000)}))
    assert "bomb.xlsx unpacks to more than it should" in words
    assert processor() - used < 3


def test_many_parts_that_are_large_together_are_stopped(tmp_path: Path) -> None:
    many = {f"xl/media/{at}.bin": os.urandom(1000) * 9000 for at in range(11)}
    budgets = replace(PLAIN_TABLE, ratio=10_000)
    with pytest.raises(KnownError, match="file_unpacks_too_much"):
        read_file(zipped(tmp_path / "many.xlsx", {**parts(), **many}), budgets)


@pytest.mark.parametrize("name", ["../../evil.xml", "/etc/evil.xml", "xl\\evil.xml", "C:evil.xml"])
def test_a_part_whose_path_leaves_the_file_is_refused(tmp_path: Path, name: str) -> None:
    pairs = [*parts().items(), (name, b"<a/>")]
    assert "was not made by Excel" in said(zipped(tmp_path / "path.xlsx", pairs))


def test_a_part_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    pairs = [*parts().items(), ("XL/worksheets/SHEET1.xml", b"<worksheet/>")]
    assert "two of its parts have the same name" in said(zipped(tmp_path / "twice.xlsx", pairs))


def test_sizes_that_lie_are_refused(tmp_path: Path) -> None:
    path = lying_zip(tmp_path / "lie.xlsx", parts(), "xl/worksheets/sheet1.xml", declared=10)
    assert "its parts are not as long as it says" in said(path)


@pytest.mark.parametrize(
    "head",
    [
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a SYSTEM "http://localhost:9/a.dtd">',
        '<?xml version="1.0"?><!ENTITY b "c">',
    ],
)
def test_a_definition_is_never_opened(tmp_path: Path, head: str) -> None:
    words = said(zipped(tmp_path / "dtd.xlsx", parts(sheet=sheet_xml(ROW, head=head))))
    assert "holds a definition (DTD) that Excel never writes" in words


def test_ten_thousand_sheets_are_counted_and_refused(tmp_path: Path) -> None:
    names = [f"S{at}" for at in range(10_000)]
    many = {f"xl/worksheets/sheet{at}.xml": sheet_xml().encode() for at in range(2, 10_001)}
    contents = {**parts(workbook=workbook_xml(names), workbook_rels=workbook_rels(10_000)), **many}
    assert "has 10000 sheets; a return has at most 60." in said(zipped(tmp_path / "sheets.xlsx", contents))


@pytest.mark.parametrize("reference", ["XFD1048576", "A200001"])
def test_one_cell_far_away_is_refused_at_once(tmp_path: Path, reference: str) -> None:
    row = "".join(mark for mark in reference if mark.isdigit())
    rows = ROW + f'<row r="{row}"><c r="{reference}"><v>1</v></c></row>'
    used = processor()
    words = said(zipped(tmp_path / "far.xlsx", parts(sheet=sheet_xml(rows))))
    assert "sheet 'Values' goes beyond row 200,000. Delete the unused rows (Ctrl+End shows" in words
    assert processor() - used < 2


def test_a_cell_beyond_every_sheet_was_not_made_by_excel(tmp_path: Path) -> None:
    rows = ROW + '<row r="99999999"><c r="ZZZZZ99999999"><v>1</v></c></row>'
    assert "was not made by Excel" in said(zipped(tmp_path / "far.xlsx", parts(sheet=sheet_xml(rows))))


def test_far_cells_that_are_only_coloured_do_no_harm(tmp_path: Path) -> None:
    rows = ROW + '<row r="1048576"><c r="XFD1048576"/></row>'
    sheet = sheet_xml(rows, before='<dimension ref="A1:XFD1048576"/>')
    assert len(read_file(zipped(tmp_path / "dim.xlsx", parts(sheet=sheet))).sheets[0].rows) == 1


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "latin-1"])
def test_a_part_in_another_encoding_is_refused(tmp_path: Path, encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding.removesuffix("-le")}"?>'
    content = sheet_xml(ROW, head=head).replace("NI 117", "caf\u00e9").encode(encoding)
    assert "is not in UTF-8. Save it again in Excel." in said(
        zipped(tmp_path / "e.xlsx", parts(sheet=content))
    )


def test_a_listed_sheet_that_is_not_there_is_named(tmp_path: Path) -> None:
    words = said(zipped(tmp_path / "gone.xlsx", parts(workbook=workbook_xml(["Values", "More"]))))
    assert "sheet 'More' is listed but not in the file. Ask for it again." in words


def test_a_sheet_whose_link_leaves_the_file_is_refused(tmp_path: Path) -> None:
    rels = workbook_rels(first="../../../outside.xml")
    assert "was not made by Excel" in said(zipped(tmp_path / "out.xlsx", parts(workbook_rels=rels)))


def test_a_strict_workbook_is_refused_and_not_taken_for_an_empty_one(tmp_path: Path) -> None:
    strict = workbook_xml().replace("http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                                    "http://purl.oclc.org/ooxml/spreadsheetml/main")  # fmt: skip
    assert "'Strict Open XML' workbook" in said(zipped(tmp_path / "strict.xlsx", parts(workbook=strict)))


def test_excels_lock_file_says_who_has_the_workbook_open(tmp_path: Path) -> None:
    owner = b"\x10Head of Highways" + b" " * 38
    (tmp_path / "~$return.xlsx").write_bytes(owner + bytes(110))
    words = said(tmp_path / "~$return.xlsx")
    assert words.startswith("return.xlsx is open in Excel by Head of Highways. Close it there, or choose")


@pytest.mark.skipif(sys.platform == "win32", reason="rights are set otherwise on Windows")
def test_a_file_one_may_not_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make_workbook(tmp_path / "secret.xlsx", GOOD)
    path.chmod(0)
    if os.access(path, os.R_OK):  # the superuser reads everything

        def denied(*_: object, **__: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "open", denied)
    assert "You may not read secret.xlsx. Ask its owner." in said(path)


def test_a_missing_file_and_a_folder_have_their_own_sentences(tmp_path: Path) -> None:
    assert "none.xlsx is not there." in said(tmp_path / "none.xlsx")
    (tmp_path / "folder.xlsx").mkdir()
    assert "folder.xlsx is a folder." in said(tmp_path / "folder.xlsx")


def test_a_share_that_drops_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make_workbook(tmp_path / "far.xlsx", GOOD)

    def dropped(*_: object, **__: object) -> None:
        raise OSError(112, "Host is down")

    monkeypatch.setattr(Path, "open", dropped)
    assert "was lost while reading far.xlsx. Try again." in said(path)


def test_odd_names_are_read_and_their_marks_made_visible(tmp_path: Path) -> None:
    from app.views.shared.words_exchange import shown_name

    name = "r\u202eeturn \U0001f4c8 " + "x" * 200 + ".xlsx"
    raw = read_file(make_workbook(tmp_path / name, GOOD))
    assert raw.sheets[0].rows
    assert shown_name(raw.name).startswith("r<U+202E>eturn \U0001f4c8")


def test_error_cells_and_formulas_without_a_value_are_seen(tmp_path: Path) -> None:
    rows = (
        '<row r="2">' + text_cell("A2", "NI 117") + text_cell("B2", "2009/10 Q4")
        + '<c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c>' + text_cell("D2", "final") + "</row>"
        '<row r="3">' + text_cell("A3", "NI 47") + text_cell("B3", "2009/10 Q4")
        + '<c r="C3"><f>SUM(F1:F9)</f></c>' + text_cell("D3", "final") + "</row>"
        '<row r="4">' + text_cell("A4", "NI 47") + text_cell("B4", "2009/10 Q3")
        + "<c r=\"C4\"><f>'[Book2.xlsx]S'!A1</f><v>3</v></c>" + text_cell("D4", "final") + "</row>"
    )  # fmt: skip
    (sheet,) = read_file(zipped(tmp_path / "odd.xlsx", parts(sheet=sheet_xml(rows)))).sheets
    first, second, third = sheet.rows
    assert (first.cells[2].kind, first.cells[2].text) == ("error", "#DIV/0!")
    assert second.cells[2].kind == "formula"
    assert (third.cells[2], third.outside) == (3.0, (2,))


def test_hidden_rows_columns_and_merged_cells_are_seen(tmp_path: Path) -> None:
    sheet = sheet_xml(
        ROW.replace('<row r="2">', '<row r="2" hidden="1">'),
        before='<cols><col min="3" max="3" hidden="1"/></cols>',
        after='<autoFilter ref="A1:D9"/><mergeCells><mergeCell ref="C2:C4"/></mergeCells>',
    )
    (found,) = read_file(zipped(tmp_path / "hidden.xlsx", parts(sheet=sheet))).sheets
    assert (found.hidden_rows, found.hidden_columns, found.filtered) == (1, ("C",), True)
    assert found.rows[0].hidden
    assert [(each.code, each.facts["cell"]) for each in found.problems] == [("cells_merged", "C2:C4")]


@pytest.mark.parametrize(
    ("text", "encoding", "kind"),
    [
        ("Code,Period,Value,Status,Note\nNI 117,2009/10 Q4,7.1,final,caf\u00e9\n", "utf-8-sig", "csv"),
        ("Code,Period,Value,Status,Note\nNI 117,2009/10 Q4,7.1,final,caf\u00e9\n", "cp1252", "csv"),
        ("Code;Period;Value;Status;Note\r\nNI 117;2009/10 Q4;7.1;final;caf\u00e9\r\n", "utf-16", "csv;"),
        ("Code\tPeriod\tValue\tStatus\tNote\rNI 117\t2009/10 Q4\t7.1\tfinal\tcaf\u00e9\r", "utf-16-be", "csv"),
        ("Figures, 2009\n\nCode|Period|Value|Status|Note\nNI 117|2009/10 Q4|7.1|final|caf\u00e9\n", "utf-8", "csv"),
    ],
)  # fmt: skip
def test_tables_of_text_are_read_whatever_their_encoding_and_separator(
    tmp_path: Path, text: str, encoding: str, kind: str
) -> None:
    (tmp_path / "table.csv").write_bytes(text.encode(encoding))
    raw = read_file(tmp_path / "table.csv")
    cells = raw.sheets[0].rows[0].cells
    assert (raw.kind, cells[0], cells[2], cells[6]) == (kind, "NI 117", "7.1", "caf\u00e9")


def test_a_table_of_text_loses_the_apostrophe_that_kept_its_text_from_running(tmp_path: Path) -> None:
    """As our own CSV files have it; any other apostrophe is the author's."""
    head = "Code,Period,Value,Status,Note\n"
    for written, meant in (("'=1+1", "=1+1"), ("'@SUM", "@SUM"), ("'tis so", "'tis so"), ("''=x", "''=x")):
        (tmp_path / "r.csv").write_text(f"{head}NI 117,2009/10 Q4,'-7.1,final,{written}\n", encoding="utf-8")
        cells = read_file(tmp_path / "r.csv").sheets[0].rows[0].cells
        assert (cells[2], cells[6]) == ("-7.1", meant)


def test_a_reader_that_hangs_is_ended_in_time(tmp_path: Path) -> None:
    path = make_workbook(tmp_path / "good.xlsx", GOOD)
    with pytest.raises(KnownError, match="file_too_slow"):
        read_file(path, replace(PLAIN_TABLE, seconds=0.0))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the address space here")
def test_a_reader_that_takes_too_much_memory_is_a_sentence(tmp_path: Path) -> None:
    path = make_workbook(tmp_path / "good.xlsx", GOOD * 3000)
    with pytest.raises(KnownError) as caught:
        read_file(path, replace(PLAIN_TABLE, memory=40 * 1024 * 1024))
    assert caught.value.problem.code in ("file_too_much_memory", "file_reader_stopped", "file_damaged_inside")


def test_cancelling_ends_the_child_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        read_file(make_workbook(tmp_path / "good.xlsx", GOOD), cancelled=lambda: True)
