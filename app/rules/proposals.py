"""What the figures propose: a slipped Outcome to the Hot List, a recovered plan issue to Outcomes.

A proposal only proposes: people decide. Where the data allow a test (app.rules.slip), a slip is a tested
concern; otherwise the floor missed in so many reports running, which `Basis` marks as not tested. Recovery is the
target met in so many reports running, and no tested concern.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.rules.category import Category
from app.rules.indicator import Frequency, Rag
from app.rules.moves import Rule
from app.rules.period import Period
from app.rules.slip import UNTESTED, Finding

SLIP_REPORTS = 2
CONCERN_REPORTS = 1
RECOVERY_REPORTS = 2


class Basis(StrEnum):
    """What a proposal rests on. `Evidence.finding` has the figures of a test."""

    PROCESS_LIMITS = "process_limits"
    COUNT_TREND = "count_trend"
    CHANGE_OF_SHARE = "change_of_share"
    FLOOR = "floor"
    """Floor missed in so many reports running; not statistically tested."""
    TARGET = "target"
    """Target met in so many reports running; `finding` says whether the improvement is tested."""

    @property
    def tested(self) -> bool:
        return self in (Basis.PROCESS_LIMITS, Basis.COUNT_TREND, Basis.CHANGE_OF_SHARE)


@dataclass(frozen=True, slots=True)
class Report:
    """A judged reading: what was reported for a period, against what."""

    period: Period
    value: float | None
    rag: Rag
    target: float | None = None
    floor: float | None = None


@dataclass(frozen=True, slots=True)
class LeadReports:
    """A lead indicator with its reports up to the quarter, oldest first."""

    indicator_id: int
    code: str
    title: str
    unit: str
    decimals: int
    frequency: Frequency
    reports: tuple[Report, ...]
    finding: Finding = UNTESTED
    """What the test says of its readings (app.rules.slip.assess)."""
    concerned: int = 1
    """Reports running, up to the newest, at which it found a concern; counts only where it finds one now."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one indicator says for the move. `reports` are the ones it rests on, oldest first."""

    indicator_id: int
    code: str
    title: str
    unit: str
    decimals: int
    basis: Basis
    since: Period
    reports: tuple[Report, ...]
    finding: Finding = UNTESTED


@dataclass(frozen=True, slots=True)
class Proposal:
    issue_id: int
    issue_title: str
    rule: Rule
    from_category: Category
    to: Category
    evidence: tuple[Evidence, ...]
    caution: str = ""
    """What an issue of a long horizon says against judging it on a report or two (app.rules.horizon)."""

    @property
    def indicator_ids(self) -> tuple[int, ...]:
        return tuple(each.indicator_id for each in self.evidence)


def propose(
    issue_id: int,
    issue_title: str,
    category: Category,
    leads: Sequence[LeadReports],
    *,
    slip_reports: int = SLIP_REPORTS,
    concern_reports: int = CONCERN_REPORTS,
    recovery_reports: int = RECOVERY_REPORTS,
) -> Proposal | None:
    """The framework's move that the lead indicators speak for, or None.

    One indicator that slipped is enough for an Outcome; recovery needs every lead indicator that is judged.
    """
    if category is Category.OUTCOMES:
        found = slips(leads, reports=slip_reports, concerns=concern_reports)
        rule, to = Rule.M1, Category.HOT_LIST
    elif category is Category.IMPROVEMENT_PLAN:
        found = recoveries(leads, reports=recovery_reports)
        rule, to = Rule.M3, Category.OUTCOMES
    else:
        return None
    return Proposal(issue_id, issue_title, rule, category, to, found) if found else None


def slips(
    leads: Sequence[LeadReports], *, reports: int = SLIP_REPORTS, concerns: int = CONCERN_REPORTS
) -> tuple[Evidence, ...]:
    """The lead indicators that slipped: a tested concern, or red so many reports running where none is tested.

    Where a test finds only ordinary variation, a red floor is no slip.
    """
    found = (
        _tested_slip(lead, concerns) if lead.finding.tested else _floor_missed(lead, reports) for lead in leads
    )
    return tuple(each for each in found if each is not None)


def recoveries(leads: Sequence[LeadReports], *, reports: int = RECOVERY_REPORTS) -> tuple[Evidence, ...]:
    """All judged lead indicators, if each met its target so many reports running without concern; else none."""
    judged = [lead for lead in leads if any(report.rag is not Rag.NONE for report in lead.reports)]
    if any(lead.finding.concern for lead in leads):
        return ()
    found = [_running_evidence(lead, Rag.GREEN, Basis.TARGET, reports) for lead in judged]
    met = tuple(each for each in found if each is not None)
    return met if len(met) == len(judged) else ()


def put_off(until: date | None, today: date) -> bool:
    """Whether *not now* still holds. On the day named the proposal is back."""
    return until is not None and today < until


def _tested_slip(lead: LeadReports, least: int) -> Evidence | None:
    finding = lead.finding
    reported = tuple(report for report in lead.reports if report.value is not None)
    if not finding.concern or not reported or lead.concerned < least:
        return None
    since = finding.since or reported[-1].period
    rests_on = tuple(report for report in reported if report.period >= since)
    return _evidence(lead, Basis(finding.test.value), since, rests_on)


def _floor_missed(lead: LeadReports, least: int) -> Evidence | None:
    return _running_evidence(lead, Rag.RED, Basis.FLOOR, least)


def _running_evidence(lead: LeadReports, rag: Rag, basis: Basis, least: int) -> Evidence | None:
    running = _running(lead, rag)
    return _evidence(lead, basis, running[0].period, running) if len(running) >= max(least, 1) else None


def _evidence(lead: LeadReports, basis: Basis, since: Period, reports: tuple[Report, ...]) -> Evidence:
    return Evidence(
        lead.indicator_id,
        lead.code,
        lead.title,
        lead.unit,
        lead.decimals,
        basis,
        since,
        reports,
        lead.finding,
    )


def _running(lead: LeadReports, rag: Rag) -> tuple[Report, ...]:
    """The reports at the end that all have this judgement, with no period left out between them.

    A period without a value is no report: it ends the run, unless it is the newest (late or not due yet).
    """
    known = [report for report in lead.reports if report.value is not None]
    found: list[Report] = []
    for report in sorted(known, key=lambda each: each.period, reverse=True):
        if report.rag is not rag:
            break
        if found and found[0].period.end - report.period.end != lead.frequency.months:
            break
        found.insert(0, report)
    return tuple(found)
