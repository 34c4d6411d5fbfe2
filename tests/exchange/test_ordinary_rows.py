"""The ordinary row judged at once is judged as the thorough judge judges it."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.exchange.judge_rows import RowJudge
from app.exchange.raw import Odd, RawRow, RawSheet
from app.rules.indicator import Frequency, Status, YearKind
from app.rules.period import Period
from app.rules.readings_now import CurrentFigure, MeasuredIndicator, ReadingsNow

Q4 = Period.quarter(2009, 4)
PEOPLE = MeasuredIndicator(1, "NI 117", "Young people", "%", 1, Frequency.QUARTERLY, YearKind.FINANCIAL)
NOW = ReadingsNow(
    (
        PEOPLE,
        MeasuredIndicator(2, "NI 47", "Killed", "people", 0, Frequency.QUARTERLY, YearKind.FINANCIAL),
        MeasuredIndicator(3, "LI 1", "Kept", "%", 1, Frequency.ANNUAL, YearKind.FINANCIAL),
        MeasuredIndicator(4, "LI 2", "Gone", "%", 1, Frequency.QUARTERLY, YearKind.FINANCIAL, retired=True),
    ),
    {3: {Period.financial_year(2008): CurrentFigure(5.0, Status.FINAL)}},
    Q4,
)
SHEET = RawSheet("Values", "visible", (1, 2, 3, 4, 5, 6, 7), 1)
CELLS = st.tuples(
    st.sampled_from(("NI 117", "ni117", "NI 47", "LI 1", "LI 2", "NI 99", None, 117.0)),
    st.sampled_from(("2009/10 Q4", "2009/10", "2012/13 Q1", "Q9", None, date(2010, 3, 31))),
    st.sampled_from((6.9, -1.0, 0.0, 1e13, float("nan"), 12.5, None, "6.9", "n/a", Odd("error", "#N/A"),
                     Odd("percent", number=0.5))),
    st.sampled_from(("final", "Provisional ", "maybe", None, 1.0)),
    st.sampled_from((None, 7.0, -7.0, "7")),
    st.sampled_from((None, 10.0, 0.0, 2.0, "x")),
    st.sampled_from((None, "A note", "", "mail a@b.org", "QQ 12 34 56 C", "hid\u202eden", "x" * 40_000, 5.0)),
)  # fmt: skip


def judge() -> RowJudge:
    return RowJudge(NOW, date(2010, 4, 20), "a.xlsx")


@settings(max_examples=600, deadline=None)
@given(CELLS, st.booleans(), st.sampled_from(((), (2,))))
def test_both_say_the_same(cells: tuple[Any, ...], hidden: bool, outside: tuple[int, ...]) -> None:
    row = RawRow(7, hidden, cells, outside)
    line = judge().ordinary(SHEET, row)
    if line is None:
        return
    thorough = judge().judge(SHEET, row)
    assert thorough.line == line
    assert (thorough.problems, thorough.doubts, thorough.notes) == ([], [], [])
    assert thorough.key == (line.row.indicator_id, line.row.period)  # type: ignore[union-attr]


def test_the_usual_row_does_go_this_way() -> None:
    row = RawRow(7, False, ("NI 117", "2009/10 Q4", 6.9, "final", 69.0, 1000.0, "A note"))
    assert judge().ordinary(SHEET, row) is not None
    assert judge().ordinary(SHEET, RawRow(8, False, ("LI 1", "2009/10", 6.9, "final", None, None, None))) is not None


def test_a_figure_stored_before_or_far_from_the_one_before_does_not() -> None:
    for period, value in (("2008/09", 5.1), ("2009/10", 69.0), ("2009/10", 0.069), ("2009/10", 5.0)):
        assert judge().ordinary(SHEET, RawRow(8, False, ("LI 1", period, value, "final", None, None, None))) is None
