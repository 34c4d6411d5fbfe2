"""Small numbers: which figures must not be told in public, and what would let a reader work them out.

A figure is hidden where it counts one to four people (the indicator's least publishable count), or leaves out so
few; where it differs by so few from the figure before it in the same year to date; and where it differs by so few
from what an earlier paper told. With a figure go its percentage, its colour and its direction.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from app.rules.decumulate import starts_year
from app.rules.direction import year_before
from app.rules.indicator import Indicator, Reading, Shape, format_value
from app.rules.period import Period
from app.rules.proportions import share_of_unit
from app.rules.rag import rag_of, rule_for
from app.rules.series import Series
from app.rules.slip import counted

HIDDEN = "c"
"""What papers print in place of a figure that is kept confidential."""
HIDDEN_WORDS = "c: not shown, to keep small numbers confidential"
_LEAST_THAT_HIDES = 3
"""Below it the mark itself would tell: under a threshold of two only a one is hidden."""
_COUNTS = frozenset(("", "number", "count", "people", "children", "homes", "incidents", "visits"))
_NEAR = 0.5
"""Counts are whole; figures worked out from percentages are nearly so."""


def threshold(indicator: Indicator) -> int:
    """Counts from one up to this are hidden; 0: the indicator's figures are not sensitive."""
    return max(indicator.least_count, _LEAST_THAT_HIDES) if indicator.least_count > 1 else 0


def hidden_periods(series: Series, earlier: Series | None = None) -> tuple[Period, ...]:
    """Periods whose figures must not be told. `earlier`: the series as the last paper told it."""
    least = threshold(series.indicator)
    if not least:
        return ()
    found = {each.period for each in series.readings if _few(series.indicator, each, least)}
    if earlier is not None:
        found |= _given_away(series, earlier, least)
    if series.indicator.shape is Shape.CUMULATIVE:
        found |= _between(series, found, least)
    return tuple(sorted(found))


def parts_of(indicator: Indicator, reading: Reading) -> tuple[float, ...]:
    """The counts behind a figure: those it is about, and those it leaves out. Where only the base of a share is
    known, as many of it as the share says; (): nobody can say.
    """
    found = counted(reading, indicator.shape, indicator.unit)
    if found is not None:
        return (found.part, found.whole - found.part)
    scale, base = share_of_unit(indicator.unit), reading.denominator
    if reading.numerator is None and reading.value is not None and base and scale:
        part = float(round(reading.value / scale * base))
        return (part, base - part)
    if reading.numerator is not None:
        return (reading.numerator,)
    if reading.value is not None and indicator.unit.casefold() in _COUNTS:
        return (reading.value,)
    return ()


def _few(indicator: Indicator, reading: Reading, least: int) -> bool:
    whole = reading.denominator
    return any(_small(part, least) for part in parts_of(indicator, reading)) or (
        reading.value is not None and whole is not None and _small(whole, least)
    )


def _small(count: float, least: int) -> bool:
    return _NEAR <= abs(count) < least - _NEAR


def _given_away(series: Series, earlier: Series, least: int) -> set[Period]:
    """Figures restated by so few that the two papers side by side would tell of them."""
    then = {each.period: each for each in earlier.readings}
    told = set(then) - set(hidden_periods(earlier))
    return {
        each.period
        for each in series.readings
        if each.period in told and _differ(series.indicator, then[each.period], each, least)
    }


def _between(series: Series, hidden: Collection[Period], least: int) -> set[Period]:
    """Of a year to date, the figures that the last one told would give away by subtraction."""
    found: set[Period] = set()
    told: Reading | None = None
    for reading in series.readings:
        if starts_year(reading.period, series.indicator.year_kind):
            told = None
        if reading.value is None or reading.period in hidden:
            continue
        if told is not None and _differ(series.indicator, told, reading, least):
            found.add(reading.period)
        else:
            told = reading
    return found


def _differ(indicator: Indicator, before: Reading, after: Reading, least: int) -> bool:
    pairs = zip(parts_of(indicator, before), parts_of(indicator, after), strict=False)
    return any(_small(now - then, least) for then, now in pairs)


