"""The forms a period label may take: patterns and what each builds. For `app.rules.period_labels`."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache

from app.rules.indicator import YearKind
from app.rules.period import Period

LONGEST_YEARS = 8


class DoubtError(Exception):
    """The form fits, the numbers do not, or they fit twice (`choices`)."""

    def __init__(self, code: str, *choices: str) -> None:
        super().__init__(code)
        self.code = code
        self.choices = choices


@cache
def forms() -> tuple[tuple[re.Pattern[str], _Build], ...]:
    """Compiled when first asked for: reading labels is no part of the start. The first that fits counts."""
    return tuple((re.compile(pattern, re.ASCII), build) for pattern, build in _FORMS)


KINDS = {
    "academic": YearKind.ACADEMIC, "academic year": YearKind.ACADEMIC, "academic years": YearKind.ACADEMIC,
    "financial": YearKind.FINANCIAL, "financial year": YearKind.FINANCIAL, "fy": YearKind.FINANCIAL,
    "calendar": YearKind.CALENDAR, "calendar year": YearKind.CALENDAR,
}  # fmt: skip
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july",
         "aug august", "sep sept september", "oct october", "nov november", "dec december"), 1
    )
    for name in names.split()
}  # fmt: skip

_M = "(" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_Y = r"(\d{4}|'?\d{2})"
_PAIR = r"(\d{4})[/-](\d{4}|\d{2})"
_TO = r"(?: ?- ?| to )"
_KIND = r"(academic years?|financial year|fy|calendar year|academic|financial|calendar)"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"

_Build = Callable[[re.Match[str], YearKind | None], Period]


def _year(text: str) -> int:
    """Four digits, or two: 00-49 are this century's."""
    digits = text.lstrip("'")
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (2000 if int(digits) < 50 else 1900)


def _pair_start(first: str, second: str) -> int:
    """The first year of "2009/10", whose second must follow it."""
    start = int(first)
    following = start + 1 if len(second) == 4 else (start + 1) % 100
    if int(second) != following:
        raise DoubtError("period_years")
    return start


def _of_kind(start: int, kind: YearKind | None) -> Period:
    if kind is YearKind.ACADEMIC:
        return Period.academic_year(start)
    return Period.financial_year(start)


def _pair_year(match: re.Match[str], kind: YearKind | None) -> Period:
    return _of_kind(_pair_start(match[1], match[2]), kind)


def _quarter(match: re.Match[str], kind: YearKind | None) -> Period:
    parts = match.groupdict()
    if parts.get("second"):
        return Period.quarter(_pair_start(parts["first"], parts["second"]), int(parts["number"]))
    year, number = int(parts["first"]), int(parts["number"])
    if kind is YearKind.CALENDAR:
        return Period(year * 12 + number * 3 - 1, 3)
    choices = [Period.quarter(start, number).label for start in (year - 1, year)]
    raise DoubtError("period_ambiguous", *choices)


def _half(match: re.Match[str], _: YearKind | None) -> Period:
    start = _pair_start(match[1], match[2])
    return Period(start * 12 + 2 + 6 * int(match[3]), 6)


def _named_month(match: re.Match[str], _: YearKind | None) -> Period:
    return Period.month(_year(match[2]), _MONTHS[match[1]])


def _numbered_month(match: re.Match[str], _: YearKind | None) -> Period:
    return _month(int(match[2]), int(match[1]))


def _month(year: int, month: int) -> Period:
    if not 1 <= month <= 12:
        raise DoubtError("period_unknown")
    return Period.month(year, month)


def _hyphened(match: re.Match[str], kind: YearKind | None) -> Period:
    """A year "2009-10", three years "2014-16", a month "2016-04"; where two of these fit, nobody guesses."""
    first, second = int(match[1]), int(match[2])
    if second == (first + 1) % 100:
        return _of_kind(first, kind)
    later = first // 100 * 100 + second + (100 if second < first % 100 else 0)
    span = later - first + 1
    if not 1 <= second <= 12 or span == 3:
        return _span(first, later, kind)
    if 2 < span <= LONGEST_YEARS:
        raise DoubtError("period_ambiguous", _month(first, second).label, f"{first} to {later}")
    return _month(first, second)


