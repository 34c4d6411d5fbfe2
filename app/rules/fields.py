"""The columns of an issue (framework F1-F24): label, group, kind, limits; and what may stand in each.

What hangs on an issue by link or in a table of its own is not here: themes, strategy links, other
departments, partners, localities, tags, criteria, readiness, indicators, actions, risks, decisions.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.rules.errors import Problem
from app.rules.issue import Control, Responsibility
from app.rules.readiness import HotListReason
from app.rules.texts import NOTE_LIMIT, TITLE_LIMIT, text_problem

Kind = Literal["text", "long", "choice", "date", "bool", "year", "number", "decimal", "list id"]

EARLIEST = date(1900, 1, 1)
LATEST = date(2199, 12, 31)


@dataclass(frozen=True, slots=True)
class Field:
    """One column. `limit` is the longest text in characters; `options` pairs stored values with words."""

    name: str
    label: str
    group: str
    kind: Kind
    limit: int = 0
    options: tuple[tuple[str, str], ...] = ()
    list_name: str = ""
    """For "list id": the attribute of `app.rules.lists.Lists` to choose from."""
    least: int = 0
    most: int = 0
    """For "number" and "year": the ends of the range, both allowed."""
    required: bool = False
    framework: str = ""
    """Which of the framework's fields it holds, such as "F11"."""


OUTCOME = "Outcome"
OWNERSHIP = "Ownership"
EVIDENCE = "Evidence"
PLAN = "Plan and resources"
PROGRESS = "Progress and risk"
CONSIDERATIONS = "Considerations"
ORIGIN = "Origin"
GROUPS = (OUTCOME, OWNERSHIP, EVIDENCE, PLAN, PROGRESS, CONSIDERATIONS, ORIGIN)
"""In the order of the issue's sheet."""

ORIGINS = (
    ("none", "None of these"),
    ("inspection", "Inspection"),
    ("audit", "Audit"),
    ("other", "Other"),
)

_RESPONSIBILITIES = (
    (Responsibility.PRINCIPAL.value, "The council is principally responsible"),
    (Responsibility.SHARED.value, "Responsibility is shared with partners"),
)
_CONTROLS = (
    (Control.DIRECT.value, "Within the council's direct control"),
    (Control.PARTLY.value, "Partly within the council's control"),
    (Control.PARTNERS.value, "Depends mainly on partners"),
)
_WAITING = tuple((reason.value, reason.title) for reason in HotListReason)


def _text(
    name: str, label: str, group: str, framework: str, limit: int = 500, required: bool = False
) -> Field:
    return Field(name, label, group, "text", limit, required=required, framework=framework)


def _long(name: str, label: str, group: str, framework: str) -> Field:
    return Field(name, label, group, "long", NOTE_LIMIT, framework=framework)


def _choice(
    name: str,
    label: str,
    group: str,
    options: tuple[tuple[str, str], ...],
    framework: str,
    required: bool = False,
) -> Field:
    return Field(name, label, group, "choice", options=options, required=required, framework=framework)


def _of_list(name: str, label: str, group: str, list_name: str, framework: str) -> Field:
    return Field(name, label, group, "list id", list_name=list_name, framework=framework)


