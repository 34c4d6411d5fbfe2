"""A whole plan out and in again: the plan that comes back is the plan that went, to the last digit and letter."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.commands.apply_return import ApplyReturn
from app.commands.edit_issue import EditIssue
from app.commands.issue_returns import IssueReturns
from app.commands.load_sample import LoadSample
from app.commands.put_readings import PutReadings
from app.commands.saved_view import SaveView
from app.commands.take_in_plan import TakeInPlan
from app.exchange.everything import save_everything
from app.exchange.import_either import hashes, places, plan_all, read_all
from app.exchange.originals_file import Originals
from app.exchange.plan_in import read_whole_plan
from app.exchange.plan_layout import LONG_TEXTS, ORIGINALS, sheet_name
from app.exchange.plan_out import originals_path
from app.exchange.return_decisions import taken
from app.exchange.return_workbook import save_form
from app.rules.errors import KnownError, Refused
from app.rules.indicator import Status
from app.rules.readings import ReadingRow
from app.rules.whole_plan import WholePlan
from app.store import blobs
from app.store.identity import SCHEMA_VERSION
from app.store.opening import create_store
from app.store.queries.return_form import return_form
from app.store.queries.returns_now import returns_now
from app.store.queries.whole_plan import empty_tables, everything, whole_plan
from app.store.store import Store
from app.store.verifying import verify
from app.views.shared.words import sentence
from tests.exchange.parts import CHARTS, only_values
from tests.plan_fixtures import store
from tests.plans import ACTOR, Q4, ROADS
from tests.samples.canonical_form import canonical

__all__ = ["store"]
MOMENT = datetime(2010, 4, 16, 14, 2)
LONG = " ".join(f"Sentence {at} of a very long report, with “quotes” and £{at}." for at in range(900))


def plan_of(store: Store) -> WholePlan:
    with store.reading() as session:
        return whole_plan(session)


def text_of(plan: WholePlan) -> str:
    """Every table as text that two equal plans share to the letter."""
    return canonical({
        table.name: [dict(zip((each.name for each in table.columns), row, strict=True)) for row in table.rows]
        for table in plan.tables
    })  # fmt: skip


def exported(store: Store, path: Path) -> Path:
    with store.reading() as session:
        save_everything(everything(session), path, MOMENT, partial(blobs.original, session))
    return path


def read(path: Path) -> WholePlan:
    return read_whole_plan(path, empty_tables(), SCHEMA_VERSION)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    with closing(create_store(tmp_path / "new.plan", name="The same")) as made:
        yield made


def take_in(path: Path, into: Store) -> WholePlan:
    plan = read(path)
    command = TakeInPlan(plan, Originals(originals_path(path)), path.name)
    into.change(command, ACTOR, command.op_id)
    return plan


def with_everything_odd(store: Store, folder: Path) -> None:
    """Long texts, texts no cell holds, figures of seventeen digits, a return with its original, a saved view."""
    texts = (LONG[:49_900], "=1+1", "-5 of\nthem", " spaces around ", "_x000D_ and _x0041_",
             "e\u0301 \u2028 \u200d end\xa0", "\U0001f600" * 20_000, "", "[See the sheet “Long texts”]")  # fmt: skip
    fields = ("progress", "risk_note", "next_step", "achieve", "ambition", "equality", "resources", "sustainability",
              "action_plan")  # fmt: skip
    version = 1
    for field, text in zip(fields, texts, strict=True):
        if text:
            store.change(EditIssue(ROADS, version, field, text), ACTOR)
            version += 1
    figures = (0.1 + 0.2, 1 / 3, 1e-7, 123456789.123456789, -0.0, 2.675)
    rows = tuple(
        ReadingRow(1, Q4.shift(-20 - at), figure, Status.FINAL, None, None, "x" * at) for at, figure in enumerate(figures)
    )
    store.change(PutReadings(rows, "typed"), ACTOR)
    store.change(SaveView("Mine", "board", {"text": "=x", "rags": ["red"]}), ACTOR)
    a_return(store, folder)


def a_return(store: Store, folder: Path) -> None:
    store.change(IssueReturns((1,), Q4, "tester"), ACTOR)
    with store.reading() as session:
        form = return_form(session, 1, Q4)
    path = folder / "ENV.xlsx"
    save_form(form, path, MOMENT)
    book = openpyxl.load_workbook(path)
    book["Issues"]["D6"] = "Came by return"
    book.save(path)
    files = read_all([path])
    with store.reading() as session:
        now = returns_now(session, places(files), hashes(files))
    takings, more = taken(plan_all(files, now, date(2010, 4, 20)), {})
    store.change(ApplyReturn(takings, "", "tester", more, "ENV.xlsx"), ACTOR)


def test_what_comes_back_is_the_same_plan(store: Store, empty: Store, tmp_path: Path) -> None:
    with_everything_odd(store, tmp_path)
    path = exported(store, tmp_path / "all.xlsx")
    take_in(path, empty)
    before, after = plan_of(store), plan_of(empty)
    assert text_of(after) == text_of(before)
    assert (after.key, after.originals) == (before.key, before.originals)
    assert verify(empty.raw).sound
    with store.reading() as one, empty.reading() as other:
        for each in before.originals:
            assert blobs.original(one, each.sha256) == blobs.original(other, each.sha256)


@pytest.mark.parametrize("sample", ["hampshire-2010", "hampshire-published"])
def test_the_samples_come_back_the_same(sample: str, empty: Store, tmp_path: Path) -> None:
    with closing(create_store(tmp_path / "sample.plan", name="Sample")) as full:
        full.change(LoadSample(sample), ACTOR)
        path = exported(full, tmp_path / "all.xlsx")
        take_in(path, empty)
        assert text_of(plan_of(empty)) == text_of(plan_of(full))


def test_the_workbook_holds_values_only_and_long_texts_in_parts(store: Store, tmp_path: Path) -> None:
    with_everything_odd(store, tmp_path)
    path = exported(store, tmp_path / "all.xlsx")
    only_values(path, CHARTS)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[0] == "Plan"
    parts = [row for row in book[LONG_TEXTS].iter_rows(min_row=2, values_only=True) if row[2] == "Progress"]
    assert [row[3] for row in parts] == [1, 2]
    assert "".join(row[5] for row in parts) == LONG[:49_900]
    assert max(len(str(cell)) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row) <= 32_767
    issue = book[sheet_name("issue")]
    heads = [cell.value for cell in issue[1]]
    row = next(row for row in issue.iter_rows(min_row=2, values_only=True) if row[heads.index("Id")] == ROADS)
    assert row[heads.index("Lead post")] == "Head of Skills 14-19"


def test_a_plan_without_its_originals_is_taken_in_all_the_same(store: Store, empty: Store, tmp_path: Path) -> None:
    a_return(store, tmp_path)
    path = exported(store, tmp_path / "all.xlsx")
    assert originals_path(path).exists()
    originals_path(path).unlink()
    take_in(path, empty)
    assert text_of(plan_of(empty)) == text_of(plan_of(store))
    assert [each.kept for each in plan_of(empty).originals] == [False]
    assert verify(empty.raw).sound


def test_an_original_that_was_exchanged_is_not_taken(store: Store, empty: Store, tmp_path: Path) -> None:
    import zipfile

    a_return(store, tmp_path)
    path = exported(store, tmp_path / "all.xlsx")
    with zipfile.ZipFile(originals_path(path)) as archive:
        name = archive.namelist()[0]
    with zipfile.ZipFile(originals_path(path), "w") as archive:
        archive.writestr(name, b"something else")
    take_in(path, empty)
    assert [each.kept for each in plan_of(empty).originals] == [False]


def test_a_form_sent_out_before_is_still_known_after(store: Store, empty: Store, tmp_path: Path) -> None:
    path = exported(store, tmp_path / "all.xlsx")
    take_in(path, empty)
    with store.reading() as one, empty.reading() as other:
        assert return_form(one, 1, Q4).plan_key == return_form(other, 1, Q4).plan_key


def refused(path: Path) -> str:
    with pytest.raises(KnownError) as told:
        read(path)
    return sentence(told.value.problem)


def altered(path: Path, sheet: str, place: str, value: Any) -> Path:
    """`place` is a cell, or a heading for the first row under it."""
    book = openpyxl.load_workbook(path)
    heads = [cell.value for cell in book[sheet][1]]
    if place in heads:
        book[sheet].cell(2, heads.index(place) + 1).value = value
    else:
        book[sheet][place] = value
    out = path.with_name("altered.xlsx")
    book.save(out)
    return out


def test_a_workbook_that_was_damaged_is_refused_with_sheet_and_cell(store: Store, tmp_path: Path) -> None:
    path = exported(store, tmp_path / "all.xlsx")
    assert "altered.xlsx, sheet 'Issue table', cell A2" in refused(altered(path, sheet_name("issue"), "A2", "one"))
    said = refused(altered(path, sheet_name("action"), "Progress", "most"))
    assert "“most”" in said and "sheet 'Action table'" in said and "Nothing was imported." in said
    assert "“never”" in refused(altered(path, sheet_name("action"), "Due", "never"))
    assert "newer program" in refused(altered(path, "About this plan", "B5", "999"))
    assert "no export of a whole plan" in refused(altered(path, "About this plan", "B1", "Something"))
    book = openpyxl.load_workbook(path)
    book[sheet_name("issue")].delete_rows(3)
    book.save(tmp_path / "short.xlsx")
    assert "6 rows were written to the sheet and 5 are there" in refused(tmp_path / "short.xlsx")


def test_an_original_that_is_listed_under_no_hash_is_refused_with_its_cell(store: Store, tmp_path: Path) -> None:
    a_return(store, tmp_path)
    path = exported(store, tmp_path / "all.xlsx")
    assert "sheet 'Originals', cell A2" in refused(altered(path, ORIGINALS, "A2", "no hash"))


def test_originals_that_cannot_be_unpacked_are_not_there(tmp_path: Path) -> None:
    import zipfile

    path = tmp_path / "originals.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{'a' * 64} x.xlsx", bytes(1000))
    data = bytearray(path.read_bytes())
    data[100:105] = b"\xff" * 5
    path.write_bytes(data)
    assert Originals(path)("a" * 64) is None


def test_rows_that_do_not_fit_together_are_refused_whole(store: Store, empty: Store, tmp_path: Path) -> None:
    path = exported(store, tmp_path / "all.xlsx")
    for cell, value in (("Aim id", 77), ("A3", 1), ("Title", "  ")):
        with pytest.raises(KnownError, match="plan_file_refused"):
            take_in(altered(path, sheet_name("issue"), cell, value), empty)
    assert plan_of(empty).rows == 0


def test_it_is_not_mixed_into_a_plan_that_holds_something(store: Store, tmp_path: Path) -> None:
    path = exported(store, tmp_path / "all.xlsx")
    with pytest.raises(Refused, match="plan_not_empty"):
        take_in(path, store)


def test_taken_for_a_table_of_figures_it_says_what_it_is(store: Store, tmp_path: Path) -> None:
    path = exported(store, tmp_path / "all.xlsx")
    (problem,) = read_all([path])
    assert "holds a whole plan" in sentence(problem)  # type: ignore[arg-type]


def test_a_plan_written_before_a_column_was_there_gets_its_default(store: Store, empty: Store, tmp_path: Path) -> None:
    path = exported(store, tmp_path / "all.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book[sheet_name("issue")]
    at = [cell.value for cell in sheet[1]].index("Sustainability") + 1
    sheet.delete_cols(at)
    book.save(tmp_path / "older.xlsx")
    take_in(tmp_path / "older.xlsx", empty)
    assert text_of(plan_of(empty)) == text_of(plan_of(store))


def test_libreoffice_saves_it_without_losing_a_value(store: Store, empty: Store, tmp_path: Path) -> None:
    from tests.exchange.office import resaved

    with_everything_odd(store, tmp_path)
    path = exported(store, tmp_path / "all.xlsx")
    again = resaved(path)
    shutil.copy(originals_path(path), originals_path(again))
    take_in(again, empty)
    one, other = (json.loads(text_of(plan_of(each))) for each in (store, empty))
    for table in (one, other):
        for row in table["reading"]:  # a spreadsheet keeps fifteen digits
            row["value"] = None if row["value"] is None else f"{row['value']:.14g}"
    assert other == one


