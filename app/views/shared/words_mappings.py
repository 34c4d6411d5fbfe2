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
    "period": "Say which period each column of figures is of.",
    "period_value": "A period has neither a value nor both numerator and denominator.",
    "period_twice": "Two columns of figures are of the same period; choose another for one of them.",
    "row": "Give the row in which the headings stand; each mapped column needs one.",
}


_MOST_PERIODS = 16


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
    periods = [str(each) for each in facts.get("periods") or ()]
    if periods:
        more = f" and {len(periods) - _MOST_PERIODS} more" if len(periods) > _MOST_PERIODS else ""
        taken = f" Columns by period: {', '.join(periods[:_MOST_PERIODS])}{more}."
    return Said(f"{file_name(facts)} is read as mapped for {facts.get('department', 'a department')}{on}{by}: sheet "
                f"'{shown_name(facts.get('sheet', ''))}', headings in row {facts.get('row', '')}.{taken}")  # fmt: skip


def _name_open(facts: Facts) -> Said:
    near = f" (nearest: {facts['nearest']}, {facts.get('alike', '?')}% alike)" if facts.get("nearest") else ""
    return Said(f"{place(facts)}: '{shown_name(facts.get('text', ''))}' is matched to no indicator{near}.", "",
                f"Map its columns and say which it means, or leave it out. {NOTHING_IMPORTED}")  # fmt: skip


def _not_mapped(facts: Facts) -> Said:
    headings = ", ".join(f"'{shown_name(each)}'" for each in (facts.get("headings") or ())[:6])
    return Said(f"{file_name(facts)}, sheet '{shown_name(facts.get('sheet', ''))}': columns that name a period and are "
                f"not mapped were not read: {headings}.", "", "Map its columns to read them too.")  # fmt: skip


def _no_rate(facts: Facts) -> Said:
    return Said(f"{place(facts)}: numerator and denominator make no value in {facts.get('unit', 'this unit')}.", "",
                f"Map the column that holds the value, or leave it out. {NOTHING_IMPORTED}")  # fmt: skip


def _other_length(facts: Facts) -> Said:
    return Said(f"{place(facts)}: its column is of {facts.get('period')}; the indicator is counted otherwise.", "",
                f"Taken, it is its figure of {facts.get('taken')}.")  # fmt: skip


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
    "columns_not_mapped": _not_mapped,
    "figure_no_rate": _no_rate,
    "column_other_length": _other_length,
    "line_worked_out": lambda facts: Said(f"worked out: {facts.get('numerator')} of {facts.get('denominator')}"),
    "return_sent_back": lambda facts: Said("Nothing of it was imported; it went back with questions."),
}
