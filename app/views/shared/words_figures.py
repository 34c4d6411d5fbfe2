"""What can be wrong with a row of figures, what to look at twice, and what happens with it: the sentences.

They begin with sheet and cell and end in what to do.
"""

from __future__ import annotations

from app.views.shared.words import Facts, Said, Template
from app.views.shared.words_exchange import file_name, sheet_name, shown_name


def _at(facts: Facts) -> str:
    """ "Values, D17" at the start of a sentence, or what is known of it."""
    parts = [shown_name(facts[key]) for key in ("sheet", "cell") if facts.get(key)]
    return ", ".join(parts) if parts else file_name(facts)


def _about_cell(what: str, do: str) -> Template:
    """`what` may hold {text} and other facts; sheet and cell go before it, where it did not come by hand."""

    def say(facts: Facts) -> Said:
        said = _filled(what, facts)
        typed = not any(facts.get(key) for key in ("sheet", "cell", "file"))
        words = f"{said[:1].upper()}{said[1:]}" if typed else f"{_at(facts)}: {said}"
        return Said(words, "", _filled(do, facts))

    return say


def _about_reason(what: str, do: str) -> Template:
    """{reason} is where one says why there is no figure: a form has a column for it."""

    def say(facts: Facts) -> Said:
        reason = "the column 'Reason for no value'" if facts.get("of_form") else "its note"
        return _about_cell(what, do)({**facts, "reason": reason})

    return say


def _filled(text: str, facts: Facts) -> str:
    for key, value in facts.items():
        text = text.replace("{" + key + "}", str(value))
    return text


def _twice_heading(facts: Facts) -> Said:
    cells = " and ".join(facts.get("cells") or ())
    return Said(
        f"{shown_name(facts.get('sheet', ''))}: '{facts.get('heading')}' is in {cells}.",
        "",
        "Keep one of them.",
    )


def _misspelt(facts: Facts) -> Said:
    return Said(
        f"{_at(facts)}: '{facts.get('text')}' is not a heading; did you mean '{facts.get('meant')}'?",
        "",
        "Correct the heading.",
    )


def _heading_missing(facts: Facts) -> Said:
    return Said(
        f"{_at(facts)}: there is no heading '{facts.get('heading')}'.",
        "",
        "The table needs the headings code, period, value and status.",
    )


def _unknown_code(facts: Facts) -> Said:
    near = f" (nearest: {facts['nearest']})" if facts.get("nearest") else ""
    return Said(f"{_at(facts)}: '{facts.get('text')}' is not in the list{near}.", "", "Correct the code.")


def _two_ways(facts: Facts) -> Said:
    choices = " or ".join(str(choice) for choice in facts.get("choices") or ())
    return Said(f"{_at(facts)}: '{facts.get('text')}' can be read in two ways.", "", f"Write {choices}.")


def _twice(facts: Facts) -> Said:
    return Said(
        f"{shown_name(facts.get('sheet', ''))}: {facts.get('code')} for {facts.get('period')} is in "
        f"{facts.get('other')} and {facts.get('cell')}.",
        "",
        "Keep one of them.",
    )


def _more(facts: Facts) -> Said:
    return Said(f"{file_name(facts)}: and {facts.get('more', 0):,} more.", "", "Correct these first.")


_HELD_AGAINST = {
    "same_time": "the total at the same time of the year",
    "so_far": "what the year had reached already",
    "stored": "the figure in the plan",
}
"""What shows that a figure is of another size; the figure before, unless told otherwise."""
_LOOK = "Look whether the decimal point is right."


def _held_against(facts: Facts) -> str:
    held = _HELD_AGAINST.get(str(facts.get("against")), "the figure before")
    return f"{held} ({facts.get('before')} in {facts.get('period')})"


def _many_times(facts: Facts) -> Said:
    return Said(f"{_at(facts)}: {facts.get('value')} is at least ten times {_held_against(facts)}.", "", _LOOK)


def _small_part(facts: Facts) -> Said:
    return Said(f"{_at(facts)}: {facts.get('value')} is at most a tenth of {_held_against(facts)}.", "", _LOOK)


