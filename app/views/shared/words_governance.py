"""What can be wrong with strength, inspections, documents and meetings: the sentences."""

from __future__ import annotations

from app.views.shared.words import Facts, Said, Template


def _quoted(facts: Facts, key: str = "title") -> str:
    return f"“{facts[key]}”" if facts.get(key) else "This"


def _frozen(facts: Facts) -> Said:
    return Said(f"{facts.get('quarter', 'The quarter')} was published and is frozen.",
                "What was said of it stays as it was reported.", "Report for the open quarter instead.")  # fmt: skip


def _scale(facts: Facts) -> Said:
    return Said("A scale needs at least two different words.", "", "Write them from the lowest to the highest, one a line.")


def _rating_unknown(facts: Facts) -> Said:
    words = ", ".join(str(word) for word in facts.get("scale") or ())
    return Said(f"“{facts.get('rating', '')}” is not on this scale.", f"The scale is: {words}." if words else "",
                "Choose one of its words, or change the scale.")  # fmt: skip


def _rating_in_use(facts: Facts) -> Said:
    return Said(f"“{facts.get('rating', '')}” is the rating of a year.", "It cannot leave the scale.",
                "Change or remove that result first.")  # fmt: skip


def _rating_missing(facts: Facts) -> Said:
    return Said(f"There is no rating for {facts.get('year', 'the year')}.", "",
                "Choose a rating, or write a note where only words were given.")  # fmt: skip


def _inspectorate_twice(facts: Facts) -> Said:
    return Said(f"{facts.get('name', 'This inspectorate')} is there already with this subject.", "",
                "Give another name or subject.")  # fmt: skip


def _not_taken(facts: Facts) -> Said:
    return Said(f"{_quoted(facts)} was not taken up yet.", "",
                "Put it on the Hot List, make it an action, or link it to an issue.")  # fmt: skip


def _taken(facts: Facts) -> Said:
    return Said(f"{_quoted(facts)} was taken up already.", f"It is with the issue “{facts.get('issue', '')}”.",
                "Take that link off first.")  # fmt: skip


def _empty(facts: Facts) -> Said:
    return Said(f"{_quoted(facts, 'file')} is empty.", "Nothing was added.", "Look for the file you mean.")


def _too_big(facts: Facts) -> Said:
    most = int(facts.get("limit") or 0) // (1024 * 1024)
    size = int(facts.get("size") or 0) / (1024 * 1024)
    return Said(f"{_quoted(facts, 'file')} is too big: {size:.1f} MB, and a document may have {most} MB.",
                "Nothing was added.", "Add its place instead, or a smaller file.")  # fmt: skip


def _kind(facts: Facts) -> Said:
    return Said(f"{_quoted(facts, 'file')} was not added: files of the kind .{facts.get('kind', '')} can run a program.",
                "", "Save it as a PDF or a document without macros.")  # fmt: skip


def _no_kind(facts: Facts) -> Said:
    return Said(f"{_quoted(facts, 'file')} was not added: its name does not say of what kind it is.", "",
                "Give it an ending such as .pdf or .docx.")  # fmt: skip


def _unreadable(facts: Facts) -> Said:
    detail = f" ({facts['detail']})" if facts.get("detail") else ""
    return Said(f"{_quoted(facts, 'file')} could not be read{detail}.", "Nothing was added.",
                "Close it where it is open, or choose another file.")  # fmt: skip


def _not_saved(facts: Facts) -> Said:
    detail = f" ({facts['detail']})" if facts.get("detail") else ""
    return Said(f"No copy of {_quoted(facts, 'file')} was saved{detail}.", f"Folder: {facts.get('path', '')}.",
                "Choose another folder.")  # fmt: skip


def _quarter(facts: Facts) -> Said:
    return Said("A self-assessment is cited with its quarter, and nothing else is.", "",
                "Choose the department and quarter.")  # fmt: skip


def _body_twice(facts: Facts) -> Said:
    return Said("A body cannot sit with itself.", "", "Choose another body for the joint session, or none.")


def _item_used(facts: Facts) -> Said:
    return Said(f"{_quoted(facts)} stays on the agenda.", "Something was decided or minuted on it there.",
                "Take that back first.")  # fmt: skip


def _meeting_used(facts: Facts) -> Said:
    return Said(f"{_quoted(facts)} cannot be removed.", "Something was decided, agreed or minuted there.",
                "Take that back first, or keep the meeting.")  # fmt: skip


def _nothing_pending(facts: Facts) -> Said:
    return Said(f"Nothing waits for a decision at {_quoted(facts)}.", "", "Put proposals on the agenda first.")


def _no_condition(facts: Facts) -> Said:
    return Said("This decision has no condition.", "There is nothing to follow up.", "Choose a decision with a condition.")


def _no_level(facts: Facts) -> Said:
    return Said(f"'{facts.get('text', '')}' is not a level.", "", "Write the number alone, such as 7.4, or leave it empty.")


WORDS: dict[str, Template] = {
    "partner_level_unreadable": _no_level,
    "strength_quarter_frozen": _frozen,
    "scale_too_short": _scale,
    "rating_unknown": _rating_unknown,
    "rating_in_use": _rating_in_use,
    "rating_missing": _rating_missing,
    "inspectorate_twice": _inspectorate_twice,
    "recommendation_not_taken": _not_taken,
    "recommendation_taken": _taken,
    "document_empty": _empty,
    "document_too_big": _too_big,
    "document_kind": _kind,
    "document_no_kind": _no_kind,
    "document_unreadable": _unreadable,
    "document_not_saved": _not_saved,
    "document_quarter": _quarter,
    "body_twice": _body_twice,
    "agenda_item_used": _item_used,
    "meeting_used": _meeting_used,
    "nothing_pending": _nothing_pending,
    "no_condition": _no_condition,
}
