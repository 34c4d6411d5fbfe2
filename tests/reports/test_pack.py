"""A pack of papers, from the sample plan to the PDF."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from app.reports.pack import BUILDERS, pack_content, set_pack
from app.rules.errors import Cancelled
from app.rules.papers import OFFERED, Pack, PackOptions, PageChoice, PageKind, Paper, standard_packs
from app.rules.papers_facts import QuarterFacts
from tests.reports.packs import sample_facts, text_of

MOMENT = datetime(2010, 4, 16, 14, 2)


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> QuarterFacts:
    return sample_facts(tmp_path_factory.mktemp("plan"))


def cabinet(**changed: object) -> Pack:
    pack = standard_packs()[0]
    return replace(pack, options=replace(pack.options, **changed))  # type: ignore[arg-type]


def test_every_page_that_is_offered_can_be_made() -> None:
    assert set(OFFERED) == set(BUILDERS)


def test_a_pack_tells_where_each_of_its_pages_starts(facts: QuarterFacts) -> None:
    paper = set_pack(facts, cabinet(), MOMENT)
    assert [each.kind for each in paper.outline][:3] == [PageKind.COVER, PageKind.CONTENTS, PageKind.SUMMARY]
    starts = [each.page for each in paper.outline]
    assert starts == sorted(set(starts)) and starts[0] == 0 and starts[-1] < paper.pages
    assert "Corporate Hot List" in text_of(paper.pdf, next(e.page for e in paper.outline if e.kind is PageKind.HOT_LIST))


def test_the_same_facts_give_the_same_bytes(facts: QuarterFacts) -> None:
    assert set_pack(facts, cabinet(), MOMENT).pdf == set_pack(facts, cabinet(), MOMENT).pdf


def test_a_pack_that_is_no_longer_wanted_is_given_up(facts: QuarterFacts) -> None:
    with pytest.raises(Cancelled):
        pack_content(facts, cabinet(), cancelled=lambda: True)
    with pytest.raises(Cancelled):
        set_pack(facts, cabinet(), MOMENT, cancelled=iter([False] * 3 + [True] * 99).__next__)


def test_a_pack_without_pages_is_a_sheet_that_says_so(facts: QuarterFacts) -> None:
    paper = set_pack(facts, Pack("Empty", ()), MOMENT)
    assert paper.pages == 1 and paper.outline == ()
    assert "No page has been chosen" in text_of(paper.pdf, 0)


@pytest.mark.parametrize("options", [
    PackOptions(paper=Paper.A3), PackOptions(landscape=False), PackOptions(larger_print=True),
    PackOptions(larger_print=True, landscape=False),
])
def test_every_paper_can_be_set(facts: QuarterFacts, options: PackOptions) -> None:
    paper = set_pack(facts, Pack("All", tuple(map(PageChoice, OFFERED)), options), MOMENT)
    assert paper.pages >= len(paper.outline)


def test_what_every_sheet_carries(facts: QuarterFacts) -> None:
    paper = set_pack(facts, cabinet(marking="PROTECT", item_number="7", first_page=31), MOMENT)
    words = text_of(paper.pdf, 2)
    for each in ("PROTECT", "Item 7", f"Page 33 of {30 + paper.pages}", "DRAFT", facts.head[:16], "Figures as at"):
        assert each in words


def test_the_draft_mark_goes_with_the_open_quarter(facts: QuarterFacts) -> None:
    closed = replace(facts, open=False)
    assert "DRAFT" not in text_of(set_pack(closed, cabinet(), MOMENT).pdf, 2)
    assert "DRAFT" in text_of(set_pack(closed, cabinet(draft=True), MOMENT).pdf, 2)


def test_names_of_papers_are_safe_file_names(tmp_path: Path) -> None:
    from app.rules.papers import file_stem
    from app.rules.period import Period

    stem = file_stem(Pack("../Cab:inet?", ()), Period.quarter(2009, 4))
    (tmp_path / f"{stem}.pdf").touch()
    assert stem == "Cabinet 2009-10-Q4"
