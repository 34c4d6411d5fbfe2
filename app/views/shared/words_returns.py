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
    return Said(f"{facts.get('quarter', 'The quarter')} was published and is frozen.", "",
                f"A figure of it is changed by a decision, not by a return. {NOTHING_IMPORTED}")  # fmt: skip


def _quarter_unknown(facts: Facts) -> Said:
    return Said(f"{file_name(facts)} is the form of {facts.get('quarter', 'another quarter')}, which this plan does "
                "not have open.", "", f"Send the department the form of the open quarter. {NOTHING_IMPORTED}")  # fmt: skip


def _file_changed(facts: Facts) -> Said:
    return Said(f"{file_name(facts)} was changed while it was being read.", "", f"Try again. {NOTHING_IMPORTED}")


def _department_unknown(facts: Facts) -> Said:
    known = ", ".join(str(name) for name in facts.get("known") or ())
    return Said(f"There is no department {facts.get('text', '')!r}.", f"There are: {known}." if known else "",
                "Give its name or its short name.")  # fmt: skip


WORDS: dict[str, Template] = {
    "original_gone": _gone, "original_damaged": _damaged, "return_already": _already,
    "return_quarter_frozen": _frozen, "return_quarter_unknown": _quarter_unknown,
    "return_file_changed": _file_changed, "department_unknown": _department_unknown,
}  # fmt: skip