def _span(first: int, last: int, kind: YearKind | None) -> Period:
    """Whole calendar years, both named. A span of years of another kind has to be written out."""
    if kind in (YearKind.FINANCIAL, YearKind.ACADEMIC):
        choices = [Period(_of_kind(end, kind).end, (end - first + 1) * 12).label for end in (last - 1, last)]
        raise DoubtError("period_ambiguous", *choices)
    if not 1 < last - first + 1 <= LONGEST_YEARS:
        raise DoubtError("period_years")
    return Period(last * 12 + 11, (last - first + 1) * 12)


def _years_to(match: re.Match[str], kind: YearKind | None) -> Period:
    return _span(int(match[1]), int(match[2]), kind)


def _four_digits(match: re.Match[str], kind: YearKind | None) -> Period:
    first, last = int(match[1]), int(match[2])
    return _of_kind(first, kind) if last == first + 1 else _span(first, last, kind)


def _pairs(match: re.Match[str], kind: YearKind | None) -> Period:
    first = _pair_start(match[1], match[2])
    third = match[3] if len(match[3]) == 4 else str(_year(match[3]))
    last = _pair_start(third, match[4])
    if last <= first:
        raise DoubtError("period_years")
    kind = KINDS[match[5]] if match[5] else kind
    return Period(_of_kind(last, kind).end, (last - first + 1) * 12)


def _kind_first(match: re.Match[str], _: YearKind | None) -> Period:
    return _of_stated_kind(KINDS[match[1]], match[2], match[3])


def _kind_last(match: re.Match[str], _: YearKind | None) -> Period:
    return _of_stated_kind(KINDS[match[3]], match[1], match[2])


def _of_stated_kind(kind: YearKind, first: str, second: str | None) -> Period:
    if second is not None:
        if kind is YearKind.CALENDAR:
            raise DoubtError("period_years")
        return _of_kind(_pair_start(first, second), kind)
    return _lone(int(first), kind)


def _lone_year(match: re.Match[str], kind: YearKind | None) -> Period:
    return _lone(int(match[1]), kind)


def _lone(year: int, kind: YearKind | None) -> Period:
    if kind is None or kind is YearKind.CALENDAR:
        return Period.calendar_year(year)
    choices = [_of_kind(start, kind).label for start in (year - 1, year)]
    raise DoubtError("period_ambiguous", *choices)


def _kind_ending(match: re.Match[str], _: YearKind | None) -> Period:
    kind, year = KINDS[match[1]], int(match[2])
    return Period.calendar_year(year) if kind is YearKind.CALENDAR else _of_kind(year - 1, kind)


def _months_to(match: re.Match[str], _: YearKind | None) -> Period:
    parts = match.groupdict()
    count = 12 if parts["count"] is None else int(parts["count"])
    if not count:
        raise DoubtError("period_unknown")
    return Period(Period.month(_year(parts["year"]), _MONTHS[parts["month"]]).end, count)


def _term(match: re.Match[str], _: YearKind | None) -> Period:
    parts = match.groupdict()
    number = ("autumn", "spring", "summer").index(parts["term"]) + 1
    if parts["second"]:
        return Period.term(_pair_start(parts["first"], parts["second"]), number)
    year = int(parts["first"])
    return Period.term(year if number == 1 else year - 1, number)


def _from_to(match: re.Match[str], _: YearKind | None) -> Period:
    parts = match.groupdict()
    last = Period.month(_year(parts["y2"]), _MONTHS[parts["m2"]])
    if parts["y1"]:
        first = Period.month(_year(parts["y1"]), _MONTHS[parts["m1"]])
    else:
        back = (_MONTHS[parts["m2"]] - _MONTHS[parts["m1"]]) % 12
        first = Period(last.end - back, 1)
    return _between(first, last)


def _numbers_from_to(match: re.Match[str], _: YearKind | None) -> Period:
    return _between(_month(int(match[2]), int(match[1])), _month(int(match[4]), int(match[3])))


def _between(first: Period, last: Period) -> Period:
    if last.end <= first.end:
        raise DoubtError("period_order")
    return Period(last.end, last.end - first.end + 1)


def _days_from_to(match: re.Match[str], _: YearKind | None) -> Period:
    """Between two days: as many months as come nearest, ending in the month of the last day."""
    numbers = [int(part) for part in match.groups()]
    first, last = _day(*numbers[:3]), _day(*numbers[3:])
    months = round(((last - first).days + 1) / (365.2425 / 12))
    if last <= first or months < 1:
        raise DoubtError("period_order")
    return Period(last.year * 12 + last.month - 1, months)


