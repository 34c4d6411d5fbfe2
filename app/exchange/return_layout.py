"""How a department's workbook is laid out: sheets, headings, who it is for. Written and read by the same names."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from app.exchange import own_marks
from app.exchange.cells import read_note, tidy
from app.exchange.raw import RawCell
from app.rules.period import Period
from app.rules.return_form import TEXTS

FORM_VERSION = 1
"""Raised when a workbook of an older program could no longer be read as this one writes it."""

READ_ME, VALUES, ISSUES, ASSESSMENT, ACTIONS = "Read me", "Values", "Issues", "Self-assessment", "Actions"
LISTS, LONG_TEXTS, IDENTITY = "Lists", "Long texts", own_marks.FORM
OWN_HIDDEN = (LISTS, IDENTITY)
"""Hidden by us: no reason for a warning. LibreOffice saves very hidden sheets as hidden ones."""
PROPERTY = own_marks.FORM_PROPERTY

HEADING_ROW = 5
VALUE_HEADINGS = (
    "Code", "Indicator", "Unit", "Better", "Target", "Floor", "Four before", "Three before", "Two before",
    "One before", "Period", "Actual", "Numerator", "Denominator", "Provisional or final", "Reason for no value",
    "Commentary",
)  # fmt: skip
ISSUE_HEADINGS = ("Number", "Issue", "Category", *(heading for _, heading in TEXTS))
ACTION_HEADINGS = ("Number", "Issue", "Action", "Owner", "Due", "Done %", "Note")
ASSESSMENT_HEADINGS = ("Section", "Last quarter", "This quarter")
LONG_HEADINGS = ("Place", "Part", "Text")
READ = {
    VALUES: ("Code", "Period", "Actual", "Numerator", "Denominator", "Provisional or final", "Reason for no value",
             "Commentary"),
    ISSUES: ISSUE_HEADINGS[:1] + ISSUE_HEADINGS[3:],
    ACTIONS: ACTION_HEADINGS,
    ASSESSMENT: ("Section", "This quarter"),
}  # fmt: skip
"""The columns that are read back, by sheet; each must be there once, wherever it stands."""
NEW_ACTIONS = 12
CELL_LIMIT = 32_767
LONG_PART = 30_000


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose form it is. `sent` holds a short hash of each open cell's text as it went out."""

    version: int
    plan_key: str
    department_id: int
    department: str
    quarter: Period
    form: int
    issued: str
    sent: Mapping[str, str]

    @property
    def head(self) -> dict[str, str]:
        return {
            "version": str(self.version), "plan": self.plan_key, "department": str(self.department_id),
            "department name": self.department, "quarter": str(self.quarter.key), "form": str(self.form),
            "issued": self.issued,
        }  # fmt: skip

    @property
    def checksum(self) -> str:
        return checksum(self.head, self.sent)

    @property
    def mark(self) -> str:
        """The property's text: the head and the checksum on one line."""
        return json.dumps({**self.head, "checksum": self.checksum}, sort_keys=True)


def checksum(head: Mapping[str, str], sent: Mapping[str, str]) -> str:
    text = json.dumps([sorted(head.items()), sorted(sent.items())], ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def short_hash(cells: Iterable[RawCell]) -> str:
    """The same for cells that say the same, whatever program saved them: 5, 5.0 and "5" are one."""
    return hashlib.sha256("\x1f".join(map(_plain, cells)).encode()).hexdigest()[:16]


def _plain(cell: RawCell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float | int):
        return tidy(float(cell))
    if isinstance(cell, date):
        return cell.isoformat()
    return read_note(cell)[0]


def value_key(code: str, period: Period) -> str:
    return f"{VALUES}|{code}|{period.key}"


def text_key(issue_id: int, name: str) -> str:
    return f"{ISSUES}|{issue_id}|{name}"


def action_key(action_id: int) -> str:
    return f"{ACTIONS}|{action_id}"


def long_mark(number: int) -> str:
    """What stands in a cell whose text is too long for one."""
    return f"[Long text {number}: see the sheet “{LONG_TEXTS}”]"
