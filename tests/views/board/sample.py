"""Appendix Two's 31 issues as a board, and larger boards of the same kind, without a store."""

from __future__ import annotations

import random
from dataclasses import replace

from app.rules.category import Category
from app.rules.decision import Stage
from app.rules.indicator import Direction, Rag
from app.rules.issue import Board, Card, Flag, Item
from app.rules.moves import Rule
from app.rules.period import Period
from app.rules.proposals import Basis, Evidence, Proposal, Report

QUARTER = Period.quarter(2009, 4)

AIMS = (
    "Hampshire safer & more secure for all",
    "Better opportunities for children & young people",
    "Maximising wellbeing",
    "Reducing inequalities",
    "Community leadership & strong communities",
    "Enhancing our quality of place",
)
DEPARTMENTS = (
    ("Adult Services", "AS"),
    ("Children's Services", "CS"),
    ("Culture, Communities and Rural Affairs", "CCR"),
    ("Environment", "ENV"),
    ("Property, Business and Regulatory Services", "PBR"),
    ("Chief Executive's", "CX"),
)
POSTS = (
    ("Director of Communities", "DC"),
    ("Head of Highways", "HH"),
    ("Assistant Director, Education", "AE"),
    ("Head of Youth Services", "YS"),
    ("Assistant Director, Children and Families", "CF"),
    ("Head of Skills 14-19", "HS"),
    ("Head of Public Health Partnership", "PH"),
    ("Assistant Director, Adult Services", "AA"),
    ("Telecare Manager", "TC"),
    ("Strategic Housing Director", "SD"),
    ("Head of Improvement", "HI"),
    ("Head of Recreation and Culture", "RC"),
    ("Head of Waste", "HW"),
    ("Head of Climate Change", "HC"),
)
PORTFOLIOS = ("Adult Social Care", "Children's Services", "Environment", "Policy and Resources")

_HL, _CIP, _OCI = Category.HOT_LIST, Category.IMPROVEMENT_PLAN, Category.OUTCOMES
_G, _A, _R, _N = Rag.GREEN, Rag.AMBER, Rag.RED, Rag.NONE
_UP, _DOWN, _SAME, _UNKNOWN = Direction.BETTER, Direction.WORSE, Direction.SAME, Direction.UNKNOWN

# aim, category, title, department, lead, RAG, direction, readiness
_ROWS = (
    (1, _OCI, "Community Safety", 6, 1, _G, _UP, 0),
    (1, _OCI, "Road safety", 4, 2, _R, _DOWN, 0),
    (
        2,
        _HL,
        "Improving educational facilities through Building Schools for the Future",
        2,
        3,
        _N,
        _UNKNOWN,
        5,
    ),
    (2, _HL, "Increasing participation, personal horizons & wellbeing", 2, 4, _N, _UNKNOWN, 2),
    (2, _CIP, "Improved educational attainment of Children in Care", 2, 5, _A, _UP, 6),
    (2, _CIP, "Reduced number of young people not in education, employment or training", 2, 6, _R, _DOWN, 6),
    (2, _CIP, "Increased number of care leavers in education, employment or training", 2, 6, _A, _SAME, 6),
    (2, _CIP, "Reduced number of teenage pregnancies", 2, 7, _A, _UP, 6),
    (2, _CIP, "Improved placement stability of children in care", 2, 5, _G, _UP, 6),
    (2, _OCI, "General educational attainment", 2, 3, _G, _UP, 0),
    (2, _OCI, "Children's safeguarding", 2, 5, _G, _SAME, 0),
    (3, _CIP, "Greater choice in and control over adult social care and support", 1, 8, _A, _UP, 6),
    (3, _OCI, "Adult safeguarding", 1, 8, _G, _SAME, 0),
    (3, _OCI, "Telecare for vulnerable adults in the home", 1, 9, _G, _UP, 0),
    (4, _HL, "Increasing availability of affordable homes, including in rural areas", 4, 10, _A, _UP, 3),
    (4, _HL, "Improving skill levels in targeted areas of deprivation", 6, 6, _A, _SAME, 2),
    (4, _HL, "Reducing proportion of children living in poverty", 2, 1, _R, _DOWN, 1),
    (4, _HL, "Decreasing inequalities through Total Place", 6, 11, _N, _UNKNOWN, 1),
    (4, _HL, "Reducing rural inequalities & supporting rural communities", 3, None, _N, _UNKNOWN, 1),
    (4, _HL, "Decreasing health inequalities", 1, 7, _A, _UP, 2),
    (4, _OCI, "Economy and jobs", 6, 10, _A, _DOWN, 0),
    (4, _OCI, "Participation in sports, arts and cultural activities", 3, 12, _G, _UP, 0),
    (5, _HL, "Community Involvement Framework (inc HATs)", 6, 11, _N, _UNKNOWN, 4),
    (5, _HL, "More effective partnership working (inc with the PCT)", 6, 1, _N, _UNKNOWN, 2),
    (5, _HL, "Increasing the VCS capacity", 3, 11, _N, _UNKNOWN, 1),
    (5, _HL, "Delivering the Havant Public Service Village", 5, 1, _N, _UNKNOWN, 3),
    (6, _HL, "Ensuring resilience to climate change through adaptation", 4, 14, _N, _UNKNOWN, 2),
    (6, _HL, "Better carbon management", 4, 14, _G, _UP, 5),
    (6, _CIP, "Improved satisfaction with roads", 4, 2, _A, _UP, 6),
    (6, _CIP, "Improved highway condition", 4, 2, _A, _SAME, 6),
    (6, _OCI, "Waste diversion from landfill", 4, 13, _G, _UP, 0),
)
TITLES = tuple(row[2] for row in _ROWS)


