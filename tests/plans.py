"""A small plan for tests: the lists, six issues and two indicators, all made up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from app.models.action import ActionRow
from app.models.answer import ConditionRow, CriterionRow
from app.models.decision import DecisionRow
from app.models.indicator import IndicatorLinkRow, IndicatorRow
from app.models.issue import Issue
from app.models.lists import Aim, Body, Department, Locality, Partner, Portfolio, Post, StrategyLink, Theme
from app.models.placement import PlacementRow
from app.models.plan import Plan, PlanState, Quarter
from app.models.strength import Strand
from app.models.target import TargetRow
from app.rules import clock
from app.rules.category import Category
from app.rules.changes import Actor
from app.rules.decision import Authority, Stage
from app.rules.indicator import Frequency, Polarity, Shape, Status, YearKind
from app.rules.period import Period, parse_quarter
from app.rules.readiness import Condition, Criterion
from app.store.opening import create_store
from app.store.recording import insert_rows
from app.store.store import Store

ACTOR = Actor("tester", "Head of Improvement")
Q4 = parse_quarter("2009/10 Q4")
CARBON, SCHOOLS, NEET, ROADS, WASTE, SAFETY = range(1, 7)
CPEG, CMT, CABINET = 1, 2, 3
_ISSUES = (
    ("Better carbon management", Category.HOT_LIST),
    ("Improving educational facilities", Category.HOT_LIST),
    ("Reduced number of young people not in education", Category.IMPROVEMENT_PLAN),
    ("Improved highway condition", Category.IMPROVEMENT_PLAN),
    ("Waste diversion from landfill", Category.OUTCOMES),
    ("Road safety", Category.OUTCOMES),
)
_LISTS: tuple[tuple[type[Any], tuple[tuple[str, str], ...]], ...] = (
    (Aim, (("Quality of place", ""), ("Children and young people", ""))),
    (Theme, (("Better opportunities", ""),)),
    (StrategyLink, (("Maximising well-being", ""),)),
    (Department, (("Environment", "ENV"), ("Children's Services", "CS"))),
    (Post, (("Head of Skills 14-19", "HS"), ("Assistant Director Highways", "AH"))),
    (Portfolio, (("Environment", ""),)),
    (Partner, (("Primary Care Trust", "PCT"),)),
    (Locality, (("Hampshire", ""), ("Havant", ""))),
    (Strand, (("Value for Money & Efficiency", ""), ("Transformational Change", ""))),
)


@dataclass(frozen=True)
class SmallPlan:
    label: str = "Make a small plan"
    undoable: bool = False

    def do(self, session: Session) -> None:
        for kind, entries in _LISTS:
            for at, (name, short) in enumerate(entries):
                session.add(kind(name=name, short=short, position=at))
                session.flush()
        for name, authority in (
            ("CPEG", Authority.INTERIM),
            ("CMT", Authority.CONFIRMS),
            ("Cabinet", Authority.CONFIRMS),
        ):
            session.add(Body(name=name, title=name, authority=authority))
            session.flush()
        year = Period.financial_year(2010)
        session.add(
            Plan(
                name="Corporate Improvement Plan 2010/11",
                year=year,
                state=PlanState.DRAFT,
                state_label="Draft",
            )
        )
        session.add_all(Quarter(period=Q4.shift(-back), frozen=False) for back in (2, 1, 0))
        for at, (title, category) in enumerate(_ISSUES):
            _issue(session, at, title, category)
        _indicators(session)


def _issue(session: Session, at: int, title: str, category: Category) -> None:
    issue = Issue(title=title, position=at, aim_id=1, department_id=1, lead_post_id=None if at == 0 else 1)
    session.add(issue)
    session.flush()
    decision = DecisionRow(
        issue_id=issue.id, stage=Stage.CONFIRMED, origin=None, target=category, rule="entry",
        quarter=Q4.shift(-2), effective=Q4.shift(-2),
        body_id=CABINET, decided_on=date(2009, 7, 1), minute="Cabinet 1/2009", reason="In the first plan",
        waivers=[], proposed_on=date(2009, 7, 1), evidence={},
    )  # fmt: skip
    session.add(decision)
    session.flush()
    session.add(
        PlacementRow(issue_id=issue.id, category=category, effective=Q4.shift(-2), decision_id=decision.id)
    )
    met = 4 if at == 0 else 6
    for condition in list(Condition)[:met]:
        session.add(ConditionRow(issue_id=issue.id, key=condition, met=True, evidence="Agreed at CMT"))
    for criterion in Criterion:
        session.add(CriterionRow(issue_id=issue.id, key=criterion, met=True, evidence="Yes"))
    session.add(ActionRow(issue_id=issue.id, title="Write the plan", due=date(2010, 6, 1), milestones=[]))


def _indicators(session: Session) -> None:
    for code, title, polarity, issue in (
        ("NI 117", "16-18 year olds not in education", Polarity.LOWER, NEET),
        ("NI 47", "People killed or seriously injured", Polarity.LOWER, SAFETY),
    ):
        row = IndicatorRow(
            code=code, title=title, unit="%", decimals=1, polarity=polarity, frequency=Frequency.QUARTERLY,
            year_kind=YearKind.FINANCIAL, shape=Shape.SNAPSHOT, department_id=1,
        )  # fmt: skip
        session.add(row)
        session.flush()
        session.add(IndicatorLinkRow(issue_id=issue, indicator_id=row.id, lead=True, position=1))
        session.add(
            TargetRow(
                indicator_id=row.id,
                period=Period.financial_year(2009),
                value=5.4,
                floor=6.0,
                rationale="South East",
            )
        )
        insert_rows(
            session, "reading", [_reading(row.id, Q4.shift(at - 7), 5.5 + at * 0.2) for at in range(8)]
        )


def _reading(indicator: int, period: Period, value: float) -> dict[str, object]:
    return {
        "indicator_id": indicator, "locality_id": 1, "period": period, "value": value, "numerator": None,
        "denominator": None, "status": Status.FINAL, "note": "", "source": "typed", "recorded": clock.now(),
        "recorded_by": "", "illustrative": True,
    }  # fmt: skip


def make_plan(folder: Path, name: str = "small.plan") -> Store:
    store = create_store(folder / name, name="Small plan")
    store.change(SmallPlan(), ACTOR)
    return store
