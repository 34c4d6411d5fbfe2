"""What the cells of a plain worksheet point to: shared texts and number formats. Runs in the child only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.parsers import expat

PLAIN, PERCENT, DAY = "plain", "percent", "day"

_TEXT = re.compile(
    rb'(<si>)(?:<t(?: xml:space="preserve")?>([^<]*)</t>|<t/>)</si>|\s+|(.)', re.DOTALL
)
_TABLE = re.compile(rb"<sst[^<>]*[^/<>]>(.*)</sst>\s*", re.DOTALL)
_ENTITY = re.compile(r"&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9A-Fa-f]{1,6}));|(&)")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_OWN_PERCENT = frozenset((9, 10))
_OWN_DAYS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_FIRST_OWN = 164
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\[(?!hh?\]|mm?\]|ss?\])[^\]]*\]')


class NotPlainError(Exception):
    """Something that only a library should read."""


@dataclass(frozen=True, slots=True)
class Parts:
    texts: Sequence[str]
    styles: Sequence[str]
    """By the style's number: PLAIN, PERCENT or DAY."""
    counts_from_1904: bool = False


def unescaped(text: bytes) -> str:
    """As an XML parser would give it, and as openpyxl undoes Excel's own escapes. Raises NotPlainError."""
    if b"\r" in text:
        raise NotPlainError
    found = text.decode("utf-8")
    if "&" in found:
        found = _ENTITY.sub(_entity, found)
    return found.replace("x005F_", "") if "x005F_" in found else found


def _entity(match: re.Match[str]) -> str:
    if match[1]:
        return _NAMED[match[1]]
    if match[4]:
        raise NotPlainError
    number = int(match[2]) if match[2] else int(match[3], 16)
    if (number < 32 and number not in (9, 10)) or 0xD800 <= number <= 0xDFFF or number > 0x10FFFF:
        raise NotPlainError
    return chr(number)


def shared_texts(content: bytes | None) -> list[str]:
    """Raises NotPlainError where one of them is more than a text."""
    if content is None:
        return []
    table = _TABLE.search(content)
    if table is None:
        if re.search(rb"<sst[^<>]*/>\s*$", content):
            return []
        raise NotPlainError
    found = []
    for begun, text, odd in _TEXT.findall(table[1]):
        if begun:
            found.append(text)
        elif odd:
            raise NotPlainError
    if any(mark in table[1] for mark in (b"&", b"\r", b"x005F_")):
        return [unescaped(each) for each in found]
    return [each.decode("utf-8") for each in found]


def styles_of(content: bytes | None) -> list[str]:
    """What each style of a cell shows its number as. Raises NotPlainError."""
    if content is None:
        return [PLAIN]
    reader = _Styles()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError) as error:
        raise NotPlainError from error
    return [_shown_as(number, reader.codes.get(number, "")) for number in reader.numbers] or [PLAIN]


class _Styles:
    def __init__(self) -> None:
        self.codes: dict[int, str] = {}
        self.numbers: list[int] = []
        self._inside = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        local = tag.rpartition("}")[2]
        if local == "cellXfs":
            self._inside = True
        elif local == "xf" and self._inside:
            self.numbers.append(int(attributes.get("numFmtId", "0")))
        elif local == "numFmt" and "formatCode" in attributes:
            self.codes.setdefault(int(attributes["numFmtId"]), attributes["formatCode"])

    def end(self, tag: str) -> None:
        if tag.rpartition("}")[2] == "cellXfs":
            self._inside = False


def _shown_as(number: int, code: str) -> str:
    if number < _FIRST_OWN:
        return PERCENT if number in _OWN_PERCENT else DAY if number in _OWN_DAYS else PLAIN
    if "%" in code:
        return PERCENT
    bare = _QUOTED.sub("", code.split(";", maxsplit=1)[0])
    return DAY if re.search(r"[dmhysDMHYS]", bare) else PLAIN
