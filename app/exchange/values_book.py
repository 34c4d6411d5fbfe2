"""A workbook of values alone: no formula, link, name of an author, comment or hidden sheet can get into it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

from app.rules.errors import Cancelled
from app.rules.shown_table import Amount, Cell, ShownTable, text_width
from app.rules.watch import UNWATCHED, Watch

LONGEST_TEXT = 32_767
"""What an Excel cell holds, in UTF-16 units."""
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
LONGEST_NAME = 31
_CUT = " […]"
_ROWS_A_LOOK = 200
_NOT_IN_NAMES = frozenset("[]:*?/\\'")
_NOT_IN_XML = frozenset("\ufffe\uffff")
DRAFT = "DRAFT – not for publication"


def safe_text(text: str) -> str:
    """Text as a cell takes it: nothing that XML cannot hold, no more than a cell holds, the cut marked."""
    if not text.isprintable():
        text = "".join(
            mark
            for mark in text
            if mark in "\n\t" or (mark >= " " and not "\ud800" <= mark <= "\udfff" and mark not in _NOT_IN_XML)
        )
    if len(text) <= LONGEST_TEXT // 2 or units(text) <= LONGEST_TEXT:
        return text
    kept = text[: LONGEST_TEXT - len(_CUT)]
    while units(kept) > LONGEST_TEXT - len(_CUT):
        kept = kept[: -max(1, (units(kept) - LONGEST_TEXT + len(_CUT)) // 2)]
    return kept + _CUT


def units(text: str) -> int:
    """The text's length as Excel counts it."""
    return len(text) + sum(1 for mark in text if mark > "\uffff") if not text.isascii() else len(text)


def number_format(unit: str, decimals: int | None) -> str:
    """As papers print it. The percent sign is written beside the figure: Excel's own would multiply by a hundred."""
    if decimals is None:
        return "#,##0.######" if not unit else "General"
    digits = "." + "0" * decimals if decimals else ""
    if unit == "%":
        return f'0{digits}"%"'
    return f'"£"#,##0{digits}' if unit.startswith("£") else f"#,##0{digits}"


