"""What can be wrong with a sample plan: the sentences."""

from __future__ import annotations

from app.views.shared.words import Facts, Said, Template

_NOTHING = "Nothing was stored."


def _missing(facts: Facts) -> Said:
    return Said(f"There is no sample plan “{facts.get('name', '')}”.", f"{facts.get('path', '')} was looked for.",
                "Choose one of the samples that came with the program, or start a new plan.")


def _unreadable(facts: Facts) -> Said:
    return Said(f"The sample's file {facts.get('file', '')} cannot be read: {facts.get('detail', 'it is damaged')}.",
                f"It belongs in {facts.get('path', '')}. {_NOTHING}", "Install the program again, or put the file back.")


def _wrong(facts: Facts) -> Said:
    place = f", {facts['place']}" if facts.get("place") else ""
    return Said(f"The sample cannot be loaded: {facts.get('detail', 'an entry is wrong')}.",
                f"{facts.get('file', 'One of its files')}{place}. {_NOTHING}", "Correct the file and try again.")


def _not_empty(facts: Facts) -> Said:
    return Said("A sample can only be loaded into a new, empty plan.",
                f"This plan already holds something. {_NOTHING}", "Start a new plan from the sample.")


WORDS: dict[str, Template] = {
    "sample_missing": _missing,
    "sample_unreadable": _unreadable,
    "sample_wrong": _wrong,
    "sample_not_empty": _not_empty,
}
