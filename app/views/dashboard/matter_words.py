"""What is open before a quarter is frozen, in words."""

from __future__ import annotations

from app.rules.frozen import (
    ASSESSMENT_UNSIGNED,
    PERSONAL_DATA,
    RED_WITHOUT_ACTION,
    RETURN_MISSING,
    OpenMatter,
)

_WORDS = {
    RED_WITHOUT_ACTION: ("red issue has no open action", "red issues have no open action"),
    RETURN_MISSING: ("return is missing", "returns are missing"),
    ASSESSMENT_UNSIGNED: ("self-assessment is not signed", "self-assessments are not signed"),
    PERSONAL_DATA: ("text seems to hold personal data", "texts seem to hold personal data"),
}
_WHERE = {RED_WITHOUT_ACTION: "board", RETURN_MISSING: "returns", ASSESSMENT_UNSIGNED: "assessments",
          PERSONAL_DATA: "board"}  # fmt: skip


def matter_heading(matter: OpenMatter) -> str:
    """ "2 returns are missing"."""
    one, many = _WORDS.get(matter.code, ("matter is open", "matters are open"))
    return f"{matter.count} {one if matter.count == 1 else many}"


def matter_words(matter: OpenMatter) -> str:
    """With what it is about."""
    return f"{matter_heading(matter)}: {'; '.join(matter.names)}"


def place_of(matter: OpenMatter) -> str:
    """The page on which it can be seen to."""
    return _WHERE.get(matter.code, "board")
