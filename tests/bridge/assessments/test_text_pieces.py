"""The text of a document, piece by piece: the same as if it were read afresh, whatever was done to it."""

from __future__ import annotations

import random

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from app.bridge.rich_text import clean
from app.bridge.safe_document import SafeDocument
from app.bridge.text_pieces import TextPieces

TEXT = (
    "<h2>Head</h2><p>One <strong>bold </strong><strong><em>both</em></strong> a&lt;b &amp; "
    '<a href="https://a.example/?x=1&amp;y=2">link</a> <a href="evidence:indicator/12">NI 117</a>.</p>'
    "<ul><li>a</li><li>b</li><ol><li>c</li><li>d</li></ol><li>e</li></ul><p>x</p>"
    "<table><tr><td><p>1</p></td><td><p><strong>2</strong></p></td></tr>"
    "<tr><td><p>3</p></td><td><p>4</p></td></tr></table><p>end<br>more</p>"
)


def document(text: str) -> SafeDocument:
    made = SafeDocument()
    made.setHtml(text.replace('<a href="evidence:indicator/12">NI 117</a>', '<img src="evidence:indicator/12">'))
    return made


def test_a_text_comes_out_as_it_went_in(qapp: QApplication) -> None:
    pieces = TextPieces(document(TEXT))
    pieces.name({"evidence:indicator/12": "NI 117"})
    assert pieces.html() == TEXT
    assert clean(pieces.html()) == TEXT


def test_its_words_are_counted_without_chips(qapp: QApplication) -> None:
    assert TextPieces(document("<p>one two <img src='evidence:indicator/12'></p><p>three</p>")).words == 3


@pytest.mark.parametrize("seed", range(12))
def test_after_any_changes_the_pieces_are_those_of_a_fresh_reading(qapp: QApplication, seed: int) -> None:
    chance = random.Random(seed)
    made = document(TEXT)
    made.setUndoRedoEnabled(True)
    pieces = TextPieces(made)
    for _ in range(60):
        cursor = QTextCursor(made)
        cursor.setPosition(chance.randrange(made.characterCount()))
        if chance.random() < 0.3:
            end = min(cursor.position() + chance.randrange(12), made.characterCount() - 1)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        act = chance.randrange(7)
        if act == 0:
            cursor.insertText("word ")
        elif act == 1:
            cursor.insertBlock()
        elif act == 2:
            cursor.removeSelectedText()
        elif act == 3:
            cursor.insertHtml("<p>one</p><ul><li>two</li></ul>")
        elif act == 4:
            made.undo()
        elif act == 5 and cursor.currentTable() is not None:
            cursor.currentTable().appendRows(1)
        else:
            cursor.deletePreviousChar()
        assert pieces.html() == TextPieces(made).html()
