"""How issues do by their lead indicators: judgement, tests, and what these propose, out of a real store."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.commands.change_setting import ChangeSetting
from app.models.indicator import IndicatorEventRow, IndicatorRow
from app.models.reading import ReadingRowEntity
from app.models.target import TargetRow
from app.rules.category import Category
from app.rules.indicator import Direction, Frequency, Polarity, Rag, Shape, Status
from app.rules.issue import Flag
from app.rules.moves import Rule
from app.rules.period import Period
from app.rules.proposals import Basis, Proposal
from app.rules.slip import Test
from app.store.queries import board, issues
from app.store.queries.leads import JudgedIndicator, judged_at, leads_at
from app.store.queries.proposals import proposals
from app.store.store import Store
from tests.plans import ACTOR, NEET, Q4, ROADS, SAFETY

NI_117, NI_47 = 1, 2
QUIET = (50.0, 51.0, 49.0, 50.0, 52.0, 48.0, 50.0, 51.0, 49.0, 50.0, 51.0, 49.0)


@dataclass(frozen=True)
class Figures:
    """Gives one indicator other readings, the last at 2009/10 Q4 or the year 2009/10, and other facts."""

    indicator: int
    values: Sequence[float | None]
    facts: dict[str, Any]
    bases: Sequence[tuple[float | None, float | None]] = ()
    breaks: tuple[Period, ...] = ()
    target: tuple[float, float] | None = (45.0, 40.0)
    last: Period = Q4
    label: str = "Give figures"

    def do(self, session: Session) -> None:
        row = session.get(IndicatorRow, self.indicator)
        assert row is not None
        for name, value in {"polarity": Polarity.HIGHER, "shape": Shape.SNAPSHOT, **self.facts}.items():
            getattr(row, name)
            setattr(row, name, value)
        for kind in (ReadingRowEntity, TargetRow):
            for old in session.scalars(select(kind).where(kind.indicator_id == self.indicator)):
                session.delete(old)
        session.flush()
        step = row.frequency.months
        for at, value in enumerate(self.values):
            period = Period(self.last.end - (len(self.values) - 1 - at) * step, self.last.months)
            part, whole = self.bases[at] if self.bases else (None, None)
            session.add(
                ReadingRowEntity(
                    indicator_id=self.indicator, locality_id=1, period=period, value=value, numerator=part,
                    denominator=whole, status=Status.FINAL, recorded=datetime(2010, 4, 20, 9),
                )
            )  # fmt: skip
        if self.target:
            value, floor = self.target
            for year in range(2004, 2010):
                session.add(
                    TargetRow(
                        indicator_id=self.indicator,
                        period=Period.financial_year(year),
                        value=value,
                        floor=floor,
                    )
                )
        for period in self.breaks:
            session.add(
                IndicatorEventRow(
                    indicator_id=self.indicator, period=period, title="New definition", definition_break=True
                )
            )


def give(store: Store, values: Sequence[float | None], indicator: int = NI_47, **more: Any) -> None:
    bases = more.pop("bases", ())
    extra = {key: more.pop(key) for key in ("breaks", "target", "last") if key in more}
    store.change(Figures(indicator, values, more, bases, **extra), ACTOR)


def proposed(store: Store, issue: int = SAFETY, quarter: Period = Q4) -> Proposal | None:
    with store.reading() as session:
        return next((each for each in proposals(session, quarter) if each.issue_id == issue), None)


def lead(store: Store, issue: int = SAFETY, quarter: Period = Q4) -> JudgedIndicator:
    with store.reading() as session:
        return leads_at(session, quarter, issue, test=(issue,))[issue].leads[0]


class TestSlips:
    def test_a_tested_concern_is_proposed_with_its_rule_and_since_when(self, store: Store) -> None:
        give(store, (*QUIET, *([48.5, 48.4] * 4)[:7]))
        found = proposed(store)
        assert found is not None
        assert (found.rule, found.to) == (Rule.M1, Category.HOT_LIST)
        (evidence,) = found.evidence
        assert (evidence.basis, evidence.since) == (Basis.PROCESS_LIMITS, Q4.shift(-7))
        assert (evidence.finding.rule, evidence.finding.points) == ("shift", 19)
        assert [report.period for report in evidence.reports] == [
            Q4.shift(-back) for back in range(7, -1, -1)
        ]

    def test_a_missed_floor_is_no_slip_where_the_test_finds_ordinary_variation(self, store: Store) -> None:
        give(store, (*QUIET[:-2], 49.0, 49.0), target=(60.0, 55.0))
        assert lead(store).rag is Rag.RED
        assert lead(store).finding.signal == "common"
        assert proposed(store) is None

    def test_a_missed_floor_speaks_where_nothing_can_be_tested(self, store: Store) -> None:
        give(store, (50.0, 50.0, 39.0, 38.0))
        found = proposed(store)
        assert found is not None
        assert (found.evidence[0].basis, found.evidence[0].since) == (Basis.FLOOR, Q4.shift(-1))
        assert not found.evidence[0].finding.tested

    @pytest.mark.parametrize("shape", [Shape.ROLLING, Shape.ORDINAL])
    def test_overlapping_figures_and_levels_are_never_tested(self, store: Store, shape: Shape) -> None:
        give(store, (*QUIET, 39.0, 38.0), shape=shape)
        found = proposed(store)
        assert found is not None
        assert found.evidence[0].basis is Basis.FLOOR

    def test_figures_of_the_year_to_date_are_taken_apart_first(self, store: Store) -> None:
        added = [10.0, 11.0, 9.0, 10.0] * 3 + [10.0, 11.0, 9.0, 1.0]
        running = [sum(added[at // 4 * 4 : at + 1]) for at in range(len(added))]
        give(store, running, shape=Shape.CUMULATIVE, unit="number", target=None)
        found = lead(store).finding
        assert (found.test, found.rule, found.since) == (Test.PROCESS_LIMITS, "astronomical", Q4)

    def test_figures_before_a_new_definition_do_not_count(self, store: Store) -> None:
        give(store, (*QUIET, 40.0), breaks=(Q4.shift(-3),))
        judged = lead(store)
        assert not judged.finding.tested
        assert judged.direction is Direction.UNKNOWN

    def test_the_base_of_a_survey_is_enough_for_a_test_of_its_shares(self, store: Store) -> None:
        year = Period.financial_year(2009)
        facts = {"frequency": Frequency.ANNUAL, "shape": Shape.SURVEY, "last": year}
        give(store, (60.0, 50.0), bases=((None, 1000.0), (None, 1000.0)), **facts)
        assert (lead(store).finding.test, lead(store).finding.signal) == (Test.CHANGE_OF_SHARE, "concern")
        give(store, (60.0, 50.0), bases=((None, 50.0), (None, 50.0)), **facts)
        assert lead(store).finding.signal == "common"

    def test_where_no_direction_is_better_nothing_slips(self, store: Store) -> None:
        give(store, (*QUIET, 30.0), polarity=Polarity.NONE)
        assert proposed(store) is None


    def test_a_long_run_is_shown_from_where_it_began(self, store: Store) -> None:
        give(store, (*[60.0, 40.0] * 12, *[45.0, 46.0] * 8))
        with store.reading() as session:
            judged = judged_at(session, Q4, test=(NI_47,))[NI_47]
        assert (judged.finding.rule, judged.finding.since) == ("shift", Q4.shift(-16))
        (evidence,) = proposed(store).evidence  # type: ignore[union-attr]
        assert len(judged.reports) == len(evidence.reports) == 17
        assert evidence.reports[0].value == 40.0


class TestRecovery:
    def test_recovery_rests_on_the_target_and_tells_of_the_tested_improvement(self, store: Store) -> None:
        give(store, (*QUIET, 58.0, 59.0), NI_117)
        found = proposed(store, NEET)
        assert found is not None
        assert (found.rule, found.evidence[0].basis) == (Rule.M3, Basis.TARGET)
        assert found.evidence[0].finding.improvement

    def test_a_tested_concern_stands_against_recovery_though_the_target_is_met(self, store: Store) -> None:
        give(store, (*QUIET, 43.0), NI_117, target=(42.0, 40.0))
        assert lead(store, NEET).rag is Rag.GREEN
        assert proposed(store, NEET) is None
        give(store, QUIET, NI_117)
        assert proposed(store, NEET) is not None

    def test_the_mirrored_figures_of_a_mirrored_indicator_say_the_same(self, store: Store) -> None:
        give(store, (*QUIET, 40.0))
        first = lead(store).finding
        give(store, tuple(100 - value for value in (*QUIET, 40.0)), polarity=Polarity.LOWER)
        assert lead(store).finding == first


class TestSettings:
    def test_screening_is_the_plans_own(self, store: Store) -> None:
        values = (88.0, 91, 89, 92, 90, 88, 91, 74, 90, 92, 89, 91, 88, 87, 84, 84)
        give(store, values)
        assert proposed(store) is not None
        store.change(ChangeSetting("screening", False), ACTOR)
        assert proposed(store) is None

    def test_a_concern_may_have_to_last_before_it_counts(self, store: Store) -> None:
        store.change(ChangeSetting("concern_reports", 2), ACTOR)
        give(store, (*QUIET, 40.0))
        assert proposed(store) is None
        give(store, (*QUIET, *QUIET, 40.0, 40.0))
        assert proposed(store) is not None

    def test_the_level_of_the_tests_is_the_plans_own(self, store: Store) -> None:
        facts = {"frequency": Frequency.ANNUAL, "last": Period.financial_year(2009)}
        give(store, (60.0, 55.5), bases=((600.0, 1000.0), (555.0, 1000.0)), **facts)
        assert proposed(store) is not None
        store.change(ChangeSetting("significance", 0.01), ACTOR)
        assert proposed(store) is None


class TestTheBoard:
    def test_a_card_is_flagged_by_the_same_test_as_the_proposal(self, store: Store) -> None:
        give(store, (*QUIET, 40.0))
        with store.reading() as session:
            cards = {card.issue_id: card for card in board.board(session, Q4).cards}
            facts = issues.move_facts(session, SAFETY, Q4)
        assert cards[SAFETY].flag is Flag.SLIPPED
        assert facts.slipped

    def test_at_a_past_quarter_only_what_was_known_then_is_tested(self, store: Store) -> None:
        give(store, (*QUIET, *QUIET, 40.0))
        with store.reading() as session:
            cards = {card.issue_id: card for card in board.board(session, Q4.shift(-1)).cards}
        assert cards[SAFETY].flag is None

    def test_an_issue_without_indicators_has_no_judgement(self, store: Store) -> None:
        with store.reading() as session:
            assert ROADS not in leads_at(session, Q4)

    def test_a_correction_is_what_counts(self, store: Store) -> None:
        give(store, (*QUIET, 40.0))

        class Correct:
            label = "Correct"

            def do(self, session: Session) -> None:
                session.add(
                    ReadingRowEntity(
                        indicator_id=NI_47, locality_id=1, period=Q4, value=50.0, status=Status.RESTATED,
                        recorded=datetime(2010, 5, 20, 9),
                    )
                )  # fmt: skip

        store.change(Correct(), ACTOR)
        assert lead(store).finding.signal == "common"
        assert lead(store).latest.value == 50.0  # type: ignore[union-attr]

    def test_the_figures_of_a_district_are_not_the_countys(self, store: Store) -> None:
        give(store, QUIET)

        class OfHavant:
            label = "Havant"

            def do(self, session: Session) -> None:
                session.add(
                    ReadingRowEntity(
                        indicator_id=NI_47, locality_id=2, period=Q4, value=1.0, status=Status.FINAL,
                        recorded=datetime(2010, 5, 20, 9),
                    )
                )  # fmt: skip

        store.change(OfHavant(), ACTOR)
        assert lead(store).finding.signal == "common"
        with store.reading() as session:
            assert judged_at(session, Q4)[NI_47].trend[-1] == QUIET[-1]

    def test_years_reach_back_further_than_quarters(self, store: Store) -> None:
        year = Period.financial_year(2009)
        give(store, tuple(float(at) for at in range(9)), frequency=Frequency.ANNUAL, last=year)
        with store.reading() as session:
            whole, one = judged_at(session, Q4)[NI_47], judged_at(session, Q4, {NI_47})[NI_47]
        assert whole.trend == one.trend == tuple(float(at) for at in range(1, 9))
        assert (whole.rag, whole.direction, whole.latest) == (one.rag, one.direction, one.latest)

    def test_a_known_absence_is_no_value_and_keeps_its_place(self, store: Store) -> None:
        give(store, (50.0, 51.0, 52.0, 53.0, 54.0, None))
        judged = lead(store)
        assert judged.trend == (50.0, 51.0, 52.0, 53.0, 54.0, None)
        assert judged.latest is not None
        assert judged.latest.period == Q4.shift(-1)
        assert judged.direction is Direction.BETTER


def test_one_issue_is_judged_as_the_whole_board_judges_it(store: Store) -> None:
    give(store, (*QUIET, 40.0))
    with store.reading() as session:
        all_, one = leads_at(session, Q4, test=(SAFETY,)), leads_at(session, Q4, SAFETY, test=(SAFETY,))
        assert all_[SAFETY].leads[0].as_lead == one[SAFETY].leads[0].as_lead


def test_histories_are_found_by_the_indicator_and_never_by_walking_the_county(store: Store) -> None:
    asked: list[str] = []
    store.raw.set_trace_callback(asked.append)
    lead(store)
    store.raw.set_trace_callback(None)
    about = [sql for sql in asked if "FROM reading" in sql]
    assert about
    for sql in about:
        words = " ".join(str(row[3]) for row in store.raw.execute("EXPLAIN QUERY PLAN " + sql))
        assert "ix_reading_indicator_id_locality_id_period" in words
        assert "SCAN reading" not in words


def test_the_queries_of_the_board_import_no_numpy() -> None:
    code = "import sys, app.store.queries.board, app.store.queries.proposals;sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