def _shifted(facts: Facts) -> Said:
    return Said(
        f"{_at(facts)}: {facts.get('value')} is far from {_held_against(facts)}, "
        "and would be usual with the decimal point one place on.",
        "",
        _LOOK,
    )


def _total_falls(facts: Facts) -> Said:
    return Said(
        f"{_at(facts)}: {facts.get('value')} is less than {_held_against(facts)}, "
        "and this figure adds up through the year.",
        "",
        _LOOK,
    )


def _fraction(facts: Facts) -> Said:
    return Said(
        f"{_at(facts)}: {facts.get('value')} looks like a fraction beside {_held_against(facts)}.",
        "",
        f"Did they mean {facts.get('meant')}?",
    )


def _hidden_columns(facts: Facts) -> Said:
    columns = ", ".join(facts.get("columns") or ())
    return Said(
        f"{shown_name(facts.get('sheet', ''))}: hidden columns hold figures ({columns}).",
        "",
        "Show them and look whether they are meant.",
    )


_ROWS_NAMED = 12


def _its_sheet(facts: Facts) -> str:
    """At the beginning of a sentence; the name itself stays as it is written."""
    words = sheet_name(facts)
    return f"{words[:1].upper()}{words[1:]}"


def _hidden_rows(facts: Facts) -> Said:
    rows = list(facts.get("rows") or ())
    named = ", ".join(map(str, rows[:_ROWS_NAMED])) + (" …" if len(rows) > _ROWS_NAMED else "")
    many = len(rows) != 1
    return Said(f"{_its_sheet(facts)}: {len(rows):,} hidden row{'s' if many else ''} ({named}) "
                f"{'were' if many else 'was'} read too.")  # fmt: skip


def _hidden_sheet(facts: Facts) -> Said:
    cells = facts.get("cells", 0)
    return Said(
        f"Hidden {sheet_name(facts)} holds {cells:,} cell{'' if cells == 1 else 's'} and was not read.",
        "",
        "Show it in Excel if its figures are meant.",
    )


def _removed(facts: Facts) -> Said:
    return Said(
        f"{_at(facts)}: marks that cannot be seen were left out of the note "
        f"({', '.join(facts.get('marks') or ())})."
    )


def _status_line(facts: Facts) -> Said:
    return Said(f"{str(facts.get('before', '')).capitalize()} becomes {facts.get('after')}")


def _changed_line(facts: Facts) -> Said:
    before, after = facts.get("before"), facts.get("after")
    if before == after:
        return Said(f"New figure, {after}; the old one stays in history")
    return Said(f"{str(before).capitalize()} figure becomes {after}; the old one stays in history")


_CELLS: dict[str, Template] = {
    "heading_twice": _twice_heading,
    "heading_misspelt": _misspelt,
    "heading_missing": _heading_missing,
    "cells_merged": _about_cell("these cells are merged.", "Unmerge them and fill each."),
    "code_missing": _about_cell("there is no code.", "Write the indicator's code."),
    "code_unknown": _unknown_code,
    "code_twice": _twice,
    "code_retired": _about_cell("{text} is retired.", "Use the indicator that follows it."),
    "period_missing": _about_cell("there is no period.", "Write it as {wanted}."),
    "period_unreadable": _about_cell("'{text}' is not a period.", "Write it as {wanted}."),
    "period_two_ways": _two_ways,
    "period_wrong_length": _about_cell("{text} is not a period of this indicator.", "Write it as {wanted}."),
    "period_after_today": _about_cell("{text} is after today.", "Give figures of periods that have begun."),
    "date_invalid": _about_cell("'{text}' is not a date.", "Write it as 30/09/2025."),
    "date_american": _about_cell("'{text}' is not a date.", "Did you mean {meant}?"),
    "date_not_an_end": _about_cell(
        "{text} is not the last day of a period.", "Write the period as {wanted}."
    ),
    "figure_not_a_number": _about_reason(
        "'{text}' is not a number.", "Leave it empty and give the reason in {reason}, or type the figure."
    ),
    "figure_is_date": _about_cell("{text} is a date, not a figure.", "Type the figure."),
    "figure_with_unit": _about_cell("'{text}' has a unit or brackets.", "Write {write}."),
    "figure_ambiguous": _about_cell("'{text}' can be read in two ways.", "Write {write}."),
    "figure_percent_too_big": _about_cell(
        "{text} would be {shown}.", "Type the percentage as it should show."
    ),
    "figure_percent_unexpected": _about_cell(
        "{text} is a percentage, but this indicator is none.", "Write the figure in its unit."
    ),
    "figure_missing": _about_reason("there is no figure.", "Type it, or give the reason in {reason}."),
    "figure_negative": _about_cell("{text}; counts cannot be below 0.", "Correct the figure."),
    "figure_not_whole": _about_cell("{text}; counts must be whole.", "Correct the figure."),
    "numerator_too_big": _about_cell(
        "the numerator ({numerator}) is more than the denominator ({denominator}).", "Correct one of them."
    ),
    "denominator_zero": _about_reason(
        "the denominator is 0.", "No cases: leave the value empty and write 'No cases' in {reason}."
    ),
    "cell_error": _about_cell("the cell shows {text}.", "Correct the formula or type the figure."),
    "cell_not_calculated": _about_cell(
        "the cell holds a formula that was never calculated.", "Open in Excel, press F9, save."
    ),
    "status_missing": _about_cell("there is no status.", "Choose provisional or final."),
    "status_unknown": _about_cell("the status is '{text}'.", "Choose provisional or final."),
    "note_too_long": _about_cell("{length} characters; Excel allows {limit}.", "Shorten it."),
    "and_more": _more,
}

