"""Pages on their sheets: nothing cut, nothing over anything else, on any paper; and what fits a sheet stands on one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import pypdfium2
import pytest

from app.reports.pack import set_pack
from app.rules.category import COLUMNS
from app.rules.papers import OFFERED, Pack, PackOptions, PackPaper, PageChoice, PageKind, Paper
from app.rules.papers_facts import QuarterFacts
from app.rules.plan_table import PlanTable
from tests.reports.packs import sample_facts, text_of
from tests.reports.test_paper_access import MOMENT, crowded

EDGE = 15.0
"""Points at the edge of the paper that printers may leave white."""
EVERY = tuple(map(PageChoice, OFFERED))
PAPERS = [
    pytest.param(
        PackOptions(paper, landscape, large, marking="OFFICIAL-SENSITIVE", item_number="12a", public=public),
        id=" ".join((paper.value, "landscape" if landscape else "portrait", "larger" * large, "public" * public)).strip(),
    )
    for paper, landscape, large, public in (
        *((*each, False) for each in product(Paper, (True, False), (False, True))),
        (Paper.A4, True, False, True), (Paper.A4, False, True, True),
    )
]  # fmt: skip


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> QuarterFacts:
    return sample_facts(tmp_path_factory.mktemp("plan"))


def boxes(page: Any) -> tuple[np.ndarray, list[str]]:
    """Left, bottom, right and top of each piece of text, and what it says."""
    text = page.get_textpage()
    found = [text.get_rect(at) for at in range(text.count_rects())]
    said = [text.get_text_bounded(*each) for each in found]
    return np.array(found).reshape(-1, 4), said


def faults(pdf: bytes) -> Iterator[str]:
    """Text off the paper, and text that covers other text."""
    document = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(document, 1):
        wide, high = page.get_size()
        found, said = boxes(page)
        for (left, bottom, right, top), words in zip(found, said, strict=True):
            if left < EDGE or bottom < EDGE or right > wide - EDGE or top > high - EDGE:
                yield f"sheet {number}: {words!r} runs off the paper"
        left, bottom, right, top = found.T[:, :, None]
        across = np.minimum(right, right.T) - np.maximum(left, left.T)
        up = np.minimum(top, top.T) - np.maximum(bottom, bottom.T)
        area = (right - left) * (top - bottom)
        over = np.where((across > 0) & (up > 0), across * up, 0.0) > 0.3 * np.minimum(area, area.T)
        for one, other in np.argwhere(np.triu(over, 1)):
            yield f"sheet {number}: {said[one]!r} stands over {said[other]!r}"
    document.close()


def sheets(paper: PackPaper) -> Counter[str]:
    """How many each page has."""
    starts = [*(each.page for each in paper.outline), paper.pages]
    ends = zip(paper.outline, starts[1:], strict=True)
    return Counter({f"{entry.kind.value} {entry.title}": after - entry.page for entry, after in ends})


@pytest.mark.parametrize("options", PAPERS)
def test_nothing_is_cut_and_nothing_covers_anything(facts: QuarterFacts, options: PackOptions) -> None:
    assert list(faults(set_pack(facts, Pack("All", EVERY, options), MOMENT).pdf)) == []


@pytest.mark.parametrize("options", PAPERS)
def test_the_longest_texts_are_neither_cut_nor_covered(facts: QuarterFacts, options: PackOptions) -> None:
    """Every issue red with a title of 200 characters and long texts, thirty actions and twelve risks."""
    full = crowded(facts, letters=1_500)
    full = replace(full, issues=full.issues[:4], plan=replace(full.plan, rows=full.plan.rows[:12]))
    chosen = tuple(each for each in EVERY if each.kind not in (PageKind.CHARTS, PageKind.DISTRICTS))
    assert list(faults(set_pack(full, Pack("Red", chosen, options), MOMENT).pdf)) == []


@pytest.mark.parametrize("kind", [each.kind for each in EVERY if each.kind not in (PageKind.CHARTS, PageKind.DISTRICTS)])
def test_a_text_of_fifty_thousand_letters_is_whole_on_every_kind_of_page(facts: QuarterFacts, kind: PageKind) -> None:
    full = crowded(facts, letters=50_000)
    full = replace(full, issues=full.issues[:2], plan=replace(full.plan, rows=full.plan.rows[:4]))
    assert list(faults(set_pack(full, Pack("Long", (PageChoice(kind),)), MOMENT).pdf)) == []


@pytest.mark.parametrize("options", PAPERS)
def test_an_empty_plan_has_whole_pages_too(facts: QuarterFacts, options: PackOptions) -> None:
    empty = QuarterFacts(facts.quarter, True, facts.council, PlanTable(facts.quarter, "", "", True, ()))
    paper = set_pack(empty, Pack("All", EVERY, options), MOMENT)
    assert list(faults(paper.pdf)) == []
    assert {kind for kind, count in sheets(paper).items() if count != 1} <= {
        "decision_report Decision Report", "update_report Driving Success update report"
    }  # fmt: skip


def test_what_fits_a_sheet_stands_on_one(facts: QuarterFacts) -> None:
    chosen = tuple(each for each in EVERY if each.kind not in (PageKind.ISSUE, PageKind.ASSESSMENTS))
    counted = sheets(set_pack(facts, Pack("All", chosen), MOMENT))
    running = {"decision_report Decision Report", "update_report Driving Success update report"}
    more = {kind for kind, count in counted.items() if count > 1} - running
    assert more == {"improvement_plan Corporate Improvement Plan: Hard to Move"}, "seven of its eight are told in full"


@pytest.mark.parametrize("landscape", [True, False])
@pytest.mark.parametrize("paper", Paper)
def test_an_issues_page_is_one_sheet(facts: QuarterFacts, paper: Paper, landscape: bool) -> None:
    current = [each for each in facts.issues if each.category in COLUMNS]
    chosen = tuple(PageChoice(PageKind.ISSUE, each.id) for each in current)
    counted = sheets(set_pack(facts, Pack("Issues", chosen, PackOptions(paper, landscape)), MOMENT))
    assert len(counted) == 31
    assert [kind for kind, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("landscape", [True, False])
@pytest.mark.parametrize("paper", Paper)
def test_only_a_long_self_assessment_takes_a_second_sheet(facts: QuarterFacts, paper: Paper, landscape: bool) -> None:
    chosen = (PageChoice(PageKind.ASSESSMENTS),)
    counted = sheets(set_pack(facts, Pack("All", chosen, PackOptions(paper, landscape)), MOMENT))
    longer = {kind for kind, count in counted.items() if count > 1}
    assert longer <= {"assessments Self-assessment: Children's Services"}


@pytest.mark.parametrize("landscape", [True, False])
def test_the_first_sheet_of_the_summary_is_full_in_larger_print(facts: QuarterFacts, landscape: bool) -> None:
    options = PackOptions(landscape=landscape, larger_print=True)
    first = text_of(set_pack(facts, Pack("S", (PageChoice(PageKind.SUMMARY),), options), MOMENT).pdf, 0)
    assert ("Improvement Plan: Hard to Move" if landscape else "For attention") in first


@pytest.mark.parametrize("large", [False, True])
def test_a_departments_charts_are_a_sheet(facts: QuarterFacts, large: bool) -> None:
    for landscape, paper in product((True, False), Paper):
        options = PackOptions(paper, landscape, large)
        counted = sheets(set_pack(facts, Pack("Charts", (PageChoice(PageKind.CHARTS),), options), MOMENT))
        assert [kind for kind, count in counted.items() if count > 1] == []
