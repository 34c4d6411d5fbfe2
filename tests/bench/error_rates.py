"""How often each test raises a false alarm, and how often it sees a real change: measured by simulation.

    python -m tests.bench.error_rates [REPEATS]        writes docs/error-rates.md

It registers no bench: it takes minutes, and its answers change only with the tests themselves. Every series is
drawn from a generator with a seed of its own, so the table comes out the same on every machine.
"""

from __future__ import annotations

import math
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.rules.direction import direction_of, long_direction
from app.rules.forecast import course
from app.rules.indicator import Direction, Frequency, Polarity, Rag, Reading, Shape, Target
from app.rules.period import Period
from app.rules.process_limits import analyse
from app.rules.rag import rag_of
from app.rules.slip import Measured, assess

PAGE = Path(__file__).resolve().parents[2] / "docs" / "error-rates.md"
REPEATS = 20_000
LIKENESS = 0.5
"""Of a quarter to the one before, where quarters are not independent."""
FALL = 2.0
"""Of the level, in standard deviations of a quarter."""
LAST = Period.quarter(2009, 4)
YEAR = Period.financial_year(2009)

Series = list[float]
Says = Callable[[Series], bool]


@dataclass(frozen=True)
class Row:
    """One test: how often it says "worse" when nothing changed, and how often when the level fell."""

    name: str
    independent: float
    alike: float | None
    first: float | None
    fourth: float | None


def quarters(count: int, likeness: float, chance: random.Random, fall_after: int | None = None) -> Series:
    """Normal quarters around 0, standard deviation 1; from `fall_after` on two lower."""
    value, found = chance.gauss(0.0, 1.0), []
    for at in range(count):
        found.append(value - (FALL if fall_after is not None and at >= fall_after else 0.0))
        value = likeness * value + math.sqrt(1 - likeness * likeness) * chance.gauss(0.0, 1.0)
    return found


def measured(values: Series) -> Measured:
    readings = tuple(
        Reading(LAST.shift(at + 1 - len(values)), 50.0 + value) for at, value in enumerate(values)
    )
    return Measured(Polarity.HIGHER, Frequency.QUARTERLY, Shape.SNAPSHOT, readings, unit="%")


def concern(values: Series) -> bool:
    return assess(measured(values)).concern


def fixed_concern(values: Series) -> bool:
    """With limits from the first twelve values alone."""
    return analyse(values, direction="higher", fix_after=12).variation == "concern"


def fallen_since_last_quarter(values: Series) -> bool:
    return direction_of(values[-1], values[-2], Polarity.HIGHER) is Direction.WORSE


def fallen_twice(values: Series) -> bool:
    return fallen_since_last_quarter(values) and fallen_since_last_quarter(values[:-1])


def fallen_since_last_year(values: Series) -> bool:
    return direction_of(values[-1], values[-5], Polarity.HIGHER) is Direction.WORSE


def below_floor(values: Series) -> bool:
    """A floor one standard deviation below the level."""
    return rag_of(values[-1], Target(LAST, 0.0, -1.0), Polarity.HIGHER) is Rag.RED


def below_floor_twice(values: Series) -> bool:
    return below_floor(values) and below_floor(values[:-1])


def falling(values: Series) -> bool:
    return long_direction(values, Polarity.HIGHER).direction is Direction.WORSE


def share(repeats: int, seed: str, says: Callable[[random.Random], bool]) -> float:
    chance = random.Random(seed)
    return sum(says(chance) for _ in range(repeats)) / repeats


def of_quarters(name: str, says: Says, before: int, repeats: int) -> Row:
    """`before`: quarters before the one in question."""

    def false_alarm(likeness: float) -> float:
        return share(
            repeats, f"{name} {likeness}", lambda chance: says(quarters(before + 1, likeness, chance))
        )

    def seen(within: int) -> float:
        def once(chance: random.Random) -> bool:
            values = quarters(before + within, 0.0, chance, fall_after=before)
            return any(says(values[: before + 1 + at]) for at in range(within))

        return share(repeats, f"{name} seen {within}", once)

    return Row(name, false_alarm(0.0), false_alarm(LIKENESS), seen(1), seen(4))


def counts(years: int, whole: int, fall: float, chance: random.Random, unrest: float) -> Measured:
    """Shares of one half that fall evenly by `fall` to the last year; `unrest`: how much they vary of themselves."""
    readings = []
    for at in range(years):
        true = 0.5 - fall * at / (years - 1) + chance.gauss(0.0, unrest)
        part = sum(chance.random() < true for _ in range(whole))
        readings.append(
            Reading(YEAR.shift(at + 1 - years), 100 * part / whole, numerator=part, denominator=whole)
        )
    return Measured(Polarity.HIGHER, Frequency.ANNUAL, Shape.SNAPSHOT, tuple(readings), unit="%")


def of_counts(name: str, years: int, whole: int, repeats: int) -> Row:
    def says(fall: float, unrest: float = 0.0) -> float:
        return share(
            repeats,
            f"{name} {fall} {unrest}",
            lambda chance: assess(counts(years, whole, fall, chance, unrest)).concern,
        )

    return Row(name, says(0.0), says(0.0, 0.02), says(0.1), says(0.2))


