"""Where a section is written: rich text that loads nothing, with an undo of its own and chips of evidence in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextImageFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QToolTip, QWidget

from app.bridge import rich_text
from app.bridge.safe_document import SafeDocument
from app.bridge.text_pieces import TextPieces, of_selection
from app.rules.assessment_evidence import EvidenceItem, EvidenceRef, ref_of
from app.views.assessments import text_styles
from app.views.assessments.inline_objects import InlineObjects
from app.views.shared import theme
from app.views.shared.labels import plain_tooltip

EVIDENCE_MIME = "application/x-driving-success-evidence"
"""Addresses of evidence, one a line: what is dragged from the drawer."""
_CHIP = re.compile(r'<a href="(evidence:[a-z]+/\d+)">.*?</a>', re.DOTALL)
WIDEST = 780
"""Design pixels of a line."""
_REDO = QKeySequence("Ctrl+Y")[0]  # type: ignore[index]
_FUNCTION = (Qt.Key.Key_F1, Qt.Key.Key_F12)
Key = Qt.Key
Standard = QKeySequence.StandardKey


class TextEditor(QTextEdit):
    """Attributes: pieces (the text as HTML), objects (chips and pictures), pasting (set by TextPaste)."""

    touched = Signal()
    """The user changed the text."""
    chip_opened = Signal(object)
    """(EvidenceRef)"""
    evidence_wanted = Signal()
    find_wanted = Signal(bool)
    """True: and replace."""
    change_wanted = Signal(int)
    """The next change (1) or the one before (-1)."""
    pasted = Signal(object)
    """(QMimeData): something else than plain keys wants to come in."""
    link_wanted = Signal()
    spelling_wanted = Signal()
    words_wanted = Signal()
    """The words on the clipboard alone."""
    both_wanted = Signal()
    """What was taken out shown in place, or no longer."""
    wide_wanted = Signal()
    """Without the distraction of what is around, or with it again."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.safe = SafeDocument(self)
        self.setDocument(self.safe)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "page")
        self.setTabChangesFocus(False)
        self.setMouseTracking(True)
        self.objects = InlineObjects(self.safe, self)
        self.pieces = TextPieces(self.safe, self)
        self.over: Callable[[QPainter, QRect], None] | None = None
        """Draws over the text."""
        self.hint_at: Callable[[QPoint], str] | None = None
        """What to say of a place in the text."""
        self._loading = False
        self._hinted = ""
        self._pressed_on: tuple[QPoint, EvidenceRef] | None = None
        self._ways: dict[str, Callable[[], object]] = {
            "Ctrl+E": self.evidence_wanted.emit, "Ctrl+Shift+K": self.link_wanted.emit,
            "F11": self.wide_wanted.emit, "Ctrl+F": partial(self.find_wanted.emit, False),
            "Ctrl+H": partial(self.find_wanted.emit, True), "F8": partial(self.change_wanted.emit, 1),
            "Shift+F8": partial(self.change_wanted.emit, -1), "Ctrl+Return": self._open_chip,
            "Ctrl+Enter": self._open_chip, "Ctrl+Y": self._redo, "F7": self.spelling_wanted.emit,
            "Ctrl+Shift+V": self.words_wanted.emit, "F9": self.both_wanted.emit,
        }  # fmt: skip
        self.safe.contentsChanged.connect(self._on_contents)
        theme.notifier.changed.connect(self._restyle)
        self._restyle()

    # The text

    def show_html(self, stored: str, pictures: Mapping[str, bytes] | None = None) -> None:
        """Show a stored text, cleaned once more; what was typed before is forgotten, its undo too."""
        self._loading = True
        self.safe.take_pictures(pictures or {})
        text_styles.prepare(self.safe)
        self.safe.setHtml(with_chips(rich_text.clean(stored)))
        text_styles.finish(self.safe)
        self.safe.clearUndoRedoStacks()
        self.pieces.renew()
        self._loading = False

    def show_pictures(self, pictures: Mapping[str, bytes]) -> None:
        """The bytes of pictures that the text names have come."""
        self.safe.take_pictures(pictures)
        self.safe.markContentsDirty(0, self.safe.characterCount())
        self.viewport().update()

    def html(self) -> str:
        """The text as it is now, in the subset."""
        return self.pieces.html()

    def put_back(self, text: str) -> None:
        """Show a text that was never stored, as if it had just been typed: it can be undone."""
        cursor = QTextCursor(self.safe)
        cursor.select(QTextCursor.SelectionType.Document)
        self.insert_html(rich_text.clean(text), cursor)

    def insert_html(self, text: str, cursor: QTextCursor | None = None) -> None:
        """Insert what is in the subset already."""
        at = cursor or self.textCursor()
        at.beginEditBlock()
        at.insertHtml(text_styles.styled(with_chips(text)))
        text_styles.finish(self.safe)
        at.endEditBlock()
        self.setTextCursor(at)
        self.ensureCursorVisible()

    def set_evidence(self, items: Mapping[str, EvidenceItem]) -> None:
        """What the chips say, by address."""
        self.objects.items = dict(items)
        self.pieces.name({address: item.label for address, item in items.items()})
        self.safe.markContentsDirty(0, self.safe.characterCount())
        self.viewport().update()

    def insert_chip(self, ref: EvidenceRef) -> None:
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        before = cursor.block().text()[: cursor.positionInBlock()]
        if before and not before[-1].isspace():
            cursor.insertText(" ")
        form = QTextImageFormat()
        form.setName(ref.href)
        form.setVerticalAlignment(QTextImageFormat.VerticalAlignment.AlignMiddle)
        plain = cursor.blockCharFormat()
        cursor.insertImage(form)
        cursor.setCharFormat(plain)
        cursor.insertText(" ", text_styles.body_form())
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    def insert_picture(self, address: str, data: bytes) -> None:
        self.safe.take_pictures({address: data})
        form = QTextImageFormat()
        form.setName(address)
        self.textCursor().insertImage(form)

    def insert_table(self, rows: int, columns: int) -> None:
        form = QTextTableFormat()
        text_styles.set_table(form)
        form.setColumnWidthConstraints(
            [QTextLength(QTextLength.Type.PercentageLength, 100 / columns)] * columns
        )
        made = self.textCursor().insertTable(rows, columns, form)
        self.setTextCursor(made.cellAt(0, 0).firstCursorPosition())

    def chip_at(self, position: int) -> EvidenceRef | None:
        """The evidence right behind or right before a place in the text."""
        for place in (position + 1, position):
            cursor = QTextCursor(self.safe)
            cursor.setPosition(min(max(place, 0), self.safe.characterCount() - 1))
            form = cursor.charFormat()
            if form.isImageFormat():
                found = ref_of(form.toImageFormat().name())
                if found is not None:
                    return found
        return None

    def table(self) -> QTextTable | None:
        return self.textCursor().currentTable()

    # Clipboard

    def createMimeDataFromSelection(self) -> QMimeData:
        data = super().createMimeDataFromSelection()  # Qt's own: one of Python's would outlive Python on the clipboard
        data.html()  # filled when first read
        for form in data.formats():
            data.removeFormat(form)
        text = of_selection(self.textCursor(), self.pieces.labels)
        data.setHtml(text)
        data.setText(rich_text.plain(text))
        return data

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasFormat(EVIDENCE_MIME) or source.hasText() or source.hasHtml() or source.hasImage()

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasFormat(EVIDENCE_MIME):
            for line in bytes(source.data(EVIDENCE_MIME).data()).decode("ascii", "replace").split():
                ref = ref_of(line)
                if ref is not None:
                    self.insert_chip(ref)
            self.setFocus()
        else:
            self.pasted.emit(source)

    # Keys

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(Standard.Undo)
            if undo or event.matches(Standard.Redo) or event.keyCombination() == _REDO:
                mine = self.safe.isUndoAvailable() if undo else self.safe.isRedoAvailable()
                event.setAccepted(mine and not self.isReadOnly())
                return event.isAccepted()
            if text_styles.key_of(event) is not None or self._own(event) is not None:
                event.accept()
                return True
        return super().event(event)

    def _own(self, event: QKeyEvent) -> Callable[[], object] | None:
        """What a key asks of the page around, or of a chip."""
        if not event.modifiers() and not _FUNCTION[0] <= event.key() <= _FUNCTION[1]:
            return None
        return self._ways.get(QKeySequence(event.keyCombination()).toString())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        own = self._own(event)
        style = text_styles.key_of(event)
        if own is not None:
            own()
        elif style is not None and not self.isReadOnly():
            text_styles.apply(self, style)
        elif event.key() in (Key.Key_Tab, Key.Key_Backtab):
            self._tab(event)
        elif self.isReadOnly() or not text_styles.handled(self, event):
            super().keyPressEvent(event)

    def _redo(self) -> None:
        if not self.isReadOnly():
            self.redo()

    def _tab(self, event: QKeyEvent) -> None:
        """In a table to the next cell, in a list a level deeper; anywhere else on to the next control."""
        back = event.key() == Key.Key_Backtab or bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if not self.isReadOnly() and text_styles.step(self, back=back):
            return
        self.setTabChangesFocus(True)  # else the editor keeps it
        self.focusNextPrevChild(not back)
        self.setTabChangesFocus(False)

    def _open_chip(self) -> None:
        found = self.chip_at(self.textCursor().position())
        if found is not None:
            self.chip_opened.emit(found)

    # The mouse

    def chip_under(self, point: QPoint) -> EvidenceRef | None:
        """The chip that is really there, not the nearest."""
        position = self.safe.documentLayout().hitTest(
            point.toPointF() + QPoint(0, self.verticalScrollBar().value()), Qt.HitTestAccuracy.ExactHit
        )
        if position < 0:
            return None
        cursor = QTextCursor(self.safe)
        cursor.setPosition(min(position + 1, self.safe.characterCount() - 1))
        form = cursor.charFormat()
        return ref_of(form.toImageFormat().name()) if form.isImageFormat() else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        ref = self.chip_under(point) if event.button() == Qt.MouseButton.LeftButton else None
        self._pressed_on = (point, ref) if ref is not None else None
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed_on = self._pressed_on, None
        if pressed and (event.position().toPoint() - pressed[0]).manhattanLength() < 5:
            self.chip_opened.emit(pressed[1])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        ref = self.chip_under(event.position().toPoint()) if not event.buttons() else None
        shape = Qt.CursorShape.PointingHandCursor if ref else Qt.CursorShape.IBeamCursor
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)
        if not event.buttons():
            words = f"{self.objects.words(ref.href)} - click to open" if ref else ""
            if not words and self.hint_at is not None:
                words = self.hint_at(event.position().toPoint())
            self._hint(words, event.globalPosition().toPoint())

    def _hint(self, words: str, at: QPoint) -> None:
        if words != self._hinted:
            self._hinted = words
            QToolTip.showText(at, plain_tooltip(words) if words else "", self)

    # Looks

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.over is not None:
            painter = QPainter(self.viewport())
            self.over(painter, event.rect())
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines no longer than are comfortable to read, in the middle of whatever room there is."""
        side = max(theme.px(16), (self.width() - theme.px(WIDEST)) // 2)
        if self.viewportMargins().left() != side:
            self.setViewportMargins(side, theme.px(6), side, 0)
        super().resizeEvent(event)

    def _restyle(self) -> None:
        before = self.safe.defaultFont()
        self.setFont(theme.font(14))
        self.safe.setDefaultFont(theme.font(14))
        t = theme.current()
        self.setStyleSheet(
            f"QTextEdit {{ border: none; background: transparent; padding: 0; color: {t.ink.name()};"
            f" selection-background-color: {t.accent.name()}; selection-color: {t.accent_ink.name()}; }}"
        )
        if before != self.safe.defaultFont():
            text_styles.finish(self.safe, all_again=True)

    def _on_contents(self) -> None:
        if not self._loading:
            self.touched.emit()


def with_chips(text: str) -> str:
    """Addresses of evidence as the one character that a chip is in a document."""
    return _CHIP.sub(r'<img src="\1" style="vertical-align: middle">', text)
