"""A self-assessment through its cycle: written, carried, rated, signed, challenged, closed, and what undo may touch."""

from __future__ import annotations

import base64

import pytest

from app.commands.assessment_work import MakeAction, ProposeFromLine
from app.commands.challenge_assessment import AddChallenge, CloseChallenge
from app.commands.judge_section import JudgeSection
from app.commands.move_assessment import MoveAssessment
from app.commands.set_post_role import SetPostRole
from app.commands.start_assessment import StartAssessments
from app.commands.write_section import ConfirmCarried, WriteSection
from app.rules.assessment import Assessment, AssessmentStage, RiskLevel
from app.rules.assessment_evidence import EvidenceRef
from app.rules.assessment_stages import Role, Step
from app.rules.errors import Refused, Stale
from app.rules.indicator import Direction, Rag
from app.store.opening import open_store
from app.store.queries import assessments
from app.store.store import Store
from app.store.verifying import verify
from tests.plans import ACTOR, CARBON, NEET, Q4

ENV, CS = 1, 2
CHIEF, WRITER = "Assistant Director Highways", "Head of Skills 14-19"
CITED = '<p>NEET rose to <a href="evidence:indicator/1">NI 117</a>.</p><p>A plan goes to CPEG in May.</p>'


def read(store: Store, department: int = ENV, quarter: object = Q4) -> Assessment:
    with store.reading() as session:
        found = assessments.assessment(session, department, quarter)  # type: ignore[arg-type]
    assert found is not None
    return found


def begin(store: Store, quarter: object = Q4) -> Assessment:
    store.change(StartAssessments((ENV,), quarter), ACTOR)  # type: ignore[arg-type]
    return read(store, quarter=quarter)


def write(store: Store, html: str, key: str = "risks", quarter: object = Q4) -> Assessment:
    one = read(store, quarter=quarter)
    store.change(WriteSection(one.id, key, one.text(key).version, html), ACTOR)
    return read(store, quarter=quarter)


def judge(
    store: Store, field: str, value: str | None, why: str = "", key: str = "risks", quarter: object = Q4
) -> Assessment:
    one = read(store, quarter=quarter)
    store.change(JudgeSection(one.id, key, one.text(key).version, field, value, why), ACTOR)
    return read(store, quarter=quarter)


def step(store: Store, step: Step, reason: str = "", by: str = "", quarter: object = Q4) -> Assessment:
    one = read(store, quarter=quarter)
    store.change(MoveAssessment(one.id, one.version, step, reason, by), ACTOR)
    return read(store, quarter=quarter)


def test_a_new_quarter_starts_from_the_last_and_marks_what_it_carries(store: Store) -> None:
    begin(store, Q4.shift(-1))
    write(store, CITED, quarter=Q4.shift(-1))
    judge(store, "rating", "mixed", quarter=Q4.shift(-1))
    judge(store, "risk", "The plan may come too late.", quarter=Q4.shift(-1))
    one = begin(store)
    text = one.text("risks")
    assert "NEET rose" in text.plain and text.carried_from == Q4.shift(-1) and len(text.carried) == 3
    assert text.rating is None and one.last["risks"].rating == "mixed"
    one = write(store, CITED.replace("in May", "in June"))
    assert len(one.text("risks").carried) == 2
    store.change(ConfirmCarried(one.id, "risks", one.text("risks").version or 0), ACTOR)
    assert read(store).text("risks").carried == ()


def test_what_is_stored_is_the_subset_and_pictures_stand_beside_the_text(store: Store) -> None:
    begin(store)
    data = base64.b64encode(b"\x89PNG not really").decode()
    one = write(
        store,
        "<script>alert(1)</script><h1 onclick=x>Risks</h1><img src='file:///etc/passwd'><img src='http://x/y.png'>"
        f'<p>Two <b>new</b> ones<img src="data:image/png;base64,{data}"></p>',
    )
    html = one.text("risks").html
    assert html.startswith("<h2>Risks</h2><p>Two <strong>new</strong> ones<img src=\"picture:")
    address = html.partition('src="')[2].partition('"')[0]
    with store.reading() as session:
        assert assessments.pictures(session, [address]) == {address: b"\x89PNG not really"}
    again = write(store, html + "<p>More</p>")
    assert address in again.text("risks").html
    assert verify(store.raw).sound


