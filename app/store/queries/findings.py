"""What the tests say of indicators: the store's side of app.rules.slip."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from app.rules.indicator import Frequency, Polarity, Reading, Shape, YearKind
from app.rules.period import Period
from app.rules.plan_settings import PlanSettings
from app.rules.slip import UNTESTED, Finding, Measured, assess
from app.store.queries import figures
from app.store.queries.lists import settings
from app.store.queries.plain import among, rows

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

DEFAULTS = PlanSettings()
_MEASURED = (
    "SELECT id, polarity, frequency, shape, year_kind, unit, fix_after FROM indicator"
    " WHERE id IN (SELECT value FROM json_each(?))"
)


class Tested(NamedTuple):
    finding: Finding = UNTESTED
    concerned: int = 0
    """Reports running, up to the newest, at which a test found a concern."""


def put_to_test(
    session: Session, histories: Mapping[int, tuple[Reading, ...]], chosen: PlanSettings
) -> dict[int, Tested]:
    """Of each indicator whose readings up to the quarter are given, by the test that its data allow."""
    breaks = figures.breaks(session)
    found = {}
    for id_, polarity, frequency, shape, year_kind, unit, first in rows(session, _MEASURED, (among(histories),)):
        measured = Measured(
            Polarity(polarity), Frequency(frequency), Shape(shape), histories[id_], YearKind(year_kind), unit,
            breaks.get(id_, ()),
        )  # fmt: skip
        found[id_] = _tested(measured, chosen, chosen.limits_set_by(first))
    return found


def signals(session: Session, quarter: Period, ids: Collection[int]) -> dict[int, Finding]:
    """What the tests say of the newest figure of these indicators at the quarter; nothing of those without any."""
    once = replace(settings(session), concern_reports=1)
    found = put_to_test(session, figures.histories(session, quarter, ids), once)
    return {id_: tested.finding for id_, tested in found.items()}


def _tested(measured: Measured, settings: PlanSettings, fix_after: int | None) -> Tested:
    finding = _assess(measured, settings, fix_after)
    concerned = 0
    # One report is nearly always enough; each one more is a test of what was known then.
    while concerned < settings.concern_reports:
        now = finding if concerned == 0 else _assess(_without_newest(measured, concerned), settings, fix_after)
        if not now.concern:
            break
        concerned += 1
    return Tested(finding, concerned)


def _assess(measured: Measured, settings: PlanSettings, fix_after: int | None) -> Finding:
    return assess(
        measured, screening=settings.screening, significance=settings.significance, fix_after=fix_after
    )


def _without_newest(measured: Measured, count: int) -> Measured:
    """As it stood so many reports ago."""
    known = [reading for reading in measured.readings if reading.value is not None]
    return replace(measured, readings=tuple(known[:-count]))
