"""A workspace without a store: it answers with made-up indicators and keeps what it is asked to do."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.rules.category import Category
from app.rules.changes import Changes
from app.rules.indicator import Frequency, Polarity, Rag, Reading, Status, Target, format_value
from app.rules.issue import Item
from app.rules.lists import Lists
from app.rules.period import Period
from app.rules.readings_now import CurrentFigure, MeasuredIndicator, ReadingsNow
from app.rules.series import Comparator, Event, IndicatorLine, Series
from app.rules.trend_note import finding_of
from app.rules.trend_words import last_year, last_year_words
from tests import sample_series

Q4 = Period.quarter(2009, 4)
DEPARTMENTS = (Item(1, "Adult Services", "AS"), Item(2, "Children's Services", "CS"), Item(3, "Environment", "ENV"))

ROWS = (
    ("NI 148", "Care leavers in education, employment or training", Polarity.HIGHER, "%", 0, 2,
     (57, 58, 58, 58, 59, 66, 60, 59, 58, 60, 61, 61), 64, 60, Category.IMPROVEMENT_PLAN),
    ("NI 112", "Under-18 conceptions per 1,000", Polarity.LOWER, "per 1,000", 1, 2,
     (33.4, 32.8, 32.9, 31.6, 31.9, 30.9, 30.4, 30.2, 29.9, 29.6, 29.5, 29.4), 28.0, 30.0,
     Category.IMPROVEMENT_PLAN),
    ("NI 99", "Children in care reaching level 4 in English at Key Stage 2", Polarity.HIGHER, "%", 0, 2,
     (38, 40, 39, 41, 43, 46, 48, 47, 50, 49, 51, 52), 50, 45, Category.IMPROVEMENT_PLAN),
    ("NI 62", "Children in care: three or more placements", Polarity.LOWER, "%", 1, 2,
     (13.0, 12.4, 12.2, 11.9, 11.7, 11.4, 11.0, 10.9, 10.6, 10.1, 9.6, 9.8), 10.5, 11.5,
     Category.IMPROVEMENT_PLAN),
    ("NI 63", "Children in care: length of placement", Polarity.HIGHER, "%", 1, 2,
     (67.1, 65.9, 68.0, 68.2, 67.8, 66.4, 69.0, 67.9, 68.2, 67.7, 68.0, 68.1), 69.0, 66.0,
     Category.IMPROVEMENT_PLAN),
    ("NI 130", "Social care clients with self-directed support", Polarity.HIGHER, "%", 1, 1,
     (8.2, 8.9, 9.0, 9.4, 9.9, 10.4, 11.3, 11.9, 12.4, 12.9, 13.6, 14.2), 15.0, 13.0,
     Category.IMPROVEMENT_PLAN),
    ("NI 168", "Principal roads where maintenance should be considered", Polarity.LOWER, "%", 1, 3,
     (3.2, 3.3, 3.9, 3.5, 4.1, 3.9, 4.4, 4.3, 4.6, 4.4, 4.9, 5.0), 4.0, 5.0, Category.IMPROVEMENT_PLAN),
    ("LI 34", "Satisfaction with roads", Polarity.HIGHER, "%", 0, 3,
     (46, 45, 44, 43, 42, 43, 41, 39, 41, 38, 40, 38), 45, 40, Category.IMPROVEMENT_PLAN),
    ("NI 192", "Household waste reused, recycled or composted", Polarity.HIGHER, "%", 1, 3,
     (35.3, 36.0, 35.8, 36.9, 37.4, 37.7, 38.4, 39.0, 39.5, 40.6, 41.0, 41.6), 41.0, 39.0,
     Category.OUTCOMES),
    ("NI 47", "People killed or seriously injured in road traffic", Polarity.LOWER, "number", 0, 3,
     (180, 176, 184, 190, 188, 191, 186, 196, 210, 205, 214, 211), 190, 200, Category.OUTCOMES),
)


def county() -> list[Series]:
    """NI 117 with twenty quarters and all that a chart can show, then the others with twelve."""
    made = [replace(sample_series.neet(), indicator=sample_series.indicator(title="16–18 year olds not in "
                                                                              "education, employment or training"))]
    for number, (code, title, polarity, unit, decimals, department, values, target, floor, _) in enumerate(ROWS):
        plain = sample_series.series(
            tuple(float(value) for value in values), Period.quarter(2007, 1), id=number + 2, code=code, title=title,
            polarity=polarity, unit=unit, decimals=decimals, department_id=department, source="",
        )
        targets = tuple(Target(Period.financial_year(year), float(target), float(floor)) for year in range(2007, 2011))
        made.append(sample_series.judged(replace(plain, targets=targets)))
    return made


def line_of(series: Series, category: Category | None) -> IndicatorLine:
    indicator, latest = series.indicator, series.latest
    target = series.target_for(latest.period) if latest else None
    direction, _ = last_year(series)
    return IndicatorLine(
        id=indicator.id, version=1, code=indicator.code, title=indicator.title, unit=indicator.unit,
        decimals=indicator.decimals, polarity=indicator.polarity, frequency=indicator.frequency,
        department_id=indicator.department_id, issue_ids=tuple(link.issue_id for link in series.issues),
        categories=(category,) if category else (),
        latest=format_value(latest.value, indicator.unit, indicator.decimals) if latest else "",
        latest_value=latest.value if latest else None, latest_period=latest.period if latest else None,
        latest_status=latest.status if latest else None,
        target=format_value(target.value, indicator.unit, indicator.decimals) if target else "",
        target_value=target.value if target else None,
        trend=tuple(reading.value for reading in series.readings[-8:]), direction=direction,
        direction_words=last_year_words(series, brief=True),
        rag=series.rags.get(latest.period, Rag.NONE) if latest else Rag.NONE,
        illustrative=indicator.illustrative,
    )


def readings_now_of(series: Series) -> ReadingsNow:
    """What the store would say of one indicator for a paste."""
    one = series.indicator
    figures = {each.period: CurrentFigure(each.value, each.status, each.numerator, each.denominator, each.note)
               for each in series.readings}
    measured = MeasuredIndicator(one.id, one.code, one.title, one.unit, one.decimals, one.frequency, one.year_kind)
    return ReadingsNow((measured,), {one.id: figures}, Q4)


@dataclass
class StoreState:
    read_only: bool = False


class FakeOperations(QObject):
    changed = Signal(object, object)
    refused = Signal(object)
    bug = Signal(object)
    state_changed = Signal(object)
    opened = Signal(object)

    def __init__(self, series: list[Series], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = StoreState()
        self.series = {each.indicator.id: each for each in series}
        self.commands: list[Any] = []
        self.asked: list[str] = []
        self.fail_with: Exception | None = None

    def ask(self, query: partial[Any], then: Any, failed: Any = None) -> None:
        name = getattr(query, "func", query).__name__
        self.asked.append(name)
        if name == "_listing":
            categories = (Category.IMPROVEMENT_PLAN, *(row[-1] for row in ROWS))
            then(tuple(line_of(series, categories[n] if n < len(categories) else None)
                       for n, series in enumerate(self.series.values())))
        elif name == "_signals":
            then({each: finding_of(self.series[each]) for each in query.keywords["ids"]})
        elif name == "_several_series":
            then({each: self.series[each] for each in query.keywords["ids"]})
        elif name == "_issue_titles":
            then({link.issue_id: link.title for each in self.series.values() for link in each.issues})
        elif name == "_readings_of":
            then(readings_now_of(self.series[query.keywords["indicator_id"]]))
        else:
            then(self.series[query.keywords["indicator_id"]])

    def do(self, command: Any, initiator: object = None, done: Any = None, failed: Any = None) -> None:
        self.commands.append(command)
        if self.fail_with is not None:
            failed(self.fail_with)
            return
        for row in command.rows:
            self._store(row, command)
        self.changed.emit(Changes.of([("reading", 1), ("indicator", command.rows[0].indicator_id)]), initiator)
        if done is not None:
            done(None)

    def _store(self, row: Any, command: Any) -> None:
        old = self.series[row.indicator_id]
        reading = Reading(row.period, row.value, row.status, note=row.note, source=command.source,
                          recorded=datetime(2010, 4, 15, 10, 0), recorded_by=command.recorded_by)
        kept = [each for each in old.readings if each.period != row.period]
        readings = tuple(sorted([*kept, reading], key=lambda each: each.period.end))
        self.series[row.indicator_id] = sample_series.judged(replace(old, readings=readings))


@dataclass
class Settings:
    values: dict[str, Any] = field(default_factory=dict)


class FakeWorkspace(QObject):
    quarter_changed = Signal(object)
    quarters_changed = Signal()
    lists_changed = Signal(object)
    ready = Signal()

    def __init__(self, series: list[Series] | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.operations = FakeOperations(county() if series is None else series, self)
        self.settings = Settings()
        self.quarter = Q4
        self.quarters = tuple(Q4.shift(n) for n in range(-11, 1))
        self.lists = Lists(departments=DEPARTMENTS)
        self.you_are = "Corporate Performance Team"
        self.is_ready = True

    def quarter_is_past(self) -> bool:
        return self.quarter < self.quarters[-1]

    def set_quarter(self, quarter: Period) -> None:
        self.quarter = quarter
        self.quarter_changed.emit(quarter)


__all__ = ["Q4", "Comparator", "Event", "FakeOperations", "FakeWorkspace", "Frequency", "Status", "county", "line_of"]
