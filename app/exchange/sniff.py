"""What a file is by its bytes; its name is only a claim."""

from __future__ import annotations

from typing import Literal

from app.rules.errors import KnownError

Content = Literal["zip", "ole", "text"]

_WORKBOOK_NAMES = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".ods")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_EXCEL = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
_OTHERS = (
    (b"%PDF", "PDF"),
    (b"{\\rtf", "rich text"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"MZ", "program"),
    (b"\x1f\x8b", "packed file"),
    (b"7z\xbc\xaf", "packed file"),
    (b"Rar!", "packed file"),
    (b"SQLite format 3", "database"),
)


def content_of(data: bytes, name: str) -> Content:
    """Raises KnownError "file_empty", "file_password", "file_not_xlsx" or "file_cut_off"."""
    ending = name.lower()[name.rfind(".") :] if "." in name else ""
    if not data:
        raise KnownError("file_empty")
    if data.startswith(b"PK"):
        return "zip"
    if data.startswith(_OLE):
        if ending != ".xls" or b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e" in data:
            raise KnownError("file_password")
        return "ole"
    kind = next((word for mark, word in _OTHERS if data.startswith(mark)), "")
    if not data.strip(b"\0"):
        raise KnownError("file_cut_off")
    if ending in _WORKBOOK_NAMES:
        raise KnownError("file_not_xlsx", kind=kind or _text_kind(data))
    if ending == ".xls":
        if data.startswith(_OLD_EXCEL):
            raise KnownError("file_password")
        raise KnownError("file_not_xlsx", kind=kind or _text_kind(data))
    if kind:
        raise KnownError("file_not_xlsx", kind=kind)
    return "text"


def _text_kind(data: bytes) -> str:
    head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<table")):
        return "web page"
    return "text" if b"\0" not in head else ""
