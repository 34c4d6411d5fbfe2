"""The list of indicators and one indicator's series, as the store tells them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from app.models.comparator import Comparator, ComparatorValueRow
from app.models.indicator import IndicatorEventRow, IndicatorLinkRow, IndicatorRow
from app.models.issue import Issue
from app.models.lists import WHOLE_COUNTY, Department, Locality
from app.models.placement import PlacementRow
from app.models.reading import ReadingRowEntity
from app.models.target import TargetRow
from app.rules.category import Category
from app.rules.changes import Actor
from app.rules.errors import Refused
from app.rules.indicator import Direction, Frequency, Polarity, Rag, Shape, Status, YearKind
from app.rules.period import Period
from app.rules.trend_note import finding_of
from app.store.opening import create_store
from app.store.queries import findings, indicators
from app.store.store import Store

Q4 = Period.quarter(2009, 4)
ACTOR = Actor("tester", "Corporate Performance Team")


class Fill:
    """A change that puts in whatever the function adds."""

    label = "Fill"
    reason = ""

    def __init__(self, fill: object) -> None:
        self.fill = fill

    def do(self, session: Session) -> None:
        self.fill(session)  # type: ignore[operator]


def add_indicator(session: Session, number: int, **changed: object) -> None:
    facts: dict[str, object] = {
        "id": number,
        "code": f"NI {number}",
        "title": "Not in education",
        "unit": "%",
        "decimals": 1,
        "polarity": Polarity.LOWER,
        "frequency": Frequency.QUARTERLY,
        "year_kind": YearKind.FINANCIAL,
        "shape": Shape.SNAPSHOT,
    }
    session.add(IndicatorRow(**(facts | changed)))


def add_reading(
    session: Session, indicator: int, period: Period, value: float | None, **changed: object
) -> None:
    facts: dict[str, object] = {
        "indicator_id": indicator,
        "locality_id": WHOLE_COUNTY,
        "period": period,
        "value": value,
        "status": Status.FINAL,
        "recorded": datetime(2010, 4, 12, 9, 0),
        "source": "typed",
    }
    session.add(ReadingRowEntity(**(facts | changed)))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = create_store(tmp_path / "county.plan")
    yield made
    made.close()


def fill_one(session: Session) -> None:
    if session.get(Locality, WHOLE_COUNTY) is None:
        session.add(Locality(id=WHOLE_COUNTY, name="Hampshire"))
    session.add(Department(id=71, name="Children's", short="CS"))
    session.flush()
    add_indicator(session, 117, department_id=71)
    session.flush()
    for n in range(8):
        add_reading(session, 117, Q4.shift(n - 7), 6.0 + 0.1 * n)
    session.flush()
    add_reading(
        session, 117, Q4, 6.9, status=Status.PROVISIONAL, note="Revised", source="CS.xlsx · Values!D14"
    )
    session.add(TargetRow(indicator_id=117, period=Period.financial_year(2009), value=5.4, floor=6.0))
    session.add(IndicatorEventRow(indicator_id=117, period=Q4.shift(-3), title="September Guarantee"))
    session.add(Issue(id=9, title="NEET"))
    session.flush()
    session.add(PlacementRow(issue_id=9, category=Category.IMPROVEMENT_PLAN, effective=Q4.shift(-4)))
    session.add(IndicatorLinkRow(issue_id=9, indicator_id=117, lead=True))


def test_the_list_shows_the_newest_value_against_the_target_of_its_year(store: Store) -> None:
    store.change(Fill(fill_one), ACTOR)
    with store.reading() as session:
        (line,) = indicators.listing(session, Q4)
    assert (line.latest, line.target, line.rag) == ("6.9%", "5.4%", Rag.RED)
    assert (line.latest_period, line.latest_status) == (Q4, Status.PROVISIONAL)
    assert line.direction is Direction.WORSE
    assert line.direction_words == "worse than last year for 4 quarters"
    assert line.categories == (Category.IMPROVEMENT_PLAN,)
    assert line.issue_ids == (9,)
    assert line.trend == pytest.approx((6.0, 6.1, 6.2, 6.3, 6.4, 6.5, 6.6, 6.9))


def test_the_list_at_a_past_quarter_knows_nothing_later(store: Store) -> None:
    store.change(Fill(fill_one), ACTOR)
    with store.reading() as session:
        (line,) = indicators.listing(session, Q4.shift(-4))
    assert line.latest == "6.3%"
    assert line.latest_period == Q4.shift(-4)
    assert line.target == ""


def test_annual_readings_reach_further_back_than_quarterly_ones(store: Store) -> None:
    def fill(session: Session) -> None:
        fill_one(session)
        add_indicator(session, 99, frequency=Frequency.ANNUAL, polarity=Polarity.HIGHER)
        session.flush()
        for year in range(2000, 2010):
            add_reading(session, 99, Period.financial_year(year), float(year))

    store.change(Fill(fill), ACTOR)
    with store.reading() as session:
        line = next(line for line in indicators.listing(session, Q4) if line.id == 99)
    assert line.trend == tuple(float(year) for year in range(2002, 2010))
    assert line.direction_words.startswith("better than last year for")


def test_a_series_holds_the_corrected_reading_and_where_it_came_from(store: Store) -> None:
    store.change(Fill(fill_one), ACTOR)
    with store.reading() as session:
        found = indicators.series(session, 117)
    assert len(found.readings) == 8
    newest = found.readings[-1]
    assert (newest.value, newest.source, newest.note) == (6.9, "CS.xlsx · Values!D14", "Revised")
    assert found.department == "Children's"
    assert found.rags[Q4] is Rag.RED
    assert found.events[0].words == "September Guarantee"
    assert [(link.issue_id, link.category, link.lead) for link in found.issues] == [
        (9, Category.IMPROVEMENT_PLAN, True)
    ]


def test_an_indicator_that_is_gone_is_refused_by_name(store: Store) -> None:
    with store.reading() as session, pytest.raises(Refused) as refusal:
        indicators.series(session, 4711)
    assert refusal.value.problems[0].code == "gone"


def test_a_series_is_found_by_the_indicator_and_never_by_walking_the_county(store: Store) -> None:
    store.change(Fill(fill_one), ACTOR)
    asked: list[str] = []
    store.raw.set_trace_callback(asked.append)
    with store.reading() as session:
        indicators.series(session, 117)
    store.raw.set_trace_callback(None)
    about = [sql for sql in asked if "FROM reading" in sql]
    assert about
    for sql in about:
        words = " ".join(str(row[3]) for row in store.raw.execute("EXPLAIN QUERY PLAN " + sql))
        assert "indicator_id=?" in words
        assert "SCAN" not in words


def test_a_series_at_a_past_quarter_holds_nothing_later(store: Store) -> None:
    store.change(Fill(fill_one), ACTOR)
    with store.reading() as session:
        found = indicators.series(session, 117, Q4.shift(-3))
    assert found.readings[-1].period == Q4.shift(-3)
    with store.reading() as session:
        assert indicators.series(session, 117, Q4.shift(-5)).issues == ()


def test_the_list_knows_the_status_of_a_value_that_is_years_old(store: Store) -> None:
    def fill(session: Session) -> None:
        fill_one(session)
        add_indicator(session, 8, frequency=Frequency.TWO_YEARLY, shape=Shape.SURVEY)
        session.flush()
        add_reading(session, 8, Period.calendar_year(2003), 50.0, status=Status.PROVISIONAL)

    store.change(Fill(fill), ACTOR)
    with store.reading() as session:
        line = next(line for line in indicators.listing(session, Q4) if line.id == 8)
    assert (line.latest_period, line.latest_status) == (Period.calendar_year(2003), Status.PROVISIONAL)


def test_the_line_and_the_series_judge_alike_across_a_new_definition(store: Store) -> None:
    def fill(session: Session) -> None:
        fill_one(session)
        session.flush()
        row = session.get(IndicatorRow, 117)
        assert row is not None
        for name, value in (("rag_rule", "red_if_not_improving"), ("rag_tolerance", 1.0)):
            getattr(row, name)
            setattr(row, name, value)
        session.add(
            IndicatorEventRow(indicator_id=117, period=Q4.shift(-1), title="New count", definition_break=True)
        )

    store.change(Fill(fill), ACTOR)
    with store.reading() as session:
        (line,) = indicators.listing(session, Q4)
        found = indicators.series(session, 117)
    assert line.direction is Direction.UNKNOWN
    assert line.direction_words == ""
    assert line.rag is found.rags[Q4] is Rag.RED
    assert found.rebases == (Q4.shift(-1),)


def test_the_tests_of_the_list_say_what_the_chart_of_each_says(store: Store) -> None:
    """Also where an indicator says itself which readings set its limits, and at a past quarter."""

    def fill(session: Session) -> None:
        fill_one(session)
        add_indicator(session, 62, fix_after=12)
        add_indicator(session, 63)
        add_indicator(session, 64)
        session.flush()
        for number in (62, 63):
            for n in range(21):
                add_reading(session, number, Q4.shift(n - 20), 5.0 + n % 2 * 0.2 if n < 12 else 5.7 - n % 2 * 0.1)

    store.change(Fill(fill), ACTOR)
    for quarter in (Q4, Q4.shift(-6)):
        with store.reading() as session:
            said = findings.signals(session, quarter, (62, 63, 64, 117))
            assert said == {each: finding_of(indicators.series(session, each, quarter)) for each in (62, 63, 117)}
        if quarter == Q4:
            assert said[62].rule == "astronomical" != said[63].rule and not said[117].tested


def test_a_comparator_says_which_set_it_belongs_to(store: Store) -> None:
    def fill(session: Session) -> None:
        fill_one(session)
        session.add(Comparator(id=1, name="Similar counties", short="neighbour"))
        session.flush()
        session.add(ComparatorValueRow(indicator_id=117, comparator_id=1, period=Q4, value=6.1, source="DCSF"))

    store.change(Fill(fill), ACTOR)
    with store.reading() as session:
        (found,) = indicators.series(session, 117).comparators
    assert (found.name, found.group, found.values, found.source) == (
        "Similar counties", "neighbour", ((Q4, 6.1),), "DCSF",
    )  # fmt: skip
