"""What may stand in the columns of an indicator."""

from __future__ import annotations

from datetime import date

import pytest

from app.models.indicator import IndicatorRow
from app.rules.indicator_fields import (
    BY_NAME,
    DEFAULTS,
    FIELDS,
    GROUPS,
    check_field,
    code_problem,
    successor_problem,
)


def test_every_column_but_the_sample_mark_is_a_field() -> None:
    columns = {column.key for column in IndicatorRow.__table__.columns}
    assert set(BY_NAME) == columns - {"id", "version", "illustrative"}
    assert {field.group for field in FIELDS} == set(GROUPS)


def test_a_new_indicators_defaults_may_stand() -> None:
    assert set(DEFAULTS) == set(BY_NAME) - {"code", "title"}
    assert [name for name, value in DEFAULTS.items() if check_field(name, value)] == []


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("code", "", "text_missing"), ("code", "x" * 21, "text_too_long"), ("code", "NI\n117", "text_line_break"),
        ("decimals", 7, "number_out_of_range"), ("decimals", -1, "number_out_of_range"),
        ("decimals", 1.5, "field_kind"), ("decimals", None, "field_missing"), ("decimals", True, "field_kind"),
        ("rag_tolerance", 100.5, "number_out_of_range"), ("rag_tolerance", float("nan"), "number_out_of_range"),
        ("rag_tolerance", float("inf"), "number_out_of_range"), ("rag_tolerance", "10", "field_kind"),
        ("polarity", "sideways", "choice_unknown"), ("polarity", None, "field_missing"),
        ("rag_rule", "traffic", "choice_unknown"), ("retired", date(1066, 10, 14), "date_out_of_range"),
        ("least_count", -1, "number_out_of_range"), ("definition", "x" * 50_001, "text_too_long"),
        ("fix_after", 11, "baseline_short"), ("fix_after", 1, "baseline_short"), ("fix_after", 401, "number_out_of_range"),
        ("fix_after", -1, "number_out_of_range"), ("fix_after", True, "field_kind"),
        ("colour", "red", "field_unknown"), ("successor_id", "NI 5", "field_kind"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_stand_is_refused_by_its_code(name: str, value: object, code: str) -> None:
    problem = check_field(name, value)
    assert problem is not None
    assert problem.code == code


@pytest.mark.parametrize(("name", "value"), [("decimals", 0), ("decimals", 6), ("rag_tolerance", 2.5), ("unit", ""),
                                             ("fix_after", None), ("fix_after", 0), ("fix_after", 12),
                                             ("retired", None), ("successor_id", None), ("definition", "a\nb")])
def test_the_ends_of_a_range_and_empty_fields_may_stand(name: str, value: object) -> None:
    assert check_field(name, value) is None


def test_a_code_is_taken_however_it_is_spaced_or_cased() -> None:
    problem = code_problem("ni117", [("NI 117", "Not in education")])
    assert problem is not None
    assert problem.facts["title"] == "Not in education"
    assert code_problem("NI 118", [("NI 117", "Not in education")]) is None


def test_successors_never_come_back_to_where_they_began() -> None:
    assert successor_problem(1, 1, {}) is not None
    assert successor_problem(1, 2, {2: 3, 3: 1}) is not None
    assert successor_problem(1, 2, {2: 3}) is None
    assert successor_problem(None, 2, {2: 3, 3: 2}) is None
