"""The period that the heading of a column names: whole, without its year, two at once, or none.

For tables with a column for each period. What is not whole is a proposal for someone to confirm.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from app.rules.indicator import Status
from app.rules.period import Period
from app.rules.period_labels import UnreadablePeriodError, parse_label
from app.rules.return_mapping import plain_name

LONGEST_HEADING = 80


class Named(StrEnum):
    """PART: a quarter or month without its year. DAY: a bare date, which may stand for its month. TWO: of two one."""

    WHOLE = "whole"
    PART = "part"
    DAY = "day"
    TWO = "two"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class HeadingPeriod:
    """`period` is what is proposed; `text` the words that name it, `rest` those that do not, in plain letters."""

    named: Named
    period: Period | None = None
    choices: tuple[str, ...] = ()
    status: Status | None = None
    text: str = ""
    rest: str = ""


def read_heading(heading: str, over: str, quarter: Period) -> HeadingPeriod:
    """`over` stands above it, perhaps across several columns: "2009/10" above "Q1", "Q1" above "Num".

    A year that neither names is the financial year of `quarter`; that is a PART and waits for a word.
    """
    own = _read(heading, quarter.financial_start_year)
    band = _read(over, quarter.financial_start_year)
    if band.named is Named.NONE or band.rest:
        return own
    if own.named is Named.NONE:
        return replace(band, rest=plain_name(heading))
    return _below_year(own, band) or own if own.named is Named.PART else own


def names_period(text: str) -> bool:
    """Nothing but a period, or a quarter or month without its year."""
    found = _read(text, 2000)
    return found.named is not Named.NONE and not found.rest


def _below_year(own: HeadingPeriod, band: HeadingPeriod) -> HeadingPeriod | None:
    """A quarter or month below the year it is of; below "2010" a quarter may be one of two."""
    if re.fullmatch(r"\d{4}", band.text):
        found = _whole(f"{own.text} {band.text}")
        return found and replace(found, text=own.text, rest=own.rest)
    if band.period is None or band.period.months != 12:
        return None
    found = _part(own.text, band.period.financial_start_year)
    return found and replace(found, named=Named.WHOLE, rest=own.rest)


def _read(text: str, start: int) -> HeadingPeriod:
    """The longest run of words that names a period."""
    words = _with_centuries(text[:LONGEST_HEADING]).split()
    for length in range(len(words), 0, -1):
        for first in range(len(words) - length + 1):
            span = " ".join(words[first : first + length])
            found = _whole(span) or _part(span, start)
            if found is not None:
                rest = " ".join((*words[:first], found.rest, *words[first + length :]))
                return replace(found, rest=plain_name(rest))
    return HeadingPeriod(Named.NONE, rest=plain_name(text))


def _with_centuries(text: str) -> str:
    """A year as "09/10" is 2009/10 where the second follows the first."""
    def written(match: re.Match[str]) -> str:
        follows = int(match[2]) == (int(match[1]) + 1) % 100
        return f"20{match[1]}/{match[2]}" if follows else match[0]

    return re.sub(r"(?<![\d/-])(\d\d)/(\d\d)(?![\d/-])", written, text)


def _whole(span: str) -> HeadingPeriod | None:
    try:
        label = parse_label(span)
    except UnreadablePeriodError as error:
        choices = tuple(str(each) for each in error.problem.facts.get("choices") or ())
        return HeadingPeriod(Named.TWO, choices=choices, text=span) if choices else None
    period, named = label.period, Named.WHOLE
    if period.months == 0 and "at" not in span.casefold().split():
        period, named = Period(period.end, 1), Named.DAY
    if re.fullmatch(r"\d{4}", span):  # a lone year: which kind of year, each indicator would say differently
        year = int(span)
        years = (Period.financial_year(year - 1), Period.calendar_year(year), Period.financial_year(year))
        return HeadingPeriod(Named.TWO, choices=tuple(each.label for each in years), text=span)
    return HeadingPeriod(named, period, status=label.status, text=span, rest=label.mark)


def _part(span: str, start: int) -> HeadingPeriod | None:
    """A period that lacks only its year, in the financial year that starts in `start`."""
    bracket = re.fullmatch(r"(.+?) ?(\([^()]*\))", span)
    bare, mark = (bracket[1], bracket[2]) if bracket else (span, "")
    if re.search(r"\d{3}", bare):
        return None
    years = (f"{start}/{(start + 1) % 100:02d} {bare}", f"{bare} {start}", f"{bare} {start + 1}")
    for text in years:
        try:
            label = parse_label(f"{text} {mark}".rstrip())
        except UnreadablePeriodError:
            continue
        if label.period.financial_start_year == start:
            return HeadingPeriod(Named.PART, label.period, status=label.status, text=span, rest=label.mark)
    return None
