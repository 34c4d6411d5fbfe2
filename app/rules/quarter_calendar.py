"""What is due when in a quarter, by the rules that know what is not due then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.rules.due import judged_on
from app.rules.period import Period
from app.rules.reporting import Rhythm
from app.rules.todo import Place


class CalendarKind(StrEnum):
    """In the order of a day."""

    MEETING = "meeting"
    RETURN = "return"
    ASSESSMENT = "assessment"
    FIGURES = "figures"
    ACTION = "action"
    MILESTONE = "milestone"
    CONDITION = "condition"
    RECOMMENDATION = "recommendation"
    REVIEW = "review"
    TARGET = "target"


class CalendarState(StrEnum):
    DUE = "due"
    DONE = "done"
    LATE = "late"
    NOT_COLLECTED = "not_collected"
    NONE = "none"
    """A day that comes by itself: nobody has to do anything for it."""


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One thing on one day. `about`: its name; `detail`: what of it; `tag` tells apart what else would be alike."""

    day: date
    kind: CalendarKind
    about: str
    place: Place
    state: CalendarState = CalendarState.DUE
    department_id: int | None = None
    detail: str = ""
    count: int = 1
    here: int = 0
    """Of `count` figures, those that came."""
    tag: str = ""

    @property
    def uid(self) -> str:
        """The same for the same thing, whatever its day and its words: a calendar that has it moves it."""
        key = self.place.key if isinstance(self.place.key, tuple) else (self.place.key,)
        parts = (self.kind, self.place.noun, *key, self.tag)
        return "-".join(str(part.key if isinstance(part, Period) else part) for part in parts if part not in ("", None))


@dataclass(frozen=True, slots=True)
class DueIndicator:
    """An indicator with its rhythm. `known`: periods that have a value; `absent`: those said to have none."""

    id: int
    code: str
    title: str
    rhythm: Rhythm
    department_id: int | None = None
    known: frozenset[Period] = frozenset()
    absent: frozenset[Period] = frozenset()


@dataclass(frozen=True, slots=True)
class EndingTarget:
    """A target whose period ends in the quarter. `last`: there is none after it."""

    indicator_id: int
    code: str
    title: str
    period: Period
    last: bool
    department_id: int | None = None


@dataclass(frozen=True, slots=True)
class CalendarFacts:
    """`dated`: what has a day of its own already. `plan`: what tells the plan from others, whatever it is called."""

    quarter: Period
    today: date
    plan: str
    departments: dict[int, str]
    dated: Sequence[CalendarEntry] = ()
    indicators: Sequence[DueIndicator] = ()
    targets: Sequence[EndingTarget] = field(default=())


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """An entry as another calendar shows it."""

    uid: str
    day: date
    summary: str
    description: str = ""
    category: str = ""


def calendar(facts: CalendarFacts) -> tuple[CalendarEntry, ...]:
    """In order of days; of one day in the order of kinds, departments and names."""
    found = [*facts.dated, *_figures(facts), *_targets(facts)]
    order, names = {kind: at for at, kind in enumerate(CalendarKind)}, facts.departments
    return tuple(
        sorted(
            found, key=lambda each: (each.day, order[each.kind], names.get(each.department_id or 0, "~"), each.about)
        )
    )


def in_quarter(day: date | None, quarter: Period) -> bool:
    return day is not None and quarter.first_day <= day <= quarter.last_day


def state_of(day: date, done: bool, today: date) -> CalendarState:
    """Of something that somebody has to do by the day."""
    if done:
        return CalendarState.DONE
    return CalendarState.LATE if day < today else CalendarState.DUE


def periods_due(rhythm: Rhythm, quarter: Period) -> tuple[Period, ...]:
    """The periods whose figures fall due within the quarter, oldest first; none of what is not due then."""
    found, period = [], rhythm.expected_by(quarter)
    while rhythm.due_day(period) >= quarter.first_day:
        if rhythm.due_day(period) <= quarter.last_day:
            found.append(period)
        period = rhythm.previous(period)
    return tuple(reversed(found))


def _figures(facts: CalendarFacts) -> Iterator[CalendarEntry]:
    """One entry for each figure that comes once a year or less often; the others together, by department and day."""
    together: dict[tuple[date, int | None, Period], list[CalendarState]] = defaultdict(list)
    on = judged_on(facts.quarter, facts.today)
    for each in facts.indicators:
        for period in periods_due(each.rhythm, facts.quarter):
            day, state = each.rhythm.due_day(period), _state(each, period, on)
            if each.rhythm.step < 12:
                together[day, each.department_id, period].append(state)
                continue
            here = int(state is CalendarState.DONE)
            yield CalendarEntry(
                day, CalendarKind.FIGURES, f"{each.code} {each.title}", Place("indicator", each.id), state,
                each.department_id, period.label, 1, here, str(period.key),
            )  # fmt: skip
    for (day, department, period), states in together.items():
        place = Place("department", department) if department is not None else Place("page", "indicators")
        here = sum(state is CalendarState.DONE for state in states)
        yield CalendarEntry(
            day, CalendarKind.FIGURES, facts.departments.get(department or 0, ""), place, _together(states), department,
            period.label, len(states), here, str(period.key),
        )  # fmt: skip


def _state(each: DueIndicator, period: Period, on: date) -> CalendarState:
    if period in each.known:
        return CalendarState.DONE
    if period in each.absent:
        return CalendarState.NOT_COLLECTED
    return CalendarState.LATE if on > each.rhythm.late_after(period) else CalendarState.DUE


def _together(states: Iterable[CalendarState]) -> CalendarState:
    """Late where one is, due where one is still to come."""
    there = set(states)
    order = (CalendarState.LATE, CalendarState.DUE, CalendarState.DONE)
    return next((state for state in order if state in there), CalendarState.NOT_COLLECTED)


def _targets(facts: CalendarFacts) -> Iterator[CalendarEntry]:
    """Last targets one by one, for somebody has to set the next; the others of a day and period together."""
    together: dict[Period, int] = defaultdict(int)
    for each in facts.targets:
        if each.last:
            yield CalendarEntry(
                each.period.last_day, CalendarKind.TARGET, f"{each.code} {each.title}",
                Place("indicator", each.indicator_id, "targets"), CalendarState.DUE, each.department_id,
                each.period.label, tag=str(each.period.key),
            )  # fmt: skip
        else:
            together[each.period] += 1
    for period, count in together.items():
        yield CalendarEntry(
            period.last_day, CalendarKind.TARGET, "", Place("page", "indicators"), CalendarState.NONE, None,
            period.label, count, tag=str(period.key),
        )  # fmt: skip
