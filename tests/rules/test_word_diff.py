"""Texts compared word by word: nothing is lost or made up, and what a reader would call changed is what is marked."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from app.rules.assessment import Prospects, SectionText
from app.rules.assessment_compare import compare
from app.rules.assessment_sections import DEFAULT_RATINGS, DEFAULT_SECTIONS
from app.rules.word_diff import Change, Stretch, changed_words, diff, words

LAST = "Attainment of children in care has remained broadly level, with 52% reaching level 4."
NOW = "Attainment of children in care has improved for the third quarter running, with 52% reaching level 4."
TEXTS = st.text(st.sampled_from("ab.  \n1€é’-"), max_size=60)


def said(before: str, after: str) -> list[tuple[str, str]]:
    return [(stretch.change.value, stretch.text) for stretch in diff(before, after)]


def test_the_words_that_changed_stand_together() -> None:
    assert said(LAST, NOW) == [
        ("same", "Attainment of children in care has "), ("removed", "remained broadly level"),
        ("inserted", "improved for the third quarter running"), ("same", ", with 52% reaching level 4."),
    ]  # fmt: skip
    assert changed_words(diff(LAST, NOW)) == 6


def test_a_paragraph_put_in_leaves_the_others_alone() -> None:
    assert said("One.\nTwo.\nThree.", "One.\nNew.\nTwo.\nThree.") == [
        ("same", "One.\n"), ("inserted", "New.\n"), ("same", "Two.\nThree."),
    ]  # fmt: skip


def test_a_text_that_reads_the_same_has_nothing_marked() -> None:
    assert said(LAST, LAST) == [("same", LAST)] and said("", "") == []
    assert said("", "x") == [("inserted", "x")] and said("x", "") == [("removed", "x")]
    assert changed_words(diff("a  b", "a b")) == 0


def test_a_short_word_between_two_changes_is_changed_with_them() -> None:
    assert said("many old paths of no use at all", "some new ways of great worth indeed") == [
        ("removed", "many old paths of no use at all"), ("inserted", "some new ways of great worth indeed"),
    ]  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(TEXTS, TEXTS)
def test_both_texts_can_be_put_together_again(before: str, after: str) -> None:
    found = diff(before, after)
    assert "".join(words(before)) == before
    assert "".join(each.text for each in found if each.change is not Change.REMOVED) == after
    at = 0
    for each in found:
        if each.change is Change.REMOVED:
            assert before[each.before : each.before + len(each.text)] == each.text
        else:
            assert after[at : at + len(each.text)] == each.text and each.after == at
            at += len(each.text)


def test_ratings_come_before_words_when_quarters_are_compared() -> None:
    before = {"risks": SectionText("risks", 1, plain=LAST, rating="mixed")}
    after = {"risks": SectionText("risks", 1, plain=NOW, rating="on_course", rating_reason="Target met",
                                  prospects=Prospects.PROMISING)}  # fmt: skip
    found = compare(DEFAULT_SECTIONS, DEFAULT_RATINGS, before, after)
    assert [(each.what, each.before, each.after, each.why) for each in found.judgements] == [
        ("Rating", "Mixed progress", "On course", "Target met"), ("Prospects", "", "Promising", ""),
    ]  # fmt: skip
    assert found.words == 6 and [each.section for each in found.sections if each.changed] == ["Risks"]
    assert found.sections[0].stretches == () and isinstance(found.sections[7].stretches[0], Stretch)
