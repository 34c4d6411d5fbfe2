"""Begin an empty plan: the council's lists, this year's plan, and the quarter we are in."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.commands.load_sample import Loader
from app.commands.sample_files import SampleFiles
from app.commands.usual_packs import add_usual_packs
from app.models.plan import Plan, PlanState, Quarter
from app.rules.errors import Refused
from app.rules.period import Period
from app.rules.texts import TITLE_LIMIT, text_problem

LISTS_FROM = "hampshire-2010"


@dataclass(frozen=True)
class StartPlan:
    """`quarter` becomes the open one. Not undoable: it is how the plan begins."""

    name: str
    quarter: Period
    label: str = "Begin the plan"
    undoable = False

    def do(self, session: Session) -> None:
        problem = text_problem("name", self.name, TITLE_LIMIT, required=True)
        if problem is not None:
            raise Refused(problem)
        Loader(session, SampleFiles(LISTS_FROM)).lists()
        add_usual_packs(session)
        year = Period.financial_year(self.quarter.financial_start_year)
        session.add(Plan(name=self.name.strip(), year=year, state=PlanState.DRAFT, state_label="Draft"))
        session.add(Quarter(period=self.quarter, frozen=False))
