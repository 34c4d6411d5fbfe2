"""What can be wrong with a department's return: the sentences."""

from __future__ import annotations

from app.views.shared.dates import moment
from app.views.shared.words import Facts, Said, Template
from app.views.shared.words_exchange import NOTHING_IMPORTED, file_name, shown_name


def place(facts: Facts) -> str:
    """ "Values, D8", as far as it is known."""
    parts = [shown_name(facts[key]) for key in ("sheet", "cell") if facts.get(key)]
    return ", ".join(parts)


def _at(facts: Facts, words: str, do: str = NOTHING_IMPORTED) -> Said:
    where = place(facts)
    return Said(f"{where}: {words}" if where else f"{words[:1].upper()}{words[1:]}", "", do)


def _gone(facts: Facts) -> Said:
    return Said("The original of this return is no longer in the plan.",
                "It was erased, or lost before a restore; its figures and its hash are kept.",
                "Look for it in the department's own files.")  # fmt: skip


def _damaged(facts: Facts) -> Said:
    return Said("The original of this return is damaged.", "Its bytes are no longer those that were imported.",
                "Stop editing, make a copy, and restore the last good backup.")  # fmt: skip


def _already(facts: Facts) -> Said:
    on = f" on {moment(facts['on'])}" if facts.get("on") else ""
    by = f" by {facts['by']}" if facts.get("by") else ""
    return Said(f"{file_name(facts)} was already imported{on}{by}.", "Nothing new in it.", NOTHING_IMPORTED)


def _frozen(facts: Facts) -> Said:
    on = f" on {facts['on']}" if facts.get("on") else ""
    return Said(f"{facts.get('quarter', 'The quarter')} was published{on} and is frozen.", "",
                f"Use 'Correct a published figure' on the Dashboard page. {NOTHING_IMPORTED}")  # fmt: skip


def _quarter_unknown(facts: Facts) -> Said:
    return Said(f"{file_name(facts)} is the form of {facts.get('quarter', 'another quarter')}, which this plan does "
                "not have open.", "", f"Send the department the form of the open quarter. {NOTHING_IMPORTED}")  # fmt: skip


def _file_changed(facts: Facts) -> Said:
    return Said(f"{file_name(facts)} was changed while it was being read.", "", f"Try again. {NOTHING_IMPORTED}")


def _department_unknown(facts: Facts) -> Said:
    known = ", ".join(str(name) for name in facts.get("known") or ())
    return Said(f"There is no department {facts.get('text', '')!r}.", f"There are: {known}." if known else "",
                "Give its name or its short name.")  # fmt: skip


def _altered(facts: Facts) -> Said:
    return Said(f"The hidden sheet of {file_name(facts)} was changed, so whose form it is cannot be trusted.", "",
                f"Send the department a fresh form and ask for it again. {NOTHING_IMPORTED}")  # fmt: skip


def _newer_form(facts: Facts) -> Said:
    return Said(f"{file_name(facts)} is a form of version {facts.get('version', 'a newer one')}, which this program "
                "does not know.", "", f"It needs a newer version of this program. {NOTHING_IMPORTED}")  # fmt: skip


def _other_plan(facts: Facts) -> Said:
    return Said(f"{file_name(facts)} was sent out from another plan.", "",
                f"Open that plan, or send the department the form of this one. {NOTHING_IMPORTED}")  # fmt: skip


def _renamed(facts: Facts) -> Said:
    return Said(f"{file_name(facts)} was sent to '{facts.get('text', '')}', which is '{facts.get('department', '')}' now.",
                "", f"Send the department a fresh form. {NOTHING_IMPORTED}")  # fmt: skip


def _last_year(facts: Facts) -> Said:
    return Said(f"{file_name(facts)} is the {facts.get('quarter', 'older')} form; the open quarter is "
                f"{facts.get('newest', 'a later one')}.", "",
                f"Send the department the form of the open quarter. {NOTHING_IMPORTED}")  # fmt: skip


