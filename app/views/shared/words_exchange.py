"""What can be wrong with a file of figures as such: the sentences. They begin with the file's name."""

from __future__ import annotations

import unicodedata

from app.views.shared.words import Facts, Said, Template

NOTHING_IMPORTED = "Nothing was imported."
_MB = 1024 * 1024
_SAVE_AS = "Open it there and use Save As 'Excel Workbook (.xlsx)'."


def shown_name(name: object) -> str:
    """A file's or sheet's name with marks that cannot be seen made visible."""
    return "".join(
        f"<U+{ord(mark):04X}>" if unicodedata.category(mark) in ("Cc", "Cf", "Cs") else mark
        for mark in str(name)
    )


def file_name(facts: Facts) -> str:
    return shown_name(facts.get("file") or "The file")


def sheet_name(facts: Facts) -> str:
    return f"sheet '{shown_name(facts.get('sheet', ''))}'"


def _mb(size: object) -> str:
    """Bytes as whole or tenth megabytes: "26 MB", "1.1 MB"."""
    if not isinstance(size, int | float):
        return str(size)
    return f"{size / _MB:.0f} MB" if size >= 10 * _MB else f"{size / _MB:.1f} MB"


def _about_file(what: str, do: str, where: str = "") -> Template:
    """`what` and `where` may hold {file}, the rest is plain."""

    def say(facts: Facts) -> Said:
        name = file_name(facts)
        return Said(
            what.replace("{file}", name), where.replace("{file}", name), f"{do} {NOTHING_IMPORTED}".strip()
        )

    return say


def _not_xlsx(facts: Facts) -> Said:
    kind = {
        "numbers": " (it is an Apple Numbers file)",
        "ods": " (it is an OpenDocument file)",
        "xlsb": " (it is a binary workbook, .xlsb)",
    }.get(str(facts.get("kind")), "")
    if not kind and facts.get("kind"):
        kind = (
            f" (it is a {facts['kind']} file)"
            if "file" not in str(facts["kind"])
            else f" (it is a {facts['kind']})"
        )
    return Said(
        f"{file_name(facts)} is not an Excel workbook (.xlsx), whatever its name says{kind}.",
        "",
        f"Open it in its own program and use Save As 'Excel Workbook (.xlsx)'. {NOTHING_IMPORTED}",
    )


def _no_workbook(facts: Facts) -> Said:
    inside = f": it is a {facts['inside']}" if facts.get("inside") else ""
    return Said(
        f"There is no workbook inside {file_name(facts)}{inside}.",
        "",
        f"Choose the workbook with the figures. {NOTHING_IMPORTED}",
    )


def _too_big(facts: Facts) -> Said:
    return Said(
        f"{file_name(facts)} is {_mb(facts.get('size'))}; returns may be up to {_mb(facts.get('most'))}.",
        "",
        f"Remove pictures and unused sheets. {NOTHING_IMPORTED}",
    )


def _unpacks(facts: Facts) -> Said:
    grown = f"({_mb(facts.get('unpacked'))} and growing from {_mb(facts.get('size'))})"
    return Said(
        f"{file_name(facts)} unpacks to more than it should {grown}.",
        "",
        f"Copy the return into a new workbook as values. {NOTHING_IMPORTED}",
    )


def _by_other(facts: Facts) -> Said:
    why = {
        "duplicate": "two of its parts have the same name",
        "path": "a part's name leads out of the file",
        "sizes": "its parts are not as long as it says",
        "overlap": "its parts overlap",
        "parts": "it has far too many parts",
    }.get(str(facts.get("what")), "its parts are not put together as Excel does")
    return Said(
        f"{file_name(facts)} was not made by Excel: {why}.",
        "",
        f"Ask the sender where it comes from. {NOTHING_IMPORTED}",
    )


def _sheets(facts: Facts) -> Said:
    return Said(
        f"{file_name(facts)} has {facts.get('sheets')} sheets; a return has at most {facts.get('most')}.",
        "",
        f"Move the figures to a workbook of their own. {NOTHING_IMPORTED}",
    )


def _beyond(facts: Facts) -> Said:
    return Said(
        f"In {file_name(facts)}, {sheet_name(facts)} goes beyond row {facts.get('most', 0):,}.",
        "",
        "Delete the unused rows (Ctrl+End shows where Excel thinks it ends). " + NOTHING_IMPORTED,
    )


def _cells(facts: Facts) -> Said:
    return Said(
        f"In {file_name(facts)}, {sheet_name(facts)} holds more than {facts.get('most', 0):,} cells.",
        "",
        f"Move the figures to a workbook of their own. {NOTHING_IMPORTED}",
    )


def _sheet_missing(facts: Facts) -> Said:
    return Said(
        f"In {file_name(facts)}, {sheet_name(facts)} is listed but not in the file.",
        "",
        f"Ask for it again. {NOTHING_IMPORTED}",
    )


def _open_in_excel(facts: Facts) -> Said:
    by = f" by {facts['by']}" if facts.get("by") else ""
    return Said(
        f"{file_name(facts)} is open in Excel{by}.",
        "",
        f"Close it there, or choose 'Read the saved copy'. {NOTHING_IMPORTED}",
    )


def _lost(facts: Facts) -> Said:
    return Said(
        f"The connection to {facts.get('folder', 'the folder')} was lost while reading {file_name(facts)}.",
        "",
        f"Try again. {NOTHING_IMPORTED}",
    )