def quarter_rows(repeats: int) -> Iterator[Row]:
    yield of_quarters("Worse than last quarter", fallen_since_last_quarter, 12, repeats)
    yield of_quarters("Two falls running", fallen_twice, 12, repeats)
    yield of_quarters("Worse than the same quarter last year", fallen_since_last_year, 12, repeats)
    yield of_quarters("Floor missed (one standard deviation below the level)", below_floor, 12, repeats)
    yield of_quarters("Floor missed in two reports running", below_floor_twice, 12, repeats)
    yield of_quarters("Regression over 13 quarters", falling, 12, repeats)
    for before in (12, 19, 39):
        yield of_quarters(f"Process limits, {before + 1} values", concern, before, repeats)
    yield of_quarters("Process limits fixed on the first 12 values", fixed_concern, 12, repeats)


def count_rows(repeats: int) -> Iterator[Row]:
    for whole in (50, 200, 1000):
        yield of_counts(f"Trend of counts over five years, {whole:,} people a year", 5, whole, repeats)
    for whole in (50, 200, 1000):
        yield of_counts(f"Change of a share since last year, {whole:,} people a year", 2, whole, repeats)


def band_holds(readings: int, ahead: int, likeness: float, repeats: int) -> float:
    """How often the figure to come lies in the band of the forecast."""

    def once(chance: random.Random) -> bool:
        values = quarters(readings + ahead, likeness, chance)
        line = course([(float(at), value) for at, value in enumerate(values[:readings])])
        low, high = line.band(float(readings + ahead - 1))
        return low <= values[-1] <= high

    return share(repeats, f"band {readings} {ahead} {likeness}", once)


def percent(rate: float | None) -> str:
    if rate is None:
        return ""
    return f"{100 * rate:.1f}%" if rate < 0.1 else f"{100 * rate:.0f}%"


def table(headings: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [headings, tuple("---" for _ in headings), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def page(repeats: int) -> str:
    def told(rows: Iterator[Row]) -> list[tuple[str, ...]]:
        return [
            (row.name, *(percent(each) for each in (row.independent, row.alike, row.first, row.fourth)))
            for row in rows
        ]

    by_quarter = table(
        ("What is said", "Nothing changed", "Nothing changed, quarters alike", "Fell: seen at once",
         "Fell: seen within four quarters"),
        told(quarter_rows(repeats)),
    )  # fmt: skip
    by_count = table(
        ("What is said", "Nothing changed", "Nothing changed, restless", "Fell by 10 points", "Fell by 20 points"),
        told(count_rows(max(repeats // 4, 1))),
    )  # fmt: skip
    bands = table(
        ("Readings", "Periods ahead", "Independent", "Quarters alike"),
        [(str(readings), str(ahead), *(percent(band_holds(readings, ahead, likeness, max(repeats // 4, 1)))
                                       for likeness in (0.0, LIKENESS)))
         for readings in (5, 8, 12) for ahead in (1, 4, readings)],
    )  # fmt: skip
    return TEXT.format(
        repeats=f"{repeats:,}", fewer=f"{max(repeats // 4, 1):,}", bands_repeats=f"{max(repeats // 4, 1):,}",
        by_quarter=by_quarter, by_count=by_count, bands=bands,
    )  # fmt: skip


TEXT = """# How often the tests are wrong

Measured by simulation with `python -m tests.bench.error_rates`, which writes this page. "Nothing changed" is the
false alarm: how often one report says *worse* although the level stayed as it was. The rest is detection.

## Quarters

Normal quarters with a standard deviation of 1, {repeats} series each. *Quarters alike*: each resembles the one before
(autocorrelation 0.5), as seasons and slow causes make it. *Fell*: the level drops by two standard deviations and
stays there; quarters are independent.

{by_quarter}

Process limits as the program draws them rest on all values, so that a fall already widens them and moves the mean;
with limits fixed on the first twelve values the same fall is seen more often. A false alarm counts one side only: a
concern. An improvement is as often a false one, for the test is the same mirrored.

## Counts

Half of so many people a year, {fewer} series each, tests at 5%, two-sided. *Restless*: the true share itself moves by
two points (standard deviation) from year to year, which a test of counts cannot tell from a change: with many people a
year it then raises more alarms than its level says. *Fell*: by so many points from the first year to the last.

{by_count}

## Forecasts

How often the figure that came lay in the band, {bands_repeats} series each without a trend. The band means to hold 95
of 100 figures.

{bands}

## What follows

- An arrow against last quarter is wrong every second time. The program shows the same quarter last year as a direction,
  never as a test.
- Process limits seldom cry wolf, and see a fall of two standard deviations at once only in the lesser part of cases.
  So a person may always propose a move by judgement, with a reason.
- Where quarters are alike, expect several times as many false alarms.
- The floor is a standard, not a test. Two reports running make a miss by chance rarer; how rare depends on how far
  below the usual level the floor lies.
"""


def main(arguments: list[str]) -> int:
    repeats = int(arguments[0]) if arguments else REPEATS
    PAGE.write_text(page(repeats), encoding="utf-8")
    print(f"{PAGE} is written.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
