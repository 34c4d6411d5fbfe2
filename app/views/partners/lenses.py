"""What each view of the plan with its partners shows: its columns, a cell's words, and which lines lack something."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.rules.fields import BY_NAME
from app.rules.issue import Control
from app.rules.partnership import (
    CONSIDERATIONS,
    CONTROL_WORDS,
    Dependence,
    Overlap,
    Partnership,
    SharedIssue,
)
from app.views.shared.lines_table import Tone

_CATEGORY = 124


@dataclass(frozen=True)
class Lens:
    """`lines` of what was read; `lacks` tells of a line whether something is missing, where that is asked.

    `box`: what a tick changes, to those that lack something, or to `more` lines.
    """

    name: str
    title: str
    about: str
    heads: tuple[str, ...]
    shares: tuple[int, ...]
    lines: Callable[[Partnership], Sequence[Any]]
    cell: Callable[[Partnership, Any, int], str]
    lacks: Callable[[Any], bool] | None = None
    tones: Mapping[int, Tone] = field(default_factory=dict)
    empty: str = ""
    box: str = "Only where something is missing"
    more: Callable[[Partnership], Sequence[Any]] | None = None


def _overlap(of: Partnership, line: Overlap, column: int) -> str:
    issue, target = line.issue, line.target
    partners = ", ".join(of.partner(tie.partner_id) for tie in issue.ties) if issue else ""
    return (
        issue.title if issue else "No issue of the plan answers it",
        issue.category.short if issue else "",
        of.partner(target.partner_id) if target else partners,
        issue.laa_overlap if issue else "",
        (f"{target.title} (retired)" if target.retired else target.title) if target else "",
        target.level if target else "",
        of.own_figure(target),
    )[column]


def _control(of: Partnership, line: Dependence, column: int) -> str:
    issue, tie = line.issue, line.tie
    horizon = issue.horizon
    return (
        issue.title,
        issue.category.short,
        CONTROL_WORDS[issue.control] if issue.control else "Not said",
        _responsibility(issue),
        f"{horizon.chart_years} years" if horizon else "Not known yet",
        of.partner(tie.partner_id) if tie else "",
        tie.dependency if tie else "",
    )[column]


def _responsibility(issue: SharedIssue) -> str:
    return issue.responsibility.value.capitalize() if issue.responsibility else "Not said"


def _links(_of: Partnership, issue: SharedIssue, column: int) -> str:
    missing = issue.missing_links
    return (
        issue.title, issue.category.short, issue.budget_link, issue.service_plan_link, issue.resources,
        f"Lacks {' and '.join(missing).lower()}" if missing else "Complete",
    )[column]  # fmt: skip


def _considerations(_of: Partnership, issue: SharedIssue, column: int) -> str:
    count = len(CONSIDERATIONS)
    return (
        issue.title, issue.category.short, issue.equality, issue.community_safety, issue.sustainability,
        f"{count - len(issue.missing_considerations)} of {count}",
    )[column]  # fmt: skip


def _control_lacks(line: Dependence) -> bool:
    """Said of the issue: that it depends on partners and on none of them in words is a gap, not each of them."""
    issue = line.issue
    if issue.control is None:
        return True
    alone = issue.control is Control.DIRECT or not issue.ties
    return not alone and not issue.depends


def _control_tone(line: Any) -> str:
    return "amber" if line.issue.control is None else "neutral"


def _horizon_tone(line: Any) -> str:
    return "amber" if line.issue.horizon is None else ""


def _links_tone(issue: Any) -> str:
    return "amber" if issue.missing_links else "green"


def _considered_tone(issue: Any) -> str:
    missing = len(issue.missing_considerations)
    return "green" if not missing else "amber" if missing < len(CONSIDERATIONS) else "red"


OVERLAP = Lens(
    "overlap", "Shared aims",
    "Issues that the Local Area Agreement or a partner also aims for, beside each partner's own target.",
    ("Issue", "Category", "Partner", "Overlap with the agreement", "Partner's own target", "Level",
     "Our figure"),
    (-7, _CATEGORY, -4, -5, -6, -5, -5),
    lambda of: of.overlaps(), _overlap,
    empty="No issue overlaps with a partner's aims yet. Name an issue's partners on its sheet, or add a partner's target.",
    box="Retired targets too", more=lambda of: of.overlaps(retired=True),
)  # fmt: skip
CONTROL = Lens(
    "control", "Control",
    "How far an issue is within the council's direct control, and how long it takes to shift, says over how long it is "
    "fairly judged.",
    ("Issue", "Category", "Control", "Responsibility", "Judged over", "Partner", "How it depends on it"),
    (-7, _CATEGORY, 150, 110, 118, -5, -7),
    lambda of: of.dependences(), _control, _control_lacks, {2: _control_tone, 4: _horizon_tone},
)  # fmt: skip
LINKS = Lens(
    "links", "Budget and service plans", "Each issue needs its place in the budget and in a service plan.",
    ("Issue", "Category", BY_NAME["budget_link"].label, BY_NAME["service_plan_link"].label, BY_NAME["resources"].label,
     "Links"),
    (-7, _CATEGORY, -4, -4, -5, 210),
    lambda of: of.issues, _links, lambda issue: bool(issue.missing_links), {5: _links_tone},
)  # fmt: skip
CONSIDERED = Lens(
    "considerations", "Considerations", "What each issue says of the three cross-cutting considerations.",
    ("Issue", "Category", *(title for _, title in CONSIDERATIONS), "Said"),
    (-7, _CATEGORY, -4, -4, -4, 90),
    lambda of: of.issues, _considerations, lambda issue: bool(issue.missing_considerations), {5: _considered_tone},
)  # fmt: skip
LENSES = (OVERLAP, CONTROL, LINKS, CONSIDERED)
DISTRICTS = "Districts"


def issue_of(line: Any) -> SharedIssue | None:
    """The issue that a line of any view is about."""
    found = line if isinstance(line, SharedIssue) else line.issue
    return found if isinstance(found, SharedIssue) else None
