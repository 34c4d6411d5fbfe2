"""Periods: quarters, years (financial, academic, calendar), months, terms and rolling spans, in one type.

A period is its last month and its length in months, so any two can be put in order, whatever their kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = "January February March April May June July August September October November December".split()
_TERMS = ("autumn", "spring", "summer")
_YEAR_ENDS = (3, 8, 12)
"""March, August, December: the financial, the academic and the calendar year."""


@dataclass(frozen=True, order=True, slots=True)
class Period:
    """`end`: last month, counted from year 0 (year*12 + month-1); `months`: length (0: a day's snapshot)."""

    end: int
    months: int

    def __hash__(self) -> int:
        """A number of its own: what a dataclass would make is twice the work, and figures are looked up by it."""
        return self.end * 128 + self.months

    @classmethod
    def quarter(cls, year: int, number: int) -> Period:
        """Quarter 1-4 of the financial year that starts in April of `year`."""
        if not 1 <= number <= 4:
            raise ValueError(f"there is no quarter {number}")
        return cls(year * 12 + 3 + number * 3 - 1, 3)

    @classmethod
    def financial_year(cls, year: int) -> Period:
        return cls(year * 12 + 14, 12)

    @classmethod
    def calendar_year(cls, year: int) -> Period:
        return cls(year * 12 + 11, 12)

    @classmethod
    def academic_year(cls, year: int) -> Period:
        """September of `year` to the August that follows."""
        return cls(year * 12 + 19, 12)

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        if not 1 <= month <= 12:
            raise ValueError(f"there is no month {month}")
        return cls(year * 12 + month - 1, 1)

    @classmethod
    def term(cls, year: int, number: int) -> Period:
        """Autumn (1), spring (2) or summer term (3) of the academic year that starts in `year`."""
        if not 1 <= number <= 3:
            raise ValueError(f"there is no term {number}")
        return cls(year * 12 + 7 + number * 4, 4)

    @classmethod
    def snapshot(cls, year: int, month: int) -> Period:
        """A day's count in that month; which day is not kept."""
        return cls(cls.month(year, month).end, 0)

    @classmethod
    def from_key(cls, key: int) -> Period:
        ended, months = divmod(key, 100)
        year, month = divmod(ended, 100)
        return cls(year * 12 + month - 1, months)

    @property
    def key(self) -> int:
        """Sortable number for the store: YYYYMM of the last month, then the length in two digits."""
        return self.end_year * 10000 + self.end_month * 100 + self.months

    @property
    def end_year(self) -> int:
        return self.end // 12

    @property
    def end_month(self) -> int:
        return self.end % 12 + 1

    @property
    def last_day(self) -> date:
        following = self.end + 1
        return date(following // 12, following % 12 + 1, 1) - timedelta(days=1)

    @property
    def first_day(self) -> date:
        start = self.end - max(self.months, 1) + 1
        return date(start // 12, start % 12 + 1, 1)

    def shift(self, count: int) -> Period:
        """The period `count` lengths later (earlier if negative)."""
        return Period(self.end + count * max(self.months, 1), self.months)

    @property
    def same_period_last_year(self) -> Period:
        return Period(self.end - 12, self.months)

    @property
    def is_quarter(self) -> bool:
        return self.months == 3 and self.end_month % 3 == 0

    @property
    def financial_start_year(self) -> int:
        return (self.end - 3) // 12

    @property
    def quarter_number(self) -> int:
        """1-4, in the financial year (1 April to 31 March)."""
        return ((self.end - 3) % 12) // 3 + 1

    @property
    def is_term(self) -> bool:
        return self.months == 4 and self.end_month % 4 == 0

    @property
    def label(self) -> str:
        """As papers print it: "2009/10 Q4", "2009/10", "November 2009", "2014-16"."""
        month = _MONTHS[self.end_month - 1]
        if self.is_quarter:
            return f"{_pair(self.financial_start_year)} Q{self.quarter_number}"
        if self.is_term:
            start = (self.end - 8) // 12
            return f"{_pair(start)} {_TERMS[self.end_month // 4 % 3]} term"
        if self.months == 0:
            return f"As at {month} {self.end_year}"
        if self.months == 1:
            return f"{month} {self.end_year}"
        if self.months % 12 == 0 and self.end_month in _YEAR_ENDS:
            return self._years_label(self.months // 12)
        return f"{self.months} months to {month} {self.end_year}"

    def _years_label(self, count: int) -> str:
        """One year or several, of the kind that ends in this month."""
        last = self.end_year if self.end_month == 12 else self.end_year - 1
        first = last - count + 1
        if self.end_month == 12:
            if count == 1:
                return str(last)
            short = count == 3 and first // 100 == last // 100
            return f"{first}-{last % 100:02d}" if short else f"{first} to {last}"
        years = _pair(last) if count == 1 else f"{_pair(first)}-{_pair(last)}"
        if self.end_month == 3:
            return years
        return f"{years} academic year{'' if count == 1 else 's'}"

    @property
    def long_label(self) -> str:
        """With its months: "2009/10 Q4 (January to March 2010)"."""
        if not self.is_quarter:
            return self.label
        first = _MONTHS[self.first_day.month - 1]
        return f"{self.label} ({first} to {_MONTHS[self.end_month - 1]} {self.end_year})"

    @property
    def code(self) -> str:
        """For the command line and file names: "2009-10-Q4"."""
        return self.label.replace("/", "-").replace(" ", "-")


def _pair(year: int) -> str:
    """The year that starts in `year`, as "2009/10"."""
    return f"{year}/{(year + 1) % 100:02d}"


def quarter_of(day: date) -> Period:
    """The financial quarter that holds the day."""
    month = day.year * 12 + day.month - 1
    return Period(month - month % 3 + 2, 3)


def parse_quarter(text: str) -> Period:
    """Read "2009-10-Q4" or "2009/10 Q4". Raises ValueError otherwise."""
    match = re.fullmatch(r"\s*(\d{4})[/-](\d{2})[\s-]*Q([1-4])\s*", text, re.IGNORECASE)
    if not match or (int(match[1]) + 1) % 100 != int(match[2]):
        raise ValueError(f"{text!r} is not a quarter such as 2009-10-Q4")
    return Period.quarter(int(match[1]), int(match[3]))
