"""Up to twelve charts on a page, for each department."""

from __future__ import annotations

from collections.abc import Iterator

from app.reports.pages.words import chart_of, counted, restated_words
from app.rules.papers import PackOptions, PageChoice, PageKind, Paper
from app.rules.papers_content import Charts, Page, Paragraph, Tone
from app.rules.papers_facts import PaperDepartment, QuarterFacts

MOST, MOST_LARGE = 12, {Paper.A4: 6, Paper.A3: 9}
"""On a sheet; in larger print fewer."""


def charts(facts: QuarterFacts, choice: PageChoice, options: PackOptions) -> Iterator[Page]:
    for department in facts.departments:
        if choice.subject in (None, department.id):
            most = MOST_LARGE[options.paper] if options.larger_print else MOST
            yield from _department(facts, department, most)


def _department(facts: QuarterFacts, department: PaperDepartment, limit: int) -> Iterator[Page]:
    known = [each for each in department.indicators if each in facts.series]
    count = max(1, -(-len(known) // limit))
    most = max(1, -(-len(known) // count))  # thirteen are seven and six, not twelve and one
    sheets = [known[at : at + most] for at in range(0, len(known), most)] or [[]]
    for number, ids in enumerate(sheets, 1):
        of = f" ({number} of {len(sheets)})" if len(sheets) > 1 else ""
        drawn = tuple(chart_of(facts, each) for each in ids)
        yield Page(
            choice=0, kind=PageKind.CHARTS, subject=department.id, title=f"{department.name}{of}",
            subtitle=f"Indicators · {facts.quarter.long_label}", about=(counted(len(known), "indicator"),),
            entry=f"Indicators: {department.name}" if number == 1 else "",
            blocks=(Charts(drawn),) if drawn else (
                Paragraph("The department has no indicators in the plan.", Tone.QUIET),
            ), footnotes=tuple(_restated(facts, ids)), legend=bool(drawn),
        )  # fmt: skip


def _restated(facts: QuarterFacts, ids: list[int]) -> Iterator[str]:
    """A line for each indicator of which an earlier paper gave a figure otherwise."""
    for each in ids:
        told = restated_words(facts, each)
        if told:
            yield f"{facts.series[each].indicator.code}, {' '.join(told)}"
