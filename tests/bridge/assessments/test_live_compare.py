"""Word by word: what is new, and what is gone and where it stood."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QTextCursor

from app.bridge.live_compare import LiveCompare, ParagraphChange, changes, earlier_words, tokens
from app.bridge.safe_document import SafeDocument
from app.bridge.text_pieces import TextPieces
from app.views.assessments.text_editor import with_chips


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
    assert compared(["Same", "Gone now"], ["Same"]) == {0: ParagraphChange([], [(4, "¶ Gone now")])}
    assert compared(["Gone now", "Too", "Same"], ["Same"]) == {0: ParagraphChange([], [(0, "Gone now ¶ Too ¶")])}


def test_equal_texts_differ_nowhere_whatever_the_spaces() -> None:
    assert compared(["a  b", "c"], ["a b", "", "c "]) == {}


def test_a_chip_is_its_address_and_not_what_it_reads() -> None:
    old = [tokens("see \ufffc now", ("evidence:indicator/1",))]
    assert changes(old, [tokens("see \ufffc now", ("evidence:indicator/1",))]) == {}
    assert changes(old, [tokens("see \ufffc now", ("evidence:indicator/2",))])[0].inserted == [(4, 1)]


def test_long_texts_are_put_side_by_side_beside_the_window(qtbot: Any) -> None:
    document = SafeDocument()
    pieces = TextPieces(document)
    long = "".join(f"<p>Paragraph {number} stays as it is</p>" for number in range(400))
    document.setHtml(f"<p>Better now</p>{long}")
    compare = LiveCompare(document, pieces)
    compare.begin(f"<p>Worse &amp; now</p>{long}")
    assert compare.working and compare.count == 0
    QTextCursor(document).insertText("Much ")
    qtbot.waitUntil(lambda: not compare.working)
    assert (compare.inserted(0), compare.removed(0)) == (((0, 11),), ((0, "Worse &"),))
    document.setHtml("<p>Worse &amp; now</p>" + long)
    compare.again()
    qtbot.waitUntil(lambda: not compare.working)
    assert compare.count == 0
    compare.again()
    compare.end()
    qtbot.wait(50)
    assert not compare.working and not compare.on


def test_what_was_stored_is_read_as_the_document_reads_it(qapp: object) -> None:
    stored = (
        '<h2>A &lt;b&gt;</h2><p>one<br>two <strong>x</strong><a href="evidence:indicator/7">NI 117 red</a>, so</p>'
        '<ul><li>in <a href="https://a.uk/?b=1&amp;c=2">link</a><ol><li>deeper</li></ol></li></ul>'
        "<table><tr><th>Year</th></tr><tr><td>2009</td></tr></table>"
    )
    document = SafeDocument()
    document.setHtml(with_chips(stored))
    read = [tokens(piece.text, piece.chips) for piece in TextPieces(document).read()]
    names = [[word for word, _, _ in each] for each in read if each]
    assert [[word for word, _, _ in each] for each in earlier_words(stored)] == names
    assert names[1] == ["one", "two", "x", "evidence:indicator/7", ",", "so"]
