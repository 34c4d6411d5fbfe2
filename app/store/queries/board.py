"""The board at a quarter."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from app.rules.category import Category
from app.rules.flags import flag_of
from app.rules.horizon import Horizon
from app.rules.indicator import Direction, Rag
from app.rules.issue import Board, Card
from app.rules.period import Period
from app.rules.plan_settings import PlanSettings
from app.rules.proposals import slips
from app.rules.readiness import Condition
from app.store.queries import lists
from app.store.queries.horizons import horizons
from app.store.queries.issues_then import as_then, changed_since
from app.store.queries.leads import IssueLeads
from app.store.queries.plain import rows
from app.store.queries.position import SLIPPING, Position, position
from app.store.queries.standing import Standing

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

quarters = lists.quarters
_NO_LEADS = IssueLeads(())
_COLUMNS = (
    "version", "title", "aim_id", "department_id", "lead_post_id", "portfolio_id", "review_date", "illustrative"
)  # fmt: skip
_ISSUES = f"SELECT id, {', '.join(_COLUMNS)} FROM issue ORDER BY position, id"  # noqa: S608 - our own words
_ANSWERS = "SELECT issue_id, key, met FROM readiness_answer"
_TAGS = "SELECT issue_id, tag FROM issue_tag ORDER BY tag"
_OPEN_ACTIONS = """
SELECT issue_id, count(*) FROM action WHERE closed IS NULL AND progress < 100 GROUP BY issue_id
"""


def board(session: Session, quarter: Period, at: Position | None = None) -> Board:
    """Every issue that had entered the lists by the quarter, those that left included. `at`: if it was read before."""
    at = at or position(session, quarter, SLIPPING)
    newest = lists.newest_quarter(session)
    settings = at.settings
    name, state = lists.plan_at(session, quarter)
    is_past = newest is not None and quarter < newest
    issues, facts = _then(session, quarter, at) if is_past else _now(session, at)
    cards = [_card(row, facts, settings, quarter) for row in issues if row[0] in facts.standings]
    return Board(
        quarter=quarter,
        plan_name=name,
        plan_state=state,
        plan_limit=settings.plan_size,
        cards=tuple(cards),
        aims=lists.entries(session, "aim"),
        departments=lists.entries(session, "department"),
        posts=lists.entries(session, "post"),
        portfolios=lists.entries(session, "portfolio"),
        past=is_past or lists.is_frozen(session, quarter),
    )


@dataclass(frozen=True)
class _Facts:
    standings: dict[int, Standing]
    leads: dict[int, IssueLeads]
    ready: dict[int, set[str]]
    actions: dict[int, int]
    tags: dict[int, tuple[str, ...]]
    horizons: dict[int, Horizon]


def _now(session: Session, at: Position) -> tuple[list[tuple[Any, ...]], _Facts]:
    ready, tags = _ready(rows(session, _ANSWERS)), _tags(rows(session, _TAGS))
    facts = _Facts(at.standings, at.leads, ready, open_action_counts(session), tags, at.horizons)
    return rows(session, _ISSUES), facts


def _then(session: Session, quarter: Period, at: Position) -> tuple[list[tuple[Any, ...]], _Facts]:
    """Titles, leads, tags, answers and actions as they were when the quarter was the open one."""
    then = changed_since(session, quarter)
    answers = as_then(session, "readiness_answer", ("issue_id", "key", "met"), then)
    tags = as_then(session, "issue_tag", ("issue_id", "tag"), then)
    actions = as_then(session, "action", ("issue_id", "closed", "progress"), then)
    facts = _Facts(
        at.standings,
        at.leads,
        _ready(row[1:] for row in answers),
        Counter(issue for _, issue, closed, progress in actions if closed is None and progress < 100),
        _tags(sorted((row[1:] for row in tags), key=itemgetter(1))),
        horizons(session, then),
    )
    return as_then(session, "issue", _COLUMNS, then), facts


def _card(row: tuple, facts: _Facts, settings: PlanSettings, quarter: Period) -> Card:  # type: ignore[type-arg]
    issue, version, title, aim, department, lead, portfolio, review, illustrative = row
    standing, leads = facts.standings[issue], facts.leads.get(issue, _NO_LEADS)
    first = leads.leads[0] if leads.leads else None
    ready, horizon = facts.ready.get(issue, set()), facts.horizons.get(issue)
    met = len(ready - {Condition.LEAD.value}) + (
        lead is not None and f"not {Condition.LEAD.value}" not in ready
    )
    slipped = standing.category is Category.OUTCOMES and bool(
        slips(
            [each.as_lead for each in leads.leads],
            reports=settings.slip_reports,
            concerns=settings.concern_reports,
        )
    )
    return Card(
        issue_id=issue,
        version=version,
        title=title,
        category=standing.category,
        aim_id=aim,
        department_id=department,
        lead_post_id=lead,
        portfolio_id=portfolio,
        tags=facts.tags.get(issue, ()),
        review_date=date.fromisoformat(review) if review else None,
        trend=first.trend_over(horizon, quarter) if first else (),
        trend_words=f"{first.code} {first.title}" if first else "",
        direction=first.direction if first else Direction.UNKNOWN,
        rag=leads.rag if leads.leads else Rag.NONE,
        judged_by=leads.judged_by.code if leads.judged_by else "",
        leads=len(leads.leads),
        flag=flag_of(
            standing.category,
            proposal_open=standing.pending_stage is not None and not standing.pending_stage.in_force,
            slipped=slipped,
            rag=leads.rag if leads.leads else Rag.NONE,
            open_actions=facts.actions.get(issue, 0),
            has_lead=lead is not None,
        ),
        ready=met,
        since=standing.since,
        age_quarters=(quarter.end - standing.since.end) // 3,
        proposed_to=standing.proposed_to,
        stage=standing.pending_stage or standing.stage,
        exception=standing.exception,
        illustrative=bool(illustrative) or any(each.illustrative for each in leads.leads),
        horizon=horizon,
    )


def _ready(answers: Iterable[tuple[Any, ...]]) -> dict[int, set[str]]:
    """Conditions answered yes; a lead answered no is kept as "not lead", since a named post alone counts otherwise."""
    found: dict[int, set[str]] = defaultdict(set)
    lead = Condition.LEAD.value
    for issue, key, met in answers:
        if met:
            found[issue].add(key)
        elif met == 0 and key == lead:
            found[issue].add(f"not {key}")
    return found


def open_action_counts(session: Session) -> dict[int, int]:
    """By issue."""
    return dict(rows(session, _OPEN_ACTIONS))


def _tags(tagged: Iterable[tuple[Any, ...]]) -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = defaultdict(list)
    for issue, tag in tagged:
        found[issue].append(tag)
    return {issue: tuple(tags) for issue, tags in found.items()}
