"""What can be wrong with an entry of a list, and with an erasure: the sentences."""

from __future__ import annotations

from app.rules.list_entries import uses_in_words
from app.views.shared.words import Facts, Said, Template


def _named(facts: Facts) -> str:
    return f"“{facts['name']}”" if facts.get("name") else "This entry"


def _twice(facts: Facts) -> Said:
    one = facts.get("one", "entry")
    return Said(f"There is {'an' if str(one)[:1] in 'aei' else 'a'} {one} {_named(facts)} already.", "",
                "Give another name, or bring that one back if it is retired.")  # fmt: skip


def _in_use(facts: Facts) -> Said:
    uses = [(str(noun), int(count)) for noun, count, _title in facts.get("uses") or ()]
    title = next((str(title) for _noun, _count, title in facts.get("uses") or () if title), "")
    first = f" The first is “{title}”." if title else ""
    return Said(f"{_named(facts)} is used by {uses_in_words(uses) or 'something'}.{first}", "It was not removed.",
                "Retire it: it can then no longer be chosen, and stays where it is.")  # fmt: skip


def _needed(facts: Facts) -> Said:
    return Said(f"{_named(facts)} is the county as a whole.", "Every county figure carries it.",
                "It can be renamed, not retired or removed.")  # fmt: skip


def _too_short(facts: Facts) -> Said:
    return Said("That is too short to be erased safely: it stands within too many texts.", "",
                f"Write the whole name, with a word of at least {facts.get('least', 3)} letters.")  # fmt: skip


def _nothing(facts: Facts) -> Said:
    return Said("The store does not hold that text.", "Nothing was erased.", "Look for another spelling of it.")


def _mark_holds(facts: Facts) -> Said:
    return Said("What is to stand in its place holds the text itself.", "", "Write “[erased]”, or the post's title.")


def _reason_holds(facts: Facts) -> Said:
    return Said("The reason holds the text itself, and the reason is kept.", "", "Give it without the name.")


def _no_room(facts: Facts) -> Said:
    return Said("What is to stand in its place does not fit everywhere.", "Nothing was erased.",
                "Give something shorter, or different.")  # fmt: skip


WORDS: dict[str, Template] = {
    "list_name_twice": _twice,
    "list_entry_in_use": _in_use,
    "list_entry_needed": _needed,
    "erase_too_short": _too_short,
    "erase_no_room": _no_room,
    "erase_nothing": _nothing,
    "erase_mark_holds": _mark_holds,
    "erase_reason_holds": _reason_holds,
}