def test_two_windows_on_one_section_the_second_is_stale_and_nothing_is_lost(store: Store) -> None:
    one = begin(store)
    write(store, "<p>First window</p>")
    with pytest.raises(Stale):
        store.change(WriteSection(one.id, "risks", one.text("risks").version, "<p>Second window</p>"), ACTOR)
    assert read(store).text("risks").plain == "First window"


def test_a_changed_rating_needs_one_line_why(store: Store) -> None:
    begin(store, Q4.shift(-1))
    judge(store, "rating", "mixed", quarter=Q4.shift(-1))
    begin(store)
    judge(store, "rating", "mixed")
    with pytest.raises(Refused, match="rating_reason_missing"):
        judge(store, "rating", "on_course")
    one = judge(store, "rating", "on_course", "The target was met in February")
    assert (one.text("risks").rating, one.text("risks").rating_reason) == ("on_course", "The target was met in February")
    with pytest.raises(Refused, match="choice_unknown"):
        judge(store, "rating", "splendid")
    assert judge(store, "risk_level", "high").text("risks").risk_level is RiskLevel.HIGH


def test_signing_freezes_the_figures_and_the_text(store: Store) -> None:
    begin(store)
    write(store, CITED)
    step(store, Step.AGREE)
    one = step(store, Step.SIGN)
    item = one.cited[EvidenceRef("indicator", 1)]
    assert (item.value, item.rag, item.direction) == ("6.9%", Rag.RED, Direction.WORSE)
    assert item.words == "NI 117 6.9% worse, red" and item.reading_id is not None
    from app.commands.put_readings import PutReadings
    from app.rules.readings import ReadingRow

    store.change(PutReadings((ReadingRow(1, Q4, 5.0),), "typed"), ACTOR)
    assert read(store).cited[EvidenceRef("indicator", 1)].value == "6.9%"
    with pytest.raises(Refused, match="assessment_stage"):
        write(store, "<p>Other</p>")
    again = step(store, Step.REOPEN, "The figure was restated")
    assert again.stage is AssessmentStage.DRAFT and again.cited[EvidenceRef("indicator", 1)].value == "5.0%"
    assert again.events[-1].reason == "The figure was restated"


def test_it_says_when_it_was_last_reviewed_and_when_the_next_review_is_due(store: Store) -> None:
    before = begin(store, Q4.shift(-1))
    assert (before.last_reviewed, before.next_review) == (None, before.due)
    for each in (Step.AGREE, Step.SIGN, Step.RECEIVE):
        step(store, each, quarter=Q4.shift(-1))
    store.change(AddChallenge(before.id, "risks", "What is different this time?"), ACTOR)
    before, now = read(store, quarter=Q4.shift(-1)), begin(store)
    assert before.last_reviewed == before.events[-1].at.date() == now.last_reviewed
    assert before.next_review == now.due == now.next_review


def test_reopening_needs_a_reason_and_signing_a_text_that_changed_is_stale(store: Store) -> None:
    one = begin(store)
    step(store, Step.AGREE)
    with pytest.raises(Stale):
        now = read(store)
        store.change(MoveAssessment(one.id, now.version, Step.SIGN, seen=(("risks", 99),)), ACTOR)
    step(store, Step.SIGN)
    with pytest.raises(Refused, match="text_missing"):
        step(store, Step.REOPEN)


