"""Reading period labels as councils and departments write them, without ever guessing between two meanings.

A lone year means the calendar year, unless the indicator's year is another kind: then "2016" may be 2015/16
or 2016/17, and is refused. Marks such as "(prov)" or "(Rev)" are told apart from the period.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.rules.errors import Problem
from app.rules.indicator import Status, YearKind
from app.rules.period import Period
from app.rules.period_forms import KINDS, LONGEST_YEARS, DoubtError, forms

EARLIEST_YEAR = 1900
LATEST_YEAR = 2199
LONGEST_MONTHS = 12 * LONGEST_YEARS
LONGEST_TEXT = 80


class UnreadablePeriodError(ValueError):
    """The label names no period, or might name two. `problem` says which, for a sentence."""

    def __init__(self, code: str, text: str, **facts: object) -> None:
        super().__init__(f"{code}: {text!r}")
        self.problem = Problem(code, {"text": text, **facts})


@dataclass(frozen=True, slots=True)
class PeriodLabel:
    """A label read: the period, what its mark says of the figures, and a mark that is not understood."""

    period: Period
    status: Status | None = None
    mark: str = ""


def parse(text: str, year_kind: YearKind | None = None) -> Period:
    """The period a label names; `year_kind` is the indicator's, where known. Raises UnreadablePeriodError."""
    return parse_label(text, year_kind).period


def parse_label(text: str, year_kind: YearKind | None = None) -> PeriodLabel:
    """As `parse`, with the mark in brackets, if any."""
    if len(text) > LONGEST_TEXT:
        raise UnreadablePeriodError("period_unknown", text[:LONGEST_TEXT])
    plain = _plain(text)
    status, mark = None, ""
    bracket = re.fullmatch(r"(.+?) ?\(([^()]*)\)", plain)
    if bracket:
        plain, mark = bracket[1], bracket[2].strip()
        status = _STATUS.get(mark.rstrip("."))
        mark = "" if status else mark
        if mark in KINDS:
            plain, mark = f"{plain} {mark}", ""
    for pattern, build in forms():
        match = pattern.fullmatch(plain)
        if match:
            try:
                period = build(match, year_kind)
            except DoubtError as doubt:
                raise UnreadablePeriodError(doubt.code, text, choices=doubt.choices) from None
            return PeriodLabel(_checked(period, text), status, mark)
    raise UnreadablePeriodError("period_unknown", text)


def _checked(period: Period, text: str) -> Period:
    first = (period.end - max(period.months, 1) + 1) // 12
    if not EARLIEST_YEAR <= first <= period.end_year <= LATEST_YEAR:
        raise UnreadablePeriodError("period_out_of_range", text, earliest=EARLIEST_YEAR, latest=LATEST_YEAR)
    if period.months > LONGEST_MONTHS:
        raise UnreadablePeriodError("period_too_long", text, months=period.months)
    return period


def _plain(text: str) -> str:
    """Small letters, one kind of dash, single spaces."""
    plain = re.sub("[\u2010-\u2015\u2212]", "-", text.casefold())
    plain = re.sub(r"[\s;,]+", " ", plain).strip()
    return re.sub(r" ?([-/]) ?", r"\1", plain)


_STATUS = {
    "prov": Status.PROVISIONAL, "provisional": Status.PROVISIONAL, "p": Status.PROVISIONAL,
    "estimate": Status.PROVISIONAL, "est": Status.PROVISIONAL,
    "final": Status.FINAL, "f": Status.FINAL,
    "rev": Status.RESTATED, "revised": Status.RESTATED, "r": Status.RESTATED, "restated": Status.RESTATED,
}  # fmt: skip
