"""Partners' own targets and dependencies by command: kept, changed, retired, taken back, refused with the reason."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.commands.edit_issue import SetIssueLinks
from app.commands.partner_targets import RetirePartnerTarget, SavePartnerTarget, SetDependency
from app.rules.errors import Refused, Stale
from app.rules.partnership import Partnership, PartnerTarget, Tie
from app.rules.period import Period
from app.store.opening import open_store
from app.store.queries.history import history
from app.store.queries.partnership import district, partnership
from app.store.store import Store
from app.store.verifying import verify
from app.views.shared.words import sentence
from tests.plans import ACTOR, CARBON, Q4, ROADS
from tests.store.test_changes import tables, without_versions

YEAR = Period.financial_year(2010)
NEW = SavePartnerTarget(
    None, None, 1, " Fewer casualties ", ROADS, 2, "people a year", YEAR, 410.5, "Joint strategy"
)


def found(store: Store) -> Partnership:
    with store.reading() as session:
        return partnership(session, Q4)


def only(store: Store) -> PartnerTarget:
    (target,) = found(store).targets
    return target


def test_a_target_is_kept_with_its_issue_changed_and_retired_after_a_restart_too(store: Store) -> None:
    store.change(NEW, ACTOR)
    target = only(store)
    assert (target.title, target.issue_id, target.indicator_id) == ("Fewer casualties", ROADS, 2)
    assert target.level == "410.5 people a year by 2010/11"
    store.change(replace(NEW, target_id=target.id, version=target.version, target=400, period=None), ACTOR)
    assert only(store).level == "400 people a year"
    store.change(RetirePartnerTarget(target.id, only(store).version), ACTOR)
    path = store.path
    store.close()
    again = open_store(path)
    try:
        assert [each.retired for each in found(again).targets] == [True]
        assert found(again).overlaps() == ()
        assert [each.target.title for each in found(again).overlaps(retired=True) if each.target] == ["Fewer casualties"]
        assert again.undo(ACTOR).label == "Retire partner's target"
        assert [each.retired for each in found(again).targets] == [False]
        assert verify(again.raw).sound
        with again.reading() as session:
            said = " ".join(line.words for line in history(session, 1, noun="partner"))
        assert "Fewer casualties" in said and "410.5" in said, said
    finally:
        again.close()


@pytest.mark.parametrize("at", range(4))
def test_every_change_is_taken_back_whole_and_made_again(store: Store, at: int) -> None:
    store.change(SetIssueLinks(ROADS, 1, "partner", (1,)), ACTOR)
    store.change(NEW, ACTOR)
    (tie,) = next(each for each in found(store).issues if each.id == ROADS).ties
    commands: tuple[Any, ...] = (
        replace(NEW, title="Another", issue_id=CARBON),
        replace(NEW, target_id=1, version=1, title="Changed", issue_id=None),
        RetirePartnerTarget(1, 1),
        SetDependency(tie.id, tie.version, "They run the hospital data"),
    )
    before = without_versions(tables(store), store)
    store.change(commands[at], ACTOR)
    after = without_versions(tables(store), store)
    assert after != before
    store.undo(ACTOR)
    assert without_versions(tables(store), store) == before
    store.redo(ACTOR)
    assert without_versions(tables(store), store) == after
    assert verify(store.raw).sound


def test_how_an_issue_depends_on_a_partner_is_said_of_the_two(store: Store) -> None:
    store.change(SetIssueLinks(ROADS, 1, "partner", (1,)), ACTOR)
    (tie,) = next(each for each in found(store).issues if each.id == ROADS).ties
    store.change(SetDependency(tie.id, tie.version, " Only the trust knows who is hurt. "), ACTOR)
    (line,) = [each for each in found(store).dependences() if each.issue.id == ROADS]
    assert line.tie == Tie(tie.id, tie.version + 1, 1, "Only the trust knows who is hurt.")
    with pytest.raises(Stale):
        store.change(SetDependency(tie.id, tie.version, "Other"), ACTOR)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"title": "  "}, "text_missing"),
        ({"title": "x" * 201}, "text_too_long"),
        ({"target": float("inf")}, "target_not_a_number"),
        ({"partner_id": 99}, "gone"),
        ({"issue_id": 99}, "gone"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_the_reason(store: Store, change: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as told:
        store.change(replace(NEW, **change), ACTOR)
    assert [problem.code for problem in told.value.problems] == [code]
    assert sentence(told.value.problems[0])
    assert found(store).targets == ()


def test_a_district_that_is_none_is_refused(store: Store) -> None:
    for wrong in (1, 99):
        with store.reading() as session, pytest.raises(Refused):
            district(session, Q4, wrong)
