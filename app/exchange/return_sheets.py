"""The sheets of a department's workbook: locked cells around open ones, lists to choose from, ready to print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.exchange.cells import read_note
from app.exchange.return_layout import (
    ACTION_HEADINGS,
    ACTIONS,
    ASSESSMENT,
    ASSESSMENT_HEADINGS,
    CELL_LIMIT,
    HEADING_ROW,
    ISSUE_HEADINGS,
    ISSUES,
    LISTS,
    NEW_ACTIONS,
    VALUE_HEADINGS,
    VALUES,
    action_key,
    long_mark,
    short_hash,
    text_key,
    value_key,
)
from app.exchange.return_styles import Styles, number_format
from app.exchange.return_words import BETTER, read_me_lines
from app.exchange.values_book import safe_text
from app.rules.indicator import Status
from app.rules.return_form import REASONS, TEXTS, FormAction, FormValue, ReturnForm

_WIDTHS = {
    VALUES: (10, 32, 10, 9, 8, 8, 8, 8, 8, 8, 14, 10, 11, 13, 12, 13, 42),
    ISSUES: (9, 34, 18, 60, 44, 44),
    ACTIONS: (9, 34, 44, 26, 13, 9, 50),
    ASSESSMENT: (34, 60, 60),
}
_LINE, _MOST_LINES = 15.0, 27
"""Points; a row is at most 409 high."""
_STATUSES = ("provisional", "final")


class FormSheets:
    """Fills the sheets. `sent` gathers what each open cell said; `long_texts` what no cell could hold."""

    first_row = HEADING_ROW + 1

    def __init__(self, book: Any, styles: Styles, form: ReturnForm) -> None:
        self._book, self._styles, self._form = book, styles, form
        self.sent: dict[str, str] = {}
        self.long_texts: list[tuple[str, str]] = []

    def read_me(self, sheet: Any) -> None:
        form = self._form
        sheet.column_dimensions["A"].width = 24
        sheet.column_dimensions["B"].width = 92
        self._styles.put(sheet, 1, 1, safe_text(f"Return of {form.department.name}"), "title")
        for row, (name, text) in enumerate(read_me_lines(form), 3):
            self._styles.put(sheet, row, 1, name, "fixed_bold" if name else "plain")
            self._styles.put(sheet, row, 2, safe_text(text), "plain")
        self._styles.put(sheet, sheet.max_row + 2, 1, "An open cell", "open")
        self._styles.put(sheet, sheet.max_row, 2, "White with an edge: fill it in.", "plain")
        self._styles.put(sheet, sheet.max_row + 1, 1, "A locked cell", "fixed")
        self._styles.put(sheet, sheet.max_row, 2, "Grey: ours, for you to see.", "plain")
        _fit_heights(sheet, 2, sheet.max_row, first=3)
        _print_set_up(sheet, form, landscape=False)
        sheet.protection.sheet = True

    def begin(self, sheet: Any, headings: Sequence[str], widths: Sequence[int]) -> None:
        """Whose sheet it is, and the headings."""
        put = self._styles.put
        put(sheet, 1, 1, sheet.title, "title")
        put(sheet, 2, 1, "Department", "second")
        put(sheet, 2, 2, safe_text(self._form.department.name), "plain")
        put(sheet, 3, 1, "Quarter", "second")
        put(sheet, 3, 2, self._form.quarter.label, "plain")
        for at, (heading, width) in enumerate(zip(headings, widths, strict=True), 1):
            put(sheet, HEADING_ROW, at, heading, "head")
            sheet.column_dimensions[_letter(at)].width = width

    def finish(self, sheet: Any, columns: int, last_row: int, frozen: str = "") -> None:
        """Frozen headings, protection, print set-up, and a name by which a screen reader finds the headings."""
        from openpyxl.workbook.defined_name import DefinedName

        _fit_heights(sheet, columns, max(last_row, self.first_row))
        sheet.freeze_panes = frozen or f"A{self.first_row}"
        sheet.protection.sheet = True
        sheet.protection.formatColumns = sheet.protection.formatRows = False
        _print_set_up(sheet, self._form, landscape=True)
        sheet.print_title_rows = f"{HEADING_ROW}:{HEADING_ROW}"
        last = f"{_letter(columns)}{max(last_row, self.first_row)}"
        number = len(self._book.defined_names) + 1
        name = f"TitleRegion{number}.A{HEADING_ROW}.{last}.{self._book.index(sheet) + 1}"
        region = f"'{sheet.title}'!$A${HEADING_ROW}"
        self._book.defined_names[name] = DefinedName(name, attr_text=region)

    def values(self, sheet: Any) -> None:
        self.begin(sheet, VALUE_HEADINGS, _WIDTHS[VALUES])
        for row, value in enumerate(self._form.values, self.first_row):
            self._value(sheet, row, value)
        last = self.first_row + len(self._form.values) - 1
        if self._form.values:
            _list(
                sheet,
                f"O{self.first_row}:O{last}",
                f'"{",".join(_STATUSES)}"',
                "Choose provisional or final.",
            )
            _list(
                sheet, f"P{self.first_row}:P{last}", f'"{",".join(REASONS)}"', "Choose why there is no value."
            )
            _number(sheet, f"L{self.first_row}:L{last}", "Type the figure alone, without a unit.")
            _number(sheet, f"M{self.first_row}:N{last}", "Type the count alone.")
        self.finish(sheet, len(VALUE_HEADINGS), last, frozen=f"C{self.first_row}")

    def _value(self, sheet: Any, row: int, value: FormValue) -> None:
        put, indicator, now = self._styles.put, value.indicator, value.now
        shown = number_format(indicator.unit, indicator.decimals)
        for at, text in enumerate(
            (indicator.code, indicator.title, indicator.unit, BETTER[value.polarity]), 1
        ):
            put(sheet, row, at, safe_text(text), "fixed_bold" if at == 1 else "fixed")
        last: list[float | None] = [figure for _, figure in value.last]
        before = [None] * (4 - len(last)) + last
        for at, figure in enumerate((value.target, value.floor, *before), 5):
            put(sheet, row, at, figure, "number", shown)
        put(sheet, row, 11, value.period.label, "fixed")
        status = "" if now is None else _STATUSES[now.status is not Status.PROVISIONAL]
        note = self._fits(f"{VALUES}, {indicator.code}, {value.period.label}", now.note if now else "")
        reason = next(
            (each for each in REASONS if now and now.value is None and now.note.startswith(each)), ""
        )
        if reason:
            note = note.removeprefix(reason).lstrip(". ")
        numbers = (now.value, now.numerator, now.denominator) if now else (None, None, None)
        for at, (figure, looks) in enumerate(zip(numbers, (shown, "#,##0.##", "#,##0.##"), strict=True), 12):
            put(sheet, row, at, figure, "open_number", looks)
        for at, text in enumerate((status if not reason else "", reason, note), 15):
            put(sheet, row, at, text or None, "open")
        cells = (*numbers, status if not reason else "", reason, note)
        self.sent[value_key(indicator.code, value.period)] = short_hash(cells)

    def issues(self, sheet: Any) -> None:
        self.begin(sheet, ISSUE_HEADINGS, _WIDTHS[ISSUES])
        for row, issue in enumerate(self._form.issues, self.first_row):
            self._styles.put(sheet, row, 1, issue.id, "number", "0")
            self._styles.put(sheet, row, 2, safe_text(issue.title), "fixed_bold")
            self._styles.put(sheet, row, 3, issue.category, "fixed")
            for at, ((name, heading), text) in enumerate(zip(TEXTS, issue.texts, strict=True), 4):
                shown = self._fits(f"{ISSUES}, {issue.id}, {heading}", text)
                self._styles.put(sheet, row, at, shown or None, "open")
                self.sent[text_key(issue.id, name)] = short_hash([_clean(text)])
        last = self.first_row + len(self._form.issues) - 1
        self.finish(sheet, len(ISSUE_HEADINGS), last, frozen=f"C{self.first_row}")

    def assessment(self, sheet: Any) -> None:
        self.begin(sheet, ASSESSMENT_HEADINGS, _WIDTHS[ASSESSMENT])
        sections = self._form.sections
        for row, (key, heading) in enumerate(sections, self.first_row):
            last = self._fits(f"{ASSESSMENT}, {key}, last quarter", self._form.assessment_last.get(key, ""))
            self._styles.put(sheet, row, 1, safe_text(heading), "fixed_bold")
            self._styles.put(sheet, row, 2, last or None, "fixed")
            self._styles.put(sheet, row, 3, None, "open")
        self.finish(sheet, len(ASSESSMENT_HEADINGS), self.first_row + len(sections) - 1)
        for row in range(self.first_row, self.first_row + len(sections)):
            sheet.row_dimensions[row].height = 60

    def actions(self, sheet: Any) -> None:
        self.begin(sheet, ACTION_HEADINGS, _WIDTHS[ACTIONS])
        titles = {issue.id: issue.title for issue in self._form.issues}
        for row, action in enumerate(self._form.actions, self.first_row):
            self._action(sheet, row, action, titles.get(action.issue_id, ""))
        new = self.first_row + len(self._form.actions)
        last = new + NEW_ACTIONS - 1
        for row in range(new, last + 1):
            self._styles.put(sheet, row, 1, "new", "fixed")
            for at, look in enumerate(("open", "open", "open", "open_date", "open_number", "open"), 2):
                self._styles.put(sheet, row, at, None, look)
        if self._form.issues:
            _list(sheet, f"B{new}:B{last}", f"{LISTS}!$A$1:$A${len(self._form.issues)}", "Choose the issue.")
        if self._form.posts:
            owners = f"{LISTS}!$B$1:$B${len(self._form.posts)}"
            _list(sheet, f"D{self.first_row}:D{last}", owners, "Choose the post.")
        _number(sheet, f"F{self.first_row}:F{last}", "Type how much is done, from 0 to 100.", (0, 100))
        self.finish(sheet, len(ACTION_HEADINGS), last, frozen=f"D{self.first_row}")

    def _action(self, sheet: Any, row: int, action: FormAction, issue: str) -> None:
        put = self._styles.put
        note = self._fits(f"{ACTIONS}, {action.id}, Note", action.note)
        put(sheet, row, 1, action.id, "number", "0")
        put(sheet, row, 2, safe_text(issue), "fixed")
        put(sheet, row, 3, safe_text(action.title), "fixed_bold")
        put(sheet, row, 4, safe_text(action.owner) or None, "open")
        put(sheet, row, 5, action.due, "open_date")
        put(sheet, row, 6, action.progress, "open_number", "0")
        put(sheet, row, 7, note or None, "open")
        cells = (action.owner, action.due, float(action.progress), _clean(action.note))
        self.sent[action_key(action.id)] = short_hash(cells)

    def lists(self, sheet: Any) -> None:
        """What the lists to choose from hold; hidden, as Excel keeps no more than 255 characters with a cell."""
        for column, texts in ((1, self._form.issues), (2, self._form.posts)):
            names = [getattr(each, "title", "") or getattr(each, "name", "") for each in texts]
            for row, name in enumerate(names, 1):
                self._styles.put(sheet, row, column, safe_text(name), "plain")
        sheet.sheet_state = "hidden"
        sheet.protection.sheet = True

    def _fits(self, place: str, text: str) -> str:
        """The text, or where it goes on if no cell holds it."""
        whole = _clean(text)
        if len(whole) <= CELL_LIMIT:
            return whole
        self.long_texts.append((place, whole))
        return long_mark(len(self.long_texts))


def _clean(text: str) -> str:
    return read_note(text)[0]


def _letter(column: int) -> str:
    from app.exchange.cell_names import column_letters

    return column_letters(column)


def _fit_heights(sheet: Any, columns: int, last: int, first: int = HEADING_ROW) -> None:
    """Rows as high as their text: programs that do not measure it would print one line over the other."""
    widths = [sheet.column_dimensions[_letter(at)].width for at in range(1, columns + 1)]
    for row in range(first, last + 1):
        lines = 1
        for column, width in enumerate(widths, 1):
            cell = sheet._cells.get((row, column))
            text = cell.value if cell is not None else None
            if isinstance(text, str) and (len(text) > width - 2 or "\n" in text):
                lines = max(lines, sum(_lines(part, int(width) - 2) for part in text[:2000].split("\n")))
        if lines > 1:
            sheet.row_dimensions[row].height = min(lines, _MOST_LINES) * _LINE


def _lines(text: str, width: int) -> int:
    """Lines that words take in a column of so many letters; a word longer than that goes on in the next."""
    lines, at = 1, 0
    for word in text.split():
        size = len(word)
        if at and at + 1 + size > width:
            lines, at = lines + 1, 0
        at += size + (1 if at else 0)
        if at > width:
            lines, at = lines + (at - 1) // width, (at - 1) % width + 1
    return lines


def _list(sheet: Any, cells: str, source: str, words: str) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=True)
    rule.error, rule.errorTitle = words, "Not in the list"
    rule.prompt, rule.showInputMessage = words, True
    rule.add(cells)
    sheet.add_data_validation(rule)


def _number(sheet: Any, cells: str, words: str, ends: tuple[float, float] = (-1e12, 1e12)) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation(type="decimal", operator="between", formula1=f"{ends[0]:.0f}", formula2=f"{ends[1]:.0f}",
                          allow_blank=True, showErrorMessage=True)  # fmt: skip
    rule.error, rule.errorTitle = words, "Not a number"
    rule.add(cells)
    sheet.add_data_validation(rule)


def _print_set_up(sheet: Any, form: ReturnForm, *, landscape: bool) -> None:
    """A4, one page wide, named and numbered, marked as a draft."""
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddHeader.left.text = safe_text(f"{form.department.name}, {form.quarter.label}").replace("&", "&&")[:200]
    sheet.oddFooter.left.text = "DRAFT – not for publication"
    sheet.oddFooter.right.text = "Page &P of &N"
    sheet.sheet_view.showGridLines = False