def concealed(series: Series, hidden: Collection[Period]) -> Series:
    """The series as the public may know it. Colours are judged again, without what is hidden."""
    if not hidden:
        return replace(series, places=())
    readings = tuple(
        replace(each, value=None, numerator=None, denominator=None, note="", source="")
        if each.period in hidden else each
        for each in series.readings
    )  # fmt: skip
    values = {each.period: each.value for each in readings}
    rags = {}
    for period, value in values.items():
        before = year_before(period, series.rebases)
        rags[period] = rag_of(
            value, series.target_for(period), series.indicator.polarity,
            rule=rule_for(series.rule_versions, period, series.rule),
            before=values.get(before) if before else None,
        )  # fmt: skip
    return replace(series, readings=readings, rags=rags, places=())


_PEOPLE = (
    r"child(?:ren)?|people|persons?|pupils?|students?|learners?|residents?|patients?|clients?|carers?|users?|boys?|girls?"
    r"|m[ae]n|wom[ae]n|famil(?:y|ies)|leavers?|cases?|deaths?|conceptions?|adults?|teenagers?|bab(?:y|ies)|mothers?"
    r"|referrals?|placements?|casualt(?:y|ies)|victims?|offenders?|members? of staff"
)
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_MOST_SPELT = 30
_OF = " of "


def scrubbed(text: str, least: int, printed: Collection[str] = ()) -> str:
    """A text that people wrote, with small numbers of people and the hidden figures `printed` marked as hidden."""
    if not text:
        return text
    for figure in sorted(printed, key=len, reverse=True):
        text = _figure_pattern(figure).sub(HIDDEN, text)
    return _people_pattern(max(2, min(least, _MOST_SPELT))).sub(HIDDEN, text)


def _people_pattern(least: int) -> re.Pattern[str]:
    found = _patterns.get(least)
    if found is None:
        numbers = [str(n) for n in range(1, least)] + list(_WORDS[: least - 1])
        found = re.compile(
            rf"(?<![\w.,%£-])(?:{'|'.join(numbers)})(?=(?:\s+[\w'’-]+){{0,3}}?\s+(?:{_PEOPLE})\b)", re.IGNORECASE
        )
        _patterns[least] = found
    return found


_patterns: dict[int, re.Pattern[str]] = {}


def _figure_pattern(figure: str) -> re.Pattern[str]:
    """The figure as printed, a percentage with its sign spelt out, so many of so many in any words."""
    if _OF in figure:
        one, whole = figure.split(_OF)
        among = r"(?:of|out\s+of|in|from|/)\s*(?:(?:the|all|our|these|those)\s+)?"
        return re.compile(rf"(?<![\w.,]){one}\s*{among}{whole}(?![\d.,]*\d|%)", re.IGNORECASE)
    if figure.endswith("%"):
        return re.compile(rf"(?<![\d.,]){re.escape(figure[:-1])}\s*(?:%|per\s?cent)", re.IGNORECASE)
    return re.compile(rf"(?<![\d.,]){re.escape(figure)}(?![\d.,]*\d|%)")


def printed_forms(series: Series, hidden: Iterable[Period]) -> Iterator[str]:
    """How the hidden figures may stand in a text: the value, rounded too, and the counts it rests on."""
    indicator = series.indicator
    known = {each.period: each for each in series.readings}
    for period in hidden:
        reading = known.get(period)
        if reading is None or reading.value is None:
            continue
        if indicator.unit.casefold() not in _COUNTS:
            for decimals in range(indicator.decimals + 2):
                yield format_value(reading.value, indicator.unit, decimals)
        if reading.numerator is not None and reading.denominator is not None:
            part, whole = round(reading.numerator), round(reading.denominator)
            for one in (part, whole - part):
                yield f"{one}{_OF}{whole}"
                if one < len(_WORDS) and one > 0:
                    yield f"{_WORDS[one - 1]}{_OF}{whole}"
