"""A block of other places' figures from the clipboard: names by periods, either way round, or a figure a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.exchange.cells import read_figure
from app.exchange.import_plan import ImportLine, LineState
from app.exchange.pasted import LONGEST, cells_of
from app.exchange.pasted_block import example_words, is_figure, is_lying, is_period, squared, value_cell
from app.exchange.periods import NotAPeriodError, read_period
from app.rules.comparators import ComparatorFigure, comparator_problem, plain_name
from app.rules.errors import Problem
from app.rules.indicator import format_value
from app.rules.indicator_sheet import ComparatorLine, IndicatorSheet
from app.rules.period import Period
from app.rules.readings_now import MeasuredIndicator

MOST_FIGURES = 5_000
_PLACE = frozenset(("place", "area", "authority", "council", "name", "comparator", "local authority", "region"))
_SOURCE = frozenset(("source", "from", "where from"))
_VALUE = frozenset(("value", "figure", "actual", "result"))
_NEW = (LineState.NEW, LineState.CHANGED)
Cell = tuple[int, str, str, str, str]
"""Row of the block, from 1; period, place, figure and source as they are written."""


@dataclass(frozen=True, slots=True)
class ComparatorPlan:
    """What the block would do: all of it or nothing. `figures` are those that are new or changed."""

    lines: tuple[ImportLine, ...] = ()
    figures: tuple[ComparatorFigure, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def counts(self) -> dict[LineState, int]:
        found = Counter(line.state for line in self.lines)
        return {state: found.get(state, 0) for state in LineState}


def plan_comparators(text: str, sheet: IndicatorSheet) -> ComparatorPlan:
    """What the block would do to the indicator's figures of other places."""
    if len(text) > LONGEST:
        return ComparatorPlan(problems=(Problem("paste_too_long", {"most": MOST_FIGURES}),))
    indicator = _measured(sheet)
    found = cells_in(cells_of(text), indicator)
    if isinstance(found, Problem):
        return ComparatorPlan(problems=(found,))
    if len(found) > MOST_FIGURES:
        return ComparatorPlan(problems=(Problem("paste_too_long", {"most": MOST_FIGURES}),))
    judged = [_judged(cell, sheet, indicator) for cell in found]
    lines = _without_twins(judged)
    problems = tuple(problem for line in lines if line.state is LineState.UNREADABLE for problem in line.why)
    wanted = [figure for line, (_, figure) in zip(lines, judged, strict=True) if line.state in _NEW and figure]
    return ComparatorPlan(tuple(lines), tuple(wanted), problems)


def cells_in(cells: Sequence[Sequence[str]], indicator: MeasuredIndicator) -> list[Cell] | Problem:
    """The figures of the block, each with its period and place; cells without a figure are left out."""
    grid = squared(cells)
    if not grid:
        return Problem("paste_empty", example_words(indicator))
    while len(grid) > 1 and len(grid[0]) > 1 and sum(map(bool, grid[0])) == 1 and not is_period(grid[0][-1], indicator):
        grid.pop(0)  # a title over the table
    if is_lying(grid, indicator):
        grid = [tuple(row) for row in zip(*grid, strict=True)]
    headed = not any(is_period(cell, indicator) for cell in grid[0])
    head = [cell.casefold().strip(" :*") for cell in grid[0]] if headed else [""] * len(grid[0])
    rows = list(enumerate(grid, 1))[1 if headed else 0 :]
    counts = [sum(is_period(row[at], indicator) for _, row in rows) for at in range(len(head))]
    if not counts or not max(counts):
        return Problem("paste_no_periods", example_words(indicator))
    period = counts.index(max(counts))
    place = _place_column(head, [row for _, row in rows], period)
    found = list(_a_figure_a_row(rows, head, period, place) if place is not None else _names_across(rows, grid[0], period))
    if place is None and not headed:
        return Problem("comparators_no_places")
    return found or Problem("paste_no_values", example_words(indicator))


def _place_column(head: Sequence[str], rows: Sequence[Sequence[str]], period: int) -> int | None:
    """The column that names a place in every row; None where each place has a column of its own."""
    for at, words in enumerate(head):
        if at != period and words in _PLACE:
            return at
    written = {at: sum(bool(row[at]) and not is_figure(row[at]) for row in rows) for at in range(len(head)) if at != period}
    named = [at for at, count in written.items() if count == len(rows) and head[at] not in _SOURCE]
    return named[0] if named and len(written) > 1 else None


