"""Small parts of sentences that the word files share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

Say = Callable[[Mapping[str, Any]], str]
"""Turns the facts of a Problem into its sentence."""

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def always(words: str) -> Say:
    """The same sentence whatever the facts."""
    return lambda _facts: words


def day(value: object) -> str:
    """22/02/2010."""
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y %H:%M")
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else str(value)


def listed(parts: Iterable[str], last: str = "and") -> str:
    """"a, b and c"."""
    found = list(parts)
    if len(found) < 2:
        return "".join(found)
    return f"{', '.join(found[:-1])} {last} {found[-1]}"


def count(number: int, one: str, many: str = "") -> str:
    """"one condition", "12 conditions"; small numbers as words."""
    words = _NUMBERS[number] if 0 <= number < len(_NUMBERS) else f"{number:,}"
    return f"{words} {one if number == 1 else many or one + 's'}"