def _no_table(facts: Facts) -> Said:
    found = ", ".join(f"'{shown_name(name)}'" for name in (facts.get("sheets") or ())[:6])
    return Said(
        f"{file_name(facts)} holds no table of readings: no sheet has the headings code, period, value and status "
        "in one row.",
        f"Sheets found: {found}." if found else "",
        f"Give the columns these headings. {NOTHING_IMPORTED}",
    )


def _no_figures(facts: Facts) -> Said:
    return Said(
        f"{file_name(facts)} holds no figures.",
        "Its table has no row below the headings.",
        f"Fill in a code, a period, a value and a status for each figure. {NOTHING_IMPORTED}",
    )


def _nothing_new(facts: Facts) -> Said:
    count = facts.get("figures", 0)
    all_of = "Its one figure is" if count == 1 else f"All {count:,} figures are"
    return Said(f"Nothing new in {file_name(facts)}.", f"{all_of} in the store already.", NOTHING_IMPORTED)


def _not_saved(facts: Facts) -> Said:
    what, path = facts.get("what") or "The file", shown_name(facts.get("path") or "")
    name = path.replace("\\", "/").rpartition("/")[2]
    why, do = {
        "open": (f"{name} is open in another program", "Close it there and save again."),
        "full": ("the disk is full", "Free space, or save it somewhere else."),
        "denied": (f"you may not write to {path}", "Save it in a folder of yours."),
        "gone": (f"the folder of {path} is not there", "Choose another folder."),
        "folder": (f"{path} is a folder", "Give it a name of its own."),
    }.get(str(facts.get("kind")), (f"{path} cannot be written ({facts.get('detail', '')})", "Try again."))
    return Said(f"{what} was not saved: {why}.", "The file that was there is as it was.", do)


def _not_set(facts: Facts) -> Said:
    return Said("The page could not be set.", str(facts.get("detail") or ""), "Please pass this on.")


def _fonts_missing(facts: Facts) -> Said:
    return Said(
        "The fonts that papers are set in are missing.",
        f"{facts.get('folder', '')} holds none.",
        "Install the program again.",
    )


def _quarter_unknown(facts: Facts) -> Said:
    known = f"It has {facts.get('first')} to {facts.get('last')}." if facts.get("last") else ""
    return Said(f"The plan holds no quarter {facts.get('quarter', '')}.", known, "Name one of these.")


def _there_already(facts: Facts) -> Said:
    return Said(
        f"{shown_name(facts.get('path') or 'The file')} is there already.",
        "It was not touched.",
        "Give the backup another name.",
    )


WORDS: dict[str, Template] = {
    "quarter_unknown": _quarter_unknown,
    "no_quarter": lambda facts: Said(
        "The plan has no quarter yet.", "", "Open its first quarter in the window."
    ),
    "backup_there_already": _there_already,
    "file_not_saved": _not_saved,
    "page_not_set": _not_set,
    "fonts_missing": _fonts_missing,
    "file_empty": _about_file("{file} is empty.", "Ask the sender to save and send it again."),
    "file_cut_off": _about_file("{file} is damaged or was cut off while being copied.", "Ask for it again."),
    "file_part_damaged": _about_file("A part inside {file} is damaged.", "Ask for it again."),
    "file_damaged_inside": _about_file(
        "{file} is damaged inside, or was written by a program that Excel would correct.",
        "Open it in Excel, save it as .xlsx and try again.",
    ),
    "file_password": _about_file(
        "{file} is password-protected, or an old .xls.",
        "Open it in Excel, take the password off, save as .xlsx.",
    ),
    "file_not_xlsx": _not_xlsx,
    "file_no_workbook": _no_workbook,
    "file_too_big": _too_big,
    "file_unpacks_too_much": _unpacks,
    "file_not_by_excel": _by_other,
    "file_too_many_sheets": _sheets,
    "file_beyond_rows": _beyond,
    "file_too_many_cells": _cells,
    "file_sheet_missing": _sheet_missing,
    "file_dtd": _about_file(
        "{file} holds a definition (DTD) that Excel never writes; it was not opened.",
        "Ask the sender where it comes from.",
    ),
    "file_not_utf8": _about_file("A part of {file} is not in UTF-8.", "Save it again in Excel."),
    "file_strict": _about_file("{file} is a 'Strict Open XML' workbook.", _SAVE_AS),
    "file_open_in_excel": _open_in_excel,
    "file_connection_lost": _lost,
    "file_no_permission": _about_file("You may not read {file}.", "Ask its owner."),
    "file_missing": _about_file("{file} is not there.", "Look whether it was moved or renamed."),
    "file_is_folder": _about_file("{file} is a folder.", "Choose the files in it."),
    "file_in_cloud": _about_file(
        "{file} is not on this computer yet.", "Right-click it: 'Always keep on this device'."
    ),
    "file_too_slow": _about_file(
        "{file} took too long to read.", "Copy its figures into a new workbook as values."
    ),
    "file_too_much_memory": _about_file(
        "{file} needs more memory than a workbook of figures should.",
        "Copy its figures into a new workbook as values.",
    ),
    "file_reader_stopped": _about_file(
        "{file} is damaged so that it cannot be read.",
        "Ask the sender to save it as .xlsx and send it again.",
    ),
    "file_reader_unsafe": _about_file(
        "{file} was not opened: a safety part of the program is missing.", "Install the program again."
    ),
    "file_not_a_table": _about_file("{file} is not a table of text.", "Save it as .csv or .xlsx."),
    "no_table": _no_table,
    "no_figures": _no_figures,
    "nothing_new": _nothing_new,
}