def issue_id(title: str) -> int:
    """Id of the sample's issue with that title."""
    return TITLES.index(title) + 1


def _trend(seed: int, direction: Direction, rag: Rag) -> tuple[float | None, ...]:
    if rag is Rag.NONE:
        return ()
    dice = random.Random(seed)
    slope = {_UP: 1.2, _DOWN: -1.2}.get(direction, 0.0)
    return tuple(round(50 + slope * step + dice.uniform(-1.6, 1.6), 1) for step in range(8))


def _flag(category: Category, title: str, lead: int | None) -> Flag | None:
    if title == "Road safety":
        return Flag.SLIPPED
    if lead is None:
        return Flag.NO_LEAD
    if title.startswith("Reducing proportion"):
        return Flag.RED_WITHOUT_ACTION
    return Flag.READY if category is _HL else None


def cards() -> tuple[Card, ...]:
    made = []
    for at, (aim, category, title, department, lead, rag, direction, ready) in enumerate(_ROWS):
        made.append(
            Card(
                issue_id=at + 1,
                version=1,
                title=title,
                category=category,
                aim_id=aim,
                department_id=department,
                lead_post_id=lead,
                portfolio_id=1 + department % len(PORTFOLIOS),
                trend=_trend(at, direction, rag),
                trend_words="" if rag is Rag.NONE else "NI 000 An indicator",
                direction=direction,
                rag=rag,
                flag=_flag(category, title, lead),
                ready=ready,
                since=Period.quarter(2009, 2),
                age_quarters=2,
            )
        )
    return tuple(made)


def board(*changed: Card, past: bool = False, limit: int = 10, quarter: Period = QUARTER) -> Board:
    """The sample board; `changed` cards take the place of theirs."""
    by_id = {card.issue_id: card for card in changed}
    return Board(
        quarter=quarter,
        plan_name="Corporate Improvement Plan 2010/11",
        plan_state="Emerging draft",
        plan_limit=limit,
        cards=tuple(by_id.get(card.issue_id, card) for card in cards()),
        aims=tuple(Item(at + 1, name) for at, name in enumerate(AIMS)),
        departments=tuple(Item(at + 1, *pair) for at, pair in enumerate(DEPARTMENTS)),
        posts=tuple(Item(at + 1, *pair) for at, pair in enumerate(POSTS)),
        portfolios=tuple(Item(at + 1, name) for at, name in enumerate(PORTFOLIOS)),
        past=past,
    )


def card(title: str, /, **changes: object) -> Card:
    """The sample's card with that title, changed."""
    found = next(each for each in cards() if each.title == title)
    return replace(found, **changes)  # type: ignore[arg-type]


def with_card(shown: Board, changed: Card) -> Board:
    """The board with one card in a new state."""
    kept = tuple(changed if each.issue_id == changed.issue_id else each for each in shown.cards)
    return replace(shown, cards=kept)


def proposed(title: str = "Better carbon management", to: Category = _CIP) -> Card:
    return card(title, proposed_to=to, stage=Stage.PROPOSED, flag=Flag.PROPOSED)


def large(count: int) -> Board:
    """Many issues in the six lanes, in the sample's proportions."""
    base = cards()
    dice = random.Random(count)
    made = []
    for at in range(count):
        like = base[dice.randrange(len(base))]
        made.append(replace(like, issue_id=at + 1, title=f"{like.title} {at + 1}", aim_id=at % 6 + 1))
    return replace(board(), cards=tuple(made), plan_limit=count)


def proposal(title: str = "Road safety") -> Proposal:
    """What the figures propose for a slipped Outcome."""
    quarters = (QUARTER.shift(-1), QUARTER)
    reports = tuple(
        Report(quarter, value, Rag.RED, target=180.0, floor=196.0)
        for quarter, value in zip(quarters, (203.0, 213.0), strict=True)
    )
    evidence = Evidence(
        1, "NI 47", "Casualties killed or seriously injured", "number", 0, Basis.FLOOR, quarters[0], reports
    )
    return Proposal(issue_id(title), title, Rule.M1, _OCI, _HL, (evidence,))
