"""What may stand in each column of an issue."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.fields import BY_NAME, FIELDS, GROUPS, check_field
from app.rules.lists import Lists
from app.rules.texts import is_blank, text_problem


def code(name: str, value: object) -> str | None:
    problem = check_field(name, value)
    return None if problem is None else problem.code


def test_every_field_has_its_own_name_a_label_and_a_known_group() -> None:
    assert len(BY_NAME) == len(FIELDS)
    assert {field.group for field in FIELDS} == set(GROUPS)
    assert all(field.label and field.framework for field in FIELDS)
    lists = Lists()
    for field in FIELDS:
        assert bool(field.list_name) is (field.kind == "list id")
        assert bool(field.options) is (field.kind == "choice")
        assert (field.limit > 0) is (field.kind in ("text", "long"))
        if field.list_name:
            assert lists.items(field.list_name) == ()


def test_fields_stand_in_the_order_of_their_groups() -> None:
    order = [GROUPS.index(field.group) for field in FIELDS]
    assert order == sorted(order)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("title", "A", None),
        ("title", "x" * 200, None),
        ("title", "x" * 201, "text_too_long"),
        ("title", "", "text_missing"),
        ("title", "   ", "text_missing"),
        ("title", "\u200b", "text_missing"),
        ("title", None, "field_kind"),
        ("title", "Two\nlines", "text_line_break"),
        ("title", "Bell\x07", "text_control"),
        ("title", "Reads \u202ebackwards", "text_control"),
        ("title", "Half a \ud83d pair", "text_control"),
        ("title", "تحسين النتائج", None),
        ("title", "👩\u200d👧 care leavers", None),
        ("title", "<b>=1+1</b>", None),
        ("achieve", "x" * 50_000, None),
        ("achieve", "x" * 50_001, "text_too_long"),
        ("achieve", "Two\nlines\tand a tab", None),
        ("achieve", "Nothing\x00", "text_control"),
        ("achieve", "", None),
        ("achieve", "no character: \ufffe", "text_control"),
        ("achieve", "nor this: \uffff", "text_control"),
        ("aim_id", 3, None),
        ("aim_id", None, None),
        ("aim_id", 0, "field_kind"),
        ("aim_id", "3", "field_kind"),
        ("aim_id", True, "field_kind"),
        ("shift_years", 0, None),
        ("shift_years", 20, None),
        ("shift_years", 21, "number_out_of_range"),
        ("shift_years", -1, "number_out_of_range"),
        ("shift_years", 2.5, "field_kind"),
        ("responsibility", "shared", None),
        ("responsibility", None, None),
        ("responsibility", "nobody", "choice_unknown"),
        ("origin", "inspection", None),
        ("origin", "", "field_missing"),
        ("origin", None, "field_missing"),
        ("hot_list_reason", "upcoming", None),
        ("review_date", date(2010, 9, 30), None),
        ("review_date", None, None),
        ("review_date", datetime(2010, 9, 30, 12), "field_kind"),
        ("review_date", date(1899, 12, 31), "date_out_of_range"),
        ("review_date", date(2200, 1, 1), "date_out_of_range"),
        ("review_date", "30/09/2010", "field_kind"),
        ("colour", "red", "field_unknown"),
    ],
)
def test_a_value_is_kept_or_refused_for_its_reason(name: str, value: object, expected: str | None) -> None:
    assert code(name, value) == expected


def test_a_refused_text_says_which_limit_and_how_long() -> None:
    problem = check_field("title", "x" * 250)
    assert problem is not None
    assert problem.facts == {"field": "title", "limit": 200, "length": 250}


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=200))
def test_any_readable_text_within_the_limit_is_a_title(text: str) -> None:
    assert code("title", text) == ("text_missing" if is_blank(text) else None)


@given(st.text(max_size=300), st.booleans(), st.booleans())
def test_a_text_that_is_kept_fits_and_can_be_written_to_a_file(
    text: str, required: bool, lines: bool
) -> None:
    if text_problem("note", text, 200, required=required, lines=lines) is None:
        assert len(text) <= 200
        text.encode("utf-8")
        assert lines or len(text.splitlines()) <= 1
