"""Periods: quarters, years (financial, academic, calendar), months, terms and rolling spans, in one type.

A period is its last month and its length in months, so any two can be put in order, whatever their kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True, order=True, slots=True)
class Period:
    """`end`: last month, counted from year 0 (year*12 + month-1); `months`: length (0: a day's snapshot)."""

    end: int
    months: int

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
    def label(self) -> str:
        """As papers print it: "2009/10 Q4", "2009/10", "November 2009"."""
        year = self.financial_start_year
        if self.is_quarter:
            return f"{year}/{(year + 1) % 100:02d} Q{self.quarter_number}"
        if self.months == 12 and self.end_month == 3:
            return f"{year}/{(year + 1) % 100:02d}"
        if self.months == 12 and self.end_month == 12:
            return str(self.end_year)
        if self.months == 1:
            return f"{_MONTHS[self.end_month - 1]} {self.end_year}"
        return f"{self.months} months to {_MONTHS[self.end_month - 1]} {self.end_year}"

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
