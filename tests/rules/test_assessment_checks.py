"""The checks that help an author: what each finds, what it leaves alone, and that an answer is kept beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from app.rules.assessment import Assessment, AssessmentStage, CheckAnswer, SectionText
from app.rules.assessment_checks import CheckCode, checks, left, unchanged_quarters
from app.rules.assessment_claims import claims_in, names_weakness
from app.rules.assessment_coverage import IssueAsked, coverage
from app.rules.assessment_evidence import EvidenceItem, EvidenceRef, Strength, strength_of
from app.rules.assessment_sections import DEFAULT_RATINGS, DEFAULT_SECTIONS
from app.rules.assessment_stages import Acting, Cycle, Role, Step, possible
from app.rules.indicator import Direction, Rag
from app.rules.issue import Item
from app.rules.period import parse_quarter
from app.rules.plan_settings import PlanSettings
from app.rules.rich_text import from_plain, to_plain
from app.rules.rich_text_reading import read_html

Q4 = parse_quarter("2009/10 Q4")
TODAY = date(2010, 4, 20)
NEET = EvidenceRef("indicator", 117)
CHIP = '<a href="evidence:indicator/117">NI 117</a>'


def item(**changed: object) -> EvidenceItem:
    facts: dict[str, object] = {
        "ref": NEET, "label": "NI 117", "title": "NEET", "words": "NI 117 6.9% worse, red", "value": "6.9%",
        "target": "5.4%", "rag": Rag.RED, "direction": Direction.WORSE, "signal": "concern", "judged": "worse",
        "on": Q4.last_day,
    }  # fmt: skip
    return EvidenceItem(**{**facts, **changed})  # type: ignore[arg-type]


def one(html: str, cited: EvidenceItem | None = None, **said: object) -> Assessment:
    text = SectionText("risks", 1, html=html, plain=to_plain(read_html(html)), **said)  # type: ignore[arg-type]
    shown = cited or item()
    return Assessment(1, 1, Item(1, "Environment"), Q4, AssessmentStage.DRAFT, TODAY, DEFAULT_SECTIONS, DEFAULT_RATINGS,
                      {"risks": text}, cited={shown.ref: shown})  # fmt: skip


def found(assessment: Assessment, unchanged: int = 1) -> list[CheckCode]:
    return [check.code for check in checks(assessment, PlanSettings(), TODAY, {"risks": unchanged})]


def test_a_good_rating_beside_a_tested_concern_is_asked_about() -> None:
    text = f"<p>There are risks: {CHIP}.</p>"
    assert found(one(text, rating="on_course")) == [CheckCode.RATING_CONTRADICTS]
    assert found(one(text, rating="mixed")) == []
    assert found(one(text, item(signal="common"), rating="on_course")) == []
    assert found(one(text, item(signal="improvement"), rating="off_course")) == [CheckCode.RATING_CONTRADICTS]


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("NEET has improved to {chip}, with some risks.", True),
        ("NEET is improving, see {chip}; one risk is left.", True),
        ("Good progress was made on {chip}, though slow at first and with risks.", True),
        ("NEET met its target at {chip} in spite of risks.", True),
        ("NEET has not improved: {chip} is below par.", False),
        ("NEET needs to be improved from {chip}; risks remain.", False),
        ("We will have improved {chip} by March; risks remain.", False),
        ("NEET rose to {chip}, which is a concern. Roads improved.", True),
        ("NEET rose to {chip}, which is a concern.", False),
        ("Improved planning is a risk at {chip}.", False),
    ],
)
def test_a_claim_of_improvement_is_held_against_the_figure_it_cites(sentence: str, asked: bool) -> None:
    codes = found(one(f"<p>{sentence.format(chip=CHIP)}</p>"))
    assert (CheckCode.CLAIM_NOT_SHOWN in codes) is asked


def test_a_claim_that_the_figure_shows_is_left_alone() -> None:
    better = item(direction=Direction.BETTER, rag=Rag.GREEN, signal="improvement")
    assert found(one(f"<p>NEET has improved to {CHIP} and met its target; one risk.</p>", better)) == []
    assert list(claims_in(from_plain("NEET has improved."))) == []


def test_a_text_without_weakness_or_risk_is_asked_for_one() -> None:
    assert found(one("<p>All is well.</p>")) == [CheckCode.NO_WEAKNESS]
    assert found(one("<p>All is well.</p>", risk="It may rain")) == []
    assert names_weakness("Two posts are late") and not names_weakness("All is well")
    assert found(one("")) == []


def test_last_quarters_risk_must_not_just_vanish() -> None:
    now = one("<p>Some risk.</p>")
    before = replace(now, last={"risks": SectionText("risks", risk="The plan may come too late. " * 9)})
    (check,) = checks(before, PlanSettings(), TODAY, {})
    assert check.code is CheckCode.RISK_SILENT and str(check.facts["risk"]).endswith("…")
    kept = replace(before, texts={"risks": replace(now.text("risks"), risk="It is over")})
    assert found(kept) == []


def test_old_evidence_and_text_that_never_changes_are_told() -> None:
    old = item(on=date(2009, 3, 31))
    assert found(one(f"<p>A risk: {CHIP}</p>", old)) == [CheckCode.OLD_EVIDENCE]
    assert found(one(f"<p>A risk: {CHIP}</p>", item(on=date(2009, 4, 21)))) == []
    assert found(one("<p>A risk.</p>"), 3) == [CheckCode.UNCHANGED] and found(one("<p>A risk.</p>"), 2) == []
    assert unchanged_quarters(["a  b", "a b", "a\nb", "a c"]) == 3
    assert unchanged_quarters(["", "a"]) == 0 and unchanged_quarters(["a", "", "a"]) == 1


def test_an_answered_check_stays_and_is_not_left() -> None:
    asked = one("<p>All is well.</p>")
    answer = CheckAnswer("risks", "no_weakness", "", "None known", "HS", datetime(2010, 4, 1))
    (check,) = checks(replace(asked, answers=(answer,)), PlanSettings(), TODAY)
    assert check.answer == answer and left([check]) == ()


def test_the_strength_of_evidence_asks_for_figures_and_an_outside_view() -> None:
    report = item(ref=EvidenceRef("document", 1))
    action = item(ref=EvidenceRef("action", 1), on=None)
    old = item(on=date(2008, 1, 1))
    for given, wanted in (((), Strength.NONE), ((action,), Strength.WEAK), ((old,), Strength.WEAK),
                          ((item(),), Strength.GOOD), ((item(), report), Strength.BEST),
                          ((item(gone=True),), Strength.NONE)):  # fmt: skip
        assert strength_of(given, TODAY, 12) is wanted


def test_the_coverage_map_shows_blanks() -> None:
    issues = (IssueAsked(1, "Road safety", True), IssueAsked(2, "NEET", True, frozenset({NEET})),
              IssueAsked(3, "Waste", False))  # fmt: skip
    shown = coverage(one(f"<p>ROAD SAFETY costs lives. {CHIP} Carbon falls; value for money.</p>"), issues)
    assert [each.sections for each in shown.issues] == [("risks",), ("risks",), ()]
    assert [each.blank for each in shown.strands] == [False, True, True]
    assert [each.blank for each in shown.considerations] == [True, True, False]
    assert shown.blanks == 4  # an issue of another department is no blank of this one


def test_every_step_says_who_may_take_it_when() -> None:
    every = frozenset(Role)
    for stage, chief, team in (("draft", {"edit", "agree"}, set()), ("agreed", {"edit", "return", "sign"}, set()),
                               ("signed", {"reopen"}, {"receive", "reopen"}),
                               ("received", {"answer", "reopen"}, {"challenge", "close_note", "close", "reopen"}),
                               ("closed", set(), {"reopen"})):  # fmt: skip
        cycle = Cycle(AssessmentStage(stage), "Environment", "2009/10 Q4")
        for role, wanted in ((Role.CHIEF, chief), (Role.TEAM, team)):
            steps = {step.value for step in possible(cycle, Acting("X", frozenset({role}), every)).steps}
            assert steps - {"make_work"} == wanted, (stage, role)
    frozen = possible(Cycle(AssessmentStage.SIGNED, "E", "Q4", frozen=True), Acting("X", every, every))
    assert frozen.steps == (Step.MAKE_WORK,)
    assert frozen[Step.REOPEN].why is not None and frozen[Step.REOPEN].why.code == "assessment_quarter_frozen"
    told = possible(Cycle(AssessmentStage.AGREED, "E", "Q4", incomplete=2, unconfirmed=1), Acting("", every, every))
    assert [note.code for note in told[Step.SIGN].notes] == ["assessment_incomplete", "assessment_unconfirmed"]
