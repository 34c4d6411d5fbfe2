"""The PDF for everyone: tagged, named, in order, with heads and words for what is drawn; and nothing is ever cut."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise
from typing import Any

import pikepdf
import pytest

from app.reports.pack import pack_content, set_content, set_pack
from app.reports.pages.plan_box import box
from app.rules.category import COLUMNS, Category
from app.rules.indicator import Rag
from app.rules.papers import OFFERED, Pack, PackOptions, PageChoice, PageKind, Paper
from app.rules.papers_content import Chart, Charts, Side, Spark, Table
from app.rules.papers_facts import PaperAction, PaperRisk, QuarterFacts
from app.rules.plan_table import PlanTable
from tests.reports.packs import sample_facts, tags, text_of, whole_text

MOMENT = datetime(2010, 4, 16, 14, 2)
EVERYTHING = Pack("All", tuple(map(PageChoice, OFFERED)))


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> QuarterFacts:
    return sample_facts(tmp_path_factory.mktemp("plan"))


@pytest.fixture(scope="module")
def pdf(facts: QuarterFacts) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(set_pack(facts, EVERYTHING, MOMENT).pdf)) as opened:
        yield opened


def kinds(pdf: pikepdf.Pdf, *wanted: str) -> list[Any]:
    return [each for each in tags(pdf) if str(each["/S"])[1:] in wanted]


def test_it_says_that_it_is_tagged_and_pdf_ua_and_has_title_and_language(pdf: pikepdf.Pdf) -> None:
    assert bool(pdf.Root.MarkInfo.Marked)
    assert str(pdf.Root.Lang) == "en-GB"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    with pdf.open_metadata() as meta:
        assert meta["pdfuaid:part"] == "1"
        assert "Corporate Dashboard, 2009/10 Q4" in str(meta["dc:title"])


def test_headings_come_in_order_and_none_is_skipped(pdf: pikepdf.Pdf) -> None:
    levels = [int(str(each["/S"])[2:]) for each in kinds(pdf, "H1", "H2", "H3")]
    assert levels[0] == 1 and levels.count(1) >= len(OFFERED) - 2
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_table_has_a_head_and_every_row_its_cells(pdf: pikepdf.Pdf) -> None:
    tables = kinds(pdf, "Table")
    assert len(tables) > 15
    for table in tables:
        rows = [each for each in _below(table) if str(each["/S"]) == "/TR"]
        heads = [each for each in _below(rows[0]) if str(each["/S"]) == "/TH"]
        assert heads and all(str(cell["/S"]) == "/TD" for row in rows[1:] for cell in _cells(row))
        assert {len(_cells(row)) for row in rows} == {len(heads)}


def test_in_larger_print_a_wide_tables_rows_are_tables_with_heads(facts: QuarterFacts) -> None:
    chosen = Pack("P", (PageChoice(PageKind.SUMMARY),), PackOptions(larger_print=True))
    with pikepdf.open(io.BytesIO(set_pack(facts, chosen, MOMENT).pdf)) as opened:
        tables = kinds(opened, "Table")
        assert len(tables) == len(facts.plan.of(Category.IMPROVEMENT_PLAN))
        for table in tables:
            rows = [each for each in _below(table) if str(each["/S"]) == "/TR"]
            issue, heads, figures = ([str(cell["/S"]) for cell in _cells(row)] for row in rows)
            assert issue == ["/TH"] and heads == ["/TH"] * 7 and figures == ["/TD"] * 7


def test_upright_in_larger_print_each_figure_stands_beside_its_head(facts: QuarterFacts) -> None:
    chosen = Pack("P", (PageChoice(PageKind.SUMMARY),), PackOptions(larger_print=True, landscape=False))
    with pikepdf.open(io.BytesIO(set_pack(facts, chosen, MOMENT).pdf)) as opened:
        tables = kinds(opened, "Table")
        assert len(tables) == len(facts.plan.of(Category.IMPROVEMENT_PLAN))
        for table in tables:
            rows = [each for each in _below(table) if str(each["/S"]) == "/TR"]
            assert [str(cell["/S"]) for cell in _cells(rows[0])] == ["/TH", "/TH"]
            assert len(rows) > 5 and all(len(_cells(row)) == 2 for row in rows)


def _below(node: Any) -> Iterator[Any]:
    found = node.get("/K", [])
    for each in found if isinstance(found, pikepdf.Array) else [found]:
        if isinstance(each, pikepdf.Dictionary) and "/S" in each:
            yield each
            yield from _below(each)


def _cells(row: Any) -> list[Any]:
    return [each for each in _below(row) if str(each["/S"]) in ("/TD", "/TH")]


def test_every_chart_and_line_says_in_words_what_it_shows(pdf: pikepdf.Pdf, facts: QuarterFacts) -> None:
    figures = kinds(pdf, "Figure")
    drawn = list(_drawn(facts))
    assert len(figures) == len(drawn) > 80
    spoken = sorted(" ".join(str(each["/Alt"]).split()) for each in figures)
    assert spoken == sorted(" ".join(each.split()) for each in drawn)


def _drawn(facts: QuarterFacts) -> Iterator[str]:
    def of(blocks: Any) -> Iterator[str]:
        for block in blocks:
            if isinstance(block, Chart) and block.trend.points:
                yield block.alt
            elif isinstance(block, Charts):
                yield from of(block.charts)
            elif isinstance(block, Side):
                yield from of(block.blocks)
            elif isinstance(block, Table):
                yield from (cell.spark.alt for row in block.rows for cell in row if isinstance(cell.spark, Spark))

    for page in pack_content(facts, EVERYTHING).pages:
        yield from of(page.blocks)


def test_it_reads_in_order_as_text(facts: QuarterFacts) -> None:
    paper = set_pack(facts, Pack("One", (PageChoice(PageKind.SUMMARY),)), MOMENT)
    words = text_of(paper.pdf, 0)
    order = ("Corporate Dashboard", "2009/10 Q4", "Improvement Plan", "Hot List", "Outcomes of Corporate Importance",
             "Improvement Plan: Hard to Move",
             "Improved educational attainment", "Improved highway condition", "For attention")  # fmt: skip
    places = [words.index(each) for each in order]
    assert places == sorted(places)


def test_appendix_two_is_reproduced_word_for_word(facts: QuarterFacts) -> None:
    issues = {(each.aim, each.category, each.title) for each in facts.issues if each.category in COLUMNS}
    told = whole_text(set_pack(facts, Pack("Aims", (PageChoice(PageKind.AIMS),)), MOMENT).pdf)
    told = re.sub(r"\s+", " ", told)
    assert "Emerging Corporate Improvement Plan 2010/11" in told
    for head in ("Corporate 'Hot List' In Development", "Corporate Improvement Plan: 'Hard to Move' Improving Performance",
                 "Outcomes of Corporate Importance – Maintaining Performance"):  # fmt: skip
        assert head in told
    assert len(issues) == 31
    assert all(title in told for _, _, title in issues)


def test_the_box_of_the_plan_is_reproduced_word_for_word(facts: QuarterFacts) -> None:
    made = box(facts)
    assert (made.title, made.subtitle, made.state) == (
        "2010/11 CORPORATE IMPROVEMENT PLAN", "HARD TO MOVE", "Emerging Draft"
    )  # fmt: skip
    assert [(group.title, [item.casefold() for item in group.items]) for group in made.groups] == [
        ("Better Opportunities for Children & Young People", [
            "improved educational attainment of children in care",
            "reduced number of young people not in education, employment or training",
            "increased number of care leavers in education, employment or training",
            "reduced number of teenage pregnancies", "improved placement stability of children in care",
        ]),
        ("Maximising Wellbeing", ["greater choice in and control over adult social care and support"]),
        ("Enhancing our Quality of Place", ["improved satisfaction with roads", "improved highway condition"]),
    ]  # fmt: skip
    assert made.note == (
        "Some of these are the principal responsibility of the County Council and others are shared responsibilities."
    )


def test_abbreviations_are_spelt_out_where_they_are_first_used(facts: QuarterFacts) -> None:
    told = whole_text(set_pack(facts, Pack("R", (PageChoice(PageKind.DECISION_REPORT),)), MOMENT).pdf)
    assert told.count("CPEG = Corporate Performance and Efficiency Group.") == 1
    assert "CMT =" not in told, "what nobody has verified is not spelt out"


def crowded(facts: QuarterFacts, *, letters: int) -> QuarterFacts:
    """Every issue red, with the longest title, and one with as much text as a field may hold."""
    title = "Reduced number of young people whose circumstances are told in " + "very " * 40
    title = title[:199].strip()
    text = ("What was done, why, and what follows in the next quarter. " * (letters // 58 + 1))[:letters]
    rows = tuple(
        replace(row, title=title, rag=Rag.RED, lead="Head of " + "everything " * 6) for row in facts.plan.rows
    )
    issues = tuple(
        replace(
            each, title=title, texts={**each.texts, "progress": text + " THE END", "risk_note": text},
            actions=tuple(PaperAction(title, "Head of Skills", date(2010, 6, 1), n * 3) for n in range(30)),
            risks=tuple(PaperRisk(title, 5, 5, text[:2000]) for _ in range(12)),
        )
        for each in facts.issues
    )  # fmt: skip
    return replace(facts, plan=replace(facts.plan, rows=rows), issues=issues)


@pytest.mark.parametrize("options", [PackOptions(), PackOptions(landscape=False, larger_print=True)])
def test_the_longest_texts_and_titles_are_whole(facts: QuarterFacts, options: PackOptions) -> None:
    full = crowded(facts, letters=50_000)
    pack = Pack("Long", (PageChoice(PageKind.ISSUE, full.issues[5].id),), options)
    told = re.sub(r"\s+", " ", whole_text(set_pack(full, pack, MOMENT).pdf))
    assert "THE END" in told
    assert len(re.sub(r"\s", "", told)) > 2 * 40_000
    assert "very very" in told


def test_a_plan_that_is_red_all_over_fits_its_pages(facts: QuarterFacts) -> None:
    full = crowded(facts, letters=3_000)
    pack = Pack("Red", tuple(PageChoice(kind) for kind in (
        PageKind.SUMMARY, PageKind.IMPROVEMENT_PLAN, PageKind.OUTCOMES, PageKind.AIMS, PageKind.EXCEPTIONS,
    )))  # fmt: skip
    paper = set_pack(full, pack, MOMENT)
    told = re.sub(r"\s+", " ", whole_text(paper.pdf))
    judged = (Category.IMPROVEMENT_PLAN, Category.OUTCOMES)
    assert told.count("THE END") == sum(row.category in judged for row in full.plan.rows)
    _nothing_over_the_edge(paper.pdf)


def _nothing_over_the_edge(pdf: bytes) -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        wide, high = page.get_size()
        text = page.get_textpage()
        for at in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(at)
            assert left >= 0 and bottom >= 0 and right <= wide + 1 and top <= high + 1
    document.close()


@pytest.mark.parametrize("options", [
    PackOptions(), PackOptions(paper=Paper.A3), PackOptions(landscape=False), PackOptions(larger_print=True),
])
def test_no_word_runs_over_the_edge_of_the_paper(facts: QuarterFacts, options: PackOptions) -> None:
    _nothing_over_the_edge(set_pack(facts, replace(EVERYTHING, options=options), MOMENT).pdf)


def test_a_quarter_with_nothing_in_it_says_so_on_every_page(facts: QuarterFacts) -> None:
    empty = QuarterFacts(
        facts.quarter, True, facts.council, PlanTable(facts.quarter, "", "", True, ()),
    )  # fmt: skip
    content = pack_content(empty, EVERYTHING)
    paper = set_content(content, MOMENT)
    assert paper.pages >= len(OFFERED) - 1
    told = whole_text(paper.pdf)
    for words in ("No issue stands in the Improvement Plan", "No issue stands on the Hot List", "No issue is red",
                  "Nothing was proposed or decided", "No inspection is recorded", "Every issue has a lead"):  # fmt: skip
        assert words in told


def test_larger_print_is_sixteen_points(facts: QuarterFacts) -> None:
    from app.reports.measure import measure_of

    assert measure_of(PackOptions(larger_print=True)).base == 16
    small = set_pack(facts, Pack("P", (PageChoice(PageKind.HOT_LIST),)), MOMENT)
    large = set_pack(facts, Pack("P", (PageChoice(PageKind.HOT_LIST),), PackOptions(larger_print=True)), MOMENT)
    assert large.pages > small.pages
