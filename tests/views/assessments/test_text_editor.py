"""A section written with real keys: shape, lists, tables, chips, the clipboard, find, spelling and undo."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QByteArray, QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDesktopServices,
    QImage,
    QKeyEvent,
    QTextCursor,
    QTextLayout,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTextEdit, QWidget

from app.rules.assessment_evidence import EvidenceItem, EvidenceRef
from app.rules.indicator import Direction, Rag
from app.views.assessments.ask_sheet import AskSheet
from app.views.assessments.text_editor import EVIDENCE_MIME
from app.views.assessments.writing_area import WritingArea

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier,
)  # fmt: skip
NEET = EvidenceRef("indicator", 12)
ITEM = EvidenceItem(
    NEET, "NI 117", "16-18s not in education", "NI 117 6.9% worse, red", value="6.9%", rag=Rag.RED,
    direction=Direction.WORSE,
)  # fmt: skip


def key(area: WritingArea, code: Qt.Key, held: Any = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(area.editor, code, held)


def typed(area: WritingArea, text: str) -> None:
    QTest.keyClicks(area.editor, text)


def paste(area: WritingArea, **what: str) -> None:
    data = QMimeData()
    if "html" in what:
        data.setHtml(what["html"])
    if "text" in what:
        data.setText(what["text"])
    QApplication.clipboard().setMimeData(data)
    key(area, Qt.Key.Key_V, CTRL)


def runs(text: QTextEdit, looks: str) -> list[str]:
    """Stretches of a text that all look so."""
    found, block = [], text.document().begin()
    while block.isValid():
        parts = block.begin()
        while not parts.atEnd():
            if getattr(parts.fragment().charFormat(), looks)():
                found.append(parts.fragment().text())
            parts += 1
        block = block.next()
    return found


def menu_words(area: WritingArea) -> list[str]:
    assert area.menu.menu is not None
    return [action.text() for action in area.menu.menu.actions() if action.text()]


def test_headings_bold_italic_and_lists_by_keys(area: WritingArea) -> None:
    key(area, Qt.Key.Key_1, CTRL | ALT)
    typed(area, "Where we are")
    key(area, Qt.Key.Key_Return)
    typed(area, "Some ")
    key(area, Qt.Key.Key_B, CTRL)
    typed(area, "bold")
    key(area, Qt.Key.Key_B, CTRL)
    key(area, Qt.Key.Key_I, CTRL)
    typed(area, " slanted")
    key(area, Qt.Key.Key_I, CTRL)
    key(area, Qt.Key.Key_Return)
    key(area, Qt.Key.Key_Asterisk, CTRL | SHIFT)
    typed(area, "one")
    key(area, Qt.Key.Key_Return)
    key(area, Qt.Key.Key_Tab)
    typed(area, "under")
    key(area, Qt.Key.Key_Return)
    key(area, Qt.Key.Key_Return)
    typed(area, "after")
    assert area.editor.html() == (
        "<h2>Where we are</h2><p>Some <strong>bold</strong><em> slanted</em></p>"
        "<ul><li>one</li><ul><li>under</li></ul></ul><p>after</p>"
    )


def test_a_table_is_walked_by_tab_and_grows_at_its_end(area: WritingArea) -> None:
    QTest.mouseClick(area.bar.table, Qt.MouseButton.LeftButton)
    for number in range(10):
        typed(area, str(number))
        key(area, Qt.Key.Key_Tab)
    assert area.editor.html().count("<tr>") == 4
    assert "<tr><td><p>9</p></td>" in area.editor.html()


def test_tab_outside_lists_and_tables_goes_on_to_the_next_control(area: WritingArea, qtbot: Any) -> None:
    typed(area, "words")
    key(area, Qt.Key.Key_Tab)
    assert not area.editor.hasFocus()
    assert area.editor.html() == "<p>words</p>"


def test_undo_is_the_texts_own_until_there_is_nothing_left(area: WritingArea) -> None:
    def keeps() -> bool:
        event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, CTRL)
        event.ignore()
        QApplication.sendEvent(area.editor, event)
        return event.isAccepted()

    assert not keeps()
    typed(area, "words")
    assert keeps()
    key(area, Qt.Key.Key_Z, CTRL)
    assert area.editor.html() == ""
    key(area, Qt.Key.Key_Y, CTRL)
    assert area.editor.html() == "<p>words</p>"


def test_a_chip_is_put_in_by_a_drop_and_opened_by_click_and_key(area: WritingArea, qtbot: Any) -> None:
    area.editor.set_evidence({NEET.href: ITEM})
    typed(area, "Worse:")
    data = QMimeData()
    data.setData(EVIDENCE_MIME, QByteArray(NEET.href.encode()))
    area.editor.insertFromMimeData(data)
    typed(area, "again")
    assert area.editor.html() == '<p>Worse: <a href="evidence:indicator/12">NI 117</a> again</p>'
    at = area.editor.textCursor()
    at.setPosition(8)
    area.editor.setTextCursor(at)
    with qtbot.waitSignal(area.editor.chip_opened) as opened:
        key(area, Qt.Key.Key_Return, CTRL)
    assert opened.args == [NEET]
    place = area.editor.cursorRect(at).center() - QPoint(20, 0)
    with qtbot.waitSignal(area.editor.chip_opened) as opened:
        QTest.mouseClick(area.editor.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == [NEET]
    assert area.editor.objects.words(NEET.href) == "NI 117 6.9% worse, red"


def test_a_chip_whose_indicator_is_gone_says_so(area: WritingArea) -> None:
    from dataclasses import replace

    area.show_text('<p><a href="evidence:indicator/12">NI 117</a></p>', {}, writable=True)
    assert area.editor.objects.words(NEET.href) == "Evidence that is not known here"
    area.editor.set_evidence({NEET.href: replace(ITEM, gone=True)})
    assert area.editor.objects.words(NEET.href) == "NI 117 (no longer in the plan)"
    assert area.editor.html() == '<p><a href="evidence:indicator/12">NI 117</a></p>'


def test_a_chip_goes_through_the_clipboard(area: WritingArea) -> None:
    area.show_text('<p>See <a href="evidence:indicator/12">NI 117</a>.</p>', {}, writable=True)
    area.editor.set_evidence({NEET.href: ITEM})
    key(area, Qt.Key.Key_A, CTRL)
    key(area, Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().mimeData().text() == "See NI 117."
    key(area, Qt.Key.Key_End, CTRL)
    key(area, Qt.Key.Key_V, CTRL)
    assert area.editor.html().count("evidence:indicator/12") == 2


def test_a_paste_from_word_is_one_step_of_undo(area: WritingArea) -> None:
    typed(area, "Before ")
    paste(area, html="<h1>Head</h1><p class=MsoNormal style='color:red'><b>Bold</b> text</p>")
    assert area.editor.html() == "<p>Before <strong>Head</strong></p><p><strong>Bold</strong> text</p>"
    key(area, Qt.Key.Key_Z, CTRL)
    assert area.editor.html() == "<p>Before </p>"


def test_two_megabytes_are_taken_in_beside_the_window(area: WritingArea, qtbot: Any) -> None:
    one = "<p class=MsoNormal style='margin:0cm;font-family:Calibri'><span lang=EN-GB>Words.</span><o:p></o:p></p>"
    with qtbot.waitSignal(area.paste.working):
        paste(area, html="<!--StartFragment-->" + (one + "<!-- " + "x" * 900 + " -->") * 2_100 + "<!--EndFragment-->")
    qtbot.waitUntil(lambda: area.editor.pieces.words == 2_100, timeout=20_000)


def test_what_is_longer_than_a_section_may_be_is_refused_and_nothing_is_lost(area: WritingArea, qtbot: Any) -> None:
    typed(area, "mine")
    with qtbot.waitSignal(area.paste.refused, timeout=20_000) as refused:
        paste(area, html=f"<p>{'word ' * 30_000}</p>")
    assert refused.args[0].code == "paste_too_long"
    with qtbot.waitSignal(area.paste.refused) as refused:
        paste(area, text="word " * 30_000)
    assert area.editor.html() == "<p>mine</p>"


def test_a_file_dropped_is_refused(area: WritingArea, qtbot: Any) -> None:
    data = QMimeData()
    data.setUrls([QUrl("file:///etc/passwd")])
    with qtbot.waitSignal(area.paste.refused) as refused:
        area.editor.insertFromMimeData(data)
    assert refused.args[0].code == "paste_file"
    assert area.editor.html() == ""


def test_a_pasted_picture_is_kept_in_the_text_and_made_smaller(area: WritingArea) -> None:
    image = QImage(4_000, 1_000, QImage.Format.Format_RGB32)
    image.fill(QColor("blue"))
    data = QMimeData()
    data.setImageData(image)
    area.editor.insertFromMimeData(data)
    assert area.editor.html().startswith('<p><img src="picture:')
    assert area.outgoing().startswith('<p><img src="data:image/png;base64,')
    (address,) = area.editor.safe.pictures
    assert area.editor.safe.picture(address).width() == 1_600


def red_pixels(widget: QWidget) -> int:
    image = widget.grab().toImage()
    red = QColor(255, 0, 0).rgb()
    return sum(
        image.pixel(x, y) == red for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)
    )


@pytest.fixture
def red_square(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    image = QImage(120, 120, QImage.Format.Format_RGB32)
    image.fill(QColor(255, 0, 0))
    file = tmp_path / "red.png"
    assert image.save(str(file))
    monkeypatch.chdir(tmp_path)
    return file


def test_no_widget_shows_the_red_square(area: WritingArea, red_square: Path, qtbot: Any) -> None:
    sources = [red_square.as_uri(), str(red_square), "red.png", f"qrc:{red_square}"]
    html = "".join(f'<p>a<img src="{src}"></p><table background="{src}"><tr><td>b</td></tr></table>' for src in sources)
    area.show_text(html, {}, writable=True)
    assert red_pixels(area) == 0
    paste(area, html=html)
    assert red_pixels(area) == 0
    # Even where the cleaning were gone: the document and its drawing load nothing.
    area.editor.safe.setHtml(html)
    QApplication.processEvents()
    assert red_pixels(area) == 0
    # And the test can see one.
    label = QLabel(f'<img src="{red_square}">')
    qtbot.addWidget(label)
    label.show()
    assert red_pixels(label) > 0


def test_find_and_replace_all_is_one_step(area: WritingArea) -> None:
    typed(area, "Level here, level there")
    key(area, Qt.Key.Key_H, CTRL)
    assert area.finder.wanted.hasFocus()
    QTest.keyClicks(area.finder.wanted, "level")
    assert area.finder.said.text() == "2 found"
    QTest.keyClicks(area.finder.replace, "steady")
    QTest.mouseClick(area.finder.all, Qt.MouseButton.LeftButton)
    assert area.editor.html() == "<p>steady here, steady there</p>"
    QTest.keyClick(area.finder.wanted, Qt.Key.Key_Escape)
    assert area.editor.hasFocus()
    key(area, Qt.Key.Key_Z, CTRL)
    assert area.editor.html() == "<p>Level here, level there</p>"


def formats(area: WritingArea, block: int = 0) -> list[QTextLayout.FormatRange]:
    return area.editor.safe.findBlockByNumber(block).layout().formats()


def test_a_wrong_word_is_underlined_when_it_is_finished_and_mended_from_the_menu(area: WritingArea, qtbot: Any) -> None:
    typed(area, "We recieve")
    assert formats(area) == []
    typed(area, " it")
    qtbot.waitUntil(lambda: [(found.start, found.length) for found in formats(area)] == [(3, 7)])
    at = QTextCursor(area.editor.safe)
    at.setPosition(5)
    area.editor.setTextCursor(at)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), area.editor.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(area.editor, event)
    assert menu_words(area)[0] == "receive"
    assert area.menu.menu is not None
    area.menu.menu.actions()[0].trigger()
    area.menu.menu.close()
    assert area.editor.html() == "<p>We receive it</p>"
    qtbot.waitUntil(lambda: formats(area) == [])


def test_a_word_added_to_ones_own_is_right_at_once(area: WritingArea, qtbot: Any) -> None:
    typed(area, "The Zumbro scheme")
    qtbot.waitUntil(lambda: len(formats(area)) == 1)
    key(area, Qt.Key.Key_F7)
    assert "Add “Zumbro” to my words" in menu_words(area)
    assert area.menu.menu is not None
    next(each for each in area.menu.menu.actions() if each.text().startswith("Add")).trigger()
    area.menu.menu.close()
    qtbot.waitUntil(lambda: formats(area) == [])


def test_marks_bear_characters_beyond_the_first_plane(area: WritingArea, qtbot: Any) -> None:
    area.show_text("<p>\U0001f600\U0001f600 recieve</p>", {}, writable=True)
    qtbot.waitUntil(lambda: [(found.start, found.length) for found in formats(area)] == [(5, 7)])


def test_changes_are_marked_by_more_than_colour_and_walked_by_key(area: WritingArea, qtbot: Any) -> None:
    area.show_text("<p>Attainment has improved again</p><p>Same</p><p>New</p>", {}, writable=True)
    area.compare_with("<p>Attainment has stayed level again</p><p>Same</p>", "2009/10 Q3")
    qtbot.waitUntil(lambda: len(formats(area)) == 1)
    assert formats(area)[0].format.fontUnderline()
    assert "2 changes since 2009/10 Q3" in area.bar.said.text()
    assert area.compare.removed(0) == ((15, "stayed level"),)
    area.editor.moveCursor(QTextCursor.MoveOperation.Start)
    places = []
    for _ in range(3):
        key(area, Qt.Key.Key_F8)
        places.append(area.editor.textCursor().position())
    assert places == [15, 35, 15]
    key(area, Qt.Key.Key_F8, SHIFT)
    assert area.editor.textCursor().position() == 35
    typed(area, "More")
    qtbot.waitUntil(lambda: area.compare.inserted(2) == ((0, 7),))


def test_removed_words_stand_struck_through_in_place_and_the_text_stays_as_it_was(area: WritingArea, qtbot: Any) -> None:
    stored = "<h2>Schools</h2><p>Attainment has improved again</p><ul><li>New</li></ul>"
    area.show_text(stored, {}, writable=True)
    area.editor.set_evidence({NEET.href: ITEM})
    assert not area.bar.removed.isVisible()
    earlier = f'<p>First</p><h2>Schools</h2><p>Attainment has stayed <a href="{NEET.href}">x</a> level again</p><p>Last</p>'
    area.compare_with(earlier, "2009/10 Q3")
    area.editor.moveCursor(QTextCursor.MoveOperation.Start)
    key(area, Qt.Key.Key_F9)
    both = area.in_place.text
    assert both is not None and both.isVisible() and both.hasFocus() and not area.editor.isVisible()
    assert both.toPlainText() == (
        "First ¶\nSchools\nAttainment has stayed [NI 117] level improved again\nLast New"
    )
    struck, lined = runs(both, "fontStrikeOut"), runs(both, "fontUnderline")
    assert struck == ["First ¶\u2028", "stayed [NI 117] level", "Last"]
    assert lined == ["improved", "New"]
    chosen = []
    for _ in range(4):
        QTest.keyClick(both, Qt.Key.Key_F8)
        chosen.append(both.textCursor().selectedText().strip())
    assert chosen == ["First ¶", "stayed [NI 117] level improved", "Last New", "First ¶"]
    QTest.keyClick(both, Qt.Key.Key_F8, SHIFT)
    assert both.textCursor().selectedText() == "Last New"
    QTest.keyClicks(both, "typed in vain")
    assert area.editor.html() == stored and not area.bar.bold.isVisible()
    QTest.keyClick(both, Qt.Key.Key_Escape)
    assert area.editor.isVisible() and area.editor.hasFocus() and area.bar.bold.isVisible()
    assert area.editor.html() == stored and not area.editor.safe.isUndoAvailable()
    area.bar.removed.click()
    assert both.isVisible()
    area.compare_with(None)
    assert not both.isVisible() and not area.bar.removed.isVisible()


def test_evidence_wanted_among_removed_words_goes_back_to_writing(area: WritingArea, qtbot: Any) -> None:
    area.show_text("<p>New</p>", {}, writable=True)
    area.compare_with("<p>Old</p>", "2009/10 Q3")
    area.in_place.turn(True)
    with qtbot.waitSignal(area.editor.evidence_wanted):
        QTest.keyClick(area.in_place.text, Qt.Key.Key_E, CTRL)
    assert area.editor.isVisible()


def test_a_line_taken_from_among_removed_words_is_that_of_the_text(area: WritingArea) -> None:
    area.show_text(f'<p>We hold it at <a href="{NEET.href}">NI 117</a> now</p><p>Next</p>', {}, writable=False)
    area.editor.set_evidence({NEET.href: ITEM})
    area.compare_with("<p>We let it fall</p>", "2009/10 Q3")
    area.in_place.turn(True)
    both = area.in_place.text
    assert both is not None and "let" in both.toPlainText()
    area.focus_text()
    assert both.hasFocus()
    QTest.keyClick(both, Qt.Key.Key_Home, CTRL)
    assert area.line() == "We hold it at NI 117 6.9% worse, red now"
    cursor = both.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(2, QTextCursor.MoveMode.KeepAnchor)
    both.setTextCursor(cursor)
    assert area.line() == "We"
    area.bar.finding.click()
    assert area.editor.isVisible() and area.finder.isVisible()


def test_a_long_text_is_put_beside_its_earlier_one_without_the_window_waiting(area: WritingArea, qtbot: Any) -> None:
    long = "".join(f"<p>Paragraph {number} stays as it is</p>" for number in range(400))
    area.show_text(f"<p>Better \U0001f600 \U0001f600 now</p>{long}", {}, writable=True)
    area.compare_with(f"<p>Worse \U0001f600 \U0001f600 then</p>{long}", "2009/10 Q3")
    area.in_place.turn(True)
    both = area.in_place.text
    assert both is not None and both.working
    qtbot.waitUntil(lambda: not both.working)
    assert both.toPlainText().startswith("Worse Better \U0001f600 \U0001f600 then now\nParagraph 0 stays")
    assert runs(both, "fontUnderline") == ["Better", "now"]


def test_carried_paragraphs_are_tinted_until_they_change(area: WritingArea, qtbot: Any) -> None:
    from app.rules.rich_text import paragraph_mark

    area.show_text("<p>Carried on</p><p>Fresh words</p>", {}, writable=True)
    area.set_carried(frozenset({paragraph_mark("Carried on")}), "2009/10 Q3")
    qtbot.waitUntil(lambda: len(formats(area, 0)) == 1)
    assert formats(area, 1) == []
    area.editor.moveCursor(QTextCursor.MoveOperation.Start)
    typed(area, "x")
    qtbot.waitUntil(lambda: not any(found.format.background().style().value for found in formats(area, 0)))


def test_a_link_leads_to_https_or_is_none(area: WritingArea, qtbot: Any) -> None:
    typed(area, "plan")
    key(area, Qt.Key.Key_A, CTRL)
    with qtbot.waitSignal(area.paste.refused) as refused:
        assert not area.set_link(area.editor.textCursor(), "file:///etc/passwd")
    assert refused.args[0].code == "link_unfit"
    assert area.set_link(area.editor.textCursor(), "https://www.hants.gov.uk/plan")
    assert area.editor.html() == '<p><a href="https://www.hants.gov.uk/plan">plan</a></p>'


def test_a_page_of_the_web_is_opened_only_by_somebody_who_was_asked(
    area: WritingArea, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    area.show_text('<p><a href="https://www.hants.gov.uk/plan">plan</a></p>', {}, writable=True)
    at = QTextCursor(area.editor.document())
    at.setPosition(2)
    for said in (False, True):
        area.menu.open(at)
        assert area.menu.menu is not None
        next(action for action in area.menu.menu.actions() if action.text() == "Open the link…").trigger()
        area.menu.menu.close()
        (sheet,) = [each for each in area.window().findChildren(AskSheet) if each.isVisible()]
        assert opened == []
        if said:
            QTest.mouseClick(sheet.yes, Qt.MouseButton.LeftButton)
        else:
            sheet.dismiss()
    assert opened == [QUrl("https://www.hants.gov.uk/plan")]


def test_a_text_that_is_signed_can_be_read_and_copied_and_not_changed(area: WritingArea) -> None:
    area.show_text("<p>Signed</p>", {}, writable=False)
    typed(area, "x")
    key(area, Qt.Key.Key_B, CTRL)
    paste(area, text="y")
    assert area.editor.html() == "<p>Signed</p>"
    key(area, Qt.Key.Key_A, CTRL)
    key(area, Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == "Signed"
    assert not area.bar.bold.isVisible()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_lines_stay_readable_at_any_size_of_text(area: WritingArea, qapp: QApplication, scale: float) -> None:
    from app.views.shared import theme

    theme.apply(qapp, "dark", scale)
    area.show_text("<h2>Head</h2><p>Words</p>", {}, writable=True)
    QApplication.processEvents()
    assert area.editor.safe.defaultFont().pixelSize() == round(14 * scale)
    assert area.editor.viewport().width() <= theme.px(780)