def _says_other(facts: Facts) -> Said:
    return _at(facts, f"it says '{shown_name(facts.get('text', ''))}', but the form was sent for "
                      f"'{facts.get('sent', 'another')}'.", f"Ask which is meant. {NOTHING_IMPORTED}")  # fmt: skip


def _sheet_missing(facts: Facts) -> Said:
    found = ", ".join(f"'{shown_name(name)}'" for name in (facts.get("found") or ())[:8])
    return Said(f"In {file_name(facts)}, sheet '{facts.get('sheet', '')}' is missing"
                + (f" (found: {found})." if found else "."), "", f"Rename it back. {NOTHING_IMPORTED}")  # fmt: skip


def _heading_missing(facts: Facts) -> Said:
    return Said(f"{shown_name(facts.get('sheet', ''))}, {facts.get('cell', '')}: the column "
                f"'{facts.get('heading', '')}' is missing.", "", f"Put it back. {NOTHING_IMPORTED}")  # fmt: skip


def _twice(facts: Facts) -> Said:
    return Said(f"{shown_name(facts.get('other', 'Another file'))} and {file_name(facts)} both hold "
                f"{facts.get('department', 'the same department')} {facts.get('quarter', '')}.", "",
                f"Choose one. {NOTHING_IMPORTED}")  # fmt: skip


def _again(facts: Facts) -> Said:
    by = f" by {facts['by']}" if facts.get("by") else ""
    return Said(f"A return of this department and quarter was imported on {facts.get('on', 'an earlier day')}{by} "
                f"({shown_name(facts.get('before', ''))}).", f"{file_name(facts)} changes {facts.get('changed', 'some')} "
                "of its figures; the old ones stay in the history.", "Say why.")  # fmt: skip


def _earlier_quarter(facts: Facts) -> Said:
    return Said(f"{file_name(facts)} is of {facts.get('quarter', 'an earlier quarter')}; the open quarter is "
                f"{facts.get('newest', 'later')}.", "", "Look whether it is meant.")  # fmt: skip


def _earlier_form(facts: Facts) -> Said:
    return Said(f"{file_name(facts)} is form {facts.get('form')}; form {facts.get('newest')} was sent out since.")


def _code_missing(facts: Facts) -> Said:
    return Said(f"{facts.get('code', 'A figure')} is expected from {facts.get('department', 'the department')} and is "
                "not in the file.", "", "It stays missing.")  # fmt: skip


def _moved(facts: Facts) -> Said:
    names = ", ".join(f"'{name}'" for name in facts.get("headings") or ())
    return Said(f"{shown_name(facts.get('sheet', ''))}: columns do not stand where the form had them and were found by "
                f"their headings: {names}.")  # fmt: skip


def _reason_unknown(facts: Facts) -> Said:
    known = ", ".join(str(each) for each in facts.get("known") or ())
    return _at(facts, f"'{facts.get('text', '')}' is no reason of the list.", f"Choose one of: {known}. {NOTHING_IMPORTED}")


def _cell(words: str, do: str = NOTHING_IMPORTED) -> Template:
    """A sentence about one cell; `words` may hold {facts}."""

    def say(facts: Facts) -> Said:
        return _at(facts, words.format_map(_Known(facts)), do)

    return say