def test_each_step_is_for_its_own_posts(store: Store) -> None:
    begin(store)
    store.change(SetPostRole(1, Role.DEPARTMENT, ENV), ACTOR)
    store.change(SetPostRole(2, Role.CHIEF, ENV), ACTOR)
    one = read(store)
    with pytest.raises(Refused, match="assessment_post"):
        store.change(WriteSection(one.id, "risks", 1, "<p>x</p>", by="Passer-by"), ACTOR)
    store.change(WriteSection(one.id, "risks", 1, "<p>x</p>", by=WRITER), ACTOR)
    step(store, Step.AGREE, by=WRITER)
    with pytest.raises(Refused, match="assessment_post"):
        step(store, Step.SIGN, by=WRITER)
    assert step(store, Step.SIGN, by=CHIEF).signed_by is not None
    with store.reading() as session:
        now = assessments.possible_now(session, read(store), WRITER)
    assert Step.RECEIVE in now.steps and Step.REOPEN in now.steps  # nobody was named for the team
    assert Step.SIGN not in now.steps


def test_challenges_are_threads_that_never_touch_the_text(store: Store) -> None:
    begin(store)
    write(store, CITED)
    for each in (Step.AGREE, Step.SIGN, Step.RECEIVE):
        step(store, each)
    one = read(store)
    store.change(AddChallenge(one.id, "risks", "Red for a fifth quarter. What is different this time?"), ACTOR)
    now = read(store)
    assert now.stage is AssessmentStage.CHALLENGED and now.open_notes == 1
    note = now.notes[0]
    store.change(AddChallenge(one.id, "risks", "Two outreach posts are agreed.", note.id), ACTOR)
    store.change(CloseChallenge(note.id, note.version), ACTOR)
    now = read(store)
    assert now.open_notes == 0 and [each.parent_id for each in now.notes] == [None, note.id]
    assert now.text("risks") == one.text("risks")
    assert step(store, Step.CLOSE).events[-1].on is not None
    with pytest.raises(Refused, match="assessment_stage"):
        store.change(AddChallenge(one.id, "risks", "Too late"), ACTOR)


def test_undo_stops_at_a_signing_and_survives_a_restart(store: Store) -> None:
    begin(store)
    write(store, CITED)
    store.undo(ACTOR)
    assert read(store).text("risks").plain == ""
    store.redo(ACTOR)
    step(store, Step.AGREE)
    step(store, Step.SIGN)
    step(store, Step.RECEIVE)
    store.undo(ACTOR)
    assert read(store).stage is AssessmentStage.SIGNED
    path = store.path
    store.close()
    again = open_store(path)
    with pytest.raises(Refused, match="undo_signed"):
        again.undo(ACTOR)
    assert read(again).stage is AssessmentStage.SIGNED and verify(again.raw).sound
    again.close()


def test_a_decision_that_a_signed_assessment_cites_cannot_be_undone(store: Store) -> None:
    from app.store import recording, undo_guard

    def ask() -> None:
        session = recording.RecordingSession(store._engine)
        try:
            undo_guard.check_undo(session, payload, 1)
        finally:
            session.close()

    (payload,) = store.raw.execute("SELECT payload FROM history WHERE label = 'Make a small plan'").fetchone()
    begin(store)
    write(store, f'<p>See <a href="evidence:issue/{NEET}">NEET</a></p>')
    step(store, Step.AGREE)
    step(store, Step.SIGN)
    with pytest.raises(Refused, match="undo_cited"):
        ask()
    step(store, Step.REOPEN, "A new figure came")
    ask()


