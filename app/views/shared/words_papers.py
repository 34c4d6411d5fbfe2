"""Papers and frozen quarters: what is open, what may not be changed, and what did not print."""

from __future__ import annotations

from app.views.shared.words import Facts, Said, Template


def _quarter(facts: Facts) -> str:
    return str(facts.get("quarter") or "The quarter")


def _already(facts: Facts) -> Said:
    return Said(f"{_quarter(facts)} is frozen already.", "What was reported stays as it is.",
                "Use 'Correct a published figure': it makes a new version beside the old.")  # fmt: skip


def _not_frozen(facts: Facts) -> Said:
    return Said(f"{_quarter(facts)} is not frozen.", "", "Change the figure on the Indicators page.")


def _changed(facts: Facts) -> Said:
    return Said("The plan was changed since this paper was set.", f"{_quarter(facts)} was not frozen.",
                "Look at the paper again, then freeze it.")  # fmt: skip


def _no_printer(_facts: Facts) -> Said:
    return Said("There is no printer on this computer.", "Nothing was printed.",
                "Add one in the system's settings, or save a PDF.")  # fmt: skip


def _printer_silent(facts: Facts) -> Said:
    name = f"The printer {facts['printer']}" if facts.get("printer") else "The printer"
    return Said(f"{name} does not answer.", "Nothing was printed.", "Look whether it is on, or save a PDF.")


def _pack_name_taken(facts: Facts) -> Said:
    return Said(f"There is a pack named “{facts.get('name', '')}” already.", "Nothing was saved.",
                "Give it another name, or save over that pack.")  # fmt: skip


def _pack_empty(_facts: Facts) -> Said:
    return Said("The pack has no pages.", "", "Tick at least one page at the right.")


def _not_reported(facts: Facts) -> Said:
    period = facts.get("period") or "this period"
    return Said(f"The paper of {_quarter(facts)} has no figure for {period}.", "Nothing was corrected.",
                "Choose a figure that it printed.")  # fmt: skip


WORDS: dict[str, Template] = {
    "quarter_already_frozen": _already,
    "quarter_not_frozen": _not_frozen,
    "freeze_changed": _changed,
    "no_printer": _no_printer,
    "printer_silent": _printer_silent,
    "pack_name_taken": _pack_name_taken,
    "pack_empty": _pack_empty,
    "figure_not_reported": _not_reported,
}