_DOUBTS: dict[str, Template] = {
    "figure_many_times": _many_times,
    "figure_small_part": _small_part,
    "figure_shifted": _shifted,
    "figure_fraction": _fraction,
    "figure_total_falls": _total_falls,
    "figure_reported": _about_cell(
        "changes a figure that was already reported.",
        "It is stored as a revision; the printed page stays as it was.",
    ),
    "row_hidden": _about_cell("row {row} is hidden and holds figures.", "Look whether they are meant."),
    "columns_hidden": _hidden_columns,
    "personal_data": _about_cell(
        "the note seems to hold {kind}.", "Take it out, or confirm that it may stay."
    ),
}

_NOTES: dict[str, Template] = {
    "macros_ignored": lambda facts: Said(f"{file_name(facts)} holds macros; they were ignored."),
    "dates_from_1904": lambda facts: Said(
        f"{file_name(facts)} counts its dates from 1904; they were read as it shows them."
    ),
    "errors_not_seen": lambda facts: Said(
        f"In .{facts.get('kind')} files a cell that shows an error arrives empty, and what is hidden is not told.",
        "",
        "Save it as .xlsx to be sure.",
    ),
    "encoding_taken": lambda facts: Said(f"{file_name(facts)} was read as {facts.get('encoding')}."),
    "heading_not_read": _about_cell("the column '{text}' is none of ours and was not read.", ""),
    "not_a_worksheet": lambda facts: Said(
        f"{_its_sheet(facts)} is a chart or macro sheet and was not read."
    ),
    "columns_beyond": lambda facts: Said(
        f"{_its_sheet(facts)} was read up to column {facts.get('column')}."
    ),
    "sheet_hidden": _hidden_sheet,
    "rows_hidden": _hidden_rows,
    "sheet_filtered": lambda facts: Said(
        f"{_its_sheet(facts)} has a filter; all its rows were read."
    ),
    "sheet_without_table": lambda facts: Said(
        f"{_its_sheet(facts)} holds no table of readings."
    ),
    "row_outside_table": _about_cell("'{text}' stands outside the table and was not read.", ""),
    "figure_as_text": _about_cell("'{text}' was stored as text and read as a number.", ""),
    "formula_from_outside": _about_cell(
        "the figure comes from another file or a service; its stored value was "
        "taken and nothing was fetched.",
        "",
    ),
    "marks_removed": _removed,
    "line_new": lambda facts: Said(f"New value, {facts.get('status')}"),
    "line_unchanged": lambda facts: Said("As in the store"),
    "line_status": _status_line,
    "line_changed": _changed_line,
    "line_details": lambda facts: Said("Its count or note changes"),
}

WORDS: dict[str, Template] = _CELLS | _DOUBTS | _NOTES