class _Known(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "…"


def _line(words: str) -> Template:
    def say(facts: Facts) -> Said:
        return Said(words.format_map(_Known(facts)))

    return say


_FILES: dict[str, Template] = {
    "original_gone": _gone, "original_damaged": _damaged, "return_already": _already,
    "return_quarter_frozen": _frozen, "return_quarter_unknown": _quarter_unknown,
    "return_file_changed": _file_changed, "department_unknown": _department_unknown, "return_altered": _altered,
    "return_newer": _newer_form, "return_other_plan": _other_plan, "return_department_renamed": _renamed,
    "return_last_year": _last_year, "return_other_department": _says_other, "return_other_quarter": _says_other,
    "return_sheet_missing": _sheet_missing, "return_heading_missing": _heading_missing, "return_twice": _twice,
    "return_again": _again, "return_earlier_quarter": _earlier_quarter, "return_earlier_form": _earlier_form,
    "return_code_missing": _code_missing, "columns_moved": _moved,
    "return_without_hidden_sheet": lambda facts: Said(
        f"{file_name(facts)} has lost its hidden sheet: what the department changed cannot be told from what it left."
    ),
    "folder_empty": lambda facts: Said(
        f"There is no file in the folder {file_name(facts)}.", "", f"Choose another. {NOTHING_IMPORTED}"
    ),
    "folders_not_read": lambda facts: Said(
        f"The folders inside '{shown_name(facts.get('folder', ''))}' were not read: "
        f"{', '.join(map(shown_name, facts.get('folders') or ()))}.", "", "Drop each of them by itself."
    ),
    "return_reason_missing": lambda facts: Said("Say why the doubtful ones may stay as they are.", "", ""),
}  # fmt: skip
_CELLS: dict[str, Template] = {
    "return_reason_unknown": _reason_unknown,
    "return_code_of_other": _cell("'{text}' is not asked of {department}."),
    "return_reason_and_figure": _cell("a figure and a reason for having none.", f"Keep one of them. {NOTHING_IMPORTED}"),
    "return_issue_unknown": _cell(
        "'{text}' is no issue that this department leads.", f"Use the form's own rows. {NOTHING_IMPORTED}"
    ),
    "return_issue_twice": _cell("issue {text} stands in {other} already."),
    "return_action_unknown": _cell("'{text}' is no action of this form.", f"Write 'new' for a new one. {NOTHING_IMPORTED}"),
    "return_action_twice": _cell("action {text} stands here twice."),
    "return_action_title": _cell("an action needs a title of 1 to {limit} characters on one line."),
    "return_action_issue": _cell("'{text}' is no issue of this form.", f"Choose one from the list. {NOTHING_IMPORTED}"),
    "return_post_unknown": _cell("'{text}' is no post in the list.", f"Choose one from the list. {NOTHING_IMPORTED}"),
    "return_date_invalid": _cell("'{text}' is not a date.", f"Write it as 30/09/2010. {NOTHING_IMPORTED}"),
    "return_done": _cell("'{text}' is not a whole number from 0 to 100."),
    "return_text": _cell("the text has {length} characters or marks that cannot be kept; {limit} are allowed.",
                         f"Shorten it. {NOTHING_IMPORTED}"),
    "return_section_unknown": _cell("'{text}' is no section of the form, or stands there twice."),
    "return_locked_changed": _cell("the locked text was changed and not taken; it stays '{text}'.", ""),
    "return_text_changed_here": _cell("it was changed here since the form was sent.", "Keep one of the two."),
    "return_text_as_sent": _cell("it is as it was sent; the plan has another since an earlier return.",
                                 "Keep what is in the return, or leave it out."),
    "return_text_cleared": _cell("the department emptied it.", "Look whether it is meant."),
    "figure_not_given": _cell("no figure and no reason.", "It stays missing; ask the department."),
    "figure_cleared": _cell("the figure {before} was taken out.", "It stays as it is; ask the department."),
    "figure_as_sent": _cell("the figure is as it was sent; the plan has {before} since an earlier return.",
                            "Keep what is in the return, or leave it out."),
    "figure_as_before": _cell("{value} is the figure of {period} to the last digit.", "Look whether it was copied."),
    "figure_outside_limits": _cell("{value} lies outside the limits of its series ({low} to {high}).",
                                   "Look whether it is right."),
    "figure_small_count": _cell("{count} is below the least count that is published ({least}).",
                                "It is kept, and shown as c outside the team."),
}  # fmt: skip
_LINES: dict[str, Template] = {
    "line_not_touched": _line("Left as it was sent"),
    "line_stays": _line("Left as it was sent; what the plan holds since stays"),
    "line_reason": _line("No figure: {reason}"),
    "line_text": _line("{heading} changes"),
    "line_action": _line("The action changes"),
    "line_action_new": _line("New action for {issue}"),
    "line_assessment": _line("Goes into the self-assessment"),
    "line_assessment_kept": _line("Kept with the return: the self-assessment is no draft any more"),
}

WORDS: dict[str, Template] = _FILES | _CELLS | _LINES
