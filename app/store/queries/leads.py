"""How issues do, by their lead indicators: judged reports up to a quarter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.models.indicator import IndicatorLinkRow, IndicatorRow
from app.models.lists import WHOLE_COUNTY
from app.models.reading import CurrentReading
from app.models.target import TargetRow
from app.rules.direction import short_direction
from app.rules.indicator import Direction, Frequency, Polarity, Rag, Target, format_value
from app.rules.period import Period
from app.rules.proposals import LeadReports, Report
from app.rules.rag import RagRule, RagRuleName, rag_of, worst
from app.rules.series import target_in_force

Q = TypeVar("Q", bound=Select[*tuple[Any, ...]])
TREND = 8
_REACH = 9 * 12
"""Months back that a trend of annual readings may need."""


@dataclass(frozen=True, slots=True)
class JudgedIndicator:
    """One indicator at a quarter: its reports, oldest first, and the judgement of the newest."""

    id: int
    code: str
    title: str
    unit: str
    decimals: int
    polarity: Polarity
    frequency: Frequency
    illustrative: bool
    reports: tuple[Report, ...]
    direction: Direction

    @property
    def latest(self) -> Report | None:
        return next((report for report in reversed(self.reports) if report.value is not None), None)

    @property
    def rag(self) -> Rag:
        return self.latest.rag if self.latest else Rag.NONE

    @property
    def trend(self) -> tuple[float | None, ...]:
        return tuple(report.value for report in self.reports[-TREND:])

    def printed(self, value: float | None) -> str:
        return format_value(value, self.unit, self.decimals)

    @property
    def as_lead(self) -> LeadReports:
        return LeadReports(
            self.id, self.code, self.title, self.unit, self.decimals, self.frequency, self.reports
        )


@dataclass(frozen=True, slots=True)
class IssueLeads:
    """`leads` in the order they were linked; the first gives the card its trend line."""

    leads: tuple[JudgedIndicator, ...]

    @property
    def rag(self) -> Rag:
        return worst(lead.rag for lead in self.leads)

    @property
    def judged_by(self) -> JudgedIndicator | None:
        """The lead whose RAG is the card's: the worst, the first of equals."""
        return next((lead for lead in self.leads if lead.rag is self.rag), None)


def leads_at(session: Session, quarter: Period, issue_id: int | None = None) -> dict[int, IssueLeads]:
    links = select(IndicatorLinkRow.issue_id, IndicatorLinkRow.indicator_id).where(
        IndicatorLinkRow.lead.is_(True)
    )
    if issue_id is not None:
        links = links.where(IndicatorLinkRow.issue_id == issue_id)
    pairs = session.execute(
        links.order_by(IndicatorLinkRow.issue_id, IndicatorLinkRow.position, IndicatorLinkRow.id)
    ).all()
    judged = judged_at(
        session, quarter, {indicator for _, indicator in pairs} if issue_id is not None else None
    )
    found: dict[int, list[JudgedIndicator]] = {}
    for issue, indicator in pairs:
        if indicator in judged:
            found.setdefault(issue, []).append(judged[indicator])
    return {issue: IssueLeads(tuple(leads)) for issue, leads in found.items()}


def judged_at(
    session: Session, quarter: Period, ids: Iterable[int] | None = None
) -> dict[int, JudgedIndicator]:
    """Every indicator (or those named) with its reports up to the quarter, whole county."""
    wanted = None if ids is None else list(ids)
    values = _values(session, quarter, wanted)
    targets = _targets(session, wanted)
    columns = (IndicatorRow.id, IndicatorRow.code, IndicatorRow.title, IndicatorRow.unit, IndicatorRow.decimals,
               IndicatorRow.polarity, IndicatorRow.frequency, IndicatorRow.illustrative)  # fmt: skip
    query = select(*columns, IndicatorRow.rag_rule, IndicatorRow.rag_tolerance)
    found = {}
    for row in session.execute(_among(query, IndicatorRow.id, wanted)):
        own = values.get(row.id, {})
        rule = RagRule(RagRuleName(row.rag_rule), row.rag_tolerance)
        reports = _reports(own, targets.get(row.id, ()), row.polarity, rule)
        newest = next((r for r in reversed(reports) if r.value is not None), None)
        target = Target(newest.period, newest.target, newest.floor) if newest else None
        way = (
            short_direction(own, newest.period, row.polarity, target=target) if newest else Direction.UNKNOWN
        )
        found[row.id] = JudgedIndicator(
            row.id, row.code, row.title, row.unit, row.decimals, row.polarity, row.frequency, row.illustrative,
            reports, way,
        )  # fmt: skip
    return found


def _reports(values: dict[Period, float | None], targets: tuple[Target, ...], polarity: Polarity,
             rule: RagRule) -> tuple[Report, ...]:  # fmt: skip
    reports = []
    for period, value in values.items():
        target = target_in_force(targets, period)
        rag = rag_of(value, target, polarity, rule=rule, before=values.get(period.same_period_last_year))
        reports.append(
            Report(period, value, rag, target.value if target else None, target.floor if target else None)
        )
    return tuple(reports)


def _among(query: Q, column: Any, wanted: list[int] | None) -> Q:
    return query if wanted is None else query.where(column.in_(wanted))


def _values(
    session: Session, quarter: Period, wanted: list[int] | None
) -> dict[int, dict[Period, float | None]]:
    """In period order. One range scan of the county's current readings, which are keyed for it."""
    first, last = Period(quarter.end - _REACH, 0), Period(quarter.end, 99)
    query = select(CurrentReading.indicator_id, CurrentReading.period, CurrentReading.value).where(
        CurrentReading.locality_id == WHOLE_COUNTY,
        CurrentReading.period >= first,
        CurrentReading.period <= last,
    )
    found: dict[int, dict[Period, float | None]] = {}
    rows = session.execute(_among(query, CurrentReading.indicator_id, wanted).order_by(CurrentReading.period))
    for indicator, period, value in rows:
        found.setdefault(indicator, {})[period] = value
    return found


def _targets(session: Session, wanted: list[int] | None) -> dict[int, tuple[Target, ...]]:
    query = select(
        TargetRow.indicator_id, TargetRow.period, TargetRow.value, TargetRow.floor, TargetRow.rationale
    )
    found: dict[int, list[Target]] = {}
    for indicator, period, value, floor, rationale in session.execute(
        _among(query, TargetRow.indicator_id, wanted).order_by(TargetRow.period)
    ):
        found.setdefault(indicator, []).append(Target(period, value, floor, rationale))
    return {indicator: tuple(rows) for indicator, rows in found.items()}
