"""What can be wrong with a text and what is pasted into it: the sentences."""

from __future__ import annotations

from app.views.shared.words import Facts, Said, Template


def _file(_facts: Facts) -> Said:
    return Said("A file cannot be put into the text.", "Nothing was put in.",
                "Copy the words or the picture out of it and paste them, or cite the document as evidence.")


def _unreadable(_facts: Facts) -> Said:
    return Said("What was copied cannot be read.", "Nothing was put in.", "Copy it again, or paste its words alone.")


def _too_long(facts: Facts) -> Said:
    length, limit = facts.get("length", 0), facts.get("limit", 0)
    return Said("That is more than a section can hold.",
                f"It has {length:,} characters; a section holds {limit:,}. Nothing was put in.",
                "Copy a part of it.")


def _picture(facts: Facts) -> Said:
    return Said("The picture is too large.", f"A picture in a text has at most {facts.get('limit', 500)} kB. "
                "Nothing was put in.", "Make it smaller where it comes from, and copy it again.")


def _link(facts: Facts) -> Said:
    return Said("That is no address that a text can lead to.", f"“{facts.get('address', '')}” was not put in.",
                "Write the whole address of a page, beginning with https://.")


def _section_changed(_facts: Facts) -> Said:
    return Said("The section was changed elsewhere while you were writing.", "Yours stands here and is not stored.",
                "Compare the two, then store yours or take the other.")


def _put_back(_facts: Facts) -> Said:
    return Said("Put back as you left it; it is not stored yet.", "", "Leaving the section stores it.")


def _part(facts: Facts) -> Said:
    return Said("The report has no such part.", f"“{facts.get('part', '')}” was not stored.",
                "Open the report again; its parts may be others by now.")


WORDS: dict[str, Template] = {
    "paste_file": _file,
    "paste_unreadable": _unreadable,
    "paste_too_long": _too_long,
    "paste_picture_large": _picture,
    "link_unfit": _link,
    "section_changed": _section_changed,
    "section_put_back": _put_back,
    "report_part_unknown": _part,
}
