"""Periods of every kind: order, labels that come back, and every label style met in real files."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.indicator import Status, YearKind
from app.rules.period import Period, parse_quarter, quarter_of
from app.rules.period_labels import UnreadablePeriodError, parse, parse_label

FINANCIAL, ACADEMIC, CALENDAR = YearKind.FINANCIAL, YearKind.ACADEMIC, YearKind.CALENDAR

# What is written | what it means: first month to last, or "at" a month for a day's count
LABELS = """
2016                        | 2016-01 2016-12
2016-17                     | 2016-04 2017-03
2016/17                     | 2016-04 2017-03
2016-2017                   | 2016-04 2017-03
2016/2017                   | 2016-04 2017-03
1999/00                     | 1999-04 2000-03
1999-00                     | 1999-04 2000-03
2016-17 (OT)                | 2016-04 2017-03
2018 (Rev)                  | 2018-01 2018-12
2020 (Final)                | 2020-01 2020-12
2025 (prov)                 | 2025-01 2025-12
2014-16                     | 2014-01 2016-12
2009-11                     | 2009-01 2011-12
1998-2000                   | 1998-01 2000-12
2014 to 2015                | 2014-01 2015-12
2013/14-15/16               | 2013-04 2016-03
2013/14-2015/16             | 2013-04 2016-03
2013/14 to 2015/16          | 2013-04 2016-03
2018-19;Q1                  | 2018-04 2018-06
2022/23 Q3                  | 2022-10 2022-12
2009-10-Q4                  | 2010-01 2010-03
2009/10 Q4                  | 2010-01 2010-03
Q4 2009/10                  | 2010-01 2010-03
Quarter 4 of 2009/10        | 2010-01 2010-03
2009/10 H1                  | 2009-04 2009-09
2009/10 H2                  | 2009-10 2010-03
April 2021                  | 2021-04 2021-04
Sep-23                      | 2023-09 2023-09
Sept 2023                   | 2023-09 2023-09
Mar '10                     | 2010-03 2010-03
04/2009                     | 2009-04 2009-04
2016-04                     | 2016-04 2016-04
10/2022 - 09/2023           | 2022-10 2023-09
10/2022 – 09/2023           | 2022-10 2023-09
16/11/2021 - 15/11/2022     | 2021-12 2022-11
01/04/2009 - 31/03/2010     | 2009-04 2010-03
Apr 2022-Mar 2023           | 2022-04 2023-03
Jan 2022 to Dec 2022        | 2022-01 2022-12
January to March 2010       | 2010-01 2010-03
Nov-Jan 2010                | 2009-11 2010-01
Financial year ending 2023  | 2022-04 2023-03
Academic year ending 2010   | 2009-09 2010-08
Calendar year ending 2010   | 2010-01 2010-12
Year ending March 2010      | 2009-04 2010-03
Year ended 31 March 2010    | 2009-04 2010-03
6 months to September 2009  | 2009-04 2009-09
Financial year 2009/10      | 2009-04 2010-03
FY 2009/10                  | 2009-04 2010-03
Calendar year 2009          | 2009-01 2009-12
Academic year 2009/10       | 2009-09 2010-08
2009/10 academic year       | 2009-09 2010-08
2009/10 (academic)          | 2009-09 2010-08
Autumn term 2009            | 2009-09 2009-12
Spring term 2010            | 2010-01 2010-04
Summer term 2009/10         | 2010-05 2010-08
As at 31 January 2024       | at 2024-01
at 31 March 2010            | at 2010-03
1st April 2010              | at 2010-04
31/03/2010                  | at 2010-03
2010-03-31                  | at 2010-03
As at March 2010            | at 2010-03
  2009/10   Q4              | 2010-01 2010-03
