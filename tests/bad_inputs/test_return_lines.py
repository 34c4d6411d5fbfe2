"""Lines 1 to 65, the returns: where each has its test; and those that had none."""

from __future__ import annotations

import ast
import logging
import os
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.bridge.operations import Operations
from app.bridge.return_import import ReturnImport
from app.exchange.import_files import plan_files
from app.exchange.reader import read_file
from app.rules.errors import KnownError, Problem
from app.views.shared.words import sentence
from tests.conftest import ROOT
from tests.exchange.test_judging_rows import NOW, TODAY
from tests.exchange.workbooks import make_workbook, parts, sheet_xml, text_cell, zipped
from tests.open_plan import opened_plan

_FILES, _FORM, _ROWS, _OWN = (
    f"exchange/test_{name}.py" for name in ("reading_files", "taking_returns", "judging_rows", "mapped_workbooks")
)
_HERE, _REFUSED, _CELL = "bad_inputs/test_return_lines.py", "test_what_cannot_be_taken", "test_a_cell_that_cannot_be_stored"
LINES: dict[int, tuple[str, str]] = {
    **dict.fromkeys((1, 4, 5, 6), (_FILES, "test_a_file_that_is_no_workbook_says")),
    2: (_FILES, "test_a_cut_off_workbook"), 3: (_FILES, "test_one_flipped_bit"), 7: (_HERE, "test_07"),
    8: (_FILES, "test_a_word_file"), 9: (_FILES, "test_a_file_beyond_25_mb"), 10: (_FILES, "test_a_zip_bomb"),
    11: (_FILES, "test_sizes_that_lie"), 12: (_FILES, "test_a_definition"), 13: (_FILES, "test_ten_thousand_sheets"),
    14: (_FILES, "test_one_cell_far_away"), 15: (_FILES, "test_a_part_in_another_encoding"),
    16: (_FILES, "test_a_listed_sheet"), 17: (_HERE, "test_17"), 18: (_FILES, "test_a_file_one_may_not_read"),
    19: (_FILES, "test_a_share_that_drops"), 20: (_FILES, "test_odd_names"), 21: (_HERE, "test_21"),
    22: (_FORM, "test_a_filled_form_says"), 23: (_FORM, "test_a_newer_version"), 24: (_FORM, "test_two_files_of_one"),
    25: (_HERE, "test_25"), 26: (_OWN, "test_a_workbook_that_is_not_ours"),
    **dict.fromkeys((27, 37), (_FORM, "test_a_form_of_another_plan_year")),
    **dict.fromkeys((28, 29, 31, 32, 36, 56, 57), (_FORM, _REFUSED)), 30: (_FORM, "test_columns_and_rows_put_in"),
    33: (_FORM, _REFUSED), **dict.fromkeys((34, 35), (_FORM, "test_hidden_rows_columns")),
    **dict.fromkeys((38, 40, 41, 43, 44, 45, 47, 48, 54, 55, 59), (_ROWS, _CELL)),
    39: (_ROWS, "test_a_number_stored_as_text"), 42: (_ROWS, "test_a_cell_shown_as_a_percentage"),
    46: (_ROWS, "test_a_figure_ten_times_out"), **dict.fromkeys((49, 50, 51), (_FILES, "test_error_cells_and_formulas")),
    52: (_HERE, "test_52"), 53: (_HERE, "test_53"), 58: (_HERE, "test_58"), 60: (_HERE, "test_60"),
    61: (_ROWS, "test_marks_that_cannot_be_seen"), 62: (_HERE, "test_62"),
    63: (_ROWS, "test_personal_data"), **dict.fromkeys((64, 65), ("rules/test_suppression.py", "test_")),
}  # fmt: skip


def test_every_line_about_returns_has_a_test() -> None:
    assert sorted(LINES) == list(range(1, 66))
    missing = []
    for number, (file, start) in LINES.items():
        tree = ast.parse((ROOT / "tests" / file).read_text(encoding="utf-8"))
        names = [each.name for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)]
        missing += [] if any(name.startswith(start) for name in names) else [number]
    assert missing == []


def told(path: Path) -> list[str]:
    found = plan_files([read_file(path)], NOW, TODAY)
    return [sentence(each) for each in (*found.problems, *found.doubts, *found.notes)]


def test_07_macros_are_never_opened_and_that_is_noted(tmp_path: Path) -> None:
    path = make_workbook(tmp_path / "r.xlsm", [("NI 117", "2009/10 Q4", 7.1, "final")])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\0" * 99)
    raw = read_file(path)
    assert [note.code for note in raw.notes] == ["macros_ignored"] and raw.sheets[0].rows


def test_21_a_file_that_is_only_in_the_cloud_is_not_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make_workbook(tmp_path / "r.xlsx", [("NI 117", "2009/10 Q4", 7.1, "final")])
    real = Path.stat

    class Online:
        st_file_attributes, st_size, st_mode = 0x00400000, 10, os.stat(path).st_mode

    monkeypatch.setattr(Path, "stat", lambda self, **how: Online() if self == path else real(self, **how))
    with pytest.raises(KnownError) as caught:
        read_file(path)
    assert sentence(caught.value.problem).startswith("r.xlsx is not on this computer yet.")


