"""Departments' workbooks from the command line: sent out, taken back, and refused with the same sentences."""

from __future__ import annotations

import contextlib
import json
import shutil
import sqlite3
from pathlib import Path

import openpyxl
import pytest

from app.commands.map_return import RememberMapping
from app.rules.changes import Actor
from app.rules.period import Period
from app.rules.return_mapping import MappedColumn, PeriodColumns, ReturnMapping, plain_name
from app.store.opening import open_store
from tests.cli.test_command_line import run


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("returns") / "hampshire.plan"
    assert run("new", store, "--sample", "hampshire-2010").returncode == 0
    return store


@pytest.fixture
def store(sample: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sample, tmp_path / "hampshire.plan"))


def test_a_template_is_written_counted_and_said(store: Path, tmp_path: Path) -> None:
    out = tmp_path / "cs.xlsx"
    done = run("template", store, "--department", "cs", "--quarter", "2009-10-Q4", "--out", out)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        f"The return of Children's Services for 2009/10 Q4 is in {out}: 27 figures, 10 issues, 15 actions. "
        "It is due on 14/04/2010.\n"
    )
    assert openpyxl.load_workbook(out)["Values"].max_row == 5 + 27
    raw = sqlite3.connect(store)
    assert raw.execute("SELECT department_id, quarter, forms FROM return_request").fetchall() == [(2, 20100303, 1)]
    raw.close()


