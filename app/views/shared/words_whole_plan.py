"""What can be wrong with a whole plan that is taken in from its export: the sentences."""

from __future__ import annotations

from app.views.shared.words import Facts, Said, Template
from app.views.shared.words_exchange import NOTHING_IMPORTED, file_name, shown_name


def _place(facts: Facts) -> str:
    parts = [f"sheet '{shown_name(facts['sheet'])}'"] if facts.get("sheet") else []
    parts += [f"cell {facts['cell']}"] if facts.get("cell") else []
    return f"{', '.join([file_name(facts), *parts])}."


def _is_whole(facts: Facts) -> Said:
    return Said(f"{file_name(facts)} holds a whole plan, exported from this program.", "",
                "To take it in, choose New plan from an export in the File menu, or import it alone into a new, empty "
                f"plan on the command line. {NOTHING_IMPORTED}")  # fmt: skip


def _not_whole(facts: Facts) -> Said:
    return Said(f"{file_name(facts)} is no export of a whole plan: it has no sheet 'About this plan' that says so.", "",
                f"Choose the workbook that Export everything wrote. {NOTHING_IMPORTED}")  # fmt: skip


def _newer(facts: Facts) -> Said:
    return Said(f"{file_name(facts)} was written by a newer program than this one.", _place(facts),
                f"Install the newer version and try again. {NOTHING_IMPORTED}")  # fmt: skip


def _rows(facts: Facts) -> Said:
    there = facts.get("there", "others")
    return Said(f"{facts.get('written', 'More')} rows were written to the sheet and {there} are there.",
                _place(facts), f"Export the plan again and leave its rows as they are. {NOTHING_IMPORTED}")  # fmt: skip


def _wrong(facts: Facts) -> Said:
    text = shown_name(facts.get("text") or "")
    holds = f"The cell holds “{text}”" if text else "The cell is empty"
    return Said(f"{holds}, which its column cannot take.", _place(facts),
                f"Put back what was exported, or export the plan again. {NOTHING_IMPORTED}")  # fmt: skip


def _refused(facts: Facts) -> Said:
    return Said(f"The rows do not fit together: {facts.get('detail') or 'one of them breaks a rule of the plan'}.",
                _place(facts), f"Put back what was exported, or export the plan again. {NOTHING_IMPORTED}")  # fmt: skip


def _not_empty(facts: Facts) -> Said:
    return Said("A whole plan can only be taken into a new, empty plan.", "This plan already holds something.",
                f"Make a new plan for it. {NOTHING_IMPORTED}")  # fmt: skip


def _originals(facts: Facts) -> Said:
    return Said("The file with the original workbooks cannot be read.", f"{facts.get('path', '')}.",
                f"Copy it there again, or move it away to take the plan in without them. {NOTHING_IMPORTED}")  # fmt: skip


WORDS: dict[str, Template] = {
    "file_is_whole_plan": _is_whole, "plan_file_not_whole": _not_whole, "plan_file_newer": _newer,
    "plan_file_rows": _rows, "plan_file_wrong": _wrong, "plan_file_refused": _refused, "plan_not_empty": _not_empty,
    "originals_unreadable": _originals,
}  # fmt: skip
