"""The calendar file, read back as any calendar would (RFC 5545), with texts that mean harm."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.calendar_file import LONGEST, calendar_bytes, save_calendar
from app.rules.errors import KnownError
from app.rules.quarter_calendar import CalendarEvent

MOMENT = datetime(2010, 4, 15, 10, 0)
HOSTILE = "x\r\nEND:VEVENT\r\nBEGIN:VALARM\nTRIGGER:-PT1M;,\\n\x00\x1b\u2028\u202e\ttitle"


def read(data: bytes) -> list[dict[str, str]]:
    """The events, by a plain reader: unfold, split at the first colon, take the escapes back."""
    assert data.endswith(b"\r\n")
    lines = data.decode("utf-8").replace("\r\n ", "").split("\r\n")[:-1]
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert "VERSION:2.0" in lines
    assert any(line.startswith("PRODID:") for line in lines)
    events, event = [], None
    for line in lines:
        name, value = line.split(":", 1)
        if line == "BEGIN:VEVENT":
            assert event is None
            event = dict[str, str]()
        elif line == "END:VEVENT":
            assert event is not None
            events.append(event)
            event = None
        elif event is not None:
            assert name not in event, f"{name} twice"
            event[name] = re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)
    assert event is None
    return events


def written(*events: CalendarEvent, name: str = "Calendar") -> list[dict[str, str]]:
    return read(calendar_bytes(name, events, MOMENT))


def test_an_event_comes_back_whole() -> None:
    made = CalendarEvent("return-1@plan", date(2010, 4, 14), "Return due: Environment; roads, lights", "Late", "Return due")
    (event,) = written(made)
    assert rb"SUMMARY:Return due: Environment\; roads\, lights" in calendar_bytes("Calendar", [made], MOMENT)
    assert event["UID"] == "return-1@plan"
    assert event["DTSTART;VALUE=DATE"] == "20100414"
    assert event["SUMMARY"] == made.summary
    assert event["DESCRIPTION"] == "Late"
    assert event["CATEGORIES"] == "Return due"
    assert re.fullmatch(r"\d{8}T\d{6}Z", event["DTSTAMP"])


def test_every_line_ends_as_it_should_and_none_is_too_long() -> None:
    summary = "Réduire les inégalités rurales " * 20 + "😀" * 60
    data = calendar_bytes("Calendar", [CalendarEvent("u", date(2010, 1, 1), summary)], MOMENT)
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(len(line) for line in data.split(b"\r\n")) <= LONGEST
    for line in data.split(b"\r\n"):
        line.decode("utf-8")  # no character is cut
    assert read(data)[0]["SUMMARY"] == summary


def test_a_title_that_means_harm_stays_a_title() -> None:
    events = written(CalendarEvent(HOSTILE, date(2010, 1, 1), HOSTILE, HOSTILE, HOSTILE), name=HOSTILE)
    assert len(events) == 1
    assert set(events[0]) == {"UID", "DTSTAMP", "DTSTART;VALUE=DATE", "SUMMARY", "DESCRIPTION", "CATEGORIES", "TRANSP"}
    assert events[0]["SUMMARY"] == "x\nEND:VEVENT\nBEGIN:VALARM\nTRIGGER:-PT1M;,\\n\u202e title"


@given(st.lists(st.text(st.characters(exclude_categories=()), max_size=200), min_size=1, max_size=4))
def test_whatever_is_written_reads_as_one_event_each(texts: list[str]) -> None:
    events = written(*(CalendarEvent(f"u{at}", date(2010, 1, 1), text, text) for at, text in enumerate(texts)))
    assert [event["UID"] for event in events] == [f"u{at}" for at in range(len(texts))]


def test_a_calendar_without_a_day_is_a_calendar(tmp_path: Path) -> None:
    assert save_calendar("Empty", (), tmp_path / "empty.ics", MOMENT) == 0
    assert read((tmp_path / "empty.ics").read_bytes()) == []


def test_what_cannot_be_written_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KnownError):
        save_calendar("Lost", (), tmp_path / "nowhere" / "lost.ics", MOMENT)