def test_a_line_becomes_an_action_or_a_proposal_linked_both_ways(store: Store) -> None:
    one = begin(store)
    store.change(MakeAction(one.id, "risks", "A plan goes to CPEG in May.", NEET, "Take the plan to CPEG"), ACTOR)
    store.change(ProposeFromLine(one.id, "hot_list", "Young carers need help.", "Help for young carers", "It grows"), ACTOR)
    now = read(store)
    assert [(link.kind, link.issue_title) for link in now.work] == [
        ("action", "Reduced number of young people not in education"), ("hot_list", "Help for young carers"),
    ]  # fmt: skip
    with store.reading() as session:
        (back,) = assessments.work_of_issue(session, NEET)
    assert (back.line, back.department, back.quarter) == ("A plan goes to CPEG in May.", "Environment", Q4)
    notes = store.raw.execute("SELECT note FROM action WHERE title = 'Take the plan to CPEG'").fetchall()
    notes += store.raw.execute("SELECT origin_note FROM issue WHERE title = 'Help for young carers'").fetchall()
    assert notes == [("From the self-assessment of Environment, 2009/10 Q4",)] * 2
    store.undo(ACTOR)
    store.undo(ACTOR)
    assert read(store).work == () and verify(store.raw).sound


def test_who_has_not_signed_is_listed_for_the_team(store: Store) -> None:
    begin(store)
    with store.reading() as session:
        found = assessments.unsigned(session, Q4)
    assert [(line.department.short, line.stage) for line in found] == [("ENV", AssessmentStage.DRAFT), ("CS", None)]
    step(store, Step.AGREE)
    step(store, Step.SIGN)
    with store.reading() as session:
        assert [line.department.short for line in assessments.unsigned(session, Q4)] == ["CS"]


def test_a_chip_of_something_deleted_says_so(store: Store) -> None:
    from app.commands.edit_action import RemoveAction

    begin(store)
    one = write(store, '<p><a href="evidence:action/1">Write the plan</a></p>')
    assert one.cited[EvidenceRef("action", 1)].words == "Write the plan, 0% done, due 01/06/2010"
    store.change(RemoveAction(1, 1), ACTOR)
    assert read(store).cited[EvidenceRef("action", 1)].gone
    assert CARBON == 1


def test_texts_of_a_return_go_into_the_draft_and_stay_beside_a_signed_one(store: Store) -> None:
    from app.commands.apply_return import ApplyReturn
    from tests.store.test_returns import taken

    store.change(ApplyReturn((taken(rows=(), texts=(), actions=()),), by="tester"), ACTOR)
    assert read(store).text("risks").plain == "Two new ones."
    store.undo(ACTOR)
    with store.reading() as session:
        assert assessments.assessment(session, ENV, Q4) is None
    store.redo(ACTOR)
    step(store, Step.AGREE)
    more = taken(b"second", rows=(), texts=(), actions=(), assessment={"risks": "Three by now."})
    store.change(ApplyReturn((more,), by="tester"), ACTOR)
    assert read(store).text("risks").plain == "Two new ones."


def test_sections_and_scale_are_lists_of_the_plan_year(store: Store) -> None:
    from app.commands.edit_assessment_lists import (
        OrderAssessmentSections,
        SaveAssessmentRating,
        SaveAssessmentSection,
    )
    from app.rules.assessment_sections import Meaning
    from app.store.queries import assessment_lists as lists

    store.change(SaveAssessmentSection(Q4, None, None, "Health and safety", word_limit=200), ACTOR)
    with store.reading() as session:
        found = lists.sections(session, Q4)
        assert lists.sections(session, Q4.shift(-4)) == lists.DEFAULT_SECTIONS
    assert [each.title for each in found][-1] == "Health and safety" and len(found) == 12
    store.change(OrderAssessmentSections(Q4, ("health_and_safety", "risks")), ACTOR)
    with store.reading() as session:
        found = lists.sections(session, Q4.shift(1))  # the next plan year starts from this one's
        first, second = found[:2]
    assert (first.key, second.key) == ("health_and_safety", "risks")
    seen = next(each.version for each in found if each.key == "hot_list")
    store.change(SaveAssessmentSection(Q4, "hot_list", seen, "In development", retired=True), ACTOR)
    with pytest.raises(Stale):
        store.change(SaveAssessmentSection(Q4, "hot_list", seen, "Again"), ACTOR)
    store.change(SaveAssessmentRating(Q4, None, None, "Splendid", "Better than planned", Meaning.WELL), ACTOR)
    with store.reading() as session:
        assert "hot_list" not in [each.key for each in lists.sections(session, Q4)]
        assert [each.word for each in lists.ratings(session, Q4)][-1] == "Splendid"
    assert verify(store.raw).sound


