"""Dates and times as council officers write them. Times come from the program's clock, never from Qt's."""

from __future__ import annotations

from datetime import date, datetime

from app.rules import clock


def day(value: date) -> str:
    return f"{value:%d/%m/%Y}"


def as_datetime(value: object) -> datetime | None:
    """From a datetime or its ISO text; None for anything else, so that a sentence can leave it out."""
    if isinstance(value, datetime):
        return value
    try:
        return datetime.fromisoformat(str(value))
    except ValueError:
        return None


def moment(value: object) -> str:
    """"today 09:38", "yesterday 17:02", "22/02/2010 09:38"; what cannot be read is given as it is."""
    read = as_datetime(value)
    if read is None:
        return str(value)
    age = (clock.today() - read.date()).days
    name = {0: "today", 1: "yesterday"}.get(age, day(read))
    return f"{name} {read:%H:%M}"


def time_of_day(value: object) -> str:
    """"09:38" if it was today, else with its day."""
    return moment(value).removeprefix("today ")
