"""One indicator as its sheet shows it."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.indicator import IndicatorEventRow, IndicatorRow
from app.models.rag_rule import RagRuleRow
from app.models.target import TargetRow
from app.rules.errors import Problem, Refused
from app.rules.indicator_fields import BY_NAME
from app.rules.indicator_sheet import ComparatorLine, EventLine, IndicatorSheet, RuleLine, TargetLine
from app.rules.issue import Item
from app.rules.period import Period
from app.rules.rag import RagRule
from app.store.queries.lists import newest_quarter
from app.store.queries.plain import rows
from app.store.queries.series import series

_REASONS = (
    "SELECT h.reason, h.payload FROM history_touch t JOIN history h ON h.seq = t.seq"
    " WHERE t.noun = 'indicator' AND t.row = ? AND h.reason <> '' AND h.kind = 'change' ORDER BY t.seq"
)

_COMPARATORS = (
    "SELECT v.id, v.version, v.period, c.name, v.value, v.source FROM comparator_value v"
    " JOIN comparator c ON c.id = v.comparator_id WHERE v.indicator_id = ? ORDER BY v.period DESC, c.position, c.id"
)


def sheet(session: Session, indicator_id: int, quarter: Period | None = None) -> IndicatorSheet:
    """The indicator with all its targets and notes; its issues as at the quarter. Raises Refused gone."""
    row = session.get(IndicatorRow, indicator_id)
    if row is None:
        raise Refused(Problem("gone", {"noun": "indicator", "id": indicator_id}))
    targets = session.scalars(
        select(TargetRow).where(TargetRow.indicator_id == indicator_id).order_by(TargetRow.period.desc())
    )
    placed = series(session, indicator_id, quarter).issues if quarter else ()
    known = series(session, indicator_id)
    return IndicatorSheet(
        id=row.id,
        version=row.version,
        fields={name: _plain(getattr(row, name)) for name in BY_NAME},
        targets=tuple(
            TargetLine(each.id, each.version, each.period, each.value, each.floor, each.rationale) for each in targets
        ),
        events=_events(session, indicator_id),
        rules=_rules(session, indicator_id),
        comparators=_comparators(session, indicator_id),
        issues=placed or known.issues,
        series=known,
        others=_others(session, indicator_id),
        newest=newest_quarter(session),
    )


def _rules(session: Session, indicator_id: int) -> tuple[RuleLine, ...]:
    found = session.scalars(
        select(RagRuleRow).where(RagRuleRow.indicator_id == indicator_id).order_by(RagRuleRow.since.desc())
    )
    return tuple(
        RuleLine(each.id, each.version, each.since, RagRule(each.name, each.tolerance), each.rationale)
        for each in found
    )


def _comparators(session: Session, indicator_id: int) -> tuple[ComparatorLine, ...]:
    found = rows(session, _COMPARATORS, (indicator_id,))
    return tuple(
        ComparatorLine(id_, version, Period.from_key(key), place, value, source)
        for id_, version, key, place, value, source in found
    )


def _plain(value: Any) -> object:
    """A word of a list as its text, so that it is one of the field's options."""
    return str(value) if isinstance(value, str) else value


def _events(session: Session, indicator_id: int) -> tuple[EventLine, ...]:
    found = session.scalars(
        select(IndicatorEventRow)
        .where(IndicatorEventRow.indicator_id == indicator_id)
        .order_by(IndicatorEventRow.period.desc(), IndicatorEventRow.id.desc())
    ).all()
    reasons = _reasons(session, indicator_id) if any(each.definition_break for each in found) else {}
    return tuple(
        EventLine(each.id, each.version, each.period, each.title, each.definition_break, reasons.get(each.id, ""))
        for each in found
    )


def _reasons(session: Session, indicator_id: int) -> dict[int, str]:
    """Why each break was made: the reason of the entry that added it."""
    found: dict[int, str] = {}
    for reason, payload in session.connection().exec_driver_sql(_REASONS, (indicator_id,)):
        for table, row, before, after in json.loads(payload or "[]"):
            if table == "indicator_event" and before is None and after and after.get("definition_break"):
                found.setdefault(row, reason)
    return found


def _others(session: Session, indicator_id: int) -> tuple[Item, ...]:
    columns = (IndicatorRow.id, IndicatorRow.code, IndicatorRow.title, IndicatorRow.retired)
    found = session.execute(select(*columns).where(IndicatorRow.id != indicator_id).order_by(IndicatorRow.code))
    return tuple(
        Item(id_, f"{code} {title}", code, retired=retired is not None) for id_, code, title, retired in found
    )
