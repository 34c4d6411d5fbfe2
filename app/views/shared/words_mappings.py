"""What is said of a department's own workbook, and of how its columns and names are mapped."""

from __future__ import annotations

from app.views.shared.words import Facts, Said, Template
from app.views.shared.words_exchange import NOTHING_IMPORTED, file_name, shown_name
from app.views.shared.words_returns import place

_LACKS = {
    "value": "Say which column holds the value.",
    "name": "Say which column holds the indicator's name or code.",
    "twice": "One column was chosen for two things; choose another for one of them.",
    "column": "One of the columns has no meaning that is known here.",
    "department": "Choose the department that sent it.",
    "row": "Give the row in which the headings stand; each mapped column needs one.",
}


def _incomplete(facts: Facts) -> Said:
    return Said("The columns are not mapped yet.", "", _LACKS.get(str(facts.get("lacks")), "Look through the columns."))


def _foreign(facts: Facts) -> Said:
    found = ", ".join(f"'{shown_name(name)}'" for name in (facts.get("sheets") or ())[:6])
    return Said(f"{file_name(facts)} is not a return form of ours.", f"Sheets found: {found}." if found else "",
                f"Map its columns, or send the department its form. {NOTHING_IMPORTED}")  # fmt: skip


def _several(facts: Facts) -> Said:
    names = " and ".join(str(name) for name in facts.get("departments") or ()) or "more than one department"
    return Said(f"{file_name(facts)} looks like the workbooks of {names}.", "Which of them sent it cannot be told.",
                f"Map its columns and choose the department. {NOTHING_IMPORTED}")  # fmt: skip


def _used(facts: Facts) -> Said:
    on = f" on {facts['on']}" if facts.get("on") else ""
    by = f" by {facts['by']}" if facts.get("by") else ""
    taken = f" Figures without a period are taken as those of {facts['quarter']}." if facts.get("quarter") else ""
    return Said(f"{file_name(facts)} is read as mapped for {facts.get('department', 'a department')}{on}{by}: sheet "
                f"'{shown_name(facts.get('sheet', ''))}', headings in row {facts.get('row', '')}.{taken}")  # fmt: skip


def _name_open(facts: Facts) -> Said:
    near = f" (nearest: {facts['nearest']}, {facts.get('alike', '?')}% alike)" if facts.get("nearest") else ""
    return Said(f"{place(facts)}: '{shown_name(facts.get('text', ''))}' is matched to no indicator{near}.", "",
                f"Map its columns and say which it means, or leave it out. {NOTHING_IMPORTED}")  # fmt: skip


def _not_taken(facts: Facts) -> Said:
    names = ", ".join(f"'{shown_name(name)}'" for name in (facts.get("names") or ())[:6])
    return Said(f"{file_name(facts)}, sheet '{shown_name(facts.get('sheet', ''))}': rows that are none of the plan's "
                f"indicators were passed over: {names}.")  # fmt: skip


WORDS: dict[str, Template] = {
    "mapping_incomplete": _incomplete,
    "return_foreign": _foreign,
    "mapping_several": _several,
    "mapping_used": _used,
    "return_name_open": _name_open,
    "rows_not_taken": _not_taken,
    "return_sent_back": lambda facts: Said("Nothing of it was imported; it went back with questions."),
}
