"""Loading a sample: what stands on the board then, what the figures propose, and what a broken file is told."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, func, select

from app.commands.load_sample import LoadSample
from app.commands.sample_files import SAMPLES, available
from app.models.comparator import ComparatorValueRow
from app.models.indicator import IndicatorRow
from app.models.issue import Issue
from app.models.reading import CurrentReading, ReadingRowEntity
from app.rules.category import Category
from app.rules.decision import Stage
from app.rules.errors import KnownError, Problem, Refused
from app.rules.indicator import Rag
from app.rules.issue import Board, Card, Flag, IssueSheet
from app.rules.moves import Rule
from app.rules.period import Period, parse_quarter
from app.rules.proposals import Basis
from app.store.opening import create_store
from app.store.queries import board, indicators, issues, lists, proposals
from app.store.store import Store
from app.store.verifying import verify
from app.views.shared.words import known, sentence
from tests.samples.sample_plans import ACTOR, NAMES, PLAN, PUBLISHED, loaded

Q4 = parse_quarter("2009/10 Q4")
LEFT, HOT, CIP, OCI = Category.LEFT, Category.HOT_LIST, Category.IMPROVEMENT_PLAN, Category.OUTCOMES


def board_at(store: Store, quarter: Period = Q4) -> Board:
    with store.reading() as session:
        return board.board(session, quarter)


def card(store: Store, start: str, quarter: Period = Q4) -> Card:
    found = [each for each in board_at(store, quarter).cards if each.title.startswith(start)]
    assert len(found) == 1
    return found[0]


def sheet(store: Store, start: str) -> IssueSheet:
    issue = card(store, start).issue_id
    with store.reading() as session:
        return issues.sheet(session, issue, Q4)


def counts(store: Store, quarter: str) -> dict[Category, int]:
    return Counter(each.category for each in board_at(store, parse_quarter(quarter)).cards)


def test_the_board_opens_on_the_emerging_draft_with_its_31_issues(plan: Store) -> None:
    found = board_at(plan)
    assert (found.plan_name, found.plan_state) == ("Corporate Improvement Plan 2010/11", "Emerging draft")
    assert counts(plan, "2009/10 Q4") == {HOT: 14, CIP: 8, OCI: 9}
    assert all(each.illustrative for each in found.cards)


def test_the_board_was_another_one_in_every_past_quarter(plan: Store) -> None:
    assert counts(plan, "2008/09 Q4") == {HOT: 11, CIP: 10, OCI: 5}
    assert counts(plan, "2009/10 Q1") == {HOT: 14, CIP: 10, OCI: 4}
    assert counts(plan, "2009/10 Q2") == {HOT: 15, CIP: 9, OCI: 5, LEFT: 1}
    assert counts(plan, "2009/10 Q3") == {HOT: 15, CIP: 8, OCI: 7, LEFT: 1}
    assert board_at(plan, parse_quarter("2009/10 Q1")).plan_name == "Corporate Improvement Plan 2009/10"


def test_cards_show_every_flag_there_is(plan: Store) -> None:
    flags = {each.title: each.flag for each in board_at(plan).cards}
    assert flags["Road safety"] is Flag.SLIPPED
    assert flags["Improved satisfaction with roads"] is Flag.RED_WITHOUT_ACTION
    assert flags["Decreasing health inequalities"] is Flag.NO_LEAD
    assert flags["Economy and jobs"] is Flag.PROPOSED
    assert flags["Better carbon management"] is Flag.READY
    assert card(plan, "Better carbon management").ready == 4
    assert card(plan, "Improving educational facilities").ready == 5


def test_the_plan_has_one_green_five_amber_and_two_red(plan: Store) -> None:
    rags = {category: Counter(each.rag for each in board_at(plan).cards if each.category is category)
            for category in (CIP, OCI)}  # fmt: skip
    assert rags[CIP] == {Rag.GREEN: 1, Rag.AMBER: 5, Rag.RED: 2}
    assert rags[OCI] == {Rag.GREEN: 7, Rag.AMBER: 1, Rag.RED: 1}


def test_the_figures_propose_one_slip_and_one_recovery(plan: Store) -> None:
    with plan.reading() as session:
        found = proposals.proposals(session, Q4)
    assert [(each.issue_title, each.rule) for each in found] == [
        ("Road safety", Rule.M1), ("Improved placement stability of children in care", Rule.M3),
    ]  # fmt: skip
    assert [each.evidence[0].basis for each in found] == [Basis.PROCESS_LIMITS, Basis.TARGET]


def test_two_proposals_wait_and_show_where_the_issue_would_go(plan: Store) -> None:
    waiting = {each.title: (each.category, each.proposed_to, each.stage)
               for each in board_at(plan).cards if each.proposed_to}  # fmt: skip
    assert waiting == {
        "Economy and jobs": (OCI, HOT, Stage.PROPOSED),
        "Ensuring resilience to climate change through adaptation": (HOT, CIP, Stage.PROPOSED),
    }


def test_interim_exception_and_waiver_are_each_there_once(plan: Store) -> None:
    cards = board_at(plan).cards
    assert [each.title for each in cards if each.stage is Stage.INTERIM] == ["Telecare for vulnerable adults in the home"]
    assert [each.title[:34] for each in cards if each.exception] == ["Increasing availability of affordab"[:34]]
    decision = sheet(plan, "Improved satisfaction").decisions[0]
    assert [waiver.condition for waiver in decision.waivers] == ["focus"]


def test_the_cabinets_decision_of_february_2010_moved_five_issues(plan: Store) -> None:
    moved = []
    for each in board_at(plan).cards:
        for decision in sheet(plan, each.title).decisions:
            if decision.minute == "1334":
                assert (decision.body, decision.stage) == ("Cabinet", Stage.CONFIRMED)
                assert str(decision.decided_on) == "2010-02-22"
                moved.append(decision.rule)
    assert sorted(moved) == ["M2", "M2", "M2", "M3", "exception"]


def test_every_placement_rests_on_a_decision_with_date_and_reason(plan: Store) -> None:
    for each in board_at(plan).cards:
        found = sheet(plan, each.title)
        decided = {decision.id: decision for decision in found.decisions}
        assert found.placements
        for placement in found.placements:
            decision = decided[placement.decision_id or 0]
            assert decision.decided_on is not None
            assert decision.reason
            assert decision.proposed_by
            assert (decision.target, decision.effective) == (placement.category, placement.effective)


def test_each_move_starts_where_the_one_before_it_ended(plan: Store) -> None:
    for each in board_at(plan).cards:
        stood: Category | None = None
        for decision in reversed(sheet(plan, each.title).decisions):
            assert decision.origin in (stood, None if stood in (None, LEFT) else stood), each.title
            stood = decision.target if decision.stage.in_force else stood
        assert stood is each.category


def test_an_issue_that_left_can_be_seen_to_have_come_back(plan: Store) -> None:
    assert card(plan, "Increasing the VCS", parse_quarter("2009/10 Q3")).category is LEFT
    assert [decision.rule for decision in sheet(plan, "Increasing the VCS").decisions] == ["M6", "M4", "entry"]


def test_getting_worse_for_six_quarters_is_what_the_neet_series_shows(plan: Store) -> None:
    with plan.reading() as session:
        id_ = session.scalar(select(IndicatorRow.id).where(IndicatorRow.code == "NI 117"))
        series = indicators.series(session, id_ or 0)
    values = [reading.value or 0.0 for reading in series.readings]
    assert values[-7:] == sorted(values[-7:])
    assert (series.latest and series.latest.value, series.target_for(Q4)) == (6.9, series.targets[19])
    assert [event.words for event in series.events] == ["September Guarantee", "Connexions contract re-let"]
    assert series.comparators[0].name == "South East neighbours"


def test_readings_carry_the_day_they_would_have_come_in(plan: Store) -> None:
    with plan.reading() as session:
        for reading in session.scalars(select(ReadingRowEntity)):
            assert reading.illustrative
            assert (reading.recorded.date() - reading.period.last_day).days == 14
            assert reading.source == "Illustrative figure made for the sample plan"
        assert not session.scalar(select(func.count()).select_from(CurrentReading).where(
            CurrentReading.period > Period(Q4.end, 99)))  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_the_history_verifies_after_loading(name: str, request: pytest.FixtureRequest) -> None:
    store: Store = request.getfixturevalue("plan" if name == PLAN else "published")
    report = verify(store.raw)
    assert not report.problems
    assert report.entries == 1


def test_published_figures_are_not_marked_illustrative_and_say_where_they_are_from(published: Store) -> None:
    with published.reading() as session:
        readings = list(session.scalars(select(ReadingRowEntity)))
        assert len(readings) > 250
        assert not any(reading.illustrative for reading in readings)
        assert all("published as" in reading.source for reading in readings)
        assert not session.scalar(select(func.count()).select_from(Issue).where(Issue.illustrative.is_(True)))
        assert (session.scalar(select(func.count()).select_from(ComparatorValueRow)) or 0) > 2_500
    assert counts(published, "2025/26 Q3") == {HOT: 14, CIP: 8, OCI: 9}


def test_a_figure_that_is_not_published_stays_a_gap_with_its_mark(published: Store) -> None:
    with published.reading() as session:
        id_ = session.scalar(select(IndicatorRow.id).where(IndicatorRow.code == "LAIT 05"))
        series = indicators.series(session, id_ or 0)
    gaps = [reading for reading in series.readings if reading.value is None]
    assert [(gap.period.label, gap.note) for gap in gaps] == [
        ("2023/24", "No figure is published; the source's mark is “-”.")
    ]
    assert {"England", "South East", "Kent"} <= {place.name for place in series.comparators}


def test_loading_is_one_entry_that_cannot_be_undone(plan: Store) -> None:
    assert plan.undo_state().undo is None
    with pytest.raises(Refused):
        plan.undo(ACTOR)


def test_the_rows_of_a_sample_are_stored_many_at_a_time(tmp_path: Path) -> None:
    store = create_store(tmp_path / "counted.plan")
    sent: list[int] = []

    def count(_c: object, _k: object, _s: str, given: Sequence[object], _x: object, many: bool) -> None:
        sent.append(len(given) if many else 1)

    event.listen(Engine, "before_cursor_execute", count)
    try:
        store.change(LoadSample(PLAN), ACTOR)
    finally:
        event.remove(Engine, "before_cursor_execute", count)
        store.close()
    assert sum(sent) > 3_000
    assert len(sent) < 400


def test_a_sample_goes_into_an_empty_plan_only(plan: Store) -> None:
    with pytest.raises(Refused) as refusal:
        plan.change(LoadSample(PUBLISHED), ACTOR)
    assert refusal.value.problems[0].code == "sample_not_empty"
    assert counts(plan, "2009/10 Q4") == {HOT: 14, CIP: 8, OCI: 9}


def set_at(*path: str | int, to: Any) -> Callable[[Any], None]:
    """An edit of a file: what stands at the path becomes `to`."""

    def edit(value: Any) -> None:
        for step in path[:-1]:
            value = value[step]
        value[path[-1]] = to

    return edit


def twice(rows: Any) -> None:
    rows.append(rows[0])


BROKEN: dict[str, tuple[str, Callable[[Any], None], str, str]] = {
    "a lead that is no post": ("issues", set_at(6, "lead", to="head-of-nothing"), "entry 7 (", "“head-of-nothing”"),
    "a misspelt field": ("issues", set_at(0, "shift_year", to=3), "entry 1 (community-safety)", "“shift_year”"),
    "a misspelt text": ("issues", set_at(0, "fields", "achive", to="x"), "entry 1 (community-safety), fields", "“achive”"),
    "an aim that is not there": ("issues", set_at(0, "aim", to="safe"), "entry 1", "“safe”, which is not in aims.json"),
    "a title that is too long": ("issues", set_at(0, "title", to="a" * 201), "entry 1", "text_too_long"),
    "an issue twice": ("issues", twice, "entry 32", "is there twice"),
    "an unknown condition": ("issues", set_at(0, "readiness", "money", to={"met": True}), "entry 1", "“money”"),
    "an answer in words": ("issues", set_at(0, "criteria", "outcome", "met", to="yes"), "entry 1", "“met”"),
    "a date that is none": ("decisions", set_at(0, "proposed_on", to="31/02/2010"), "entry 1", "no date such as"),
    "an unknown stage": ("decisions", set_at(0, "stage", to="agreed"), "entry 1", "not one of proposed"),
    "a decision without its date": ("decisions", set_at(0, "decided_on", to=None), "entry 1", "a date is missing"),
    "a proposer who is no post": ("decisions", set_at(0, "proposed_by", to="nobody"), "entry 1", "“nobody”"),
    "a period that might be two": ("readings", set_at(0, "readings", 0, "period", to="08/09"),
                                   "entry 1 (NI 1), readings 1", "names no period"),
    "a reading twice": ("readings", lambda rows: twice(rows[0]["readings"]),
                        "entry 1 (NI 1), readings 2", "second reading"),
    "a figure in words": ("readings", set_at(0, "readings", 0, "value", to="6.9"), "readings 1", "“value”"),
    "a reading of no indicator": ("readings", set_at(0, "indicator", to="NI 999"), "entry 1 (NI 999)", "“NI 999”"),
    "an action for nobody": ("actions", set_at(0, "owner", to="x"), "entry 1", "posts.json"),
    "a risk off the matrix": ("risks", set_at(0, "likelihood", to=6), "", "CHECK constraint failed"),
    "no list at all": ("aims", lambda rows: rows.clear(), "entry 1", "not in aims.json"),
    "a newer format": ("sample", set_at("format", to=2), "the sample", "reads format 1"),
}  # fmt: skip


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLES, tmp_path / "samples"))


def failure(folder: Path, copies: Path, name: str = PLAN) -> Problem:
    with pytest.raises(KnownError) as caught:
        loaded(folder, name, copies)
    return caught.value.problem


@pytest.mark.parametrize("fault", BROKEN)
def test_a_fault_in_a_file_is_said_with_file_entry_and_field(fault: str, tmp_path: Path, copies: Path) -> None:
    noun, edit, place, detail = BROKEN[fault]
    file = copies / PLAN / f"{noun}.json"
    value = json.loads(file.read_text(encoding="utf-8"))
    edit(value)
    file.write_text(json.dumps(value), encoding="utf-8")
    problem = failure(tmp_path, copies)
    assert problem.code == "sample_wrong"
    assert place in problem.facts.get("place", "")
    assert detail in problem.facts["detail"]
    said = sentence(problem)
    assert known(problem.code)
    assert detail in said
    assert "Nothing was stored." in said


def test_a_file_that_is_no_json_is_named(tmp_path: Path, copies: Path) -> None:
    (copies / PLAN / "risks.json").write_text("[{", encoding="utf-8")
    problem = failure(tmp_path, copies)
    assert (problem.code, problem.facts["file"]) == ("sample_unreadable", "risks.json")


def test_a_file_that_must_be_there_is_missed(tmp_path: Path, copies: Path) -> None:
    (copies / PLAN / "posts.json").unlink()
    problem = failure(tmp_path, copies, PUBLISHED)
    assert (problem.code, problem.facts["file"]) == ("sample_unreadable", "posts.json")


@pytest.mark.parametrize("name", ["nowhere", "../samples/hampshire-2010", ""])
def test_a_sample_that_is_not_there_is_said_so(name: str, tmp_path: Path) -> None:
    store = create_store(tmp_path / "empty.plan")
    with pytest.raises(KnownError) as caught:
        store.change(LoadSample(name), ACTOR)
    assert caught.value.problem.code == "sample_missing"
    assert "no sample plan" in sentence(caught.value.problem)
    with store.reading() as session:
        assert lists.quarters(session) == ()
    store.close()


def test_the_samples_to_choose_from_are_named_and_described(copies: Path) -> None:
    (copies / "empty").mkdir()
    found = available(copies)
    assert [about.name for about in found] == [PLAN, PUBLISHED]
    assert [about.illustrative for about in found] == [True, False]
    assert all(about.title and about.about for about in found)
    assert available(copies / "nowhere") == ()


def test_a_fault_late_in_the_files_leaves_the_plan_empty(tmp_path: Path, copies: Path) -> None:
    file = copies / PLAN / "events.json"
    file.write_text(file.read_text(encoding="utf-8").replace('"title"', '"titel"', 1), encoding="utf-8")
    store = create_store(tmp_path / "half.plan")
    with pytest.raises(KnownError):
        store.change(LoadSample(PLAN, copies), ACTOR)
    assert store.entries == 0
    with store.reading() as session:
        assert session.scalar(select(func.count()).select_from(Issue)) == 0
    store.change(LoadSample(PLAN), ACTOR)
    store.close()
