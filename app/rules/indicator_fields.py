"""The columns of an indicator: label, group, kind, limits; and what may stand in each.

Targets, events, breaks in the definition, readings and linked issues are in tables of their own.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from app.rules.errors import Problem
from app.rules.fields import Field, check_value
from app.rules.indicator import Frequency, Polarity, Shape, YearKind
from app.rules.process_limits import NEVER_FEWER
from app.rules.rag import RagRuleName
from app.rules.texts import NOTE_LIMIT, TITLE_LIMIT

CODE_LIMIT = 20
UNIT_LIMIT = 40
SOURCE_LIMIT = 500

MEANING = "Definition"
COUNTING = "How it is counted"
JUDGING = "How it is judged"
WHO = "Who is responsible"
PLACE = "National set and life"
GROUPS = (MEANING, COUNTING, JUDGING, WHO, PLACE)
"""In the order of the indicator's sheet."""

POLARITIES = (
    (Polarity.HIGHER.value, "Higher is better"),
    (Polarity.LOWER.value, "Lower is better"),
    (Polarity.BAND.value, "Best within a band"),
    (Polarity.NONE.value, "Neither way is better (data only)"),
)
FREQUENCIES = (
    (Frequency.MONTHLY.value, "Every month"),
    (Frequency.QUARTERLY.value, "Every quarter"),
    (Frequency.TERMLY.value, "Every term"),
    (Frequency.ANNUAL.value, "Every year"),
    (Frequency.TWO_YEARLY.value, "Every two years"),
)
YEAR_KINDS = (
    (YearKind.FINANCIAL.value, "Financial (April to March)"),
    (YearKind.ACADEMIC.value, "Academic (September to August)"),
    (YearKind.CALENDAR.value, "Calendar (January to December)"),
)
SHAPES = (
    (Shape.SNAPSHOT.value, "Each figure stands alone"),
    (Shape.CUMULATIVE.value, "Adds up through the year"),
    (Shape.ROLLING.value, "Rolling, so that periods overlap"),
    (Shape.SURVEY.value, "From a survey, with its base"),
    (Shape.ORDINAL.value, "A level on a scale"),
)
RAG_RULES = (
    (RagRuleName.TARGET_AND_FLOOR.value, "Target and floor"),
    (RagRuleName.TOLERANCE.value, "Target with a tolerance"),
    (RagRuleName.RED_IF_NOT_IMPROVING.value, "Red only if also not improving"),
)


def _words(name: str, label: str, group: str, limit: int, *, required: bool = False) -> Field:
    return Field(name, label, group, "text", limit, required=required)


def _choice(name: str, label: str, group: str, options: tuple[tuple[str, str], ...]) -> Field:
    return Field(name, label, group, "choice", options=options, required=True)


FIELDS: tuple[Field, ...] = (
    _words("title", "Title", MEANING, TITLE_LIMIT, required=True),
    _words("code", "Code", MEANING, CODE_LIMIT, required=True),
    Field("definition", "Definition", MEANING, "long", NOTE_LIMIT),
    _words("unit", "Unit", COUNTING, UNIT_LIMIT),
    Field("decimals", "Decimals", COUNTING, "number", least=0, most=6, required=True),
    _words("source", "Source", MEANING, SOURCE_LIMIT),
    _choice("frequency", "Reported", COUNTING, FREQUENCIES),
    _choice("year_kind", "Kind of year", COUNTING, YEAR_KINDS),
    _choice("shape", "Shape", COUNTING, SHAPES),
    Field("due_days", "Figure due, days after", COUNTING, "number", least=0, most=1100),
    Field("least_count", "Least publishable count", COUNTING, "number", least=0, most=1000, required=True),
    _choice("polarity", "Better", JUDGING, POLARITIES),
    _choice("rag_rule", "RAG rule", JUDGING, RAG_RULES),
    Field("rag_tolerance", "Tolerance in %", JUDGING, "decimal", least=0, most=100, required=True),
    Field("fix_after", "Readings that set the limits", JUDGING, "number", least=0, most=400),
    Field("department_id", "Department", WHO, "list id", list_name="departments"),
    Field("post_id", "Post", WHO, "list id", list_name="posts"),
    _words("national_code", "National code", PLACE, CODE_LIMIT),
    Field("successor_id", "Succeeded by", PLACE, "list id", list_name="indicators"),
    Field("retired", "Retired on", PLACE, "date"),
)
BY_NAME: dict[str, Field] = {each.name: each for each in FIELDS}

DEFAULTS: Mapping[str, object] = {
    "definition": "", "unit": "%", "decimals": 1, "source": "", "frequency": "quarterly",
    "year_kind": "financial", "shape": "snapshot", "least_count": 5, "polarity": "higher",
    "rag_rule": "target_and_floor", "rag_tolerance": 10.0, "department_id": None, "post_id": None,
    "national_code": "", "successor_id": None, "retired": None, "due_days": None, "fix_after": None,
}  # fmt: skip
"""What a new indicator starts with; its code and title have to be given."""


def check_field(name: str, value: object) -> Problem | None:
    """Why the value cannot stand in the column, or None. None clears a column that need not be filled."""
    field = BY_NAME.get(name)
    if field is None:
        return Problem("field_unknown", {"field": name})
    if field.kind == "decimal":
        return _check_decimal(field, value)
    return check_value(field, value) or (_check_baseline(field, value) if name == "fix_after" else None)


def _check_baseline(field: Field, value: object) -> Problem | None:
    """Limits rest on enough readings, or on all there are."""
    if isinstance(value, int) and 0 < value < NEVER_FEWER:
        return Problem("baseline_short", {"field": field.name, "least": NEVER_FEWER, "most": field.most})
    return None


def _check_decimal(field: Field, value: object) -> Problem | None:
    facts = {"field": field.name, "least": field.least, "most": field.most}
    if value is None or value == "":
        return Problem("field_missing", {"field": field.name})
    if isinstance(value, bool) or not isinstance(value, int | float):
        return Problem("field_kind", {"field": field.name, "kind": field.kind})
    if not math.isfinite(value) or not field.least <= value <= field.most:
        return Problem("number_out_of_range", facts)
    return None


def code_problem(code: str, taken: Iterable[tuple[str, str]]) -> Problem | None:
    """Why the code cannot be given: another indicator, of these (code, title), has it, however it is written."""
    wanted = _plain_code(code)
    for other, title in taken:
        if _plain_code(other) == wanted:
            return Problem("code_taken", {"field": "code", "code": other, "title": title})
    return None


def _plain_code(code: str) -> str:
    return "".join(code.split()).casefold()


def successor_problem(indicator_id: int | None, successor_id: int | None, after: Mapping[int, int]) -> Problem | None:
    """Why it cannot be succeeded by that one: itself, or one that it comes after. `after`: successors by id."""
    seen = successor_id
    for _ in range(len(after) + 1):
        if seen is None:
            return None
        if seen == indicator_id:
            return Problem("successor_loop", {"field": "successor_id"})
        seen = after.get(seen)
    return None
