"""The decision report and the update report: the furniture of a council's report, filled from the plan."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

import pytest

from app.reports.pack import pack_content, set_pack
from app.rules.papers import Pack, PageChoice, PageKind
from app.rules.papers_content import Heading, Paragraph, Table
from app.rules.papers_facts import QuarterFacts, ReportText
from tests.reports.packs import sample_facts, whole_text

MOMENT = datetime(2010, 4, 16, 14, 2)
REPORT = PageKind.DECISION_REPORT


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> QuarterFacts:
    return sample_facts(tmp_path_factory.mktemp("plan"))


def told(facts: QuarterFacts, kind: PageKind) -> str:
    return re.sub(r"\s+", " ", whole_text(set_pack(facts, Pack("R", (PageChoice(kind),)), MOMENT).pdf))


def table(facts: QuarterFacts, title: str) -> Table:
    (page,) = pack_content(facts, Pack("R", (PageChoice(REPORT),))).pages
    return next(block for block in page.blocks if isinstance(block, Table) and block.title.startswith(title))


def test_the_head_has_every_line_of_the_councils_and_what_its_author_wrote(facts: QuarterFacts) -> None:
    words = told(replace(facts, texts=(ReportText(REPORT, "reference", "CX/2010/7"),)), REPORT)
    for line in ("Decision Maker: Cabinet", "Date of Decision:", "Decision Title: Driving Success",
                 "Decision Reference: CX/2010/7", "Report From: The Chief Executive's Department",
                 "Contact name: Head of Improvement", "Tel:"):  # fmt: skip
        assert line in words


def test_paragraphs_are_numbered_through_their_parts_and_recommendations_stand_last(facts: QuarterFacts) -> None:
    (page,) = pack_content(facts, Pack("R", (PageChoice(REPORT),))).pages
    legal = page.blocks.index(Heading("CORPORATE OR LEGAL INFORMATION"))  # numbered on its own, as the council does
    said = (block.number.strip(".") for block in page.blocks[:legal] if isinstance(block, Paragraph))
    numbers = [each for each in said if re.fullmatch(r"\d+\.\d+", each)]
    places = [tuple(map(int, each.split("."))) for each in numbers]
    assert places == sorted(places) and places[0] == (1, 1) and len(set(places)) == len(places)
    heads = [block.text for block in page.blocks if isinstance(block, Heading)]
    assert any("Recommendations" in each for each in heads)
    assert "It is recommended that Cabinet:" in told(facts, REPORT)


def test_an_abbreviation_is_a_footnote_where_it_is_first_used(facts: QuarterFacts) -> None:
    (page,) = pack_content(facts, Pack("R", (PageChoice(REPORT),))).pages
    notes = [words for block in page.blocks if isinstance(block, Paragraph) for _, words in block.notes]
    assert any("CPEG" in each for each in notes) and len(notes) == len(set(notes))


def test_the_three_aims_of_the_strategy_are_answered_yes_or_no_with_the_plans_numbers(facts: QuarterFacts) -> None:
    found = table(facts, "Links to the Corporate Strategy")
    assert [row[0].text.removesuffix(":") for row in found.rows] == list(facts.strategy_links) and len(found.rows) == 3
    assert {row[1].text for row in found.rows} <= {"yes", "no"}


def test_previous_decisions_background_documents_and_impacts_are_listed(facts: QuarterFacts) -> None:
    assert [cell.text for cell in table(facts, "Links to previous").rows[0]][1:] == ["N/a", "24/11/08"]
    words = told(facts, REPORT)
    for each in ("Section 100 D", "Corporate Performance Team", "Equalities", "Crime and Disorder", "carbon footprint"):
        assert each.casefold() in words.casefold()


def test_the_update_report_tells_what_stands_what_was_decided_and_what_is_late(facts: QuarterFacts) -> None:
    words = told(facts, PageKind.UPDATE_REPORT)
    for each in ("Driving Success update report", "Corporate Improvement Plan", "Corporate Hot List",
                 "Outcomes of Corporate Importance", "Organisational strength", "Decisions of the quarter"):  # fmt: skip
        assert each in words
