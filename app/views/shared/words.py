"""Problems in words. Every sentence has three parts: what happened, where, what to do. No Qt in here.

Each subject has its own file with a `WORDS` dictionary from code to a function of the facts; a new subject is
added to `_SUBJECTS`. Functions must bear missing facts: a sentence is never the place of a second error.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from app.rules.errors import KnownError, Problem, Refused

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Said:
    """One problem in words. `what` stands alone as a heading; `where` and `do` may be empty."""

    what: str
    where: str = ""
    do: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (self.what, self.where, self.do) if part)


Template = Callable[[Facts], Said]

_SUBJECTS = ("words_store", "words_writing", "words_fields", "words_moves", "words_exchange", "words_figures",
             "words_readings",
             "words_periods", "words_samples", "words_outlook", "words_returns", "words_mappings",
             "words_indicators", "words_papers", "words_governance",
             "words_assessments", "words_whole_plan", "words_lists", "words_refresh")


@cache
def _templates() -> dict[str, Template]:
    """All subjects, gathered when the first problem is said, so that the start does not read them."""
    gathered: dict[str, Template] = {}
    for subject in _SUBJECTS:
        gathered |= import_module(f"app.views.shared.{subject}").WORDS
    return gathered


def known(code: str) -> bool:
    return code in _templates()


def said(problem: Problem) -> Said:
    """The problem in its three parts; a code without words says so and stays calm."""
    template = _templates().get(problem.code)
    if template is None:
        return Said("This cannot be done.", f"The program gives the reason as “{problem.code}”.")
    return template(problem.facts)


def sentence(problem: Problem) -> str:
    """The problem as running text."""
    return str(said(problem))


def of_error(error: Exception) -> tuple[Said, ...]:
    """What a refusal or a known failure has to say, one for each problem."""
    if isinstance(error, Refused):
        return tuple(said(problem) for problem in error.problems) or (Said("This is not allowed."),)
    if isinstance(error, KnownError):
        return (said(error.problem),)
    return (Said("Something went wrong in the program.", "Nothing of it was stored.",
                 "The report says what; please pass it on to whoever looks after the program."),)
