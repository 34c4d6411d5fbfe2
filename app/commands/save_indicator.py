"""Make an indicator, or change one field of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.commands.versions import row_as_seen
from app.models.indicator import IndicatorRow
from app.models.lists import Department, Post
from app.rules import clock
from app.rules.errors import Problem, Refused
from app.rules.indicator import Frequency, Polarity, Shape, YearKind
from app.rules.indicator_fields import BY_NAME, DEFAULTS, check_field, code_problem, successor_problem
from app.rules.period import quarter_of
from app.rules.rag_rules import first_rule_problem
from app.rules.reporting import fits
from app.rules.targets import polarity_problem
from app.store.queries.lists import newest_quarter
from app.store.queries.series import series

_WORDS = {"polarity": Polarity, "frequency": Frequency, "year_kind": YearKind, "shape": Shape}
_LISTS = {"department_id": Department, "post_id": Post, "successor_id": IndicatorRow}


@dataclass(frozen=True)
class SaveIndicator:
    """`values` are (field, value) as in app.rules.indicator_fields. `indicator_id` None: a new one."""

    indicator_id: int | None
    version: int | None
    values: tuple[tuple[str, Any], ...]

    @property
    def label(self) -> str:
        if self.indicator_id is None:
            return "Add indicator"
        names = [BY_NAME[name].label for name, _ in self.values if name in BY_NAME]
        return f"Change {names[0][:1].lower()}{names[0][1:]}" if len(names) == 1 else "Change indicator"

    def do(self, session: Session) -> None:
        values = _checked(dict(self.values))
        _check_among_others(session, self.indicator_id, values)
        if self.indicator_id is None:
            for name in ("code", "title"):
                if name not in values:
                    raise Refused(Problem("field_missing", {"field": name}))
            session.add(IndicatorRow(**{**_checked(dict(DEFAULTS)), **values, "illustrative": False}))
            return
        row = row_as_seen(session, IndicatorRow, self.indicator_id, self.version or 0)
        _check_against_figures(session, row, values)
        for name, value in values.items():
            setattr(row, name, value)


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    """As the columns take them. Raises Refused with every field's problem."""
    problems = [problem for name, value in values.items() if (problem := check_field(name, value))]
    if problems:
        raise Refused(*problems)
    return {name: _stored(name, value) for name, value in values.items()}


def _stored(name: str, value: Any) -> Any:
    if name in _WORDS:
        return _WORDS[name](value)
    kind = BY_NAME[name].kind
    if kind == "decimal":
        return float(value)
    if kind == "text":
        return " ".join(value.split())
    return None if value == "" and kind != "long" else value


def _check_among_others(session: Session, own: int | None, values: dict[str, Any]) -> None:
    """The code is nobody else's, the successor no circle, and what is named by its id is there."""
    rows = session.execute(select(IndicatorRow.id, IndicatorRow.code, IndicatorRow.title, IndicatorRow.successor_id))
    found = [row for row in rows.all() if row.id != own]
    if "code" in values:
        problem = code_problem(values["code"], [(row.code, row.title) for row in found])
        if problem is not None:
            raise Refused(problem)
    if values.get("successor_id") is not None:
        after = {row.id: row.successor_id for row in found if row.successor_id is not None}
        problem = successor_problem(own, values["successor_id"], after)
        if problem is not None:
            raise Refused(problem)
    for name, kind in _LISTS.items():
        chosen = values.get(name)
        if chosen is not None and session.get(kind, chosen) is None:
            raise Refused(Problem("gone", {"noun": kind.__tablename__, "id": chosen, "field": name}))


def _check_against_figures(session: Session, row: IndicatorRow, values: dict[str, Any]) -> None:
    """Readings and targets that are there must still make sense, and past judgements stay."""
    known = series(session, row.id)
    for name in ("rag_rule", "rag_tolerance"):
        if name in values and values[name] != getattr(row, name):
            problem = first_rule_problem(known, newest_quarter(session) or quarter_of(clock.today()), name)
            if problem is not None:
                raise Refused(problem)
    if "polarity" in values:
        problem = polarity_problem(known, values["polarity"])
        if problem is not None:
            raise Refused(problem)
    before = (row.frequency, row.year_kind)
    after = (values.get("frequency", row.frequency), values.get("year_kind", row.year_kind))
    if before == after:
        return
    lost = [
        reading.period for reading in known.readings
        if fits(reading.period, *before) and not fits(reading.period, *after)
    ]  # fmt: skip
    if lost:
        field = "frequency" if "frequency" in values else "year_kind"
        raise Refused(Problem("rhythm_readings", {"field": field, "count": len(lost), "period": lost[-1].label}))