def test_a_template_for_nobody_or_an_unknown_quarter_is_refused(store: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.xlsx"
    nobody = run("template", store, "--department", "Parks", "--quarter", "2009-10-Q4", "--out", out)
    assert nobody.returncode == 1
    assert "There is no department 'Parks'. There are: Adult Services, Children's Services" in nobody.stderr
    never = run("template", store, "--department", "CS", "--quarter", "2019-20-Q4", "--out", out)
    assert never.returncode == 1 and not out.exists()
    assert run("template", store, "--department", "CS", "--quarter", "Q4", "--out", out).returncode == 2


def filled(path: Path, out: Path, cells: dict[str, object]) -> Path:
    """The form with these cells of Values set, by code and column ("NI 62 L")."""
    book = openpyxl.load_workbook(path)
    page = book["Values"]
    rows = {page.cell(row, 1).value: row for row in range(6, page.max_row + 1)}
    for place, value in {"NI 116 P": "Not collected", **cells}.items():
        code, _, column = place.rpartition(" ")
        page[f"{column}{rows[code]}"] = value
    book.save(out)
    return out


def test_a_return_is_taken_in_once_and_every_figure_knows_its_cell(store: Path, tmp_path: Path) -> None:
    sent = tmp_path / "sent.xlsx"
    run("template", store, "--department", "CS", "--quarter", "2009-10-Q4", "--out", sent)
    back = filled(sent, tmp_path / "CS return.xlsx", {"NI 62 L": 9.7, "NI 62 O": "final", "NI 117 L": 6.8})
    done = run("import", store, back)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "Imported 3 entries from CS return.xlsx: 1 new, 2 changed; 24 already in the store.\n"
    raw = sqlite3.connect(store)
    kept = raw.execute(
        "SELECT i.code, r.value, r.cell, d.file_name FROM reading r JOIN indicator i ON i.id = r.indicator_id"
        " JOIN department_return d ON d.id = r.return_id ORDER BY i.code"
    ).fetchall()
    (content,) = raw.execute("SELECT content FROM blob").fetchone()
    raw.close()
    assert [(code, value) for code, value, _, _ in kept] == [("NI 116", None), ("NI 117", 6.8), ("NI 62", 9.7)]
    book = openpyxl.load_workbook(back)
    assert all(book["Values"][cell.removeprefix("Values!")].value == value for _, value, cell, _ in kept)
    assert content == back.read_bytes()
    again = run("import", store, back)
    assert again.returncode == 1
    assert "CS return.xlsx was already imported" in again.stderr
    assert run("check", store).returncode == 0


def test_a_doubtful_or_unreadable_return_is_not_stored_at_all(store: Path, tmp_path: Path) -> None:
    sent = tmp_path / "sent.xlsx"
    run("template", store, "--department", "CS", "--quarter", "2009-10-Q4", "--out", sent)
    before = store.read_bytes()
    bad = run("import", store, filled(sent, tmp_path / "bad.xlsx", {"NI 63 L": "tbc", "NI 62 L": 9.7}), "--json")
    assert bad.returncode == 1 and '"unreadable": 1' in bad.stdout and "'tbc' is not a number" in bad.stdout
    odd = run("import", store, filled(sent, tmp_path / "odd.xlsx", {"NI 117 L": 69}))
    assert odd.returncode == 1 and "ten times" in odd.stderr
    assert store.read_bytes() == before


def test_a_workbook_of_their_own_is_read_as_it_was_mapped_and_that_is_said(store: Path, tmp_path: Path) -> None:
    own = tmp_path / "theirs.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "Data"
    for row in (("Measure", "Latest"), ("Neet", 6.8)):
        book.active.append(row)
    book.save(own)
    refused = run("import", store, own)
    assert refused.returncode == 1 and "Map its columns" in refused.stderr
    columns = {"title": MappedColumn(1, "Measure"), "value": MappedColumn(2, "Latest")}
    with contextlib.closing(open_store(store)) as opened:
        number = opened.raw.execute("SELECT id FROM indicator WHERE code = 'NI 117'").fetchone()[0]
        mapping = ReturnMapping(2, "Data", columns, {plain_name("Neet"): number})
        opened.change(RememberMapping(mapping, "Children's Services", "Head of Improvement"), Actor("tester", ""))
    done = run("import", store, own)
    assert (done.returncode, done.stderr) == (0, "")
    first, second = done.stdout.splitlines()
    assert first.startswith("Imported 1 entry from theirs.xlsx")
    assert second.startswith("theirs.xlsx is read as mapped for Children's Services on ")
    assert "by Head of Improvement: sheet 'Data', headings in row 1." in second


def test_columns_for_each_period_are_read_as_mapped_and_which_is_which_is_said(store: Path, tmp_path: Path) -> None:
    own = tmp_path / "year.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "Data"
    for row in (("Measure", "Q3", "Q4"), ("NI 117", None, 6.8)):
        book.active.append(row)
    book.save(own)
    q3, q4 = (Period.quarter(2009, number) for number in (3, 4))
    periods = tuple(
        PeriodColumns(quarter, q4, {"value": MappedColumn(column, heading)})
        for column, (quarter, heading) in enumerate(((q3, "Q3"), (q4, "Q4")), 2)
    )
    mapping = ReturnMapping(2, "Data", {"title": MappedColumn(1, "Measure")}, periods=periods)
    with contextlib.closing(open_store(store)) as opened:
        opened.change(RememberMapping(mapping, "Children's Services", "Head of Improvement"), Actor("tester", ""))
    done = run("import", store, own)
    assert (done.returncode, done.stderr) == (0, "")
    first, second = done.stdout.splitlines()
    assert first.startswith("Imported 1 entry from year.xlsx")
    assert second.endswith("headings in row 1. Columns by period: B 2009/10 Q3, C 2009/10 Q4.")


def test_a_small_count_is_told_and_imported_and_any_other_doubt_stops(store: Path, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    head = "code,period,value,status,numerator,denominator\n"
    table.write_text(head + "NI 117,2010/11 Q1,6.8,final,3,44\n", encoding="utf-8")
    done = run("import", store, table, "--json")
    said = json.loads(done.stdout)
    assert (done.returncode, said["imported"], said["to_check"], said["problems"]) == (0, True, 1, [])
    table.write_text(head + "NI 117,2010/11 Q2,680,final,,\n", encoding="utf-8")
    stopped = run("import", store, table, "--json")
    said = json.loads(stopped.stdout)
    assert (stopped.returncode, said["imported"], said["to_check"]) == (1, False, 1)
    assert "is at least ten times the figure before" in said["problems"][0]["message"]
