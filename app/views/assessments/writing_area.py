"""One section being written: the bar, find and replace, the text, and everything that is shown over it."""

from __future__ import annotations

import base64
from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.bridge.live_compare import LiveCompare
from app.bridge.rich_text import clean, plain
from app.bridge.spelling import Speller
from app.bridge.text_pieces import of_selection
from app.views.assessments.ask_sheet import AskSheet
from app.views.assessments.editor_bar import EditorBar
from app.views.assessments.find_bar import FindBar
from app.views.assessments.in_place import InPlace
from app.views.assessments.text_editor import TextEditor
from app.views.assessments.text_marks import TextMarks
from app.views.assessments.text_menu import TextMenu
from app.views.assessments.text_overlay import TextOverlay
from app.views.assessments.text_paste import TextPaste
from app.views.shared import theme

WRITING = 260
"""Design pixels of height for the text itself, where the page scrolls."""


class WritingArea(QWidget):
    """Attributes: editor, bar, finder, marks, compare, in_place, paste."""

    counted = Signal(int)
    """How many words there are now."""

    def __init__(
        self, speller: Speller, parent: QWidget | None = None, *, above: QWidget | None = None
    ) -> None:
        """`above` stands between the bar and the text."""
        super().__init__(parent)
        self._above = above
        self.editor = TextEditor("Text of the section", self)
        self.bar = EditorBar(self.editor)
        self.finder = FindBar(self.editor)
        self.paste = TextPaste(self.editor)
        self.marks = TextMarks(self.editor, speller)
        self.compare = LiveCompare(self.editor.safe, self.editor.pieces, self)
        self.marks.differences = self.compare
        self.overlay = TextOverlay(self.editor, self.marks, self.compare)
        self.menu = TextMenu(self.editor, speller, self.paste)
        self._fresh: set[str] = set()
        self._limit = 0
        self._since = ""
        self._place = (-1, -1)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(120)
        self._build()
        self._connect()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.finder)
        if self._above is not None:
            column.addWidget(self._above)
        else:
            self.bar.add_said()
        column.addWidget(self.editor, 1)
        self.in_place = InPlace(self, column)

    def _connect(self) -> None:
        editor = self.editor
        editor.touched.connect(self._touched)
        editor.find_wanted.connect(self._open_find)
        editor.change_wanted.connect(self.go_to_change)
        editor.link_wanted.connect(self.ask_link)
        editor.spelling_wanted.connect(self.go_to_wrong)
        editor.words_wanted.connect(self.paste.without_looks)
        self.bar.link_wanted.connect(self.ask_link)
        self.bar.table_wanted.connect(self._insert_table)
        self._soon.timeout.connect(self.count)
        self.compare.compared.connect(self._compared)

    def tall(self, width: int) -> int:
        """As high as it needs to be to write in comfort, with all that stands over the text."""
        above = [self.bar, self.finder, *([self._above] if self._above is not None else [])]
        heights = (
            part.heightForWidth(width) if part.hasHeightForWidth() else part.sizeHint().height()
            for part in above
            if not part.isHidden()
        )
        return sum(heights) + theme.px(WRITING)

    # What stands here

    def show_text(self, stored: str, pictures: Mapping[str, bytes], *, writable: bool) -> None:
        """Another text, or the same as it was stored by somebody else."""
        self.paste.drop()
        self.editor.show_html(stored, pictures)
        self.set_writable(writable)
        self.marks.renew()
        self.compare.again()
        self.in_place.renew()
        self.count()

    def set_writable(self, writable: bool) -> None:
        if self.editor.isReadOnly() == writable:
            self.editor.setReadOnly(not writable)
        flags = Qt.TextInteractionFlag
        self.editor.setTextInteractionFlags(
            flags.TextEditorInteraction
            if writable
            else flags.TextSelectableByMouse | flags.TextSelectableByKeyboard
        )
        self.show_writable()

    def show_writable(self) -> None:
        """While it is shown with what was taken out, there is nothing to write with."""
        self.bar.set_writable(not self.editor.isReadOnly() and not self.in_place.on)

    def set_limit(self, words: int) -> None:
        self._limit = words
        self.count()

    def set_carried(self, marks: frozenset[str], since: str) -> None:
        """Paragraphs that came from a quarter and are not confirmed yet."""
        self.overlay.since = since
        if marks != self.marks.carried:
            self.marks.carried = marks
            self.marks.renew()
            self.editor.viewport().update()

    def compare_with(self, earlier: str | None, since: str = "") -> None:
        """Mark what differs from an earlier text, or from none."""
        self._since = since
        if earlier is None:
            self.compare.end()
        else:
            self.compare.begin(earlier)
        self.in_place.compare_with(earlier)

    def outgoing(self) -> str:
        """The text as it is stored: pictures pasted since are in it, until the store holds them."""
        text = self.editor.html()
        for address, data in self.editor.safe.pictures.items():
            if address in text and address not in self._fresh:
                kind = "png" if data[:4] == b"\x89PNG" else "gif" if data[:3] == b"GIF" else "jpeg"
                whole = base64.b64encode(data).decode("ascii")
                text = text.replace(f'src="{address}"', f'src="data:image/{kind};base64,{whole}"')
        return text

    def pictures_stored(self, addresses: set[str]) -> None:
        self._fresh |= addresses

    # While it is written

    def _touched(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def count(self) -> None:
        self._soon.stop()
        words = self.editor.pieces.words
        limit = f" of {self._limit}" if self._limit else ""
        over = bool(self._limit) and words > self._limit
        said = f"{words:,}{limit} words" + (f", {words - self._limit:,} over" if over else "")
        if self.compare.on:
            found = self.compare.count
            said += f" · {found} change{'' if found == 1 else 's'} since {self._since}"
        self.bar.said.setText(said)
        self.counted.emit(words)

    def _compared(self) -> None:
        self.marks.renew()
        self.count()
        self.editor.viewport().update()

    def go_to_change(self, step: int) -> bool:
        """The next change, or the one before, from where the text cursor is; round the ends."""
        if self.in_place.on:
            return self.in_place.go_to_change(step)
        places = self.compare.places
        if not places:
            return False
        cursor = self.editor.textCursor()
        here = (cursor.blockNumber(), cursor.positionInBlock())
        if step > 0:
            wanted = next((place for place in places if place > here), places[0])
        else:
            wanted = next((place for place in reversed(places) if place < here), places[-1])
        block = self.editor.safe.findBlockByNumber(wanted[0])
        cursor.setPosition(block.position() + min(wanted[1], block.length() - 1))
        self.editor.setTextCursor(cursor)
        self.editor.ensureCursorVisible()
        return True

    def go_to_wrong(self) -> None:
        """The next word that is not known, with its menu."""
        found = self.marks.wrong_from(self.editor.textCursor().selectionEnd())
        if found is not None:
            self.editor.setTextCursor(found)
            self.menu.open(found)
            assert self.menu.menu is not None
            self.menu.menu.popup(self.editor.viewport().mapToGlobal(self.editor.cursorRect().bottomLeft()))

    def line(self) -> str:
        """The words chosen, or the paragraph that the text cursor is in, chips in words."""
        if self.in_place.on and self.in_place.text is not None:
            return self.in_place.text.line()
        cursor = self.editor.textCursor()
        if not cursor.hasSelection():
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        return " ".join(plain(of_selection(cursor, self.editor.pieces.labels)).split())

    # What the bar asks for

    def focus_text(self) -> None:
        """The text, or the one that stands in its place."""
        shown = self.in_place.text if self.in_place.on else None
        (shown or self.editor).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _open_find(self, replacing: bool) -> None:
        self.in_place.turn(False)
        self.finder.open(replacing=replacing)

    def _insert_table(self) -> None:
        if self.editor.table() is None:
            self.editor.insert_table(3, 3)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_link(self) -> None:
        """Make the selected words a link; without any, the address itself stands there."""
        if self.editor.isReadOnly():
            return
        cursor = self.editor.textCursor()
        before = cursor.charFormat().anchorHref()
        sheet = AskSheet(self.editor.window(), "Link", "Where do the words lead?", "Make the link",
                         label="Address (https://…)", value=before or "https://")  # fmt: skip
        sheet.answered.connect(lambda said: self.set_link(cursor, said))
        sheet.open()

    def set_link(self, cursor: QTextCursor, address: str) -> bool:
        """False: it is no address that a text may lead to."""
        from html import escape

        words = cursor.selectedText() or address
        made = clean(f'<a href="{escape(address)}">{escape(words)}</a>')
        if not made.startswith("<a "):
            from app.rules.errors import Problem

            self.paste.refused.emit(Problem("link_unfit", {"address": address}))
            return False
        cursor.insertHtml(made)
        return True