"""
STYLES = [[part.strip() for part in line.split("|")] for line in LABELS.strip().splitlines()]


def meant(words: str) -> Period:
    first, last = (
        (int(part[:4]) * 12 + int(part[5:]) - 1) if part != "at" else None for part in words.split()
    )
    assert last is not None
    return Period(last, 0 if first is None else last - first + 1)


def read(label: str, kind: YearKind | None = None) -> Period | str:
    """The period, or the code of the refusal."""
    try:
        return parse(label, kind)
    except UnreadablePeriodError as refusal:
        return refusal.problem.code


@pytest.mark.parametrize(("label", "words"), STYLES)
def test_every_style_of_label_is_read(label: str, words: str) -> None:
    assert parse(label) == meant(words)


@pytest.mark.parametrize(("label", "words"), STYLES)
def test_what_was_read_prints_as_a_label_that_reads_the_same(label: str, words: str) -> None:
    period = parse(label)
    assert parse(period.label) == period


@given(st.integers(1950, 2150), st.integers(1, 12), st.integers(0, 96))
def test_the_label_of_any_period_comes_back(year: int, month: int, months: int) -> None:
    period = Period(year * 12 + month - 1, months)
    assert parse(period.label) == period
    assert Period.from_key(period.key) == period


@given(st.integers(1950, 2150), st.integers(1, 12), st.sampled_from([0, 1, 3, 4, 12, 36]))
def test_no_two_periods_share_a_label_or_key(year: int, month: int, months: int) -> None:
    period = Period(year * 12 + month - 1, months)
    for other in (
        Period(period.end + 1, months),
        Period(period.end, months + 12),
        Period(period.end - 12, months),
    ):
        assert other.label != period.label
        assert (other.key < period.key) is (other < period)


@pytest.mark.parametrize(
    ("label", "kind", "code"),
    [
        ("0", None, "period_unknown"),
        ("", None, "period_unknown"),
        ("soon", None, "period_unknown"),
        ("2009/11", None, "period_years"),
        ("2009/10 Q5", None, "period_unknown"),
        ("2009/11 Q1", None, "period_years"),
        ("13/2009", None, "period_unknown"),
        ("31/02/2010", None, "period_unknown"),
        ("Mar 2010-Apr 2009", None, "period_order"),
        ("31/03/2010 - 01/04/2009", None, "period_order"),
        ("2016-14", None, "period_years"),
        ("Q1 2010", None, "period_ambiguous"),
        ("2010 Q1", FINANCIAL, "period_ambiguous"),
        ("2008-12", None, "period_ambiguous"),
        ("2016", FINANCIAL, "period_ambiguous"),
        ("2016", ACADEMIC, "period_ambiguous"),
        ("Financial year 2016", None, "period_ambiguous"),
        ("2014-16", FINANCIAL, "period_ambiguous"),
        ("1899", None, "period_out_of_range"),
        ("0001", None, "period_out_of_range"),
        ("31/12/1899", None, "period_out_of_range"),
        ("2200", None, "period_out_of_range"),
        ("2001 to 2016", None, "period_years"),
        ("99 months to March 2010", None, "period_too_long"),
        ("0 months to March 2010", None, "period_unknown"),
        ("٢٠١٦", None, "period_unknown"),
        ("2016" * 1000, None, "period_unknown"),
    ],
)
def test_a_label_that_means_nothing_or_two_things_is_refused(
    label: str, kind: YearKind | None, code: str
) -> None:
    with pytest.raises(UnreadablePeriodError) as caught:
        parse(label, kind)
    assert caught.value.problem.code == code


def test_a_doubtful_label_names_what_it_may_mean() -> None:
    with pytest.raises(UnreadablePeriodError) as caught:
        parse("2016", FINANCIAL)
    assert caught.value.problem.facts["choices"] == ("2015/16", "2016/17")


@pytest.mark.parametrize(
    ("label", "kind", "words"),
    [
        ("2016", CALENDAR, "2016-01 2016-12"),
        ("2009/10", ACADEMIC, "2009-09 2010-08"),
        ("2009/10", FINANCIAL, "2009-04 2010-03"),
        ("2013/14-15/16", ACADEMIC, "2013-09 2016-08"),
        ("Q1 2010", CALENDAR, "2010-01 2010-03"),
        ("2014-16", CALENDAR, "2014-01 2016-12"),
        ("2009/10 Q1", ACADEMIC, "2009-04 2009-06"),
    ],
)
def test_the_indicators_kind_of_year_settles_what_a_label_leaves_open(
    label: str, kind: YearKind, words: str
) -> None:
    assert parse(label, kind) == meant(words)


@pytest.mark.parametrize(
    ("label", "status", "mark"),
    [
        ("2016", None, ""),
        ("2025 (prov)", Status.PROVISIONAL, ""),
        ("2018 (Rev)", Status.RESTATED, ""),
        ("2020 (Final)", Status.FINAL, ""),
        ("2016-17 (OT)", None, "ot"),
        ("2009/10 (academic)", None, ""),
    ],
)
def test_a_mark_is_told_apart_from_the_period(label: str, status: Status | None, mark: str) -> None:
    found = parse_label(label)
    assert (found.status, found.mark) == (status, mark)


@given(st.text(max_size=100))
def test_no_text_breaks_the_reader(text: str) -> None:
    period = read(text)
    if isinstance(period, str):
        assert period.startswith("period_")
    else:
        assert 1900 <= period.first_day.year <= period.last_day.year <= 2199


def test_real_labels_are_read_as_the_period_their_files_name(shared_data: Path) -> None:
    with (shared_data / "process_limits" / "inputs.csv").open(encoding="utf-8") as file:
        rows = {(row["period_label"], row["period"]) for row in csv.DictReader(file)}
    monthly_and_yearly = 0
    for label, starts in sorted(rows):
        period = parse(label)
        if not label[:4].isdigit() or not label[4:].startswith("-1"):
            monthly_and_yearly += 1
        if period.months in (1, 3, 12):
            assert period.first_day == date.fromisoformat(starts), label
    assert monthly_and_yearly > 100


def test_real_headline_labels_are_all_read_or_refused_for_doubt(shared_data: Path) -> None:
    kinds = {"academic year": ACADEMIC, "financial year": FINANCIAL, "calendar year": CALENDAR}
    with (shared_data / "real" / "hampshire_headline_indicators.csv").open(encoding="utf-8") as file:
        labels = {(row["period_label"], kinds.get(row["period_type"])) for row in csv.DictReader(file)}
    for label, kind in sorted(labels, key=str):
        doubtful = kind in (ACADEMIC, FINANCIAL) and label.isdigit()
        assert (read(label, kind) == "period_ambiguous") is doubtful, label


def test_periods_stand_in_order_of_their_end_whatever_their_kind() -> None:
    labels = ["2009", "2009/10 Q4", "2009/10", "April 2010", "2009/10 academic year", "2010"]
    assert [period.label for period in sorted(parse(label) for label in reversed(labels))] == labels


@pytest.mark.parametrize(
    ("day", "label"),
    [
        (date(2010, 3, 31), "2009/10 Q4"),
        (date(2010, 4, 1), "2010/11 Q1"),
        (date(2009, 12, 31), "2009/10 Q3"),
        (date(2010, 9, 30), "2010/11 Q2"),
    ],
)
def test_the_financial_year_starts_on_the_first_of_april(day: date, label: str) -> None:
    assert quarter_of(day).label == label


def test_a_quarter_prints_with_its_months() -> None:
    quarter = parse_quarter("2009-10-Q4")
    assert quarter.long_label == "2009/10 Q4 (January to March 2010)"
    assert quarter.code == "2009-10-Q4"
    assert (quarter.first_day, quarter.last_day) == (date(2010, 1, 1), date(2010, 3, 31))
    assert quarter.same_period_last_year.label == "2008/09 Q4"
    assert quarter.shift(1).label == "2010/11 Q1"


@pytest.mark.parametrize("text", ["2009-10-Q5", "2009-11-Q1", "2009-10", "x"])
def test_only_a_quarter_is_a_quarter(text: str) -> None:
    with pytest.raises(ValueError, match="is not a quarter"):
        parse_quarter(text)
