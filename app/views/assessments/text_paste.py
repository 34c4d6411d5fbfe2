"""What is pasted or dropped into a text: cleaned first, beside the window where it is large, or refused in a sentence."""

from __future__ import annotations

import hashlib
from functools import partial

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QTextCursor

from app.bridge import rich_text
from app.bridge.background import Background
from app.bridge.safe_document import PICTURE_LIMIT
from app.rules.errors import Problem
from app.rules.texts import NOTE_LIMIT
from app.views.assessments.text_editor import TextEditor

LARGE = 150_000
"""Characters of HTML from which cleaning it would be felt."""
PICTURE_SIDE = 1_600
SMALL_PICTURE = 200_000


class TextPaste(QObject):
    """Stands by one editor."""

    refused = Signal(object)
    """(Problem)"""
    working = Signal(bool)
    """Something large is being cleaned."""

    def __init__(self, editor: TextEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self._background = Background(self)
        editor.pasted.connect(self.take)

    def take(self, source: QMimeData) -> None:
        if self._editor.isReadOnly():
            return
        if source.hasUrls() and not source.hasHtml():
            self.refused.emit(Problem("paste_file", {}))
        elif source.hasHtml():
            self._take_html(source)
        elif source.hasImage():
            self._take_picture(source)
        elif source.hasText():
            self._take_plain(source.text())

    def without_looks(self) -> None:
        """The words on the clipboard alone."""
        text = QGuiApplication.clipboard().text()
        if text and not self._editor.isReadOnly():
            self._take_plain(text)

    def drop(self) -> None:
        """Another text stands in the editor: what was being cleaned has no place any more."""
        self._background.drop()
        self.working.emit(False)

    def _take_html(self, source: QMimeData) -> None:
        text = source.html()
        if len(text) < LARGE:
            self._insert(rich_text.pasted(text), QTextCursor(self._editor.textCursor()), source)
            return
        self.working.emit(True)
        at = QTextCursor(self._editor.textCursor())
        self._background.run(
            partial(rich_text.pasted, text), lambda found: self._insert_late(found, at), self._failed
        )

    def _insert_late(self, text: str, at: QTextCursor) -> None:
        self.working.emit(False)
        if not self._editor.isReadOnly():
            self._insert(text, at, None)

    def _failed(self, _error: Exception) -> None:
        self.working.emit(False)
        self.refused.emit(Problem("paste_unreadable", {}))

    def _insert(self, text: str, at: QTextCursor, source: QMimeData | None) -> None:
        plain = rich_text.plain(text)
        if not plain and "<img" not in text:
            if source is not None and source.hasImage():
                self._take_picture(source)
            elif source is not None and source.hasText():
                self._take_plain(source.text())
            return
        if len(plain) > NOTE_LIMIT:
            self._too_long(len(plain))
            return
        if "<p>" not in text and "<li>" not in text and "<h" not in text and "<table" not in text:
            at.insertHtml(text)
            self._editor.setTextCursor(at)
        else:
            self._editor.insert_html(_alone(text), at)

    def _take_plain(self, text: str) -> None:
        if len(text) > NOTE_LIMIT:
            self._too_long(len(text))
            return
        cursor = self._editor.textCursor()
        cursor.insertText(rich_text.fit_characters(text))
        self._editor.setTextCursor(cursor)
        self._editor.ensureCursorVisible()

    def _too_long(self, length: int) -> None:
        self.refused.emit(Problem("paste_too_long", {"length": length, "limit": NOTE_LIMIT}))

    def _take_picture(self, source: QMimeData) -> None:
        image = QImage(source.imageData())
        if image.isNull():
            self.refused.emit(Problem("paste_unreadable", {}))
            return
        if max(image.width(), image.height()) > PICTURE_SIDE:
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            image = image.scaled(PICTURE_SIDE, PICTURE_SIDE, keep, smooth)
        data = _bytes(image, "PNG")
        if len(data) > SMALL_PICTURE:
            data = min(data, _bytes(image, "JPEG"), key=len)
        if not data or len(data) > PICTURE_LIMIT:
            self.refused.emit(Problem("paste_picture_large", {"limit": PICTURE_LIMIT // 1000}))
            return
        self._editor.insert_picture(f"picture:{hashlib.sha256(data).hexdigest()}", data)


def _alone(text: str) -> str:
    """One paragraph goes on in the line where it is put."""
    inner = text.strip()
    if inner.count("<p>") == 1 and inner.startswith("<p>") and inner.endswith("</p>"):
        return inner[3:-4]
    return inner


def _bytes(image: QImage, form: str) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if form == "JPEG":
        flat = QImage(image.size(), QImage.Format.Format_RGB32)
        flat.fill(Qt.GlobalColor.white)
        from PySide6.QtGui import QPainter

        painter = QPainter(flat)
        painter.drawImage(0, 0, image)
        painter.end()
        flat.save(buffer, form, 85)  # type: ignore[call-overload]
    else:
        image.save(buffer, form)  # type: ignore[call-overload]
    return bytes(buffer.data().data())
