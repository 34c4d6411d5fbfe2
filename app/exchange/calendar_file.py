"""A quarter's days as an iCalendar file (RFC 5545), which Outlook and every other calendar takes in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from app.rules.quarter_calendar import CalendarEvent
from app.store.whole_file import save_bytes

LONGEST = 75
"""Octets of a line, its end not counted."""
_END = "\r\n"
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def save_calendar(name: str, events: Iterable[CalendarEvent], path: Path, moment: datetime) -> int:
    """How many events it holds. Raises KnownError file_not_saved; never half a file."""
    found = tuple(events)
    save_bytes(path, calendar_bytes(name, found, moment), what="The calendar")
    return len(found)


def calendar_bytes(name: str, events: Iterable[CalendarEvent], moment: datetime) -> bytes:
    """`moment` is the local time of writing, which the file has in UTC."""
    stamp = f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    lines = (
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Driving Success//Quarter calendar//EN", "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH", f"X-WR-CALNAME:{escaped(name)}",
        *(line for event in events for line in _event(event, stamp)), "END:VCALENDAR",
    )  # fmt: skip
    return b"".join(folded(line) for line in lines)


def escaped(text: str) -> str:
    """As TEXT values have it: one line, and nothing in it that a reader would take for the file's own marks."""
    plain = text.encode("utf-8", "replace").decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    shown = "".join(mark for mark in plain.replace("\t", " ") if mark == "\n" or _printable(mark))
    return shown.translate(_ESCAPED)


def folded(line: str) -> bytes:
    """The line in pieces of at most LONGEST octets, none of which cuts a character."""
    pieces, piece, room = [], bytearray(), LONGEST
    for mark in line:
        data = mark.encode("utf-8")
        if len(piece) + len(data) > room:
            pieces.append(bytes(piece))
            piece, room = bytearray(), LONGEST - 1  # the space that says it goes on
        piece += data
    pieces.append(bytes(piece))
    return (_END + " ").encode().join(pieces) + _END.encode()


def _event(event: CalendarEvent, stamp: str) -> Iterator[str]:
    yield from ("BEGIN:VEVENT", f"UID:{escaped(event.uid)}", f"DTSTAMP:{stamp}")
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"SUMMARY:{escaped(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{escaped(event.description)}"
    if event.category:
        yield f"CATEGORIES:{escaped(event.category)}"
    yield from ("TRANSP:TRANSPARENT", "END:VEVENT")


def _printable(mark: str) -> bool:
    """No control characters, and no separators that some readers take for the end of a line."""
    return ord(mark) >= 32 and not 0x7F <= ord(mark) <= 0x9F and mark not in "\u2028\u2029"
