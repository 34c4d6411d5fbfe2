"""The county's current figures and their targets, fetched plainly: what every judgement starts from.

Periods stay the store's keys, and figures in columns of one period each, until somebody looks at one: a dashboard
has ten thousands of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from app.rules.direction import year_before
from app.rules.indicator import Reading, Status, Target
from app.rules.lists import WHOLE_COUNTY
from app.rules.period import Period
from app.rules.readings import sound
from app.rules.series import target_fit
from app.store.queries.plain import among, rows

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Value = float | None
"""None is a known absence."""
Values = dict[int, Value]
"""By the key of the period, in period order."""
TargetRow = tuple[Any, ...]
"""Indicator, key of the period, value, floor."""

period_of = lru_cache(maxsize=4096)(Period.from_key)
_FEW = 100
"""Up to so many indicators are cheaper looked up one by one than picked out of the county."""
_NEAR = 36
"""Months in which nearly every newest value lies; the few before are looked up one by one."""
_PERIODS = (
    # The key of the table begins with locality and period: one step for each period, not for each reading.
    "WITH RECURSIVE span (key) AS ("
    "SELECT min(period) FROM current_reading WHERE locality_id = ?1 AND period >= ?2 UNION ALL "
    "SELECT (SELECT min(period) FROM current_reading WHERE locality_id = ?1 AND period > key) FROM span"
    " WHERE key <= ?3) SELECT key FROM span WHERE key <= ?3"
)
_OF_PERIOD = "SELECT indicator_id, value FROM current_reading WHERE locality_id = ? AND period = ?"
_SELDOM = (
    "SELECT indicator_id, period, value FROM reading WHERE locality_id = ? AND period < ? AND indicator_id IN"
    " (SELECT id FROM indicator WHERE frequency IN ('termly', 'annual', 'two_yearly'))"
    " ORDER BY indicator_id, period, id"
)
_HISTORIES = (
    "SELECT indicator_id, period, value, numerator, denominator FROM reading"
    " WHERE indicator_id IN (SELECT value FROM json_each(?)) AND locality_id = ? AND period <= ?"
    " ORDER BY indicator_id, period, id"
)
_NOT_FINAL = (
    "SELECT indicator_id, period, status FROM current_reading"
    " WHERE locality_id = ? AND period BETWEEN ? AND ? AND status <> 'final'"
)
_STATUS = "SELECT status FROM current_reading WHERE locality_id = ? AND period = ? AND indicator_id = ?"
_TARGETS = (
    "SELECT indicator_id, period, value, floor FROM target"
    " WHERE ? IS NULL OR indicator_id IN (SELECT value FROM json_each(?))"
    " ORDER BY indicator_id, period"
)
_BREAKS = "SELECT indicator_id, period FROM indicator_event WHERE definition_break = 1 ORDER BY period"


class Columns:
    """Current values of many indicators: for each period, by its key and in order, those of each indicator."""

    __slots__ = ("_backwards", "_columns")

    def __init__(self, columns: Mapping[int, Mapping[int, Value]]) -> None:
        self._columns = {key: columns[key] for key in sorted(columns)}
        self._backwards = tuple(reversed(self._columns.items()))

    def newest(self, indicator: int) -> int | None:
        """Key of the newest period that has a value."""
        for key, column in self._backwards:
            value = column.get(indicator)
            if value is not None and sound(value) is not None:
                return key
        return None

    def value(self, indicator: int, key: int) -> Value:
        column = self._columns.get(key)
        return None if column is None else column.get(indicator)

    def holds(self, indicator: int, key: int) -> bool:
        """A reading is there, if only to say that there is no value."""
        return indicator in self._columns.get(key, ())

    def of(self, indicator: int) -> Values:
        return {key: sound(column[indicator]) for key, column in self._columns.items() if indicator in column}


def recent(session: Session, quarter: Period, quarters: int, ids: Collection[int] | None = None) -> Columns:
    """Current values up to the quarter. Those reported less often than quarterly go back as far as there are any."""
    if ids is not None and len(ids) <= _FEW:
        return columns_of(histories(session, quarter, ids))
    first, last = Period(quarter.end - 3 * quarters + 1, 0).key, Period(quarter.end, 99).key
    found: dict[int, dict[int, Value]] = defaultdict(dict)
    for indicator, period, value in rows(session, _SELDOM, (WHOLE_COUNTY, first)):
        found[period][indicator] = value
    for (period,) in rows(session, _PERIODS, (WHOLE_COUNTY, first, last)):
        found[period] = dict(rows(session, _OF_PERIOD, (WHOLE_COUNTY, period)))
    return Columns(found)


def statuses(session: Session, quarter: Period, newest: Mapping[int, int | None]) -> dict[int, Status]:
    """Status of the newest values, given by the keys of their periods: most are final, so only others are fetched."""
    given = [key for key in newest.values() if key is not None]
    if not given:
        return {}
    near = Period(quarter.end - _NEAR + 1, 0).key
    kept = {(indicator, key): Status.FINAL for indicator, key in newest.items() if key is not None}
    for indicator, key, status in rows(session, _NOT_FINAL, (WHOLE_COUNTY, near, max(given))):
        if (indicator, key) in kept:
            kept[indicator, key] = Status(status)
    for indicator, key in kept:
        if key < near:
            ((status,),) = rows(session, _STATUS, (WHOLE_COUNTY, key, indicator))
            kept[indicator, key] = Status(status)
    return {indicator: status for (indicator, _), status in kept.items()}


def columns_of(readings: Mapping[int, tuple[Reading, ...]]) -> Columns:
    found: dict[int, dict[int, Value]] = defaultdict(dict)
    for indicator, history in readings.items():
        for reading in history:
            found[reading.period.key][indicator] = reading.value
    return Columns(found)


def histories(session: Session, quarter: Period, ids: Collection[int]) -> dict[int, tuple[Reading, ...]]:
    """Every current reading up to the quarter of these indicators, in period order.

    By the index that begins with the indicator: the key of current readings begins with the locality, and its
    range would be the whole county. Of several readings for a period the newest is current.
    """
    newest: dict[int, dict[int, Reading]] = defaultdict(dict)
    last = Period(quarter.end, 99).key
    for indicator, period, value, numerator, denominator in rows(
        session, _HISTORIES, (among(ids), WHOLE_COUNTY, last)
    ):
        newest[indicator][period] = Reading(
            period_of(period), sound(value), numerator=numerator, denominator=denominator
        )
    return {indicator: tuple(readings.values()) for indicator, readings in newest.items()}


def targets(session: Session, ids: Collection[int] | None = None) -> dict[int, list[TargetRow]]:
    chosen = None if ids is None else among(ids)
    found: dict[int, list[TargetRow]] = defaultdict(list)
    for row in rows(session, _TARGETS, (chosen, chosen)):
        found[row[0]].append(row)
    return found


def target_at(given: Collection[TargetRow], key: int) -> Target | None:
    """The target in force for the period of that key."""
    best, closest = None, 0
    for row in given:
        fit = _fit(row[1], key)
        if fit is not None and (best is None or fit < closest):
            best, closest = row, fit
    return None if best is None else Target(period_of(best[1]), best[2], best[3])


@lru_cache(maxsize=8192)
def _fit(given: int, key: int) -> int | None:
    """Indicators have targets for the same years, so the answer is mostly known already."""
    return target_fit(period_of(given), period_of(key))


@lru_cache(maxsize=4096)
def year_before_key(key: int, breaks: tuple[Period, ...]) -> int:
    """Key of the period it is compared with; 0, which no period has, where the definition changed in between."""
    before = year_before(period_of(key), breaks)
    return before.key if before else 0


def breaks(session: Session) -> dict[int, tuple[Period, ...]]:
    """Periods at which a definition changed, each the first under the new one."""
    found: dict[int, list[Period]] = defaultdict(list)
    for indicator, period in rows(session, _BREAKS):
        found[indicator].append(period_of(period))
    return {indicator: tuple(periods) for indicator, periods in found.items()}
