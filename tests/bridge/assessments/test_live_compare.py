"""Word by word: what is new, and what is gone and where it stood."""

from __future__ import annotations

from app.bridge.live_compare import ParagraphChange, changes, tokens


def compared(old: list[str], new: list[str]) -> dict[int, ParagraphChange]:
    return changes([tokens(text) for text in old], [tokens(text) for text in new])


def test_words_replaced_within_a_sentence() -> None:
    found = compared(
        ["Attainment has remained broadly level, with 52%"], ["Attainment has improved again, with 52%"]
    )
    assert found == {0: ParagraphChange([(15, 15)], [(15, "remained broadly level")])}


def test_a_new_paragraph_and_one_that_is_gone() -> None:
    assert compared(["Same", "Gone now"], ["Same", "", "Quite new"]) == {
        2: ParagraphChange([(0, 9)], [(0, "Gone now")])
    }
    assert compared(["Same", "Gone now"], ["Same"]) == {0: ParagraphChange([], [(4, "Gone now")])}


def test_equal_texts_differ_nowhere_whatever_the_spaces() -> None:
    assert compared(["a  b", "c"], ["a b", "", "c "]) == {}


def test_a_chip_is_its_address_and_not_what_it_reads() -> None:
    old = [tokens("see \ufffc now", ("evidence:indicator/1",))]
    assert changes(old, [tokens("see \ufffc now", ("evidence:indicator/1",))]) == {}
    assert changes(old, [tokens("see \ufffc now", ("evidence:indicator/2",))])[0].inserted == [(4, 1)]