def _a_figure_a_row(
    rows: Sequence[tuple[int, Sequence[str]]], head: Sequence[str], period: int, place: int
) -> Iterator[Cell]:
    free = [at for at in range(len(head)) if at not in (period, place)]
    source = next((at for at in free if head[at] in _SOURCE), None)
    figures = [at for at in free if at != source]
    value = next((at for at in figures if head[at] in _VALUE), None)
    if value is None:
        value = max(figures, key=lambda at: sum(is_figure(row[at]) for _, row in rows), default=None)
    for number, row in rows:
        if value is not None and row[value]:
            yield number, row[period], row[place], row[value], row[source] if source is not None else ""


def _names_across(rows: Sequence[tuple[int, Sequence[str]]], names: Sequence[str], period: int) -> Iterator[Cell]:
    for number, row in rows:
        for at, name in enumerate(names):
            if at != period and row[at] and (name or row[period]):
                yield number, row[period], name, row[at], ""


def _judged(cell: Cell, sheet: IndicatorSheet, indicator: MeasuredIndicator) -> tuple[ImportLine, ComparatorFigure | None]:
    number, written, place, text, source = cell
    period: Period | None = None
    problem: Problem | None = None
    try:
        period = read_period(written or None, indicator, [each.period for each in sheet.series.readings])
    except NotAPeriodError as error:
        problem = error.problem
    read = read_figure(value_cell(text, indicator.unit), percent=indicator.unit.startswith("%"))
    problem = problem or read.problem
    if problem is not None and problem.code == "figure_not_a_number":
        problem = Problem("comparator_not_read", {"text": text[:60]})
    before = _before(sheet, period, place)
    if problem is None and period is not None and (not read.missing or before is None):
        problem = comparator_problem(sheet.series, period, place, read.value, source, (), sheet.newest or period)
        if problem is not None and problem.code == "comparator_empty":
            problem = None  # "..", "n/a": nobody has that figure
    state = LineState.UNREADABLE if problem else _state(before, read.value)
    figure = None
    if period is not None and read.value is not None and not problem:
        ids = (before.id, before.version) if before else (None, None)
        figure = ComparatorFigure(period, place, read.value, source, *ids)
    line = ImportLine(
        state, "", "Pasted", str(number), "", place, period.label if period else written[:60],
        _printed(before.value if before else None, indicator),
        text[:60] if problem or read.value is None else _printed(read.value, indicator),
        (problem,) if problem else () if read.value is not None else (Problem("comparator_blank"),),
    )  # fmt: skip
    return line, figure


def _before(sheet: IndicatorSheet, period: Period | None, place: str) -> ComparatorLine | None:
    name = plain_name(place)
    return next((each for each in sheet.comparators if each.period == period and plain_name(each.place) == name), None)


def _state(before: ComparatorLine | None, value: float | None) -> LineState:
    if value is None or (before is not None and before.value == value):
        return LineState.UNCHANGED
    return LineState.NEW if before is None else LineState.CHANGED


def _without_twins(judged: Sequence[tuple[ImportLine, ComparatorFigure | None]]) -> list[ImportLine]:
    """Two figures of one place for one period: which was meant, nobody can know."""
    counts = Counter((each.period, plain_name(each.place)) for _, each in judged if each is not None)
    told = []
    for line, each in judged:
        if each is None or counts[each.period, plain_name(each.place)] < 2:
            told.append(line)
            continue
        twice = Problem("comparator_twice", {"place": each.place, "period": each.period.label})
        told.append(line._replace(state=LineState.UNREADABLE, why=(twice,)))
    return told


def _printed(value: float | None, indicator: MeasuredIndicator) -> str:
    return format_value(value, indicator.unit, indicator.decimals).replace("-", "\u2212") if value is not None else ""


def _measured(sheet: IndicatorSheet) -> MeasuredIndicator:
    one = sheet.series.indicator
    return MeasuredIndicator(one.id, one.code, one.title, one.unit, one.decimals, one.frequency, one.year_kind)
