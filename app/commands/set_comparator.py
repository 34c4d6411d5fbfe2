"""Put in, change or take away the figure of another place that an indicator is compared with."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.commands.versions import row_as_seen
from app.models.comparator import Comparator, ComparatorValueRow
from app.rules import clock
from app.rules.comparators import ComparatorFigure, comparator_problem, plain_name, set_of
from app.rules.errors import Problem, Refused
from app.rules.period import Period, quarter_of
from app.store.queries.lists import newest_quarter
from app.store.queries.series import series


@dataclass(frozen=True)
class SetComparator:
    """In the indicator's unit. `value_id` None: a new figure. A place named for the first time joins the list."""

    indicator_id: int
    value_id: int | None
    version: int | None
    period: Period
    place: str
    value: float | None
    source: str

    @property
    def label(self) -> str:
        return f"{'Put in' if self.value_id is None else 'Change'} figure of {self.place.strip()}"

    def do(self, session: Session) -> None:
        known = series(session, self.indicator_id)
        row = None
        if self.value_id is not None:
            row = row_as_seen(session, ComparatorValueRow, self.value_id, self.version or 0)
            if row.indicator_id != self.indicator_id:
                raise Refused(Problem("gone", {"noun": "comparator_value", "id": row.id}))
        problem = comparator_problem(
            known, self.period, self.place, self.value, self.source, self._others(session),
            newest_quarter(session) or quarter_of(clock.today()),
        )  # fmt: skip
        if problem is not None:
            raise Refused(problem)
        place, source = _place(session, self.place), " ".join(self.source.split())
        if row is None:
            session.add(ComparatorValueRow(indicator_id=self.indicator_id, comparator_id=place, period=self.period,
                                           value=self.value, source=source))  # fmt: skip
            return
        row.comparator_id, row.period, row.value, row.source = place, self.period, self.value, source

    def _others(self, session: Session) -> list[tuple[Period, str]]:
        there = (
            select(ComparatorValueRow.period, Comparator.name)
            .join(Comparator, Comparator.id == ComparatorValueRow.comparator_id)
            .where(ComparatorValueRow.indicator_id == self.indicator_id)
            .where(ComparatorValueRow.id != (self.value_id or 0))
        )
        return [(period, name) for period, name in session.execute(there)]


@dataclass(frozen=True)
class PutComparators:
    """A block of them at once: all or nothing. Where one takes another's place its source stays, unless it has one."""

    indicator_id: int
    figures: tuple[ComparatorFigure, ...]

    @property
    def label(self) -> str:
        return f"Put in {len(self.figures)} figure{'' if len(self.figures) == 1 else 's'} of other places"

    def do(self, session: Session) -> None:
        known = series(session, self.indicator_id)
        newest = newest_quarter(session) or quarter_of(clock.today())
        there = _there(session, self.indicator_id)
        changed = {each.id for each in self.figures if each.id is not None}
        taken = {key for key, value_id in there.items() if value_id not in changed}
        places: dict[str, int] = {}
        for each in self.figures:
            others = [(each.period, each.place)] if (each.period, plain_name(each.place)) in taken else []
            problem = comparator_problem(known, each.period, each.place, each.value, each.source, others, newest)
            if problem is not None:
                raise Refused(problem)
            taken.add((each.period, plain_name(each.place)))
            self._put(session, each, places)

    def _put(self, session: Session, each: ComparatorFigure, places: dict[str, int]) -> None:
        source = " ".join(each.source.split())
        if each.id is not None:
            row = row_as_seen(session, ComparatorValueRow, each.id, each.version or 0)
            row.value, row.source = each.value, source or row.source
            return
        key = plain_name(each.place)
        if key not in places:
            places[key] = _place(session, each.place)
        session.add(ComparatorValueRow(indicator_id=self.indicator_id, comparator_id=places[key], period=each.period,
                                       value=each.value, source=source))  # fmt: skip


def _there(session: Session, indicator_id: int) -> dict[tuple[Period, str], int]:
    """The ids of the figures that are there, by period and place."""
    asked = (
        select(ComparatorValueRow.period, Comparator.name, ComparatorValueRow.id)
        .join(Comparator, Comparator.id == ComparatorValueRow.comparator_id)
        .where(ComparatorValueRow.indicator_id == indicator_id)
    )
    return {(period, plain_name(name)): value_id for period, name, value_id in session.execute(asked)}


@dataclass(frozen=True)
class RemoveComparator:
    value_id: int
    version: int
    label: str = "Remove figure of another place"

    def do(self, session: Session) -> None:
        session.delete(row_as_seen(session, ComparatorValueRow, self.value_id, self.version))


def _place(session: Session, name: str) -> int:
    """The id of the place of that name, however it is written."""
    for id_, known in session.execute(select(Comparator.id, Comparator.name)):
        if plain_name(known) == plain_name(name):
            return int(id_)
    last = session.scalar(select(func.max(Comparator.position)))
    place = Comparator(name=" ".join(name.split()), short=set_of(name), position=0 if last is None else last + 1)
    session.add(place)
    session.flush()
    return place.id
