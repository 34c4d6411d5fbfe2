"""The lines beside a series: target and floor in steps, and the figures of other places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from app.rules.indicator import Polarity, Target
from app.rules.period import Period
from app.rules.ranking import NEIGHBOUR
from app.rules.series import Comparator, Series

AimFor = Callable[[Period], Target | None]
MOST_NAMED = 4
"""Neighbours from which only the outermost are named."""


class Kind(StrEnum):
    TARGET = "target"
    FLOOR = "floor"
    COMPARATOR = "comparator"


@dataclass(frozen=True, slots=True)
class Course:
    """A line besides the series: target, floor or a comparator, with its name.

    Targets and floors have two corners a level.
    """

    kind: Kind
    points: tuple[tuple[float, float], ...]
    name: str
    quiet: bool = False
    """One of many: drawn pale."""
    named: bool = True
    """Its name is to stand on it."""


def targets(
    series: Series, last: float | None, first: Period, step: int, aim_for: AimFor
) -> tuple[Course, ...]:
    """Steps under each period up to the newest reading's position, and a year ahead where they are to change."""
    if last is None:
        return ()
    newest = round(last)
    months = first.months
    at = [
        (position, aim_for(Period(first.end + position * step, months)))
        for position in range(newest + 1 + max(1, 12 // step))
    ]
    levels = {(target.value, target.floor) for _, target in at[newest:] if target}
    if len(levels) < 2:
        at = at[: newest + 1]
    band = series.indicator.polarity is Polarity.BAND
    names = ("Band up to", "Band from") if band else ("Target", "Floor")
    return (
        *_steps(at, "value", Kind.TARGET, names[0]),
        *_steps(at, "floor", Kind.FLOOR, names[1]),
    )


def _steps(at: list[tuple[int, Target | None]], part: str, kind: Kind, name: str) -> list[Course]:
    """Courses of two corners a level, broken where none is set."""
    courses: list[Course] = []
    corners: list[tuple[float, float]] = []
    for position, target in [*at, (-1, None)]:
        value = getattr(target, part) if target else None
        if value is None:
            if corners:
                courses.append(Course(kind, tuple(corners), name))
                corners = []
        elif corners and corners[-1][1] == value:
            corners[-1] = (position + 0.5, value)
        else:
            corners += [(position - 0.5, value), (position + 0.5, value)]
    return courses


def comparators(
    series: Series, last: float | None, first: Period, step: int
) -> tuple[Course, ...]:
    """A line each, up to the newest reading's position.

    Of many neighbours only the outermost are named, and all are pale beside nation and region.
    """
    if last is None:
        return ()
    crowd = [each for each in series.comparators if each.group == NEIGHBOUR]
    crowd = crowd if len(crowd) > MOST_NAMED else []
    ends = sorted((each for each in crowd if _newest(each) is not None), key=_newest)  # type: ignore[arg-type]
    outermost = {each.name for each in (*ends[:1], *ends[-1:])}
    courses = []
    for comparator in series.comparators:
        quiet = comparator in crowd
        named = not quiet or comparator.name in outermost
        run: list[tuple[float, float]] = []
        for period, value in [*comparator.values, (first, None)]:
            position = (period.end - first.end) / step
            if value is None:
                if run:
                    courses.append(Course(Kind.COMPARATOR, tuple(run), comparator.name, quiet, named))
                run = []
            elif -0.5 <= position <= last + 0.5:
                run.append((position, value))
    return tuple(courses)


def _newest(comparator: Comparator) -> float | None:
    return next((value for _, value in reversed(comparator.values) if value is not None), None)
