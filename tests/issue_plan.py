"""A small plan in a real store, and the workspace a page is given: for tests of the move and issue sheets."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QTimer

from app.bridge.settings import Settings
from app.bridge.workspace import Workspace
from app.commands.change_setting import ChangeSetting
from app.models.action import ActionRow
from app.models.answer import ConditionRow, CriterionRow
from app.models.decision import DecisionRow
from app.models.indicator import IndicatorLinkRow, IndicatorRow
from app.models.issue import Issue
from app.models.lists import (
    Aim,
    Body,
    Department,
    Locality,
    Partner,
    Portfolio,
    Post,
    StrategyLink,
    Theme,
)
from app.models.placement import PlacementRow
from app.models.plan import Plan, PlanState, Quarter
from app.models.reading import ReadingRowEntity
from app.models.risk import RiskRow
from app.models.target import TargetRow
from app.rules import clock
from app.rules.category import Category
from app.rules.changes import Actor
from app.rules.decision import Authority, Stage
from app.rules.indicator import Frequency, Polarity, Shape, Status, YearKind
from app.rules.period import Period
from app.rules.readiness import Condition, Criterion, HotListReason
from app.store.opening import create_store

Q4 = Period.quarter(2009, 4)
BSF, CARBON, NEET, ROAD = 1, 2, 3, 4
PLAN_ISSUES = (3, 5, 6, 7, 8, 9, 10, 11)
"""Issues of the Improvement Plan: NEET and seven others."""


@dataclass(frozen=True)
class Seed:
    """Fills an empty store in one change."""

    plan_size: int = 8
    label: str = "Sample"
    undoable: bool = False

    def do(self, session: Any) -> None:
        _lists(session)
        for number in range(1, 13):
            session.add(Quarter(period=Q4.shift(number - 12), frozen=False))
        session.add(
            Plan(
                name="Corporate Improvement Plan 2010/11",
                year=Period.financial_year(2010),
                state=PlanState.DRAFT,
                state_label="Emerging draft",
            )
        )
        session.flush()
        _issues(session)
        session.flush()
        _figures(session)


def _lists(session: Any) -> None:
    entries: list[tuple[Any, list[tuple[str, str]]]] = [
        (
            Aim,
            [
                ("Better opportunities for children & young people", ""),
                ("Enhancing our quality of place", ""),
            ],
        ),
        (Theme, [("Improving life chances", ""), ("Reducing inequality", ""), ("Quality of place", "")]),
        (
            StrategyLink,
            [
                ("Hampshire safer and more secure for all", ""),
                ("Maximising wellbeing", ""),
                ("Enhancing our quality of place", ""),
            ],
        ),
        (
            Department,
            [
                ("Children's Services", "CS"),
                ("Environment", "ENV"),
                ("Chief Executive's", "CX"),
                ("Adult Services", "AS"),
            ],
        ),
        (Portfolio, [("Children's Services", ""), ("Environment", "")]),
        (Partner, [("NHS Hampshire", "PCT"), ("Hampshire Constabulary", ""), ("Connexions", "")]),
        (Locality, [("Hampshire", ""), ("Havant", ""), ("Rushmoor", ""), ("Gosport", "")]),
        (
            Post,
            [
                ("Head of Skills 14-19", "HS"),
                ("Assistant Director, Education", "AE"),
                ("Head of Climate Change", "HC"),
                ("Head of Improvement", "HI"),
                ("Head of Highways", "HH"),
                *[(f"Manager, Area {n}", f"M{n}") for n in range(1, 9)],
            ],
        ),
    ]
    for kind, names in entries:
        for position, (name, short) in enumerate(names):
            session.add(kind(name=name, short=short, position=position))
    for position, (name, title, authority) in enumerate(
        (
            ("CPEG", "Corporate Performance and Efficiency Group", Authority.INTERIM),
            ("CMT", "Corporate Management Team", Authority.CONFIRMS),
            ("Cabinet", "Cabinet", Authority.CONFIRMS),
        )
    ):
        session.add(Body(name=name, title=title, authority=authority, position=position))


_TITLES = {
    BSF: (
        "Improving educational facilities through Building Schools for the Future",
        Category.HOT_LIST,
        1,
        2,
    ),
    CARBON: ("Better carbon management", Category.HOT_LIST, 2, 3),
    NEET: (
        "Reduced number of young people not in education, employment or training",
        Category.IMPROVEMENT_PLAN,
        1,
        1,
    ),
    ROAD: ("Road safety", Category.OUTCOMES, 2, 5),
    5: ("Improved educational attainment of Children in Care", Category.IMPROVEMENT_PLAN, 1, 2),
    6: (
        "Increased number of care leavers in education, employment or training",
        Category.IMPROVEMENT_PLAN,
        1,
        1,
    ),
    7: ("Reduced number of teenage pregnancies", Category.IMPROVEMENT_PLAN, 1, None),
    8: ("Improved placement stability of children in care", Category.IMPROVEMENT_PLAN, 1, 2),
    9: ("Greater choice in and control over adult social care and support", Category.IMPROVEMENT_PLAN, 1, 4),
    10: ("Improved satisfaction with roads", Category.IMPROVEMENT_PLAN, 2, 5),
    11: ("Improved highway condition", Category.IMPROVEMENT_PLAN, 2, 5),
    12: ("Delivering the Havant Public Service Village", Category.HOT_LIST, 2, None),
}


def _issues(session: Any) -> None:
    for issue_id, (title, category, aim, lead) in _TITLES.items():
        session.add(
            Issue(
                id=issue_id,
                title=title,
                position=issue_id,
                aim_id=aim,
                department_id=aim,
                lead_post_id=lead,
                portfolio_id=aim,
                origin="none",
                illustrative=True,
                hot_list_reason=HotListReason.AWAITING_AGREEMENT if category is Category.HOT_LIST else None,
            )
        )
        session.flush()
        decision = DecisionRow(
            issue_id=issue_id,
            stage=Stage.CONFIRMED,
            origin=None,
            target=category,
            rule="entry",
            quarter=Q4.shift(-6),
            effective=Q4.shift(-6),
            body_id=3,
            decided_on=date(2008, 11, 24),
            minute="Cabinet 11/2008",
            reason="Adopted with the framework",
            proposed_on=date(2008, 11, 24),
            evidence={},
            waivers=[],
        )
        session.add(decision)
        session.flush()
        session.add(
            PlacementRow(
                issue_id=issue_id, category=category, effective=Q4.shift(-6), decision_id=decision.id
            )
        )
    bsf, neet = session.get(Issue, BSF), session.get(Issue, NEET)
    bsf.achieve = "Every secondary school rebuilt or refurbished by 2020."
    neet.progress = "The September guarantee was met in every district.\nJanuary's figure is still to come."
    neet.next_step = "Agree the January return with Connexions."
    _answers(session)
    session.add(
        ActionRow(
            issue_id=NEET,
            title="Offer a place to every school leaver",
            owner_post_id=1,
            due=date(2010, 9, 30),
            progress=60,
            note="",
            milestones=[],
        )
    )
    session.add(
        ActionRow(
            issue_id=NEET,
            title="Track young people whose destination is not known",
            owner_post_id=4,
            due=date(2010, 3, 31),
            progress=20,
            note="",
            milestones=[],
        )
    )
    session.add(
        RiskRow(
            issue_id=NEET,
            title="Fewer apprenticeships in the recession",
            likelihood=4,
            impact=4,
            mitigation="Work with the employers' forum.",
        )
    )
    session.add(
        RiskRow(issue_id=NEET, title="Connexions funding ends", likelihood=2, impact=5, mitigation="")
    )


def _answers(session: Any) -> None:
    for criterion in Criterion:
        if criterion is Criterion.PRIORITY:
            continue
        session.add(
            CriterionRow(issue_id=BSF, key=criterion, met=True, evidence="Cabinet 22/02/2010, item 7")
        )
    evidence = {
        Condition.OUTCOME: "Every secondary school rebuilt or refurbished by 2020",
        Condition.MEASURES: "2 indicators linked",
        Condition.TARGETS: "2010/11 to 2012/13",
        Condition.FOCUS: "BSF strategy v3",
    }
    for condition, words in evidence.items():
        session.add(ConditionRow(issue_id=BSF, key=condition, met=True, evidence=words))


def _figures(session: Any) -> None:
    shown = (
        (
            "NI 117",
            "16 to 18 year olds not in education, employment or training",
            NEET,
            Polarity.LOWER,
            (5.1, 5.4, 5.6, 6.1, 6.3, 6.4, 6.9, 7.2),
            5.7,
            6.5,
        ),
        (
            "NI 47",
            "People killed or seriously injured",
            ROAD,
            Polarity.LOWER,
            (160, 158, 161, 170, 182, 188, 190, 196),
            165.0,
            175.0,
        ),
        (
            "NI 148",
            "Care leavers in education, employment or training",
            NEET,
            Polarity.HIGHER,
            (50, 52, 51, 55, 58, 60, 61, 63),
            60.0,
            50.0,
        ),
    )
    for number, (code, title, issue_id, polarity, values, target, floor) in enumerate(shown, 1):
        session.add(
            IndicatorRow(
                id=number,
                code=code,
                title=title,
                unit="%" if number != 2 else "number",
                decimals=1 if number != 2 else 0,
                polarity=polarity,
                frequency=Frequency.QUARTERLY,
                year_kind=YearKind.FINANCIAL,
                shape=Shape.SNAPSHOT,
                illustrative=True,
            )
        )
        session.flush()
        session.add(
            IndicatorLinkRow(issue_id=issue_id, indicator_id=number, lead=number < 3, position=number)
        )
        for index, value in enumerate(values):
            period = Q4.shift(index - 7)
            session.add(
                ReadingRowEntity(
                    indicator_id=number,
                    locality_id=1,
                    period=period,
                    value=float(value),
                    status=Status.FINAL,
                    recorded=clock.now(),
                    illustrative=True,
                )
            )
            session.add(
                TargetRow(indicator_id=number, period=period, value=target, floor=floor, rationale="LAA")
            )


def make_store(path: Path, plan_size: int = 10) -> Path:
    """A closed store of the small plan."""
    store = create_store(path, name="Small plan")
    actor = Actor("account", "Head of Improvement")
    store.change(Seed(), actor)
    if plan_size != 10:
        store.change(ChangeSetting("plan_size", plan_size), actor)
    store.close()
    return path


class Bench:
    """A workspace on that store, with a record of what was sent, and a way to wait until all has settled."""

    def __init__(self, path: Path, home: Path) -> None:
        self.workspace = Workspace(Settings(home))
        self.workspace.settings.you_are = "Head of Improvement"
        self.operations = self.workspace.operations
        self.sent: list[Any] = []
        self.refused: list[Exception] = []
        self.bugs: list[Exception] = []
        self.fail_next: Exception | None = None
        self._really_do = self.operations.do
        self.operations.do = self._do  # type: ignore[method-assign]
        self.operations.refused.connect(self.refused.append)
        self.operations.bug.connect(self.bugs.append)
        self.operations.open(path)
        self.settle()

    def _do(self, command: Any, initiator: object = None, done: Any = None, failed: Any = None) -> None:
        if self.fail_next is not None:
            error, self.fail_next = self.fail_next, None
            QTimer.singleShot(0, lambda: (failed or self.operations.refused.emit)(error))
            return
        self.sent.append(command)
        self._really_do(command, initiator, done, failed)

    def settle(self, most: float = 60.0) -> None:
        """Turn the event loop until nothing waits for the store any more."""
        end = time.monotonic() + most
        quiet = 0
        while quiet < 3:
            QCoreApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            quiet = quiet + 1 if self.operations.idle else 0
            if time.monotonic() > end:
                raise TimeoutError("the store never came to rest")
            time.sleep(0.001)
        if self.bugs:
            raise self.bugs[0]

    def do(self, command: Any) -> None:
        """As if somebody elsewhere in the window had made the change."""
        self._really_do(command)
        self.settle()

    def ask(self, query: Callable[[Any], Any]) -> Any:
        answers: list[Any] = []
        self.operations.ask(query, answers.append)
        self.settle()
        return answers[0]

    def undo(self) -> None:
        self.operations.undo()
        self.settle()

    def close(self) -> None:
        self.operations.close()
