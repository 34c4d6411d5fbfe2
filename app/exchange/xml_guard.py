"""XML parts before they are parsed: UTF-8, and no document type definition."""

from __future__ import annotations

import re

from app.rules.errors import KnownError

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_DEFINITION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)", re.IGNORECASE)
_UTF8_NAMES = (b"utf-8", b"utf8", b"us-ascii", b"ascii")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")


def check_xml_parts(parts: dict[str, bytes]) -> None:
    """Raise KnownError "file_not_utf8" or "file_dtd", naming the part."""
    for name, content in parts.items():
        if is_xml(name, content):
            _check(name, content)


def is_xml(name: str, content: bytes) -> bool:
    if name.lower().endswith((".xml", ".rels")):
        return True
    head = content[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith((b"<?xml", b"<!DOCTYPE")) or content.startswith(_WIDE_MARKS)


def _check(name: str, content: bytes) -> None:
    if content.startswith(_WIDE_MARKS):
        raise KnownError("file_not_utf8", part=name)
    declared = _DECLARED.match(content.removeprefix(b"\xef\xbb\xbf")[:300])
    if declared and declared[1].lower() not in _UTF8_NAMES:
        raise KnownError("file_not_utf8", part=name)
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise KnownError("file_not_utf8", part=name) from error
    if _DEFINITION.search(content):
        raise KnownError("file_dtd", part=name)
