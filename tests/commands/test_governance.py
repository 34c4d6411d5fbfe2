"""Strength, inspections and documents by command: kept whole, taken back whole, refused with the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlalchemy.orm import Session

from app.commands.add_issue import AddIssue
from app.commands.edit_document import (
    AddDocument,
    CiteDocument,
    EditDocument,
    Relies,
    RemoveDocument,
    UnciteDocument,
)
from app.commands.edit_initiative import (
    AddInitiative,
    EditInitiative,
    RemoveMilestone,
    ReportInitiative,
    SaveMilestone,
    SetInitiativeIndicators,
)
from app.commands.edit_inspection import (
    LinkRecommendation,
    RemoveInspectionResult,
    SaveInspectionResult,
    SaveInspectorate,
    SaveRecommendation,
    TakeUpAsAction,
    TakeUpAsIssue,
)
from app.models.plan import Quarter
from app.rules.documents import BYTES_LIMIT, Cites
from app.rules.errors import Refused, Stale
from app.rules.inspection import RecommendationState, below_aim, movement_of
from app.rules.period import Period
from app.rules.readiness import HotListReason
from app.rules.strength import Progress, RiskLevel
from app.store.opening import open_store
from app.store.queries.documents import background_documents, document_file, documents, documents_of
from app.store.queries.history import history
from app.store.queries.inspections import inspections, recommendations_of
from app.store.queries.strength import strength
from app.store.store import Store
from app.store.verifying import verify
from tests.plans import ACTOR, NEET, Q4, ROADS, make_plan
from tests.store.test_changes import tables, without_versions

YEAR = Period.financial_year(2009)
T = TypeVar("T")


def asked(store: Store, query: Callable[[Session], T]) -> T:
    with store.reading() as session:
        return query(session)


PDF = b"%PDF-1.7 a report"


@pytest.fixture
def governed(tmp_path: Path) -> Iterator[Store]:
    store = make_plan(tmp_path)
    scale = ("Poorly", "Adequately", "Well", "Excellently")
    for command in (
        AddInitiative(1, "Delivery of the Efficiency Programme targets", 2),
        ReportInitiative(1, Q4.shift(-1), None, (("state", "on_track"), ("note", "Begun"), ("risk", "low"))),
        SaveMilestone(1, None, None, "Plans agreed", date(2010, 4, 30)),
        SaveInspectorate(None, None, "Ofsted", "", "Children's Services", scale, "Excellently"),
        SaveInspectionResult(1, YEAR.shift(-1), None, "Adequately"),
        SaveRecommendation(None, None, 1, YEAR, "Visit every child in care"),
        AddDocument("Submissions", "Corporate Performance Team"),
        AddDocument("Letter", file_name="letter.pdf", data=PDF, relies=(Relies(Cites.ISSUE, ROADS),)),
    ):
        store.change(command, ACTOR)
    yield store
    store.close()


ADD = AddIssue("Better visits", 1, 1, 1, HotListReason.UPCOMING, "inspection", "Ofsted asks for it", Q4)
CHANGES = [
    AddInitiative(2, "Strengthened workforce planning & organisational development"),
    EditInitiative(1, 1, "target", 4_200_000),
    EditInitiative(1, 1, "owner_post_id", 1),
    ReportInitiative(1, Q4, None, (("state", "off_track"),), "Head of Improvement"),
    SaveMilestone(1, 1, 1, "Plans agreed", date(2010, 4, 30), date(2010, 4, 1)),
    RemoveMilestone(1, 1),
    SetInitiativeIndicators(1, 1, (1, 2)),
    SaveInspectorate(1, 1, "Ofsted", "Office", "Children's Services", ("Adequately", "Well"), "Well"),
    SaveInspectionResult(1, YEAR, None, "Well", date(2009, 12, 9), "Letter of December"),
    SaveInspectionResult(1, YEAR.shift(-1), 1, "Well"),
    RemoveInspectionResult(1, 1),
    SaveRecommendation(1, 1, 1, YEAR, "Visit every child", "Monthly", RecommendationState.DONE, 1),
    TakeUpAsIssue(1, 1, ADD),
    TakeUpAsAction(1, 1, NEET, "Visit every child", 1, date(2010, 6, 1)),
    LinkRecommendation(1, 1, NEET),
    EditDocument(1, 1, "All submissions", "Team folder", False, "Kept for ten years"),
    CiteDocument(1, Relies(Cites.ASSESSMENT, 1, Q4)),
    CiteDocument(1, Relies(Cites.DECISION, 1)),
    CiteDocument(1, Relies(Cites.INSPECTION, 1)),
    UnciteDocument(1),
    RemoveDocument(2, 1),
]


@pytest.mark.parametrize("command", CHANGES, ids=lambda c: type(c).__name__)
def test_a_change_is_told_by_the_history_and_undone_without_rest(governed: Store, command: Any) -> None:
    before = without_versions(tables(governed), governed)
    governed.change(command, ACTOR)
    after = without_versions(tables(governed), governed)
    assert after != before
    governed.undo(ACTOR)
    assert without_versions(tables(governed), governed) == before
    governed.redo(ACTOR)
    assert without_versions(tables(governed), governed) == after
    assert verify(governed.raw).sound


def test_a_result_that_a_document_is_filed_under_goes_with_that_link_alone(governed: Store) -> None:
    governed.change(CiteDocument(1, Relies(Cites.INSPECTION, 1)), ACTOR)
    governed.change(RemoveInspectionResult(1, 1), ACTOR)
    assert verify(governed.raw).sound
    links = "SELECT count(*) FROM document_link WHERE result_id = 1"
    assert governed.raw.execute(links).fetchone() == (0,)
    assert governed.raw.execute("SELECT count(*) FROM document WHERE id = 1").fetchone() == (1,)
    governed.undo(ACTOR)
    assert governed.raw.execute(links).fetchone() == (1,)


def test_a_past_quarter_shows_what_was_said_of_it_after_a_restart(governed: Store) -> None:
    governed.change(ReportInitiative(1, Q4, None, (("state", "off_track"), ("risk", "high"))), ACTOR)
    path = governed.path
    governed.close()
    again = open_store(path)
    now, then = (asked(again, lambda session, at=at: strength(session, at)) for at in (Q4, Q4.shift(-1)))
    first, before = (found.initiatives[0].status_at(found.quarter) for found in (now, then))
    assert first is not None and before is not None
    assert (first.state, first.risk, first.note) == (Progress.OFF_TRACK, RiskLevel.HIGH, "Begun")
    assert (before.state, before.risk) == (Progress.ON_TRACK, RiskLevel.LOW)
    assert (then.past, now.past) == (True, False)
    again.close()


def test_a_status_of_an_earlier_quarter_holds_until_something_newer_is_said(governed: Store) -> None:
    found = asked(governed, lambda session: strength(session, Q4))
    status = found.initiatives[0].status_at(Q4)
    assert status is not None and status.quarter == Q4.shift(-1)
    assert [each.id for each in found.unsaid()] == [1]
    assert found.counts()[Progress.ON_TRACK] == 1


def test_a_report_on_a_frozen_or_unknown_quarter_is_refused(governed: Store) -> None:
    for quarter, code in ((Q4.shift(4), "quarter_unknown"),):
        with pytest.raises(Refused, match=code):
            governed.change(ReportInitiative(1, quarter, None, (("state", "on_track"),)), ACTOR)
    governed.change(_Freeze(), ACTOR)
    with pytest.raises(Refused, match="strength_quarter_frozen"):
        governed.change(ReportInitiative(1, Q4.shift(-1), 1, (("state", "complete"),)), ACTOR)


class _Freeze:
    label = "Freeze"

    def do(self, session: Any) -> None:
        from sqlalchemy import select

        row = session.scalar(select(Quarter).where(Quarter.period == Q4.shift(-1)))
        row.frozen = True


def test_a_report_written_by_two_at_once_is_not_overwritten(governed: Store) -> None:
    governed.change(ReportInitiative(1, Q4, None, (("state", "on_track"),)), ACTOR)
    with pytest.raises(Stale):
        governed.change(ReportInitiative(1, Q4, None, (("state", "off_track"),)), ACTOR)


def test_ratings_stand_on_their_own_scale_with_direction_and_distance_to_the_aim(governed: Store) -> None:
    governed.change(SaveInspectionResult(1, YEAR, None, "Well"), ACTOR)
    found = asked(governed, lambda session: inspections(session, Q4))
    (of,) = found.inspectorates
    assert str(movement_of(of, found.of(1))) == "better"
    assert below_aim(of, "Well") == 1
    earlier = asked(governed, lambda session: inspections(session, Q4.shift(-4)))
    assert [each.rating for each in earlier.of(1)] == ["Adequately"]
    with pytest.raises(Refused, match="rating_unknown"):
        governed.change(SaveInspectionResult(1, YEAR, 1, "Splendidly"), ACTOR)
    with pytest.raises(Refused, match="rating_in_use"):
        governed.change(SaveInspectorate(1, 1, "Ofsted", "", "", ("Poorly", "Excellently"), ""), ACTOR)


def test_a_recommendation_becomes_a_hot_list_issue_linked_both_ways_once(governed: Store) -> None:
    governed.change(TakeUpAsIssue(1, 1, ADD), ACTOR)
    (one,) = asked(governed, lambda session: inspections(session, Q4)).recommendations
    assert one.state is RecommendationState.TAKEN_UP and one.issue_title == "Better visits"
    assert one.issue_id is not None
    ((name, back),) = asked(governed, lambda session: recommendations_of(session, one.issue_id))
    assert (name, back.title) == ("Ofsted, Children's Services", "Visit every child in care")
    with pytest.raises(Refused, match="recommendation_taken"):
        governed.change(TakeUpAsAction(1, 2, NEET, "Again", None, None), ACTOR)


def test_a_document_keeps_its_bytes_links_and_place_in_the_list(governed: Store) -> None:
    assert asked(governed, lambda session: document_file(session, 2)) == ("letter.pdf", PDF)
    assert [each.title for each in asked(governed, lambda s: documents_of(s, Cites.ISSUE, ROADS))] == ["Letter"]
    listed = asked(governed, background_documents)
    assert [(each.title, each.location) for each in listed] == [
        ("Letter", "letter.pdf"),
        ("Submissions", "Corporate Performance Team"),
    ]
    governed.change(CiteDocument(1, Relies(Cites.ASSESSMENT, 2, Q4)), ACTOR)
    assert documents_of_assessment(governed, Q4) == ["Submissions"]
    assert documents_of_assessment(governed, Q4.shift(-1)) == []


def documents_of_assessment(store: Store, quarter: Period) -> list[str]:
    found = asked(store, lambda session: documents_of(session, Cites.ASSESSMENT, 2, quarter))
    return [each.title for each in found]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("tool.exe", b"MZ", "document_kind"),
        ("a.pdf.lnk", b"x", "document_kind"),
        ("macro.XLSM", b"x", "document_kind"),
        ("report", b"x", "document_no_kind"),
        ("report.pdf", b"", "document_empty"),
        ("report.pdf", bytes(BYTES_LIMIT + 1), "document_too_big"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_kept_is_refused_with_the_reason(governed: Store, name: str, data: bytes, code: str) -> None:
    with pytest.raises(Refused, match=code):
        governed.change(AddDocument("A document", file_name=name, data=data), ACTOR)
    assert len(asked(governed, documents)) == 2


def test_a_document_needs_a_place_or_a_file(governed: Store) -> None:
    with pytest.raises(Refused, match="text_missing"):
        governed.change(AddDocument("Nowhere"), ACTOR)


def test_the_history_tells_it_in_words(governed: Store) -> None:
    governed.change(ReportInitiative(1, Q4, None, (("state", "off_track"),)), ACTOR)
    governed.change(EditInitiative(1, 1, "target", 4_200_000), ACTOR)
    lines = asked(governed, lambda session: history(session, 1, noun="initiative"))
    assert [line.words for line in lines[:2]] == [
        "Initiative: savings target changed from none to £4,200,000",
        "Progress for 2009/10 Q4: off track",
    ]
    assert lines[-1].words == "Initiative “Delivery of the Efficiency Programme targets” added"