class ValuesBook:
    """An open workbook and its looks, each made once."""

    def __init__(self, book: Any, watch: Watch = UNWATCHED, total: int = 0) -> None:
        """`total`: rows that will be written, as far as it is known, for whoever watches."""
        self.book = book
        self._watch, self._total, self._done = watch, total, 0
        self._face = {"font_name": "Calibri", "font_size": 10, "valign": "top"}
        self.head = self._look(bold=True, bottom=2, bg_color="#ECEFF4", text_wrap=True)
        self.title = book.add_format({"font_name": "Calibri", "font_size": 15, "bold": True})
        self.text = self._look(text_wrap=True)
        self.general = self._look()
        self.quoted = self._look(text_wrap=True, quote_prefix=True)
        self._day = self._look(num_format="dd/mm/yyyy", align="left")
        self._moment = self._look(num_format="dd/mm/yyyy hh:mm", align="left")
        self._numbers: dict[tuple[str, int | None], Any] = {}
        self._names: set[str] = set()

    def _look(self, **more: Any) -> Any:
        return self.book.add_format({**self._face, **more})

    def coloured(self, fill: str, ink: str) -> Any:
        return self._look(bold=True, bg_color=fill, font_color=ink, text_wrap=True)

    def number(self, unit: str = "", decimals: int | None = None) -> Any:
        """The look of a figure; it keeps all the places it has, whatever it shows."""
        key = (unit, decimals)
        if key not in self._numbers:
            self._numbers[key] = self._look(num_format=number_format(unit, decimals))
        return self._numbers[key]

    def day(self, cell: date) -> Any:
        return self._moment if isinstance(cell, datetime) else self._day

    def sheet(self, name: str, kind: Any = None) -> Any:
        """A new sheet by that name, made fit for Excel and told apart from those there."""
        fit = "".join(" " if mark in _NOT_IN_NAMES else mark for mark in safe_text(name)).split()
        wanted = " ".join(fit)[:LONGEST_NAME].strip() or "Table"
        name, at = wanted, 2
        while name.casefold() in self._names or name.casefold() == "history":
            name, at = f"{wanted[: LONGEST_NAME - 4].strip()} ({at})", at + 1
        self._names.add(name.casefold())
        return self.book.add_worksheet(name, kind)

    def put(self, sheet: Any, row: int, column: int, cell: Cell, number: Any = None) -> None:
        """Write one value. Text stays text, whatever it begins with."""
        if cell is None:
            return
        if isinstance(cell, str):
            text = safe_text(cell)
            if text:
                look = self.quoted if text.startswith(STARTS_A_FORMULA) else self.text
                sheet._write_string(row, column, text, look)  # without the search for what kind of value it is
        elif isinstance(cell, Amount):
            if cell.value is not None:
                sheet._write_number(row, column, cell.value, self.number(cell.unit, cell.decimals))
        elif isinstance(cell, date):
            sheet.write_datetime(row, column, cell, self.day(cell))
        else:
            sheet._write_number(row, column, cell, number or self.number())

    def wrote(self) -> None:
        """Another row. Raises Cancelled where the work was given up."""
        self._done += 1
        if self._done % _ROWS_A_LOOK == 0:
            # Half of the time goes to closing the workbook, of which nobody can tell how far it is.
            self._watch.step(min(self._done, self._total), 2 * self._total)

    def table(self, table: ShownTable, name: str = "", looks: Mapping[int, Mapping[int, Any]] | None = None) -> Any:
        """A sheet with headings in its first row, set up to be read, filtered and printed.

        `looks`: of single texts by row, from 0 below the headings, and column. No cell of it can be written later.
        """
        from app.exchange.written_rows import RowsSheet, RowWriter

        sheet = self.sheet(name or table.title, RowsSheet)
        titles = tuple(column.title for column in table.columns)
        widths = self._columns(sheet, table)
        writer = RowWriter(self, sheet, widths, [self.number(column.unit, column.decimals) for column in table.columns])
        lines = [writer.row(1, titles, dict.fromkeys(range(len(titles)), self.head))]
        for at, row in enumerate(table.rows):
            lines.append(writer.row(at + 2, row, (looks or {}).get(at)))
            self.wrote()
        sheet.hold((titles, *table.rows), lines, len(titles))
        self.set_up(sheet, table.title, len(table.columns), len(table.rows), draft=table.draft)
        return sheet

    def _columns(self, sheet: Any, table: ShownTable) -> list[int]:
        widths = []
        for at, column in enumerate(table.columns):
            texts = [cell for row in table.rows[:500] if isinstance(cell := row[at], str)]
            widths.append(text_width(column, texts))
            sheet.set_column(at, at, widths[-1])
        return widths

    def set_up(self, sheet: Any, title: str, columns: int, rows: int, *, draft: bool) -> None:
        """A4 landscape, one page wide, headings on each page, the draft mark at its foot."""
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(rows, 1), columns - 1)
        sheet.repeat_rows(0)
        self.paper(sheet, title, draft=draft)

    def paper(self, sheet: Any, title: str, *, draft: bool) -> None:
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        sheet.set_header(f"&L{safe_text(title).replace('&', '&&')}"[:250])
        sheet.set_footer(f"&L{DRAFT if draft else ''}&RPage &P of &N")

    def about(self, facts: Sequence[tuple[str, str]], name: str = "About") -> Any:
        """What the figures are, on a sheet of its own, so that the tables begin at their first row."""
        sheet = self.sheet(name)
        sheet.set_column(0, 0, 18)
        sheet.set_column(1, 1, 90)
        for row, (label, text) in enumerate(each for each in facts if each[1]):
            sheet.write_string(row, 0, safe_text(label), self.head)
            self.put(sheet, row, 1, text)
        return sheet


def save_book(
    path: Path, title: str, moment: datetime, fill: Callable[[ValuesBook], None], watch: Watch = UNWATCHED,
    total: int = 0,
) -> None:  # fmt: skip
    """Write a workbook whole or not at all. Raises KnownError file_not_saved, and Cancelled through `watch`."""
    from app.store.whole_file import save_whole

    def write(part: Path) -> None:
        import xlsxwriter

        plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        # The book is given an open file: to a path of ours XlsxWriter would add no more than a second way to fail.
        with part.open("xb") as file:
            book = xlsxwriter.Workbook(_Watched(file, watch), {**plain, "in_memory": True})
            book.set_properties({"title": safe_text(title), "author": "", "company": "", "created": moment})
            fill(ValuesBook(book, watch, total))
            watch.step(total, 0)
            try:
                book.close()
            except xlsxwriter.exceptions.FileCreateError as error:  # the disk is full, as XlsxWriter says it
                raise error.__context__ or error from None
        watch.check()

    save_whole(path, write, what="The workbook")


class _Nowhere:
    """Counts what it is given, and keeps nothing."""

    def __init__(self) -> None:
        self._at = 0

    def write(self, data: Any) -> int:
        self._at += len(data)
        return len(data)

    def seek(self, to: int, *_: Any) -> int:
        self._at = to
        return to

    def tell(self) -> int:
        return self._at

    def flush(self) -> None:
        return


class _Watched:
    """A file that stops being written when nobody waits for it any more, or when it cannot be."""

    def __init__(self, file: BinaryIO, watch: Watch) -> None:
        self._file: Any = file
        self._watch = watch

    def write(self, data: Any) -> int:
        try:
            self._watch.check()
            return int(self._file.write(data))
        except (Cancelled, OSError):
            at = self._file.tell()
            self._file, self._watch = _Nowhere(), UNWATCHED  # zipfile tidies up after itself: not in the file
            self._file.seek(at)
            raise

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)
