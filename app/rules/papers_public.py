"""The public version of a quarter's papers: the same facts, less what must not be told. Everything is judged again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, cast

from app.rules.assessment import Assessment
from app.rules.cited_words import public_assessment
from app.rules.decision import Stage
from app.rules.direction import band_of, direction_of, year_before
from app.rules.flags import flag_of
from app.rules.frozen import Restatement
from app.rules.horizon import Horizon, small_trend
from app.rules.indicator import Direction, Rag, Status, format_value
from app.rules.issue import Flag
from app.rules.papers_facts import PaperIssue, QuarterFacts
from app.rules.period import Period
from app.rules.personal_data import without_personal_data
from app.rules.plan_table import Measure, PlanRow, PlanTable
from app.rules.rag import worst
from app.rules.series import Series
from app.rules.suppression import HIDDEN, concealed, hidden_periods, printed_forms, scrubbed, threshold
from app.rules.suppression_places import concealed_places, hidden_in_places, of_small_cohort, unjudged_periods
from app.rules.trend_words import last_year, target_text, travel_words

_Hidden = Mapping[int, tuple[Period, ...]]


def public_facts(facts: QuarterFacts) -> QuarterFacts:
    """What the public may read. Nothing in it depends on a figure that is hidden."""
    hidden: dict[int, tuple[Period, ...]] = {}
    places: dict[int, Mapping[int, tuple[Period, ...]]] = {}
    for id_, series in facts.series.items():
        earlier = facts.earlier.get(id_)
        found = hidden_periods(series, earlier)
        if of_small_cohort(series):
            found = tuple(sorted({*found, *unjudged_periods(series)}))
        if found:
            hidden[id_] = found
        of_districts = hidden_in_places(series, found, earlier)
        if of_districts:
            places[id_] = of_districts
    scrub = _Scrub(facts, hidden, places)
    shown = {
        id_: replace(
            scrub.of_events(concealed(series, hidden.get(id_, ()))), places=concealed_places(series, places.get(id_, {}))
        )
        for id_, series in facts.series.items()
    }
    return replace(
        facts,
        series=shown,
        hidden=hidden,
        hidden_places=places,
        earlier={},
        plan=_table(facts.plan, facts, shown, hidden, now=True),
        before=_table(facts.before, facts, shown, hidden, now=False) if facts.before else None,
        issues=tuple(scrub.of_issue(each, each.id) for each in facts.issues),
        decisions=tuple(scrub.of_issue(each, each.issue_id) for each in facts.decisions),
        texts=tuple(scrub.of_issue(each, None) for each in facts.texts),
        strength=scrub.of_issue(facts.strength, None),
        inspections=scrub.of_issue(facts.inspections, None),
        assessments=tuple(public_assessment(each, shown, hidden, scrub.of_assessment) for each in facts.assessments),
        restated=tuple(
            each for each in facts.restated
            if each.period not in hidden.get(each.indicator_id, ()) and _told_then(facts, each)
        ),
    )  # fmt: skip


def _told_then(facts: QuarterFacts, restated: Restatement) -> bool:
    """Whether the public read what is said to have been reported."""
    earlier = facts.earlier.get(restated.indicator_id)
    if earlier is None:
        return True
    told = next((each.value for each in earlier.readings if each.period == restated.period), None)
    printed = format_value(told, earlier.indicator.unit, earlier.indicator.decimals)
    return printed == restated.before and restated.period not in hidden_periods(earlier)


class _Scrub:
    """Clears the texts that people wrote; those of an issue of its own indicators' hidden figures too."""

    def __init__(
        self, facts: QuarterFacts, hidden: _Hidden, places: Mapping[int, Mapping[int, tuple[Period, ...]]]
    ) -> None:
        self._forms = {id_: set(printed_forms(facts.series[id_], periods)) for id_, periods in hidden.items()}
        for id_, districts in places.items():
            series = facts.series[id_]
            for place in series.places:
                own = replace(series, readings=place.readings)
                self._forms.setdefault(id_, set()).update(printed_forms(own, districts.get(place.id, ())))
        self._codes = {
            id_: re.compile(rf"(?<!\w){re.escape(facts.series[id_].indicator.code)}(?!\w)") for id_ in self._forms
        }
        self._issues = {each.id: each for each in facts.issues}
        self._least = max((threshold(each.indicator) for each in facts.series.values()), default=5) or 5

    def of_issue(self, item: Any, issue_id: int | None) -> Any:
        """The noun with every text in it cleared. `issue_id` None: of every indicator's figures."""
        if issue_id is None:
            chosen = list(self._forms.values())
        else:
            issue = self._issues.get(issue_id)
            chosen = [self._forms[each] for each in (issue.indicators if issue else ()) if each in self._forms]
        return self._clear(item, frozenset[str]().union(*chosen))

    def of_events(self, series: Series) -> Series:
        """Notes on a chart are written by people too; they may tell of its own figures."""
        least, printed = threshold(series.indicator), self._forms.get(series.indicator.id, ())

        def cleared(words: str) -> str:
            return scrubbed(without_personal_data(words), least, printed)

        return replace(series, events=tuple(replace(each, words=cleared(each.words)) for each in series.events))

    def of_assessment(self, one: Assessment) -> Assessment:
        """An assessment may be about any figure."""
        return cast(Assessment, self.of_issue(one, None))

    def _named(self, text: str) -> frozenset[str]:
        """The figures of the indicators that a text names, whatever it is about."""
        found = (forms for id_, forms in self._forms.items() if self._codes[id_].search(text))
        return frozenset[str]().union(*found)

    def _clear(self, item: Any, printed: frozenset[str]) -> Any:
        if isinstance(item, Enum):
            return item
        if isinstance(item, str):
            return scrubbed(without_personal_data(item), self._least, printed | self._named(item))
        if isinstance(item, tuple):
            return tuple(self._clear(each, printed) for each in item)
        if isinstance(item, Mapping):
            return {key: self._clear(value, printed) for key, value in item.items()}
        if is_dataclass(item) and not isinstance(item, type | Period):
            return replace(item, **{each.name: self._clear(getattr(item, each.name), printed) for each in fields(item)})
        return item


