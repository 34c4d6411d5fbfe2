"""A figure restated after its quarter was frozen: from the commands to the footnote that is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest

from app.commands.freeze_quarter import FreezeQuarter, Reported
from app.commands.open_quarter import OpenQuarter
from app.commands.put_readings import PutReadings
from app.reports.pack import set_pack
from app.rules.indicator import Status
from app.rules.papers import Pack, PackOptions, PageChoice, PageKind
from app.rules.period import Period
from app.rules.readings import ReadingRow
from app.store import snapshot
from app.store.queries import freezing, frozen
from app.store.queries.papers import quarter_facts
from app.store.store import Store
from tests.reports.packs import whole_text
from tests.samples.sample_plans import ACTOR, PLAN, loaded

MOMENT = datetime(2010, 7, 16, 14, 2)
Q4 = Period.quarter(2009, 4)
Q1 = Q4.shift(1)
FOOTNOTE = "6.9% reported in 2009/10 Q4; now 7.2%"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The last quarter was printed and frozen with 6.9%; a later return gave it as 7.2% and the next quarter's 6.5%."""
    opened = loaded(tmp_path_factory.mktemp("plan"), PLAN)
    with opened.reading() as session:
        facts = quarter_facts(session, Q4)
        entries, head = frozen.history_head(session)
        figures = freezing.printed_figures(session, Q4)
        told = Reported(
            set_pack(facts, pack(PageKind.SUMMARY), MOMENT).pdf, snapshot.take(session, Q4), figures, entries, head
        )
    opened.change(FreezeQuarter(Q4, told, "Agreed", "Head of Improvement"), ACTOR)
    opened.change(OpenQuarter(Q1), ACTOR)
    neet = next(id_ for id_, each in facts.series.items() if each.indicator.code == "NI 117")
    later = (ReadingRow(neet, Q4, 7.2, Status.RESTATED), ReadingRow(neet, Q1, 6.5))
    opened.change(PutReadings(later, "Children's Services, return of 2010/11 Q1"), ACTOR)
    yield opened
    opened.close()


def pack(*kinds: PageKind, public: bool = False) -> Pack:
    return Pack("P", tuple(map(PageChoice, kinds)), PackOptions(public=public))


def printed(store: Store, quarter: Period, chosen: Pack) -> str:
    with store.reading() as session:
        facts = quarter_facts(session, quarter)
    return re.sub(r"\s+", " ", whole_text(set_pack(facts, chosen, MOMENT).pdf))


@pytest.mark.parametrize("kind", [PageKind.SUMMARY, PageKind.IMPROVEMENT_PLAN, PageKind.CHARTS])
def test_the_next_paper_footnotes_it_though_a_newer_figure_stands_there(store: Store, kind: PageKind) -> None:
    told = printed(store, Q1, pack(kind))
    assert "6.5%" in told
    assert f"NI 117, 2009/10 Q4: {FOOTNOTE}." in told


def test_the_page_of_its_issue_says_so_under_the_chart(store: Store) -> None:
    with store.reading() as session:
        facts = quarter_facts(session, Q1)
    issue = next(row.issue_id for row in facts.plan.rows if row.measure and row.measure.code == "NI 117")
    chosen = Pack("P", (PageChoice(PageKind.ISSUE, issue),))
    assert f"2009/10 Q4: {FOOTNOTE}." in printed(store, Q1, chosen)


def test_the_frozen_quarters_own_paper_goes_on_saying_what_it_said(store: Store) -> None:
    told = printed(store, Q4, pack(PageKind.SUMMARY))
    assert "6.9%" in told and "7.2%" not in told and "reported in" not in told


def test_the_public_paper_footnotes_what_may_be_told(store: Store) -> None:
    chosen = pack(PageKind.SUMMARY)
    public = replace(chosen, options=replace(chosen.options, public=True))
    assert FOOTNOTE in printed(store, Q1, public)
