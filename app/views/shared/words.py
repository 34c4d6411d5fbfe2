"""Words for reason codes: one sentence per Problem, whatever room it comes from. No Qt in here.

Each subject has a file of its own with a dict of code -> function(facts) -> sentence, joined in BLOCKS.
"""

from __future__ import annotations

from app.rules.errors import KnownError, Problem, Refused
from app.views.shared import words_fields, words_moves
from app.views.shared.words_say import Say

BLOCKS: tuple[dict[str, Say], ...] = (words_moves.WORDS, words_fields.WORDS)

_ALL: dict[str, Say] = {code: say for block in BLOCKS for code, say in block.items()}


def knows(code: str) -> bool:
    """Whether the code has words of its own."""
    return code in _ALL


def sentence(problem: Problem) -> str:
    """The problem as a sentence in plain English; a code without words is named, so that it can be reported."""
    say = _ALL.get(problem.code)
    if say is None:
        return f"This was not possible ({problem.code.replace('_', ' ')})."
    return say(problem.facts)


def error_sentence(error: BaseException) -> str:
    """Words for what a change failed with. Anything but a refusal or a known error is a fault of the program."""
    if isinstance(error, Refused):
        return " ".join(sentence(problem) for problem in error.problems)
    if isinstance(error, KnownError):
        return sentence(error.problem)
    return "This was not stored, because of a fault in the program. Your text is kept here."
