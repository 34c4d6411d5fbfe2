"""How issues do, by their lead indicators: judged reports up to a quarter, and what the tests say of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.rules.direction import band_of, direction_of
from app.rules.horizon import USUAL_TREND, Horizon, small_trend
from app.rules.indicator import Direction, Frequency, Polarity, Rag, format_value
from app.rules.period import Period
from app.rules.plan_settings import PlanSettings
from app.rules.proposals import LeadReports, Report
from app.rules.rag import RagRule, rag_of, rule_for, worst
from app.rules.slip import UNTESTED, Finding
from app.store.queries import figures
from app.store.queries.figures import Columns, TargetRow, Value, period_of, target_at, year_before_key
from app.store.queries.findings import DEFAULTS, put_to_test
from app.store.queries.horizons import horizons
from app.store.queries.plain import among, rows
from app.store.queries.rag_rules import Versions, named_rule, rule_versions

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

REACH = 13
"""Quarters back: eight reports, and the year before the newest, where that comes a year late."""
_POLARITY = {each.value: each for each in Polarity}
_FREQUENCY = {each.value: each for each in Frequency}
REPORTS = 12
"""As many as a setting may ask for."""
_INDICATORS = (
    "SELECT id, code, title, unit, decimals, polarity, frequency, illustrative, rag_rule, rag_tolerance"
    " FROM indicator WHERE ? IS NULL OR id IN (SELECT value FROM json_each(?))"
)
_LEADS = (
    "SELECT issue_id, indicator_id FROM issue_indicator WHERE lead = 1 AND (? IS NULL OR issue_id = ?)"
    " ORDER BY issue_id, position, id"
)


@dataclass(slots=True, eq=False)
class JudgedIndicator:
    """One indicator at a quarter, the newest value judged. Its earlier reports are judged when asked for."""

    id: int
    code: str
    title: str
    unit: str
    decimals: int
    polarity: Polarity
    frequency: Frequency
    illustrative: bool
    first: RagRule
    """The rule that judges until one of `versions` does."""
    versions: Versions
    county: Columns
    targets: Collection[TargetRow]
    breaks: tuple[Period, ...]
    newest: int | None
    """Key of the newest period that has a value."""
    rag: Rag
    direction: Direction
    finding: Finding = UNTESTED
    concerned: int = 0
    """Reports running, up to the newest, at which a test found a concern."""

    @property
    def reports(self) -> tuple[Report, ...]:
        """Oldest first; from where the finding's run starts, if that is longer ago."""
        since = self.finding.since.key if self.finding.since else None
        values = self.county.of(self.id)
        last = len(values) - REPORTS
        return tuple(
            self._report(key, value)
            for at, (key, value) in enumerate(values.items())
            if at >= last or (since is not None and key >= since)
        )

    @property
    def latest(self) -> Report | None:
        key = self.newest
        return None if key is None else self._report(key, self.county.value(self.id, key))

    @property
    def trend(self) -> tuple[Value, ...]:
        """Its own: the last eight. An issue asks for those of its horizon."""
        return tuple(self.county.of(self.id).values())[-USUAL_TREND:]

    def trend_over(self, horizon: Horizon | None, quarter: Period) -> tuple[Value, ...]:
        return small_trend(self.county.of(self.id), horizon, quarter)

    def printed(self, value: float | None) -> str:
        return format_value(value, self.unit, self.decimals)

    @property
    def as_lead(self) -> LeadReports:
        return LeadReports(
            self.id, self.code, self.title, self.unit, self.decimals, self.frequency, self.reports, self.finding,
            self.concerned,
        )  # fmt: skip

    def _report(self, key: int, value: Value) -> Report:
        target = target_at(self.targets, key)
        before = self.county.value(self.id, year_before_key(key, self.breaks))
        rule = rule_for(self.versions, period_of(key), self.first) if self.versions else self.first
        rag = rag_of(value, target, self.polarity, rule=rule, before=before)
        goal, floor = (target.value, target.floor) if target else (None, None)
        return Report(period_of(key), value, rag, goal, floor)