def _day(day: int, month: int, year: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise DoubtError("period_unknown") from None


def _one_day(match: re.Match[str], _: YearKind | None) -> Period:
    day = _day(int(match[1]), int(match[2]), int(match[3]))
    return Period.snapshot(day.year, day.month)


def _iso_day(match: re.Match[str], _: YearKind | None) -> Period:
    day = _day(int(match[3]), int(match[2]), int(match[1]))
    return Period.snapshot(day.year, day.month)


def _named_day(match: re.Match[str], _: YearKind | None) -> Period:
    day = _day(int(match[1]), _MONTHS[match[2]], int(match[3]))
    return Period.snapshot(day.year, day.month)


def _as_at_month(match: re.Match[str], _: YearKind | None) -> Period:
    return Period.snapshot(_year(match[2]), _MONTHS[match[1]])


_Q = r"(?:q|qtr |quarter )(?P<number>[1-4])"
_FIRST = r"(?P<first>\d{4})"
_SECOND = r"[/-](?P<second>\d{4}|\d{2})"
_TERM = r"(?P<term>autumn|spring|summer)"
_ENDING = r"(?:years?|12 months|twelve months|(?P<count>\d{1,2}) months)"

_FORMS: tuple[tuple[str, _Build], ...] = (
    (rf"{_FIRST}(?:{_SECOND})?[ -]?{_Q}", _quarter),
    (rf"{_Q}(?: of)?[ -]{_FIRST}(?:{_SECOND})?", _quarter),
    (rf"{_PAIR}[ -]?h([12])", _half),
    (rf"{_PAIR}{_TO}(\d{{4}}|\d{{2}})[/-](\d{{4}}|\d{{2}})(?: {_KIND})?", _pairs),
    (r"(\d{4})-(\d{2})", _hyphened),
    (r"(\d{4})/(\d{4}|\d{2})", _pair_year),
    (r"(\d{4})-(\d{4})", _four_digits),
    (r"(\d{4}) to (\d{4})", _years_to),
    (r"(\d{4})", _lone_year),
    (rf"{_KIND} (\d{{4}})(?:[/-](\d{{4}}|\d{{2}}))?", _kind_first),
    (rf"(\d{{4}})(?:[/-](\d{{4}}|\d{{2}}))? {_KIND}", _kind_last),
    (rf"{_KIND} end(?:ing|ed) (\d{{4}})", _kind_ending),
    (
        rf"{_ENDING}(?: end(?:ing|ed)| to)(?: \d{{1,2}}(?:st|nd|rd|th)?)? "
        rf"{_M.replace('(', '(?P<month>', 1)} {_Y.replace('(', '(?P<year>', 1)}",
        _months_to,
    ),
    (rf"{_M}[ -]?{_Y}", _named_month),
    (r"(\d{1,2})/(\d{4})", _numbered_month),
    (rf"{_TERM} term[ -]{_FIRST}(?:{_SECOND})?", _term),
    (rf"{_FIRST}(?:{_SECOND})?[ -]{_TERM} term", _term),
    (
        rf"{_M.replace('(', '(?P<m1>', 1)}(?: ?{_Y.replace('(', '(?P<y1>', 1)})?{_TO}"
        rf"{_M.replace('(', '(?P<m2>', 1)} ?{_Y.replace('(', '(?P<y2>', 1)}",
        _from_to,
    ),
    (rf"(\d{{1,2}})/(\d{{4}}){_TO}(\d{{1,2}})/(\d{{4}})", _numbers_from_to),
    (rf"(\d{{1,2}})/(\d{{1,2}})/(\d{{4}}){_TO}(\d{{1,2}})/(\d{{1,2}})/(\d{{4}})", _days_from_to),
    (r"(?:as )?(?:at )?(\d{1,2})/(\d{1,2})/(\d{4})", _one_day),
    (r"(?:as )?(?:at )?(\d{4})-(\d{2})-(\d{2})", _iso_day),
    (rf"(?:as )?(?:at )?{_DAY} {_M} (\d{{4}})", _named_day),
    (rf"(?:as )?at {_M} {_Y}", _as_at_month),
)
