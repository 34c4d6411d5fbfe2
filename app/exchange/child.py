"""The process that opens an untrusted file, and nothing else: limits first, then JSON lines on its output.

Lines: the file's sheets as `table_child` or one of its neighbours sends them, and {"done": ...}; or
{"fault": code, "facts": ...} at any point, after which nothing follows.
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TextIO

from app.exchange.budgets import Budgets
from app.exchange.own_marks import WHOLE_PLAN
from app.exchange.row_shapes import Block
from app.exchange.sheet_scan import SheetFacts
from app.exchange.table_child import Cells, send_tables, told
from app.rules.errors import KnownError, Problem


def main() -> int:
    """Answer one request from standard input: {"path", "name", "budgets"}. Always ends with 0 if it can.

    With {"forms": true} a workbook of our own is sent cell by cell, see `form_child`; with {"cells": true} any;
    with {"whole": true} every sheet as it lies, see `sheets_child`; with {"word": true} a self-assessment, see
    `assessment_word_child`. With {"marks": [...]} it answers with a copy of the workbook, see `query_child`.
    """
    gc.disable()  # it lives but for one file, and only grows
    request = json.loads(sys.stdin.readline())
    budgets = Budgets(**request["budgets"])
    marks = request.get("marks")
    _limit(budgets, writes=budgets.total if marks else 0)
    # openpyxl prints about odd cells; only our own lines may reach the parent.
    out, sys.stdout = _Out(sys.stdout), sys.stderr
    try:
        if request.get("word"):
            _answer_word(out, request["path"], budgets)
            return 0
        if marks:
            _mark(out, request["path"], request["name"], budgets, marks)
            return 0
        _answer(out, request, budgets)
    except KnownError as error:
        out.line({"fault": error.problem.code, "facts": dict(error.problem.facts)})
    except MemoryError:
        out.line({"fault": "file_too_much_memory", "facts": {"most": budgets.memory}})
    except RecursionError:
        out.line({"fault": "file_damaged_inside", "facts": {"reason": "RecursionError"}})
    return 0


def _limit(budgets: Budgets, *, writes: int) -> None:
    """Memory, processor time, and how much may be written: nothing, or what a copy passes through on its way.

    Windows has a job object instead, set by the parent.
    """
    if sys.platform == "win32":
        return
    import resource

    seconds = int(budgets.seconds) + 5
    for what, most in (
        (resource.RLIMIT_AS, budgets.memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, writes),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(what, (least, least))
        except (ValueError, OSError):  # a Mac refuses an address limit; time and size still hold
            continue


class _Out:
    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def line(self, item: dict[str, Any]) -> None:
        self.write(json.dumps(item))

    def write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.write("\n")
        self._stream.flush()


@dataclass(slots=True)
class _Sheet:
    """One sheet to send: its rows come lazily, what the scan saw beside them."""

    name: str
    state: str
    rows: Iterator[Cells | Block]
    facts: SheetFacts
    worksheet: bool = True


@dataclass(slots=True)
class _Opened:
    """A file before its rows are read. `form`: what a workbook of ours says of itself; None: it is not ours."""

    kind: str
    sheets: Iterable[_Sheet]
    notes: list[Problem]
    form: str | None = None
    whole: bool = False
    """A whole plan lies in it."""


def _answer(out: _Out, request: dict[str, Any], budgets: Budgets) -> None:
    from app.exchange.sniff import content_of

    path, name = request["path"], request["name"]
    data = _bytes(path, budgets)
    content = content_of(data, name)
    if content == "zip":
        opened = _open_zip(data, name, budgets)
    elif content == "ole":
        opened = _open_foreign(data, "xls", budgets, path)
    else:
        opened = _open_text(data, name, budgets)
    if request.get("whole"):
        from app.exchange.sheets_child import send_sheets

        send_sheets(out.line, opened.sheets)
    elif opened.whole:
        raise KnownError("file_is_whole_plan")
    elif request.get("cells") or (request.get("forms") and opened.form is not None):
        from app.exchange.form_child import send_form

        send_form(out.line, opened.form or "", opened.sheets)
    else:
        send_tables(out.write, opened.sheets, budgets)
    digest, notes = hashlib.sha256(data).hexdigest(), told(opened.notes)
    out.line({"done": {"sha256": digest, "size": len(data), "kind": opened.kind, "notes": notes}})


def _answer_word(out: _Out, path: str, budgets: Budgets) -> None:
    from app.exchange.assessment_word_child import send_word

    data = _bytes(path, budgets)
    send_word(out.line, data, budgets)
    digest = hashlib.sha256(data).hexdigest()
    out.line({"done": {"sha256": digest, "size": len(data), "kind": "docx", "notes": []}})


def _mark(out: _Out, path: str, name: str, budgets: Budgets, marks: list[list[Any]]) -> None:
    from app.exchange.query_child import send_marked
    from app.exchange.sniff import content_of

    data = _bytes(path, budgets)
    copied = content_of(data, name) == "zip" and _open_zip(data, name, budgets).kind == "xlsx"
    if copied:
        send_marked(out.line, data, marks)
    done = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data), "kind": "xlsx" if copied else "", "notes": []}
    out.line({"done": done})


def _bytes(path: str, budgets: Budgets) -> bytes:
    with open(path, "rb") as file:
        data = file.read(budgets.file + 1)
        if len(data) > budgets.file:
            size = os.stat(path).st_size
            raise KnownError("file_too_big", size=size, most=budgets.file)
    return data


def _open_zip(data: bytes, name: str, budgets: Budgets) -> _Opened:
    from app.exchange.form_child import form_mark
    from app.exchange.workbook_parts import counts_from_1904, foreign_kind, has_macros, listed_sheets
    from app.exchange.xml_guard import check_xml_parts
    from app.exchange.zip_guard import unpack

    parts = unpack(data, budgets)
    kind = foreign_kind(parts)
    check_xml_parts(parts)
    if kind:
        if not name.lower().endswith(f".{kind}"):
            raise KnownError("file_not_xlsx", kind=kind)
        return _open_foreign(data, kind, budgets, parts=parts)
    notes = [Problem("macros_ignored")] if has_macros(parts) else []
    notes += [Problem("dates_from_1904")] if counts_from_1904(parts) else []
    listed = listed_sheets(parts, budgets)
    form = form_mark((sheet.name for sheet in listed), parts)
    whole = any(sheet.name == WHOLE_PLAN for sheet in listed)
    return _Opened("xlsx", _xlsx_sheets(data, parts, listed, budgets), notes, form, whole)


def _xlsx_sheets(
    data: bytes, parts: dict[str, bytes], listed: list[Any], budgets: Budgets
) -> Iterator[_Sheet]:
    """Each sheet in one pass where it is plain, else through the library."""
    from app.exchange.workbook_sheets import WorkbookSheets

    reader = WorkbookSheets(data, parts, budgets)
    for sheet in listed:
        worksheet = sheet.kind == "worksheet"
        facts, rows = reader.read(sheet) if worksheet else (SheetFacts(), iter(()))
        yield _Sheet(sheet.name, sheet.state.lower(), rows, facts, worksheet)


def _open_foreign(
    data: bytes, kind: str, budgets: Budgets, path: str = "", parts: dict[str, bytes] | None = None
) -> _Opened:
    from app.exchange.form_child import form_mark
    from app.exchange.read_foreign import ForeignValues

    values = ForeignValues(data, budgets, path, parts if kind == "ods" else None)
    listed = values.sheets()
    if len(listed) > budgets.sheets:
        raise KnownError("file_too_many_sheets", sheets=len(listed), most=budgets.sheets)
    sheets = (_Sheet(name, state, values.rows(name), values.facts(name)) for name, state in listed)
    form = form_mark(name for name, _ in listed)
    notes = [] if kind == "ods" else [Problem("errors_not_seen", {"kind": kind})]
    return _Opened(kind, sheets, notes, form)


def _open_text(data: bytes, name: str, budgets: Budgets) -> _Opened:
    from app.exchange.read_text import open_text

    sheet = os.path.splitext(name)[0][:80] or "Table"
    table = open_text(data, sheet)
    notes = [] if table.encoding == "utf-8" else [Problem("encoding_taken", {"encoding": table.encoding})]
    kind = "csv;" if table.separator == ";" else "csv"
    return _Opened(kind, [_Sheet(sheet, "visible", table.rows(sheet, budgets), SheetFacts())], notes)


if __name__ == "__main__":
    sys.exit(main())
