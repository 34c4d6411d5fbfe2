"""A document that never fetches anything: neither a file, nor a share of the network, nor a page of the web.

Qt loads what a text names, and an override that returns nothing leaves it to do so; an empty picture does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QByteArray, QObject, QUrl
from PySide6.QtGui import QImage, QTextDocument

PICTURE_LIMIT = 500_000
"""Bytes of one picture in a text."""
PICTURE_SIDE = 6_000
"""Pixels of its longer side."""


class SafeDocument(QTextDocument):
    """`pictures`: the bytes of those that are our own, by their address in the text ("picture:...")."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pictures: dict[str, bytes] = {}
        self._drawn: dict[str, QImage] = {}

    def take_pictures(self, pictures: Mapping[str, bytes]) -> None:
        self.pictures.update(pictures)
        for address in pictures:
            self._drawn.pop(address, None)

    def picture(self, address: str) -> QImage:
        """One of our own, or a single clear point."""
        if address not in self._drawn:
            self._drawn[address] = read_picture(self.pictures.get(address, b"")) or _nothing()
        return self._drawn[address]

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        if kind == QTextDocument.ResourceType.ImageResource.value:
            return self.picture(name.toString() if isinstance(name, QUrl) else name)
        return QByteArray()


def read_picture(data: bytes) -> QImage | None:
    """A picture from its bytes, or None where they are none, or too large to be drawn."""
    if not data or len(data) > PICTURE_LIMIT:
        return None
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QImageReader

    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    if bytes(reader.format().data()) not in (b"png", b"jpeg", b"jpg", b"gif", b"bmp"):
        return None
    size = reader.size()
    if not size.isValid() or max(size.width(), size.height()) > PICTURE_SIDE:
        return None
    image = reader.read()
    return None if image.isNull() else image


def _nothing() -> QImage:
    image = QImage(1, 1, QImage.Format.Format_ARGB32)
    image.fill(0)
    return image
