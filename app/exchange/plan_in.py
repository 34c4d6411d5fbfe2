"""A whole plan read back from its workbook: every value checked, each fault told with its sheet and cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.exchange.budgets import WHOLE_PLAN
from app.exchange.cell_names import cell_name
from app.exchange.child_answer import Answer
from app.exchange.plan_layout import (
    ABOUT,
    ESCAPED,
    LONG_TEXTS,
    MARK,
    ORIGINALS,
    VERSION,
    heading,
    sheet_name,
)
from app.exchange.plan_values import BadValueError, long_text, stored_value, whole
from app.exchange.raw import RawCell, unpacked
from app.exchange.reader import ask_child
from app.rules.errors import KnownError
from app.rules.whole_plan import Original, Stored, StoredColumn, StoredTable, WholePlan

Row = tuple[int, list[RawCell]]
_HASH = re.compile("[0-9a-f]{64}")


def read_whole_plan(
    path: Path,
    tables: Sequence[StoredTable],
    schema: int,
    *,
    cancelled: Callable[[], bool] | None = None,
    progress: Callable[[int], None] | None = None,
) -> WholePlan:
    """`tables` are the store's own, empty: what a plan consists of here. Raises KnownError "file_..." or
    "plan_file_...", naming file, sheet and cell; or Cancelled."""
    answer = _Sheets(path.name)
    code = ask_child(path, WHOLE_PLAN, answer, wanted={"whole": True}, cancelled=cancelled, progress=progress)
    answer.check(code, path.name)
    return _Plan(path.name, answer.sheets, schema).read(tables)


class _Sheets(Answer):
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.sheets: dict[str, list[Row]] = {}
        self._lying: list[Row] = []

    def _take(self, item: dict[str, Any]) -> None:
        if "sheet" in item:
            self._lying = self.sheets.setdefault(str(item["sheet"]), [])
        elif "lie" in item:
            self._lying += [(int(number), [unpacked(cell) for cell in cells]) for number, cells in item["lie"]]
            self.rows += len(item["lie"])
        elif "sheet_whole" not in item:
            super()._take(item)


@dataclass(slots=True)
class _Plan:
    file: str
    sheets: dict[str, list[Row]]
    schema: int
    long: dict[tuple[str, int, str], str] = field(default_factory=dict)

    def read(self, tables: Sequence[StoredTable]) -> WholePlan:
        facts, counts = self._about()
        self.long = self._long_texts()
        known = {sheet_name(table.name) for table in tables}
        strange = next((name for name in counts if name not in known), None)
        if strange is not None:
            raise KnownError("plan_file_newer", file=self.file, sheet=strange)
        read = tuple(self._table(table, counts.get(sheet_name(table.name))) for table in tables)
        return WholePlan(facts.get("Plan", ""), facts.get("Key", ""), self.schema, read, self._originals())

    def _about(self) -> tuple[dict[str, str], dict[str, int]]:
        """What the workbook says of itself, and how many rows each sheet was written with."""
        facts: dict[str, str] = {}
        counts: dict[str, int] = {}
        for _, cells in self.sheets.get(ABOUT, []):
            name, text = (str(each) if each is not None else "" for each in (*cells, None, None)[:2])
            if "Sheet" in facts and text.isdigit():
                counts[name] = int(text)
            elif name:
                facts.setdefault(name, text)
        if facts.get("What") != MARK or not counts:
            raise KnownError("plan_file_not_whole", file=self.file)
        layout, schema = (facts.get(each, "") for each in ("Layout", "Schema"))
        newer = any(not text.isdigit() or int(text) > most for text, most in ((layout, VERSION), (schema, self.schema)))
        if newer:
            raise KnownError("plan_file_newer", file=self.file, sheet="")
        return facts, counts

    def _long_texts(self) -> dict[tuple[str, int, str], str]:
        parts: dict[tuple[str, int, str], list[tuple[int, str, str]]] = {}
        for number, cells in self.sheets.get(LONG_TEXTS, [])[1:]:
            sheet, row, column, part, written, text = (*cells, *[None] * 6)[:6]
            try:
                key = (str(sheet), whole(row), str(column))
                parts.setdefault(key, []).append((whole(part), str(written), str(text or "")))
            except BadValueError as error:
                raise self._wrong(LONG_TEXTS, number, 2, error) from error
        found = {}
        for key, each in parts.items():
            try:
                found[key] = long_text(sorted(each), escaped=each[0][1] == ESCAPED)
            except BadValueError as error:
                raise self._wrong(LONG_TEXTS, 1, 6, error, text=f"{key[0]}, {key[1]}, {key[2]}") from error
        return found

    def _table(self, table: StoredTable, count: int | None) -> StoredTable:
        if count is None:
            return table
        rows: list[tuple[Stored, ...]] = []
        for name in self._parts(table.name):
            rows += self._rows(table, name)
        if len(rows) != count:
            facts = {"sheet": sheet_name(table.name), "there": len(rows), "written": count}
            raise KnownError("plan_file_rows", file=self.file, **facts)
        return StoredTable(table.name, table.columns, tuple(rows))

    def _parts(self, table: str) -> list[str]:
        found, part = [sheet_name(table)], 2
        if found[0] not in self.sheets:
            raise KnownError("file_sheet_missing", file=self.file, sheet=found[0])
        while sheet_name(table, part) in self.sheets:
            found.append(sheet_name(table, part))
            part += 1
        return found

    def _rows(self, table: StoredTable, name: str) -> list[tuple[Stored, ...]]:
        lines = self.sheets[name]
        if not lines:
            return []
        heads = [str(cell or "") for cell in lines[0][1]]
        places = [heads.index(heading(column)) if heading(column) in heads else -1 for column in table.columns]
        first_id = next(at for at, column in enumerate(table.columns) if column.name == "id")
        found = []
        for number, cells in lines[1:]:
            try:
                row = whole(cells[places[first_id]])
            except (BadValueError, IndexError) as error:
                raise self._wrong(name, number, places[first_id] + 1, error) from error
            found.append(tuple(
                self._value(name, number, row, column, cells, place)
                for column, place in zip(table.columns, places, strict=True)
            ))  # fmt: skip
        return found

    def _value(
        self, sheet: str, number: int, row: int, column: StoredColumn, cells: list[RawCell], place: int
    ) -> Stored:
        if place < 0:  # a plan written before the column was there
            return column.default
        text = self.long.get((sheet, row, heading(column)))
        cell = text if text is not None else cells[place] if place < len(cells) else None
        try:
            return stored_value(cell, column)
        except BadValueError as error:
            raise self._wrong(sheet, number, place + 1, error) from error

    def _wrong(self, sheet: str, row: int, column: int, error: Exception, text: str = "") -> KnownError:
        place = cell_name(row, max(column, 1))
        return KnownError("plan_file_wrong", file=self.file, sheet=sheet, cell=place, text=text or str(error))

    def _originals(self) -> tuple[Original, ...]:
        found: dict[str, Original] = {}
        for number, cells in self.sheets.get(ORIGINALS, [])[1:]:
            sha, size, name, kept = (*cells, *[None] * 4)[:4]
            try:
                if not _HASH.fullmatch(str(sha)) or str(sha) in found:
                    raise BadValueError(str(sha))
                found[str(sha)] = Original(str(sha), whole(size), str(name or ""), kept == "yes")
            except BadValueError as error:
                raise self._wrong(ORIGINALS, number, 1, error) from error
        return tuple(found.values())


