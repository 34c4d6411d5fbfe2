"""Whose form a workbook is, and whether it says so truly: the hidden sheet, its checksum, the document property."""

from __future__ import annotations

import json
from datetime import date

from app.exchange.cells import read_words
from app.exchange.read_return import FormFile, GridSheet
from app.exchange.return_layout import FORM_VERSION, HEADING_ROW, IDENTITY, Identity, checksum
from app.rules.errors import KnownError, Problem
from app.rules.period import Period
from app.rules.returns_now import ReturnsNow

_HEAD = ("version", "plan", "department", "department name", "quarter", "form", "issued")
_LOOK_ABOVE = HEADING_ROW + 20


def identity_of(file: FormFile) -> Identity:
    """Raises KnownError return_altered or return_newer, naming the file."""
    sheet = file.sheet(IDENTITY)
    head, sent, stated = _from_sheet(sheet) if sheet else ({}, {}, "")
    mark = _from_mark(file)
    if not head:
        head, stated = {key: mark.get(key, "") for key in _HEAD}, ""
    elif checksum(head, sent) != stated or (
        mark and (mark.get("checksum") != stated or not _same(mark, head))
    ):
        raise KnownError("return_altered", file=file.name)
    try:
        version = int(head["version"])
        if version > FORM_VERSION:
            raise KnownError("return_newer", file=file.name, version=version)
        period = Period.from_key(int(head["quarter"]))
        return Identity(
            version, head["plan"], int(head["department"]), head["department name"], period, int(head["form"]),
            head["issued"], sent,
        )  # fmt: skip
    except (KeyError, ValueError) as error:
        raise KnownError("return_altered", file=file.name) from error


def _from_sheet(sheet: GridSheet) -> tuple[dict[str, str], dict[str, str], str]:
    head: dict[str, str] = {}
    sent: dict[str, str] = {}
    stated = ""
    for row in sheet.rows:
        key, value = (read_words(sheet.cell(row, column)) for column in (1, 2))
        if key == "checksum":
            stated = value
        elif key in _HEAD and key not in head and not stated:
            head[key] = value
        else:
            sent[key] = value
    return head, sent, stated


def _from_mark(file: FormFile) -> dict[str, str]:
    if not file.mark:
        return {}
    try:
        found = json.loads(file.mark)
    except ValueError as error:
        raise KnownError("return_altered", file=file.name) from error
    if not isinstance(found, dict):
        raise KnownError("return_altered", file=file.name)
    return {str(key): str(value) for key, value in found.items()}


def _same(mark: dict[str, str], head: dict[str, str]) -> bool:
    return all(
        mark.get(key) == " ".join(value.split()) or mark.get(key) == value for key, value in head.items()
    )


def refusals(file: FormFile, identity: Identity, now: ReturnsNow) -> list[Problem]:
    """Why the form may not be taken at all: of another plan, department, quarter or year, or taken already."""
    facts = {"file": file.name}
    place = (identity.department_id, identity.quarter)
    form = now.forms.get(place)
    before = now.by_hash.get(file.sha256)
    if before is not None:
        on = f"{before.received:%d/%m/%Y}"
        return [Problem("return_already", {**facts, "on": on, "by": before.received_by})]
    if identity.plan_key != now.plan_key or form is None:
        return [Problem("return_other_plan", facts)]
    if form.department.name.casefold() != identity.department.casefold():
        told = {"text": identity.department, "department": form.department.name}
        return [Problem("return_department_renamed", {**facts, **told})]
    newest = now.quarters[-1] if now.quarters else None
    quarter = {**facts, "quarter": identity.quarter.label, "newest": newest.label if newest else ""}
    if identity.quarter in now.readings.frozen:
        published = now.readings.frozen[identity.quarter]
        told = {"on": f"{published:%d/%m/%Y}"} if published else {}
        return [Problem("return_quarter_frozen", {**quarter, **told})]
    if newest and identity.quarter.end <= newest.end - 12:
        return [Problem("return_last_year", quarter)]
    if identity.quarter not in now.quarters:
        return [Problem("return_quarter_unknown", quarter)]
    return _visible(file, identity)


def _visible(file: FormFile, identity: Identity) -> list[Problem]:
    """What the sheets say above their headings has to be what the form is."""
    quarter = identity.quarter
    wanted = {"department": (identity.department,), "quarter": (quarter.label, quarter.long_label)}
    found = []
    for sheet in file.sheets:
        for row in range(1, HEADING_ROW) if sheet.state == "visible" else ():
            name = read_words(sheet.cell(row, 1)).casefold()
            cell = sheet.cell(row, 2)
            text = f"{cell:%d/%m/%Y}" if isinstance(cell, date) else read_words(cell)
            if name in wanted and text and text.casefold() not in (each.casefold() for each in wanted[name]):
                facts = {"file": file.name, "sheet": sheet.name, "cell": f"B{row}", "text": text[:80]}
                found.append(Problem(f"return_other_{name}", {**facts, "sent": wanted[name][0]}))
    return found


def doubts_about(file: FormFile, identity: Identity, now: ReturnsNow) -> tuple[list[Problem], list[Problem]]:
    """What someone should look at, and what is only said, of the form as such."""
    place = (identity.department_id, identity.quarter)
    doubts: list[Problem] = []
    notes: list[Problem] = []
    facts = {"file": file.name, "quarter": identity.quarter.label}
    if now.quarters and identity.quarter != now.quarters[-1]:
        doubts.append(Problem("return_earlier_quarter", {**facts, "newest": now.quarters[-1].label}))
    form = now.forms[place]
    if 0 < identity.form < form.form - 1:
        notes.append(
            Problem("return_earlier_form", {**facts, "form": identity.form, "newest": form.form - 1})
        )
    if not identity.sent:
        notes.append(Problem("return_without_hidden_sheet", facts))
    return doubts, notes