@dataclass(frozen=True, slots=True)
class IssueLeads:
    """`leads` in the order they were linked; the first gives the card its trend line."""

    leads: tuple[JudgedIndicator, ...]
    horizon: Horizon | None = None

    @property
    def rag(self) -> Rag:
        return worst(lead.rag for lead in self.leads)

    @property
    def judged_by(self) -> JudgedIndicator | None:
        """The lead whose RAG is the card's: the worst, the first of equals."""
        return next((lead for lead in self.leads if lead.rag is self.rag), None)


def leads_at(
    session: Session,
    quarter: Period,
    issue_id: int | None = None,
    *,
    test: Collection[int] = (),
    settings: PlanSettings = DEFAULTS,
    judged_over: Mapping[int, Horizon] | None = None,
) -> dict[int, IssueLeads]:
    """Of every issue that has any, or of one. The leads of the issues in `test` are put to their tests.

    `judged_over`: the horizons of the issues, where they were read before.
    """
    over = horizons(session) if judged_over is None else judged_over
    pairs = rows(session, _LEADS, (issue_id, issue_id))
    put = {indicator for issue, indicator in pairs if issue in test}
    judged = judged_at(session, quarter, {indicator for _, indicator in pairs}, test=put, settings=settings)
    _reach_back(session, quarter, judged, {lead for issue, lead in pairs if issue in over and lead not in put})
    found: dict[int, list[JudgedIndicator]] = {}
    for issue, indicator in pairs:
        found.setdefault(issue, []).append(judged[indicator])
    return {issue: IssueLeads(tuple(leads), over.get(issue)) for issue, leads in found.items()}


def judged_at(
    session: Session,
    quarter: Period,
    ids: Collection[int] | None = None,
    *,
    test: Collection[int] = (),
    settings: PlanSettings = DEFAULTS,
    quarters: int = REACH,
) -> dict[int, JudgedIndicator]:
    """Every indicator (or those named) with its values up to the quarter, whole county; those in `test` tested."""
    county = figures.recent(session, quarter, quarters, ids)
    targets = figures.targets(session, ids)
    breaks, versions = figures.breaks(session), rule_versions(session, ids)
    chosen = None if ids is None else among(ids)
    found = {
        row[0]: _indicator(row, county, targets.get(row[0], ()), breaks.get(row[0], ()), versions.get(row[0], ()))
        for row in rows(session, _INDICATORS, (chosen, chosen))
    }
    if test:
        _test(session, quarter, [found[id_] for id_ in test if id_ in found], settings)
    return found


def _indicator(
    row: tuple[Any, ...], county: Columns, targets: Collection[TargetRow], breaks: tuple[Period, ...],
    versions: Versions,
) -> JudgedIndicator:  # fmt: skip
    id_, code, title, unit, decimals, word, frequency, illustrative, rule_name, tolerance = row
    polarity, first = _POLARITY[word], named_rule(rule_name, tolerance)
    newest = county.newest(id_)
    rag, direction = Rag.NONE, Direction.UNKNOWN
    if newest is not None:
        value, before = county.value(id_, newest), county.value(id_, year_before_key(newest, breaks))
        target = target_at(targets, newest)
        rule = rule_for(versions, period_of(newest), first) if versions else first
        rag = rag_of(value, target, polarity, rule=rule, before=before)
        direction = direction_of(value, before, polarity, band=band_of(target, polarity))
    return JudgedIndicator(
        id_, code, title, unit, decimals, polarity, _FREQUENCY[frequency], bool(illustrative),
        first, versions, county, targets, breaks, newest, rag, direction,
    )  # fmt: skip


def _test(session: Session, quarter: Period, judged: list[JudgedIndicator], settings: PlanSettings) -> None:
    """Tests look at every reading there is, so these indicators get their whole history."""
    histories = figures.histories(session, quarter, [each.id for each in judged])
    found = put_to_test(session, histories, settings)
    whole = figures.columns_of(histories)
    for each in judged:
        if each.id in found:
            each.finding, each.concerned = found[each.id]
            each.county = whole


def _reach_back(session: Session, quarter: Period, judged: Mapping[int, JudgedIndicator], ids: set[int]) -> None:
    """A horizon reaches further back than a card's usual trend: these get every value there is."""
    if ids:
        whole = figures.columns_of(figures.histories(session, quarter, ids))
        for each in ids:
            judged[each].county = whole
