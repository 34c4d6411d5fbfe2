"""When two figures count as equal: binary fractions must not decide what a person would call a tie."""

from __future__ import annotations

RELATIVE = 1e-9


def same(first: float, second: float) -> bool:
    """They differ by less than one part in 10^9 of the larger."""
    return first == second or abs(first - second) < RELATIVE * max(abs(first), abs(second))


def above(first: float, second: float) -> bool:
    """Greater, and not a tie."""
    return first > second and not same(first, second)


def below(first: float, second: float) -> bool:
    """Smaller, and not a tie."""
    return first < second and not same(first, second)


def compared(first: float, second: float) -> int:
    """1: the first is greater, -1: smaller, 0: a tie."""
    if same(first, second):
        return 0
    return 1 if first > second else -1
