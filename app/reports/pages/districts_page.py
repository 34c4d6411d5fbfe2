"""An indicator by district beside the county: a page for each that is known by district."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from app.reports.pages.words import chart_of, counted, travel
from app.rules.direction import direction_of, year_before
from app.rules.indicator import Direction, Rag, Reading, Status, format_value
from app.rules.papers import PackOptions, PageChoice, PageKind
from app.rules.papers_content import Block, Cell, Column, Page, Paragraph, Spark, Table, Tone
from app.rules.papers_facts import QuarterFacts
from app.rules.period import Period
from app.rules.series import Place, Series
from app.rules.suppression import HIDDEN, threshold
from app.rules.suppression_places import unjudged_periods
from app.rules.trend_places import COUNTY

SHOWN, SHOWN_LARGE = 5, 2
"""Periods in columns; in larger print fewer, and no line beside them."""
_LINE = 8
_UNJUDGED = (
    "How many these figures count is not stored, so it cannot be judged whether any of them stands for so few that it "
    "should be kept confidential."
)
_COMPLETED = "So that no figure can be worked out from the others, more than the small ones are marked c."


def districts(facts: QuarterFacts, choice: PageChoice, options: PackOptions) -> Iterator[Page]:
    known = [series for series in facts.series.values() if any(_told(facts, series, place) for place in series.places)]
    for series in known:
        yield _page(facts, series, large=options.larger_print)
    if not known:
        yield Page(
            0, PageKind.DISTRICTS, None, PageKind.DISTRICTS.title, facts.quarter.long_label,
            blocks=(Paragraph("No indicator has figures by district."),),
        )  # fmt: skip


def _told(facts: QuarterFacts, series: Series, place: Place) -> bool:
    hidden = _hidden(facts, series, place)
    return any(each.value is not None or each.period in hidden for each in place.readings)


def _hidden(facts: QuarterFacts, series: Series, place: Place | None) -> Collection[Period]:
    id_ = series.indicator.id
    return facts.hidden.get(id_, ()) if place is None else facts.hidden_places.get(id_, {}).get(place.id, ())


def _page(facts: QuarterFacts, series: Series, *, large: bool) -> Page:
    indicator = series.indicator
    periods = sorted({each.period for place in series.places for each in place.readings})
    periods = periods[-(SHOWN_LARGE if large else SHOWN) :]
    head = (
        Column("District", 3.0), *(Column(each.label, 1.3, right=True) for each in periods),
        *(() if large else (Column("Last eight readings", 2.0),)), Column("On last year", 1.5),
    )  # fmt: skip
    placed = [place for place in series.places if place.readings]
    rows = [_row(facts, series, place, periods, large=large) for place in (*placed, None)]
    table = Table(f"{indicator.code} by district", head, tuple(rows), foot=tuple(_foot(facts, series, periods)))
    blocks: tuple[Block, ...] = (Paragraph(chart_of(facts, indicator.id).alt), table, *_notes(series))
    return Page(
        choice=0, kind=PageKind.DISTRICTS, subject=None, title=f"{indicator.code} {indicator.title}".strip(),
        subtitle=f"By district · {facts.quarter.long_label}",
        about=(counted(len(placed), "district"), series.department), blocks=blocks,
    )  # fmt: skip


def _row(
    facts: QuarterFacts, series: Series, place: Place | None, periods: list[Period], *, large: bool
) -> tuple[Cell, ...]:
    """A district's line; the county's for None. Its target is not the districts', so none is coloured."""
    name, readings = (place.name, place.readings) if place else (COUNTY, series.readings)
    hidden = _hidden(facts, series, place)
    known = {each.period: each for each in readings}
    strong = place is None
    cells = [_figure(series, known.get(each), hidden=each in hidden, strong=strong) for each in periods]
    drawn = () if large else (_line(series, name, readings[-_LINE:]),)
    return (Cell(name, strong=True), *cells, *drawn, _travel(series, known, periods[-1] if periods else None, hidden))


def _line(series: Series, name: str, readings: tuple[Reading, ...]) -> Cell:
    line = tuple(each.value for each in readings)
    if all(value is None for value in line):
        return Cell("no readings")
    return Cell(spark=Spark(line, Rag.NONE, _spoken(series, name, readings)))


def _figure(series: Series, reading: Reading | None, *, hidden: bool, strong: bool) -> Cell:
    if hidden:
        return Cell(HIDDEN, strong=strong)
    if reading is None or reading.value is None:
        return Cell("–")
    said = format_value(reading.value, series.indicator.unit, series.indicator.decimals)
    return Cell(said, strong=strong, note="p" if reading.status is Status.PROVISIONAL else "")


def _travel(series: Series, known: dict[Period, Reading], last: Period | None, hidden: Collection[Period]) -> Cell:
    before = year_before(last, series.rebases) if last else None
    now, then = (known.get(each) if each else None for each in (last, before))
    if last in hidden or before in hidden or now is None or then is None:
        return Cell("–")
    found = direction_of(now.value, then.value, series.indicator.polarity)
    return Cell("–") if found is Direction.UNKNOWN else Cell(travel=travel(found))


def _spoken(series: Series, name: str, readings: tuple[Reading, ...]) -> str:
    """What the line shows, in one sentence."""
    shown = [each for each in readings if each.value is not None]
    unit, decimals = series.indicator.unit, series.indicator.decimals
    first, last = shown[0], shown[-1]
    told = f"{format_value(last.value, unit, decimals)} in {last.period.label}"
    if len(shown) == 1:
        return f"{name}: one reading, {told}."
    return f"{name}: from {format_value(first.value, unit, decimals)} in {first.period.label} to {told}."


def _foot(facts: QuarterFacts, series: Series, periods: list[Period]) -> Iterator[str]:
    every = [each for place in series.places for each in place.readings] + list(series.readings)
    if any(each.status is Status.PROVISIONAL and each.period in periods for each in every):
        yield "p: provisional"
    if facts.hidden_places.get(series.indicator.id):
        yield _COMPLETED


def _notes(series: Series) -> Iterator[Block]:
    """What nobody can judge is said, so that nobody takes it for judged."""
    if not threshold(series.indicator):
        return
    if any(unjudged_periods(replace(series, readings=place.readings, places=())) for place in series.places):
        yield Paragraph(_UNJUDGED, Tone.NOTE)