def _table(
    table: PlanTable, facts: QuarterFacts, shown: Mapping[int, Series], hidden: _Hidden, *, now: bool
) -> PlanTable:
    """The plan's table by what is shown. For the quarter before only its colours and counts are printed."""
    known = {each.id: each for each in facts.issues}
    return replace(table, rows=tuple(
        _row(row, known.get(row.issue_id), shown, hidden, table.quarter, now=now) for row in table.rows
    ))  # fmt: skip


def _row(
    row: PlanRow, issue: PaperIssue | None, shown: Mapping[int, Series], hidden: _Hidden, quarter: Period, *, now: bool
) -> PlanRow:
    leads = [each for each in (issue.leads if issue else ()) if each in shown]
    if not any(each in hidden for each in leads):
        return row
    measures = [_measure(shown[each], hidden.get(each, ()), quarter, row.horizon) for each in leads]
    kept = [each for each in measures if each.latest == HIDDEN]
    rag = Rag.NONE if kept else worst(each.rag for each in measures)
    judged_by = kept[0] if kept else next(each for each in measures if each.rag is rag)
    going = sum(1 for each in (issue.actions if issue else ()) if each.closed is None and each.progress < 100)
    flag = flag_of(
        row.category,
        proposal_open=row.flag is Flag.PROPOSED or row.stage is Stage.PROPOSED,
        slipped=False,  # whether it slipped rests on every figure there is
        rag=rag,
        open_actions=going,
        has_lead=bool(row.lead),
    )
    return replace(row, rag=rag, flag=flag, measure=judged_by if now else None)


def _measure(
    series: Series, hidden: tuple[Period, ...], quarter: Period, horizon: Horizon | None
) -> Measure:
    """As the plan's table has it, from what is shown."""
    indicator = series.indicator
    readings = [each for each in series.readings if each.period.end <= quarter.end]
    series = replace(series, readings=tuple(readings))
    latest = series.latest
    concealed_last = bool(readings) and max(
        (each.period for each in readings if each.value is not None or each.period in hidden), default=None
    ) in hidden  # fmt: skip
    period = readings[-1].period if concealed_last else latest.period if latest else None
    target = series.target_for(period) if period else None
    direction, words = Direction.UNKNOWN, ""
    if latest and not concealed_last:
        values = {each.period: each.value for each in readings}
        before = year_before(latest.period, series.rebases)
        direction = direction_of(
            latest.value, values.get(before) if before else None, indicator.polarity,
            band=band_of(target, indicator.polarity),
        )  # fmt: skip
        words = travel_words(*last_year(series), indicator.frequency, brief=True)
    return Measure(
        code=indicator.code,
        title=indicator.title,
        latest=HIDDEN if concealed_last else format_value(latest.value, indicator.unit, indicator.decimals)
        if latest else "",
        latest_period=period,
        provisional=bool(latest) and not concealed_last and latest is not None and latest.status is Status.PROVISIONAL,
        target=target_text(target.value, target.floor, indicator.polarity, indicator.unit, indicator.decimals)
        if target else "",
        trend=small_trend({each.period.key: each.value for each in readings}, horizon, quarter),
        direction=direction,
        direction_words=words,
        rag=Rag.NONE if concealed_last or latest is None else series.rags.get(latest.period, Rag.NONE),
        illustrative=indicator.illustrative,
        indicator_id=indicator.id,
    )  # fmt: skip
