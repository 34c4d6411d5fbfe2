"""The yearly refresh in the store: draft, decisions with their reasons, targets rolled, approval, and undo of it all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.commands.approve_plan import ApprovePlan
from app.commands.change_setting import ChangeSetting
from app.commands.decide_course import DecideCourse
from app.commands.judge_scales import JudgeScales
from app.commands.roll_targets import MarkReviewed, NewTarget, RollTargets
from app.commands.start_refresh import AddToDraft, DropDraft, StartRefresh, TakeOutOfDraft
from app.rules import clock
from app.rules.category import Category
from app.rules.errors import Refused
from app.rules.period import Period
from app.rules.refresh import Course, Draft
from app.rules.refresh_room import RefreshRoom
from app.store.opening import open_store
from app.store.queries.history import history
from app.store.queries.refresh import room
from app.store.queries.standing import standings
from app.store.store import Store
from app.store.verifying import verify
from tests.plans import ACTOR, CABINET, CARBON, CPEG, NEET, Q4, ROADS, SAFETY, SCHOOLS

YEAR = Period.financial_year(2011)
Q1 = Period.quarter(2011, 1)


def at(store: Store) -> RefreshRoom:
    with store.reading() as session:
        found = room(session)
    assert found is not None
    return found


def draft(store: Store) -> Draft:
    found = at(store).draft
    assert found is not None
    return found


def decide(store: Store, issue: int, course: Course, reason: str = "It does", **more: object) -> None:
    line = draft(store).line(issue)
    assert line is not None
    store.change(DecideCourse(line.id, line.version, course, reason, **more), ACTOR)  # type: ignore[arg-type]


def approval(store: Store, body: int | None = CABINET, reason: str = "The budget is set") -> ApprovePlan:
    plan = draft(store).plan
    return ApprovePlan(plan.id, plan.version, body, clock.today(), "Cabinet 7/2011", reason, "Approved")


def codes(store: Store, command: object) -> list[str]:
    with pytest.raises(Refused) as refused:
        store.change(command, ACTOR)  # type: ignore[arg-type]
    return [problem.code for problem in refused.value.problems]


@pytest.fixture
def begun(store: Store) -> Store:
    store.change(StartRefresh(YEAR), ACTOR)
    return store


def test_a_draft_proposes_and_decides_nothing(begun: Store) -> None:
    found = draft(begun)
    assert found.plan.name == "Corporate Improvement Plan 2011/12"
    assert {line.issue_id: line.proposed for line in found.lines} == {
        SCHOOLS: Course.ENTERS, NEET: Course.STAYS, ROADS: Course.STAYS,
    }  # fmt: skip
    assert {line.course for line in found.lines} == {Course.UNDECIDED}
    assert found.next_count == 2
    assert CARBON in [issue for issue, _, _ in found.others]
    assert codes(begun, StartRefresh(YEAR)) == ["refresh_begun"]


def test_every_course_needs_its_reason_and_a_move_what_any_move_needs(begun: Store) -> None:
    line = draft(begun).line(SCHOOLS)
    roads = draft(begun).line(ROADS)
    assert line is not None and roads is not None
    assert codes(begun, DecideCourse(line.id, line.version, Course.ENTERS, " ")) == ["course_reason_missing"]
    assert codes(begun, DecideCourse(roads.id, roads.version, Course.ENTERS, "x")) == ["course_impossible"]
    assert codes(begun, DecideCourse(roads.id, roads.version, Course.LEAVES, "x")) == ["course_target_missing"]
    back = DecideCourse(roads.id, roads.version, Course.LEAVES, "Not shaped", Category.HOT_LIST)
    assert codes(begun, back) == ["exception_reason_missing"]
    begun.change(replace(back, exception_reason="The strategy is gone"), ACTOR)
    with begun.reading() as session:
        words = [entry.words for entry in history(session, ROADS)]
    assert "Next year's plan: leaves to Hot List" in words
    assert "Next year's plan: reason for the exception “The strategy is gone”" in words


def test_one_more_than_the_limit_asks_why_the_plan_should_grow(begun: Store) -> None:
    begun.change(ChangeSetting("plan_size", 2), ACTOR)
    line = draft(begun).line(SCHOOLS)
    assert line is not None and draft(begun).asks_growth(line)
    more = DecideCourse(line.id, line.version, Course.ENTERS, "Ready")
    assert codes(begun, more) == ["growth_reason_missing"]
    decide(begun, ROADS, Course.LEAVES, "Well in hand", target=Category.OUTCOMES)
    begun.change(more, ACTOR)
    assert draft(begun).next_count == 2


def test_an_issue_that_is_not_ready_enters_with_its_waivers_or_not_at_all(begun: Store) -> None:
    from app.rules.decision import Waiver

    begun.change(AddToDraft(draft(begun).plan.id, CARBON), ACTOR)
    line = draft(begun).line(CARBON)
    assert line is not None and line.proposed is Course.WAITS and len(line.missing) == 2
    bare = DecideCourse(line.id, line.version, Course.ENTERS, "It matters")
    assert codes(begun, bare) == ["waiver_missing", "waiver_missing"]
    waived = tuple(Waiver(condition.value, "By June") for condition in line.missing)
    begun.change(replace(bare, waivers=waived), ACTOR)
    again = draft(begun).line(CARBON)
    assert again is not None and again.waivers == waived
    begun.change(TakeOutOfDraft(again.id, again.version), ACTOR)
    assert draft(begun).line(CARBON) is None


def test_approval_waits_until_everything_is_decided_and_for_cmt_or_cabinet(begun: Store) -> None:
    assert codes(begun, approval(begun, CPEG, "")) == ["courses_undecided", "plan_body_interim", "plan_reason_missing"]
    assert "plan_body_missing" in codes(begun, approval(begun, None))


def approved(store: Store) -> None:
    decide(store, NEET, Course.STAYS, "Still rising")
    decide(store, ROADS, Course.LEAVES, "Well in hand", target=Category.OUTCOMES)
    decide(store, SCHOOLS, Course.ENTERS, "Ready")
    store.change(approval(store), ACTOR)


def test_approval_moves_with_the_first_quarter_of_the_year_and_is_undone_as_one(begun: Store) -> None:
    approved(begun)
    with begun.reading() as session:
        now, then = standings(session, Q4), standings(session, Q1)
    assert (now[ROADS].category, then[ROADS].category) == (Category.IMPROVEMENT_PLAN, Category.OUTCOMES)
    assert (now[SCHOOLS].category, then[SCHOOLS].category) == (Category.HOT_LIST, Category.IMPROVEMENT_PLAN)
    plan = draft(begun).plan
    assert (plan.approved, plan.body, plan.minute, plan.state_label) == (True, "Cabinet", "Cabinet 7/2011", "Approved")
    assert begun.raw.execute("SELECT count(*) FROM decision WHERE minute = 'Cabinet 7/2011'").fetchone() == (2,)
    assert codes(begun, approval(begun)) == ["plan_approved"]
    begun.undo(ACTOR)
    with begun.reading() as session:
        assert standings(session, Q1)[ROADS].category is Category.IMPROVEMENT_PLAN
    assert not draft(begun).plan.approved
    assert begun.raw.execute("SELECT count(*) FROM decision WHERE minute = 'Cabinet 7/2011'").fetchone() == (0,)
    begun.redo(ACTOR)
    assert draft(begun).plan.approved
    assert verify(begun.raw).sound


def test_a_move_that_no_longer_stands_keeps_the_whole_plan_from_being_approved(begun: Store) -> None:
    from app.commands.answer import AnswerCondition

    decide(begun, NEET, Course.STAYS)
    decide(begun, ROADS, Course.STAYS)
    decide(begun, SCHOOLS, Course.ENTERS, "Ready")
    begun.change(AnswerCondition(SCHOOLS, 1, "resources", False, "Cut"), ACTOR)
    before = begun.raw.execute("SELECT count(*) FROM decision").fetchone()
    assert codes(begun, approval(begun)) == ["plan_move"]
    assert begun.raw.execute("SELECT count(*) FROM decision").fetchone() == before


def test_the_old_plan_reads_as_it_stood_whatever_is_called_otherwise_later(begun: Store) -> None:
    from app.commands.edit_issue import EditIssue
    from app.commands.open_quarter import OpenQuarter

    approved(begun)
    for ahead in range(1, 6):
        begun.change(OpenQuarter(Q4.shift(ahead)), ACTOR)
    (version,) = begun.raw.execute("SELECT version FROM issue WHERE id = ?", (SCHOOLS,)).fetchone()
    begun.change(EditIssue(SCHOOLS, version, "title", "Better schools"), ACTOR)
    path = begun.path
    begun.close()
    again = open_store(path)
    years = {year.plan.year: year for year in at(again).years}
    new, old = years[YEAR], years[Period.financial_year(2010)]
    assert [line.title for line in new.entered] == ["Improving educational facilities"]
    assert [line.title for line in new.left] == ["Improved highway condition"]
    assert new.left[0].went is not None and new.left[0].went.body == "Cabinet"
    assert {line.title for line in old.lines} == {
        "Reduced number of young people not in education", "Improved highway condition",
    }  # fmt: skip
    assert (old.size, new.size) == (2, 2)
    again.close()


def test_a_draft_given_up_is_gone_and_comes_back_with_undo(begun: Store) -> None:
    plan = draft(begun).plan
    begun.change(DropDraft(plan.id, plan.version), ACTOR)
    assert at(begun).draft is None
    begun.undo(ACTOR)
    assert len(draft(begun).lines) == 3


def test_targets_are_rolled_with_a_reason_in_one_change_and_kept_as_reviewed(store: Store) -> None:
    line = next(each for each in at(store).targets if each.code == "NI 117")
    year = Period.financial_year(2010)
    roll = RollTargets((NewTarget(line.indicator_id, year, 5.4, 6.0), NewTarget(line.indicator_id, YEAR, 5.4, 6.0)), "")
    assert codes(store, roll) == ["target_rationale_missing"]
    entries = store.entries
    store.change(replace(roll, rationale="Held for another year"), ACTOR)
    assert store.entries == entries + 1
    after = next(each for each in at(store).targets if each.code == "NI 117")
    held = after.in_year(YEAR)
    assert held is not None and held.target.rationale == "Held for another year" and held.reviewed == clock.today()
    first = after.in_year(Period.financial_year(2009))
    assert first is not None and first.reviewed is None
    store.change(MarkReviewed(((first.id, first.version),)), ACTOR)
    store.undo(ACTOR)
    store.undo(ACTOR)
    assert next(each for each in at(store).targets if each.code == "NI 117").in_year(YEAR) is None


def test_two_scales_are_judged_with_a_note_and_undone(store: Store) -> None:
    (version,) = store.raw.execute("SELECT version FROM issue WHERE id = ?", (SAFETY,)).fetchone()
    assert codes(store, JudgeScales(SAFETY, version, 6, 2, "")) == ["number_out_of_range"]
    store.change(JudgeScales(SAFETY, version, 4, 2, "Falls every year"), ACTOR)
    (placed,) = [each for each in at(store).placed if each.issue_id == SAFETY]
    assert (placed.importance, placed.need, placed.note) == (4, 2, "Falls every year")
    with store.reading() as session:
        words = [entry.words for entry in history(session, SAFETY)]
    assert "Corporately important, 1 to 5 changed from none to 4" in words
    store.undo(ACTOR)
    assert not [each for each in at(store).placed if each.issue_id == SAFETY and each.judged]


def test_dates_in_the_future_approve_nothing(begun: Store) -> None:
    late = replace(approval(begun), decided_on=date(2999, 1, 1))
    assert "date_in_future" in codes(begun, late)