def row(value: str) -> str:
    cells = text_cell("A2", "NI 117") + text_cell("B2", "2009/10 Q4") + value + text_cell("D2", "final")
    return f'<row r="2">{cells}</row>'


def test_52_a_formula_that_asks_a_service_is_taken_by_its_value_and_said(tmp_path: Path) -> None:
    formula = '<c r="C2"><f>WEBSERVICE("http://127.0.0.1:9/")</f><v>7.1</v></c>'
    words = told(zipped(tmp_path / "r.xlsx", parts(sheet=sheet_xml(row(formula)))))
    assert len(words) == 1 and words[0].startswith("Values, C2")


def test_53_dates_that_count_from_1904_are_read_as_they_are_shown(tmp_path: Path) -> None:
    path = make_workbook(tmp_path / "r.xlsx", [("NI 117", date(2010, 3, 31), 7.1, "final")])
    book = openpyxl.load_workbook(path)
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.save(path)
    assert b'date1904="1"' in zipfile.ZipFile(path).read("xl/workbook.xml")
    raw = read_file(path)
    assert raw.sheets[0].rows[0].cells[1] == date(2010, 3, 31)
    assert told(path) == ["r.xlsx counts its dates from 1904; they were read as it shows them."]


def test_58_a_code_that_is_expected_and_missing_is_said_and_allowed() -> None:
    words = sentence(Problem("return_code_missing", {"code": "NI 62", "department": "Children's Services"}))
    assert words == "NI 62 is expected from Children's Services and is not in the file. It stays missing."


def test_60_a_note_longer_than_a_cell_is_refused_with_its_length(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(
        f"Code,Period,Value,Status,Note\nNI 117,2009/10 Q4,7.1,final,{'x' * 40_000}\n", encoding="utf-8"
    )
    words = " ".join(told(tmp_path / "r.csv")).replace(",", "")
    assert "40000 characters; Excel allows 32767. Shorten it." in words


def test_62_a_picture_written_into_a_note_stays_text(tmp_path: Path) -> None:
    note = '<img src="file:///etc/passwd">'
    path = make_workbook(tmp_path / "r.xlsx", [("NI 117", "2009/10 Q4", 7.1, "final", None, None, note)])
    assert plan_files([read_file(path)], NOW, TODAY).rows()[0].note == note


@pytest.fixture
def operations(tmp_path: Path, qtbot: Any) -> Iterator[Operations]:
    with opened_plan(tmp_path, qtbot) as found:
        yield found


def planned(job: ReturnImport, qtbot: Any, begin: Any) -> Any:
    with qtbot.waitSignal(job.planned, timeout=60_000) as signal:
        begin()
    return signal.args[0]


def test_25_the_good_files_of_many_go_on_without_the_bad_one_and_the_log_names_nobody(
    operations: Operations, tmp_path: Path, qtbot: Any, caplog: pytest.LogCaptureFixture
) -> None:
    good = make_workbook(tmp_path / "good.xlsx", [("NI 117", "2010/11 Q1", 7.1, "provisional")])
    (tmp_path / "AB123456C.xlsx").write_bytes(b"")
    job, entries = ReturnImport(operations), operations.state.entries
    with caplog.at_level(logging.INFO, "import"):
        plan = planned(job, qtbot, lambda: job.read([good, tmp_path / "AB123456C.xlsx"]))
    assert [problem.code for problem in plan.problems] == ["file_empty"]
    assert [record.getMessage() for record in caplog.records] == ["1 read: 1 new; file_empty x1"]
    assert job.files_in_the_way() == ["AB123456C.xlsx"] and operations.state.entries == entries
    plan = planned(job, qtbot, lambda: job.leave_out(["AB123456C.xlsx"]))
    assert plan.problems == ()
    with qtbot.waitSignal(job.imported, timeout=20_000):
        job.commit({}, "", "tester")
    assert operations.state.entries == entries + 1


def test_17_of_a_file_that_is_open_in_excel_the_saved_copy_can_be_read(
    operations: Operations, tmp_path: Path, qtbot: Any
) -> None:
    make_workbook(tmp_path / "r.xlsx", [("NI 117", "2010/11 Q1", 7.1, "provisional")])
    (tmp_path / "~$r.xlsx").write_bytes(b"\x10Head of Highways" + bytes(150))
    job = ReturnImport(operations)
    plan = planned(job, qtbot, lambda: job.read([tmp_path / "~$r.xlsx"]))
    assert "r.xlsx is open in Excel by Head of Highways" in sentence(plan.problems[0])
    assert job.has_saved_copies()
    assert planned(job, qtbot, job.read_saved_copies).problems == ()
