"""The workbook a department is sent: what it is asked for, and nothing else it could spoil."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from app.exchange.return_layout import (
    ACTIONS,
    ASSESSMENT,
    FORM_VERSION,
    IDENTITY,
    ISSUES,
    LISTS,
    LONG_HEADINGS,
    LONG_PART,
    LONG_TEXTS,
    PROPERTY,
    READ_ME,
    VALUES,
    Identity,
)
from app.exchange.return_sheets import FormSheets
from app.exchange.return_styles import Styles
from app.exchange.values_book import safe_text
from app.rules.return_form import ReturnForm
from app.store.whole_file import save_whole

_KEY, _VALUE = 1, 2


def save_form(form: ReturnForm, path: Path, moment: datetime) -> None:
    """Write the workbook whole or not at all. Raises KnownError file_not_saved."""
    save_whole(path, lambda part: _write(form, part, moment), what="The workbook")


def file_name(form: ReturnForm) -> str:
    """ "CS return 2009-10-Q4.xlsx": by the department's short name, made fit for any system."""
    name = form.department.short or form.department.name
    fit = "".join(mark if mark.isalnum() or mark in " -" else "" for mark in name).strip() or "Department"
    return f"{fit[:60]} return {form.quarter.code}.xlsx"


def free_path(form: ReturnForm, folder: Path) -> Path:
    """A name that is not taken: a form issued again never replaces one that may be filled in already."""
    name = Path(file_name(form))
    wanted = folder / name
    if wanted.exists():
        wanted = folder / f"{name.stem} form {form.form}.xlsx"
    at = 2
    while wanted.exists():
        wanted = folder / f"{name.stem} form {form.form} ({at}).xlsx"
        at += 1
    return wanted


def _write(form: ReturnForm, part: Path, moment: datetime) -> None:
    import openpyxl

    from app.exchange import form_writer

    book = openpyxl.Workbook()
    del book[book.sheetnames[0]]
    styles = Styles(book)
    sheets = FormSheets(book, styles, form)
    sheets.read_me(book.create_sheet(READ_ME))
    sheets.values(book.create_sheet(VALUES))
    sheets.issues(book.create_sheet(ISSUES))
    sheets.assessment(book.create_sheet(ASSESSMENT))
    sheets.actions(book.create_sheet(ACTIONS))
    if sheets.long_texts:
        _long_texts(book.create_sheet(LONG_TEXTS), sheets, styles)
    sheets.lists(book.create_sheet(LISTS))
    identity = Identity(
        FORM_VERSION, form.plan_key, form.department.id, safe_text(form.department.name), form.quarter, form.form,
        moment.isoformat(timespec="minutes"), sheets.sent,
    )  # fmt: skip
    _identity(book.create_sheet(IDENTITY), identity)
    styles.end(book)
    _properties(book, form, identity, moment)
    with part.open("xb") as file:
        form_writer.save(book, file)


def _long_texts(sheet: Any, sheets: FormSheets, styles: Styles) -> None:
    """Texts that no cell holds, in numbered parts that belong together."""
    sheets.begin(sheet, LONG_HEADINGS, (34, 8, 120))
    row = sheets.first_row
    for place, text in sheets.long_texts:
        for at in range(0, len(text), LONG_PART):
            styles.put(sheet, row, 1, place, "fixed")
            styles.put(sheet, row, 2, at // LONG_PART + 1, "number")
            styles.put(sheet, row, 3, text[at : at + LONG_PART], "open")
            row += 1
    sheets.finish(sheet, len(LONG_HEADINGS), row - 1)


def _identity(sheet: Any, identity: Identity) -> None:
    """Very hidden: Excel's own menus do not show it. The checksum tells whether anybody changed it."""
    rows = [*identity.head.items(), ("checksum", identity.checksum), *sorted(identity.sent.items())]
    for at, (key, value) in enumerate(rows, 1):
        for column, text in ((_KEY, key), (_VALUE, value)):
            cell = sheet.cell(at, column, text)
            cell.data_type = "s"
    sheet.sheet_state = "veryHidden"
    sheet.protection.sheet = True


def _properties(book: Any, form: ReturnForm, identity: Identity, moment: datetime) -> None:
    from openpyxl.packaging.custom import StringProperty

    book.properties.title = safe_text(f"Return of {form.department.name}, {form.quarter.label}")
    book.properties.creator = ""
    book.properties.created = book.properties.modified = moment
    book.custom_doc_props.append(StringProperty(name=PROPERTY, value=identity.mark))
    book.active = 0