def test_inspections_and_documents_are_evidence_from_outside(store: Store) -> None:
    from datetime import date

    from app.rules.assessment_evidence import Strength
    from app.store.queries import assessment_evidence, assessment_sheet

    class Inspected:
        label = "Inspect"

        def do(self, session: object) -> None:
            from app.models.document import DocumentLinkRow, DocumentRow
            from app.models.inspection import InspectionResultRow, InspectorateRow
            from app.rules import clock
            from app.rules.period import Period

            session.add(InspectorateRow(name="Ofsted", scale=["Poorly", "Well"]))  # type: ignore[attr-defined]
            session.flush()  # type: ignore[attr-defined]
            session.add(InspectionResultRow(inspectorate_id=1, year=Period.financial_year(2009), rating="Well"))  # type: ignore[attr-defined]
            session.add(DocumentRow(title="Fostering report", place="Room 1", added=clock.now()))  # type: ignore[attr-defined]
            session.flush()  # type: ignore[attr-defined]
            session.add(DocumentLinkRow(document_id=1, department_id=ENV, quarter=Q4))  # type: ignore[attr-defined]

    store.change(Inspected(), ACTOR)
    begin(store)
    write(store, CITED + '<p>Inspectors say <a href="evidence:inspection/1">Ofsted</a>.</p>')
    with store.reading() as session:
        groups = {item.group: item.words for item in assessment_evidence.drawer(session, ENV, Q4)}
        sheet = assessment_sheet.sheet(session, ENV, Q4, "", date(2010, 4, 20))
    assert groups["Inspections"] == "Ofsted 2009/10: Well" and groups["Documents"] == "Fostering report"
    assert sheet.strength["risks"] is Strength.BEST and sheet.strength["performance"] is Strength.NONE
    step(store, Step.AGREE)
    assert step(store, Step.SIGN).cited[EvidenceRef("inspection", 1)].words == "Ofsted 2009/10: Well"


def test_the_heat_map_shows_ratings_with_what_changed_since_last_quarter(store: Store) -> None:
    from app.rules.assessment import Prospects
    from app.store.queries import assessment_sheet

    last = Q4.shift(-1)
    begin(store, last)
    judge(store, "rating", "mixed", quarter=last)
    judge(store, "prospects", "poor", quarter=last)
    begin(store)
    judge(store, "rating", "on_course", "Target met")
    judge(store, "prospects", "promising")
    judge(store, "rating", "mixed", key="strength")
    with store.reading() as session:
        found = assessment_sheet.heat_map(session, Q4)
    cell = found.cell("risks", ENV)
    assert cell.rating is not None and cell.before is not None
    assert (cell.rating.word, cell.before.word, cell.why) == ("On course", "Mixed progress", "Target met")
    assert (cell.prospects, cell.prospects_before) == (Prospects.PROMISING, Prospects.POOR)
    assert found.changes == 1 and cell.changed and not found.cell("strength", ENV).changed
    assert found.cell("risks", CS).rating is None and len(found.sections) == 11


def test_personal_data_in_a_section_is_said_before_it_is_signed_and_does_not_block(store: Store) -> None:
    begin(store)
    write(store, "<p>For 943 476 5919 a place was found.</p>")
    with store.reading() as session:
        agree = assessments.possible_now(session, read(store), "")[Step.AGREE]
    told = [note.facts for note in agree.notes if note.code == "assessment_personal_data"]
    assert [facts["kind"] for facts in told] == ["an NHS number"] and agree.allowed
