"""A page set ahead of its pack looks as it does in the pack, or is left to the pack."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pypdfium2
import pytest

from app.reports.pack import set_pack
from app.reports.sheet import set_sheet
from app.rules.errors import Cancelled
from app.rules.papers import OFFERED, Pack, PackOptions, PageChoice, PageKind
from app.rules.papers_facts import QuarterFacts
from tests.reports.packs import sample_facts

MOMENT = datetime(2010, 4, 16, 14, 2)
EVERYTHING = Pack("All", tuple(map(PageChoice, OFFERED)))
CHANGED = PackOptions(item_number="7", marking="PROTECT", first_page=12, draft=False)


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> QuarterFacts:
    return sample_facts(tmp_path_factory.mktemp("plan"))


def drawn(pdf: bytes, sheet: int) -> bytes:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return bytes(document[sheet].render(scale=0.7).buffer)
    finally:
        document.close()


def test_every_page_set_ahead_is_the_page_of_the_pack_dot_for_dot(facts: QuarterFacts) -> None:
    before = set_pack(facts, EVERYTHING, MOMENT)
    pack = replace(EVERYTHING, options=CHANGED)
    whole = set_pack(facts, pack, MOMENT)
    left = set()
    for number in range(whole.pages):
        ahead = set_sheet(facts, pack, before, number, MOMENT)
        if ahead is None:
            left.add(max((each for each in whole.outline if each.page <= number), key=lambda each: each.page).kind)
        else:
            assert drawn(ahead.pdf, ahead.at) == drawn(whole.pdf, number) != drawn(before.pdf, number)
    assert left <= {PageKind.CONTENTS, PageKind.DECISION_REPORT, PageKind.UPDATE_REPORT}


def test_a_page_that_would_take_more_sheets_than_before_is_left_to_the_pack(facts: QuarterFacts) -> None:
    pack = Pack("Plan", (PageChoice(PageKind.SUMMARY), PageChoice(PageKind.IMPROVEMENT_PLAN)))
    before = set_pack(facts, pack, MOMENT)
    assert set_sheet(facts, pack, before, 1, MOMENT) is not None
    larger = replace(pack, options=PackOptions(larger_print=True))
    assert set_sheet(facts, larger, before, 1, MOMENT) is None


def test_nothing_is_set_ahead_of_the_public_version_or_once_it_is_not_wanted(facts: QuarterFacts) -> None:
    pack = Pack("Summary", (PageChoice(PageKind.SUMMARY),))
    before = set_pack(facts, pack, MOMENT)
    assert set_sheet(facts, replace(pack, options=PackOptions(public=True)), before, 0, MOMENT) is None
    with pytest.raises(Cancelled):
        set_sheet(facts, pack, before, 0, MOMENT, cancelled=lambda: True)
