"""What a field says when its value cannot stand, or could not be stored."""

from __future__ import annotations

from app.rules.errors import KnownError, Problem, Refused
from app.views.shared import words

KEPT = "What you wrote is still here."


def of_problem(problem: Problem) -> str:
    return words.sentence(problem)


def of_error(error: Exception) -> str:
    """A refusal or a known failure in words; anything else is a fault of the program."""
    told = " ".join(str(said) for said in words.of_error(error))
    if isinstance(error, Refused | KnownError) or KEPT in told:
        return told
    return f"{told} {KEPT}"


def unreadable_day(label: str) -> str:
    return f"{label} cannot be read. Write the day as 22/02/2010."


def unknown_entry(label: str, typed: str) -> str:
    return f"{label}: nothing in the list is called “{typed.strip()}”. Choose one from the list."


def changed_meanwhile(label: str) -> str:
    return f"{label} was changed elsewhere while you were writing. Leaving the field replaces that; Esc keeps it."