FIELDS: tuple[Field, ...] = (
    _text("title", "Title", OUTCOME, "F1", TITLE_LIMIT, required=True),
    _of_list("aim_id", "Aim", OUTCOME, "aims", "F3"),
    _long("achieve", "What is to be achieved", OUTCOME, "F11"),
    _long("ambition", "Ambition and stretch", OUTCOME, "F13"),
    _text("horizon", "Time horizon", OUTCOME, "F18"),
    Field("shift_years", "Expected years to shift", OUTCOME, "number", least=0, most=20, framework="F7"),
    _of_list("department_id", "Department", OWNERSHIP, "departments", "F5"),
    _of_list("lead_post_id", "Lead person", OWNERSHIP, "posts", "F4"),
    _of_list("portfolio_id", "Executive Member's portfolio", OWNERSHIP, "portfolios", "F5"),
    _choice("responsibility", "Responsibility", OWNERSHIP, _RESPONSIBILITIES, "F6"),
    _choice("control", "Degree of control", OWNERSHIP, _CONTROLS, "F7"),
    _long("laa_overlap", "Overlap with the Local Area Agreement", OWNERSHIP, "F8"),
    _long("evidence_performance", "Current performance and direction of travel", EVIDENCE, "F10"),
    _long("evidence_comparison", "Comparative performance", EVIDENCE, "F10"),
    _long("evidence_public", "Survey results and public priorities", EVIDENCE, "F10"),
    _long("evidence_partnership", "Partnership priorities", EVIDENCE, "F10"),
    _long("evidence_inspection", "What inspectors say", EVIDENCE, "F10"),
    Field("importance", "Corporately important, 1 to 5", EVIDENCE, "number", least=1, most=5, framework="C9"),
    Field("need", "In need of focussed improvement, 1 to 5", EVIDENCE, "number", least=1, most=5, framework="C9"),
    _long("scales_note", "Why it is placed so", EVIDENCE, "C9"),
    _long("action_plan", "Action plan and cross-cutting working", PLAN, "F14"),
    _long("resources", "Resources", PLAN, "F15"),
    _text("budget_link", "Budget link", PLAN, "F15"),
    _text("service_plan_link", "Service plan link", PLAN, "F16"),
    _text("cip_link", "Corporate Improvement Plan link number", PLAN, "F22", 80),
    _long("progress", "Progress", PROGRESS, "F17"),
    _long("risk_note", "Risk", PROGRESS, "F17"),
    _long("next_step", "Next step", PROGRESS, "F17"),
    Field("review_date", "Review date", PROGRESS, "date", framework="F2"),
    _long("equality", "Equality and diversity", CONSIDERATIONS, "F20"),
    _long("community_safety", "Community safety", CONSIDERATIONS, "F20"),
    _long("sustainability", "Sustainability", CONSIDERATIONS, "F20"),
    _choice("hot_list_reason", "Why on the Hot List", ORIGIN, _WAITING, "F19"),
    _choice("origin", "Comes from", ORIGIN, ORIGINS, "F24", required=True),
    _long("origin_note", "Which inspection or audit", ORIGIN, "F24"),
)

BY_NAME: dict[str, Field] = {each.name: each for each in FIELDS}


def check_field(name: str, value: object) -> Problem | None:
    """Why the value cannot stand in the column, or None. None clears a column that need not be filled."""
    field = BY_NAME.get(name)
    if field is None:
        return Problem("field_unknown", {"field": name})
    return check_value(field, value)


def check_value(field: Field, value: object) -> Problem | None:
    """The same for a field of any noun."""
    if field.kind in ("text", "long"):
        if not isinstance(value, str):
            return _wrong_kind(field)
        long = field.kind == "long"
        return text_problem(field.name, value, field.limit, required=field.required, lines=long)
    if value is None or value == "":
        return Problem("field_missing", {"field": field.name}) if field.required else None
    return _check_other(field, value)


def _check_other(field: Field, value: object) -> Problem | None:
    if field.kind == "choice":
        if value not in [stored for stored, _ in field.options]:
            return Problem("choice_unknown", {"field": field.name, "value": str(value)[:80]})
        return None
    if field.kind == "date":
        return _check_date(field, value)
    if field.kind == "bool":
        return None if isinstance(value, bool) else _wrong_kind(field)
    if isinstance(value, bool) or not isinstance(value, int):
        return _wrong_kind(field)
    if field.kind == "list id":
        return None if value > 0 else _wrong_kind(field)
    if not field.least <= value <= field.most:
        return Problem("number_out_of_range", {"field": field.name, "least": field.least, "most": field.most})
    return None


def _check_date(field: Field, value: object) -> Problem | None:
    # A datetime is a date to Python, but its time of day would be lost in silence.
    if type(value) is not date:
        return _wrong_kind(field)
    if not EARLIEST <= value <= LATEST:
        return Problem("date_out_of_range", {"field": field.name, "earliest": EARLIEST, "latest": LATEST})
    return None


def _wrong_kind(field: Field) -> Problem:
    return Problem("field_kind", {"field": field.name, "kind": field.kind})
