"""Words and cells that several pages share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from app.rules.category import Category
from app.rules.horizon import Horizon, within
from app.rules.indicator import Direction, Rag
from app.rules.papers_content import Arrow, Cell, Chart, Spark, Travel
from app.rules.papers_facts import QuarterFacts
from app.rules.plan_table import Measure, PlanRow
from app.rules.suppression import HIDDEN
from app.rules.trend import View, trend
from app.rules.trend_note import finding_of
from app.rules.trend_words import value_words

RAG_WORDS = {Rag.GREEN: "green", Rag.AMBER: "amber", Rag.RED: "red", Rag.NONE: "not judged"}
NO_LEAD = "No lead named"
INKS = {
    Category.HOT_LIST: "hot_list", Category.IMPROVEMENT_PLAN: "improvement_plan", Category.OUTCOMES: "outcomes",
    Category.LEFT: "neither",
}  # fmt: skip
_TRAVEL = {
    Direction.BETTER: (Arrow.UP, "better", True), Direction.WORSE: (Arrow.DOWN, "worse", False),
    Direction.SAME: (Arrow.LEVEL, "same", None), Direction.UP: (Arrow.UP, "up", None),
    Direction.DOWN: (Arrow.DOWN, "down", None), Direction.UNKNOWN: (Arrow.NONE, "not known", None),
}  # fmt: skip


def counted(count: int, one: str, many: str = "") -> str:
    """"1 issue", "8 issues"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def listed(items: Iterable[str]) -> str:
    """"a, b and c"."""
    found = list(items)
    return " and ".join([", ".join(found[:-1]), found[-1]] if len(found) > 1 else found)


def day(when: date | None) -> str:
    return f"{when:%d/%m/%Y}" if when else ""


def travel(direction: Direction) -> Travel:
    return Travel(*_TRAVEL[direction])


def rag_cell(rag: Rag) -> Cell:
    return Cell(rag=rag)


def latest_cell(measure: Measure) -> Cell:
    """The newest figure; raised behind it that it is provisional."""
    return Cell(measure.latest, strong=True, note="p" if measure.provisional else "")


def restated_words(facts: QuarterFacts, indicator_id: int) -> list[str]:
    """ "2009/10 Q2: 6.1% reported in 2009/10 Q2; now 6.4%.", for each figure that an earlier paper gave otherwise."""
    told = [each for each in facts.restated if each.indicator_id == indicator_id]
    return [f"{each.period.label}: {each.footnote}." for each in told]


def travel_cell(measure: Measure) -> Cell:
    if not measure.latest or measure.latest == HIDDEN:
        return Cell("–")
    return Cell(travel=travel(measure.direction))


def spark_cell(row: PlanRow) -> Cell:
    measure = row.measure
    if measure is None or all(value is None for value in measure.trend):
        return Cell("no readings")
    return Cell(spark=Spark(measure.trend, measure.rag, spark_words(row.title, measure)))


def spark_words(title: str, measure: Measure) -> str:
    known = [value for value in measure.trend if value is not None]
    said = f", {measure.direction_words}" if measure.direction_words else ""
    count = "One reading" if len(known) == 1 else f"Last {len(known)} readings"
    if measure.latest == HIDDEN:
        return f"{count} shown of {measure.code} {measure.title}; the newest is not shown."
    return f"{count} of {measure.code} {measure.title}: the newest is {measure.latest}{said}."


def plan_words(facts: QuarterFacts) -> str:
    plan = facts.plan
    return f"{plan.plan_name} ({plan.plan_state})" if plan.plan_state else plan.plan_name


def lead_words(row: PlanRow) -> str:
    return row.lead or NO_LEAD


def category_words(category: Category | None) -> str:
    return category.title if category else "no list"


def in_sentence(words: str) -> str:
    """With a small letter, unless it begins with an abbreviation."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def paragraphs(text: str) -> list[str]:
    """A long text at its line breaks."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def chart_of(
    facts: QuarterFacts, indicator_id: int, *, sentence: bool = False, horizon: Horizon | None = None
) -> Chart:
    """The trend against its target, with the one sentence that says what it shows.

    `horizon`: of the issue that the chart speaks for. What the tests found rests on every figure there is.
    """
    series = facts.series[indicator_id]
    made = trend(within(series, horizon, facts.quarter), View.TARGET, finding=finding_of(series))
    indicator, latest = series.indicator, series.latest
    said = shown_sentence(facts, indicator_id, made.sentence)
    hidden = newest_hidden(facts, indicator_id)
    rag = series.rags.get(latest.period, Rag.NONE) if latest and not hidden else Rag.NONE
    return Chart(
        title=f"{indicator.code} {indicator.title}".strip(),
        trend=made,
        alt=said,
        sentence=said if sentence else "",
        rag=rag if rag is not Rag.NONE else None,
        latest=HIDDEN if hidden else value_words(series, latest.value) if latest else "",
    )


def newest_hidden(facts: QuarterFacts, indicator_id: int) -> bool:
    """The newest figure is one that must not be told."""
    latest = facts.series[indicator_id].latest
    concealed = facts.hidden.get(indicator_id, ())
    return bool(concealed) and (latest is None or max(concealed) > latest.period)


def shown_sentence(facts: QuarterFacts, indicator_id: int, words: str) -> str:
    """The trend's sentence, with a second where its newest figure is kept confidential."""
    if not newest_hidden(facts, indicator_id):
        return words
    period = max(facts.hidden[indicator_id]).label
    return f"{words} The figure for {period} is not shown, to keep small numbers confidential."
